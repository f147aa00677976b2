// SPDX-License-Identifier: Apache-2.0
// Names in a golden store, and reading one image's manifest. Private to the room.
#pragma once

#include "base/lock_file.h"
#include "golden/manifest.h"

#include <filesystem>
#include <vector>

namespace bindery::golden
{

constexpr const char* kManifestFile = "manifest.json";
constexpr const char* kRootFile = "root.ext4";
constexpr const char* kBootFile = "boot.fat";
constexpr const char* kSizesFolder = "sizes";
constexpr const char* kImageLockFile = "lock"; ///< held while the image is staged, grown to a size or removed
constexpr const char* kStagingPrefix = ".staging-";
constexpr const char* kRemovedPrefix = ".removed-";

/// Held, shortly, while names in the store change.
LockFile lockStore(const std::filesystem::path& store);

/// A name in the store that nobody has.
std::filesystem::path uniquePath(const std::filesystem::path& store, const char* prefix);

/// Errors: Corrupt naming the folder, for anything but a whole manifest that belongs into it.
Manifest readManifest(const std::filesystem::path& imageFolder);

/// What a folder holds, sorted by name; nothing when the folder is missing.
std::vector<std::filesystem::path> entriesOf(const std::filesystem::path& folder);

/// Every folder that should be an image, sorted by name.
std::vector<std::filesystem::path> imageFolders(const std::filesystem::path& store);

} // namespace bindery::golden
