// SPDX-License-Identifier: Apache-2.0
// The root of an image as a folder of files: owners (shifted, see shifted_ids.h), modes, times, extended
// attributes, hard links, device nodes and holes as the ext4 has them. ACLs and attributes that mean
// something to the station's kernel (trusted.*, labels) are left out: nobody reads them there, and only what
// programs change goes back into the ext4. The image is hostile input: nothing is made outside of the folder,
// no link is followed. Units: bytes. Errors: NeedsRoot; BadImage for what cannot be a file; WriteFailed when
// the disk is full; Cancelled. Threads: free function.
#pragma once

#include "ext4/file_system.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <stop_token>

namespace bindery::staging
{

/// `folder` exists and is empty, and nobody else writes to it. `report` hears the bytes written.
void unpackRoot(const ext4::FileSystem& root, const std::filesystem::path& folder,
                const std::function<void(std::uint64_t)>& report, const std::stop_token& stop);

} // namespace bindery::staging
