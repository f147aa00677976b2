// SPDX-License-Identifier: Apache-2.0
// Opens image files and block devices as media.
// Errors: NotEligible with the reason (a symbolic link or special file, a mounted, swapped or held device,
// read-only, 4096-byte logical sectors); NotFound; NeedsRoot; Busy when another process has claimed it;
// Conflict when a new file exists already; WriteFailed when the file system cannot hold the file. A new file
// takes no space before it is written: a file system that fills up later fails that write, with the cure in
// the message.
#pragma once

#include "device/medium.h"

#include <filesystem>
#include <memory>

namespace bindery::device
{

/// An existing card, for reading only: a block device or an image file. No exclusive claim; symbolic links
/// are followed.
std::unique_ptr<Medium> openForReading(const std::filesystem::path& path);

/// A new image file of exactly `size` bytes (multiple of kMediumAlignment), sparse, mode 0600, locked
/// (flock(2)) while open. `overwrite`: an existing regular file is emptied first. A file system without
/// O_DIRECT is used through its cache (readBack() is Cached); then the pages are dropped before each
/// read-back.
std::unique_ptr<Medium> createImageFile(const std::filesystem::path& path, Bytes size, bool overwrite);

/// An existing image file as it is, for reading and writing; else as createImageFile(). Symbolic links are
/// refused.
std::unique_ptr<Medium> openImageFile(const std::filesystem::path& path);

/// Claims a whole block device for writing: O_EXCL, O_DIRECT, no O_CREAT, flock(2), eligibility (everything
/// but the taught slot), facts from the open descriptor.
std::unique_ptr<Medium> claimBlockDevice(const std::filesystem::path& path);

} // namespace bindery::device
