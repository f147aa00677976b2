// SPDX-License-Identifier: Apache-2.0
// Small system images made by mke2fs, mkfs.fat and sfdisk: an MBR, a FAT boot partition, an ext4 root.
#pragma once

#include "base/bytes.h"

#include <filesystem>
#include <string>
#include <vector>

namespace bindery::test
{

/// The placeholder that the sample boot partition's cmdline.txt holds.
inline const std::string kUuidPlaceholder = "LUKS-UUID-PLACEHOLDER-OF-36-LETTERS-";

/// Files of a Debian-like arm64 system, with an identity that must not leak into units.
void makeRootTree(const std::filesystem::path& folder);
/// ext4 holding the files of `tree`; `options` go to mke2fs.
void makeExt4(const std::filesystem::path& file, Bytes size, const std::filesystem::path& tree,
              const std::vector<std::string>& options = {});
/// FAT16 of 8 MiB with cmdline.txt.
void makeBoot(const std::filesystem::path& file);

struct DiskPart {
    std::string type; ///< as sfdisk takes it
    std::filesystem::path content;
    Bytes size; ///< 0: of the content
};
/// A disk image with the parts one after the other, 1 MiB aligned.
void makeDisk(const std::filesystem::path& file, const std::vector<DiskPart>& parts,
              const std::string& label = "dos");

/// The usual disk: boot, root of `rootSize`.
void makeSystemImage(const std::filesystem::path& file, const std::filesystem::path& workFolder,
                     Bytes rootSize = mib(64), const std::vector<std::string>& mke2fsOptions = {});

std::string readFromExt4(const std::filesystem::path& file, const std::string& path);

} // namespace bindery::test
