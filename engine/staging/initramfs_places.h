// SPDX-License-Identifier: Apache-2.0
// Which kernel of the root belongs to which initramfs of the boot partition. Errors: BadImage naming the
// kernel and what was looked for. Threads: free functions. Source: initramfs-tools; Raspberry Pi's names of
// kernels (config.txt, "kernel").
#pragma once

#include "ext4/file_system.h"
#include "staging/boot_files.h"
#include "staging/boot_volume.h"

#include <string>
#include <vector>

namespace bindery::staging
{

struct InitramfsPlace {
    std::string kernel; ///< version, as in /lib/modules
    std::string file;   ///< in the boot partition
    bool operator==(const InitramfsPlace&) const = default;
};

/// Versions of all kernels that the root has modules of, sorted. Errors: BadImage when there is none.
std::vector<std::string> kernelsOf(const ext4::FileSystem& root);

/// `pairs` is what config.txt says; without one, "vmlinuz" has "initrd.img" and "vmlinuz-VERSION"
/// "initrd.img-VERSION". A kernel is known by its content, which is also in the root's /boot, else by its
/// name.
std::vector<InitramfsPlace> initramfsPlaces(const std::vector<BootInitramfs>& pairs, const BootVolume& boot,
                                            const ext4::FileSystem& root,
                                            const std::vector<std::string>& kernels);

} // namespace bindery::staging
