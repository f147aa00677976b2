// SPDX-License-Identifier: Apache-2.0
// The texts of a boot partition and what becomes of them when the root moves into the card's LUKS container:
// the kernel command line names the mapper and holds the place of the card's LUKS UUID, config.txt loads an
// initramfs and switches the module's bus on. Lines, words, sections and line endings that are not meant stay
// as they are; edited texts are not changed by a second edit. The files are hostile input.
// Units: offsets and lengths in bytes. Errors: BadImage naming file, line and cure. Threads: free functions.
// Source: raspberrypi.com documentation of config.txt; crypttab(5) and cryptsetup's initramfs notes of
// Debian.
#pragma once

#include "staging/boot_profile.h"

#include <compare>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace bindery::staging
{

/// Stands for the card's LUKS UUID until the card is written; exactly as long.
inline constexpr std::string_view kLuksUuidPlaceholder = "LUKS-UUID-PLACEHOLDER-OF-36-LETTERS-";
/// A larger file is no text of a boot loader; its content need not be given.
inline constexpr std::size_t kMaxBootText = std::size_t{64} << 10U;

/// A place whose bytes depend on the card.
struct PlacedPatch {
    std::string field; ///< "luks_uuid", as in the manifest
    std::string file;  ///< path in the boot partition
    std::size_t offset = 0;
    std::size_t length = 0;
    bool operator==(const PlacedPatch&) const = default;
};

/// What the firmware or boot loader hands over together: one for every pair that some allowed board may take.
struct BootInitramfs {
    std::string kernel; ///< path in the boot partition; "vmlinuz" when U-Boot's script loads it
    /// Paths there, loaded one behind the other; staging sees to it that they exist and that one of them has
    /// the kernel's modules.
    std::vector<std::string> initramfs;
    bool operator==(const BootInitramfs&) const = default;
    auto operator<=>(const BootInitramfs&) const = default;
};

struct BootEdits {
    BootFiles changed;                    ///< whole new content of the files that differ
    std::vector<PlacedPatch> patches;     ///< of the texts after the edit, changed or not; one a command line
    std::vector<BootInitramfs> initramfs; ///< sorted, each once; empty without a config.txt
    std::vector<std::string> said;        ///< what was changed, for people; empty when nothing was
};

/// `files` are all files of the boot partition, so that kernels are known by name.
BootEdits editBootFiles(const BootFiles& files, const BootProfile& profile);

} // namespace bindery::staging
