// SPDX-License-Identifier: Apache-2.0
#include "cli/golden_unit.h"

#include "base/error.h"
#include "base/file.h"
#include "golden/manifest.h"
#include "staging/unit_change.h"

#include <algorithm>
#include <cstdlib>
#include <sstream>

namespace bindery::cli
{

namespace fs = std::filesystem;

namespace
{

/// Where the agents of all architectures may lie, the likeliest first.
std::vector<fs::path> bundlePlaces()
{
    std::vector<fs::path> places;
    if (const char* named = std::getenv("BINDERY_UNIT_BUNDLES"); named != nullptr && *named != '\0') {
        places.emplace_back(named);
    }
    std::error_code error;
    const fs::path program = fs::read_symlink("/proc/self/exe", error);
    if (!error) {
        places.push_back(program.parent_path().parent_path() / "unit");
    }
    places.emplace_back("/usr/share/bindery/unit");
    return places;
}

std::string readSitePins(const fs::path& state)
{
    const fs::path file = state / "keys/site/site.pins";
    if (!fs::exists(file)) {
        throw Error(ErrorCode::NotFound,
                    "no site yet, whose key the units of this recipe would trust: " + file.string() +
                        " is missing; make one with \"bindery bind site init\"");
    }
    std::string text = readTextFile(file, kib(64));
    std::istringstream lines(text);
    std::size_t pins = 0;
    for (std::string line; std::getline(lines, line);) {
        if (line.empty() || line.front() == '#') {
            continue;
        }
        if (!golden::isSha256Hex(line)) {
            throw Error(ErrorCode::Corrupt, file.string() + " holds a line that is no pin: a SHA-256 in hex");
        }
        ++pins;
    }
    if (pins == 0) {
        throw Error(ErrorCode::Corrupt, file.string() + " holds no pin");
    }
    return text;
}

} // namespace

std::unique_ptr<golden::SystemChange> unitChangeOf(const golden::Recipe& recipe, const fs::path& state)
{
    if (!recipe.unit) {
        return nullptr;
    }
    staging::UnitContent content;
    content.recipe = *recipe.unit;
    content.demo = recipe.demo;
    content.pins = readSitePins(state);
    content.agent = staging::readBundle(staging::findBundle(bundlePlaces(), recipe.unit->architecture));
    return std::make_unique<staging::UnitChange>(std::move(content));
}

} // namespace bindery::cli
