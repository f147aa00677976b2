// SPDX-License-Identifier: Apache-2.0
#include "staging/boot_profile.h"

#include "base/error.h"
#include "staging/ascii.h"
#include "staging/boot_profile_rows.h"

#include <algorithm>

namespace bindery::staging
{

namespace
{

bool hasKernel8(const BootFiles& files)
{
    return std::any_of(files.begin(), files.end(), [](const BootFile& file) {
        const std::string path = lowerAscii(file.path);
        return path == "kernel8.img" || path == "kernel_2712.img";
    });
}

/// The distribution's name as the rows have it.
std::string familyOf(std::string_view systemId, std::string_view architecture, const BootFiles& files)
{
    const bool piOsOf64Bits = systemId == "debian" && architecture == "arm64" && hasKernel8(files);
    return systemId == "raspbian" || piOsOf64Bits ? "raspios" : std::string(systemId);
}

} // namespace

const std::vector<BootProfile>& bootProfiles()
{
    static const std::vector<BootProfile> profiles = [] {
        std::vector<BootProfile> rows = raspberryPiOsRows();
        for (auto&& more : {ubuntuRows(), debianRows()}) {
            rows.insert(rows.end(), more.begin(), more.end());
        }
        return rows;
    }();
    return profiles;
}

const BootProfile& bootProfileOf(std::string_view systemId, std::string_view version,
                                 std::string_view architecture, const BootFiles& files)
{
    const std::string id = familyOf(systemId, architecture, files) + "-" + std::string(version) + "-" +
                           std::string(architecture);
    const std::vector<BootProfile>& profiles = bootProfiles();
    const auto found = std::find_if(profiles.begin(), profiles.end(),
                                    [&](const BootProfile& profile) { return profile.id == id; });
    if (found == profiles.end()) {
        std::string names;
        for (const BootProfile& profile : profiles) {
            names += (names.empty() ? "" : ", ") + profile.id;
        }
        throw Error(ErrorCode::BadImage, "the image holds the system " + id +
                                             ", for which no unit is known; take one of: " + names);
    }
    return *found;
}

} // namespace bindery::staging
