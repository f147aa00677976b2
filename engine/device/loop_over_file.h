// SPDX-License-Identifier: Apache-2.0
// Whether a file is in use as a disk of this machine, which takes no lock on it.
// Errors: none; what cannot be read is not seen. Threads: any. Source: sysfs-block, loop/backing_file.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace bindery::device
{

/// "/dev/loop3" when that loop device has the file behind it.
std::optional<std::string> loopOverFile(const std::filesystem::path& file);

} // namespace bindery::device
