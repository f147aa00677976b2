// SPDX-License-Identifier: Apache-2.0
#include "cli/golden_unit.h"

#include "base/error.h"
#include "bind/site.h"
#include "staging/unit_change.h"

#include <cstdlib>

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
        const fs::path above = program.parent_path().parent_path();
        places.push_back(above / "unit");             // where it was built
        places.push_back(above / "lib/bindery/unit"); // where it was installed
    }
    return places;
}

std::string readSitePins(const fs::path& state)
{
    const fs::path site = state / "keys/site";
    if (!bind::hasSite(site)) {
        throw Error(ErrorCode::NotFound, "no site yet, whose key the units of this recipe would trust (in " +
                                             site.string() + "); make one with \"bindery bind site init\"");
    }
    return bind::pinsText(bind::readPins(site));
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
