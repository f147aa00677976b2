// SPDX-License-Identifier: Apache-2.0
#include "staging/agent_bundle.h"

#include "base/error.h"
#include "base/file.h"
#include "base/json.h"
#include "base/sha256.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string_view>

namespace bindery::staging
{

namespace fs = std::filesystem;

namespace
{

constexpr std::size_t kMaxFiles = 256;
constexpr std::uint64_t kMaxSize = mib(256).count();

/// Without these there is no agent; nothing else may have a name that the unit files use.
constexpr std::array<std::string_view, 2> kNeeded{"bindery-unit", "ld.so"};

} // namespace

AgentBundle readBundle(const fs::path& folder)
{
    AgentBundle bundle;
    std::uint64_t size = 0;
    std::error_code error;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder, error)) {
        if (!entry.is_regular_file() || bundle.files.size() == kMaxFiles) {
            throw Error(ErrorCode::BadImage, entry.path().string() +
                                                 " does not belong into a bundle of the agent: regular files "
                                                 "only, at most " +
                                                 std::to_string(kMaxFiles));
        }
        BundleFile file;
        file.name = entry.path().filename().string();
        file.content = readTextFile(entry.path(), Bytes(kMaxSize));
        file.executable = (entry.status().permissions() & fs::perms::owner_exec) != fs::perms::none;
        size += file.content.size();
        if (size > kMaxSize) {
            throw Error(ErrorCode::BadImage,
                        folder.string() + " holds more than " + humanSize(Bytes(kMaxSize)));
        }
        bundle.files.push_back(std::move(file));
    }
    if (error) {
        throw Error(ErrorCode::NotFound,
                    "no bundle of the agent in " + folder.string() + ": " + error.message());
    }
    std::sort(bundle.files.begin(), bundle.files.end(),
              [](const BundleFile& a, const BundleFile& b) { return a.name < b.name; });
    for (const std::string_view needed : kNeeded) {
        if (std::none_of(bundle.files.begin(), bundle.files.end(),
                         [&](const BundleFile& file) { return file.name == needed && file.executable; })) {
            throw Error(ErrorCode::BadImage, folder.string() + " has no program " + std::string(needed) +
                                                 ": it is no bundle of the agent; build it again");
        }
    }
    Json content = Json::array();
    for (const BundleFile& file : bundle.files) {
        content.push_back({{"name", file.name},
                           {"executable", file.executable},
                           {"sha256", Sha256::hexOf(asBytes(file.content))}});
    }
    bundle.digest = Sha256::hexOf(asBytes(canonicalJson(content)));
    return bundle;
}

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

fs::path findBundle(const std::vector<fs::path>& places, const std::string& architecture)
{
    std::string looked;
    for (const fs::path& place : places) {
        if (fs::is_directory(place / architecture)) {
            return place / architecture;
        }
        looked += (looked.empty() ? "" : ", ") + (place / architecture).string();
    }
    throw Error(ErrorCode::NotFound, "no agent for units of " + architecture + "; looked in " + looked +
                                         "; build it (target bindery_unit_bundle) or name its folder with "
                                         "BINDERY_UNIT_BUNDLES");
}

} // namespace bindery::staging
