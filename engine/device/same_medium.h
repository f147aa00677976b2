// SPDX-License-Identifier: Apache-2.0
// Tells whether two names lead to one medium: links, other nodes of one device, a loop device and the file
// behind it, or two loop devices over one file. Nothing is opened. Errors: none; what cannot be looked at has
// no key. Threads: any. Source: stat(2); sysfs-block, loop/backing_file.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace bindery::device
{

/// Equal for all names of one medium; empty for what is not there yet.
std::optional<std::string> mediumKey(const std::filesystem::path& path);

} // namespace bindery::device
