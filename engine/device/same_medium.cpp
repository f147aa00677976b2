// SPDX-License-Identifier: Apache-2.0
#include "device/same_medium.h"

#include "device/device_facts.h"
#include "device/sysfs_internal.h"

#include <sys/stat.h>

namespace bindery::device
{

namespace fs = std::filesystem;

namespace
{

constexpr int kDeepest = 16; // loops over loops

std::optional<std::string> keyOf(const fs::path& path, int depth)
{
    struct stat state {
    };
    if (depth == 0 || ::stat(path.c_str(), &state) != 0) {
        return std::nullopt;
    }
    if (!S_ISBLK(state.st_mode)) {
        return "file " + std::to_string(state.st_dev) + " " + std::to_string(state.st_ino);
    }
    const DeviceNumber number = deviceNumberOf(state.st_rdev);
    if (const auto node = BlockSysfs(SystemFolders()).nodeOf(number)) {
        if (const auto behind = BlockSysfs::attribute(*node, "loop/backing_file")) {
            if (auto key = keyOf(*behind, depth - 1)) {
                return key;
            }
        }
    }
    return "device " + number.text();
}

} // namespace

std::optional<std::string> mediumKey(const fs::path& path)
{
    return keyOf(path, kDeepest);
}

} // namespace bindery::device
