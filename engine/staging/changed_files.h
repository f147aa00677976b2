// SPDX-License-Identifier: Apache-2.0
// What programs changed in a sandbox, put back into the ext4 that its tree was unpacked from: only that, so
// that everything else of the root (numbers, attributes, order, holes, features) stays byte for byte. The
// folder was written by programs of the image: hostile input; no link is followed.
// Errors: BadImage naming an entry that staging does not expect (device, pipe, socket, file capabilities) or
// that is too large; those of ext4::FileSystem, TooSmall above all. Threads: free function.
// Source: kernel Documentation/filesystems/overlayfs.rst (whiteouts, opaque directories).
#pragma once

#include "ext4/file_system.h"

#include <cstdint>
#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

namespace bindery::staging
{

/// `upper` is the folder of changes; nothing later than `latest` (seconds, UTC) is written as a time, so that
/// the same changes give the same root. Gives the paths that were written or removed.
std::vector<std::string> putBack(const std::filesystem::path& upper, ext4::FileSystem& root,
                                 std::int64_t latest, const std::stop_token& stop);

} // namespace bindery::staging
