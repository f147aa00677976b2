// SPDX-License-Identifier: Apache-2.0
// What the firmware would take from a boot partition, for every allowed board: kernel, initramfs and command
// line. A board for which there is no kernel is not in use.
// Errors: BadImage naming file, line and cure: no board can start, a named file is missing, an initramfs
// hangs on what only the unit can decide. Threads: free functions.
// Source: raspberrypi.com documentation of config.txt: kernel, arm_64bit, os_prefix, initramfs,
// auto_initramfs, cmdline.
#pragma once

#include "staging/boot_files.h"
#include "staging/boot_settings.h"

#include <compare>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace bindery::staging
{

struct KernelFile {
    std::string path;   ///< in the boot partition
    std::string prefix; ///< os_prefix that holds with it
    std::string name;   ///< without the prefix
    auto operator<=>(const KernelFile&) const = default;
};

struct BootPlan {
    std::set<std::string> commandLines; ///< paths as the boot partition has them
    std::set<std::string> boardsInUse;
    std::set<BootInitramfs> initramfs;       ///< that config.txt as it is loads
    std::map<std::string, std::string> with; ///< boards to which an initramfs is given: where
    /// Kernels of boards to which none is given.
    std::map<std::string, std::set<KernelFile>> without;
};

/// `settings` are those of one main file, for every way of starting that reads it.
BootPlan planOf(const BootFolder& folder, const std::vector<BootSettings>& settings);

/// "initramfs7l" of "kernel7l.img", as auto_initramfs has it; empty for another kernel's name.
std::string initramfsNameOf(const std::string& kernel);

} // namespace bindery::staging
