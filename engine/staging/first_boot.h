// SPDX-License-Identifier: Apache-2.0
// Takes out of a root what would change it behind the bind's back: what grows it or restarts the machine at
// the first start (the system's row says what), and updates that nobody asked for. What an image does not
// have is no error. Errors: those of ext4::FileSystem. Threads: free functions. Source: systemd.unit(5) on
// masking; apt.conf(5); update-rc.d(8).
#pragma once

#include "ext4/file_system.h"
#include "staging/boot_profile.h"

#include <cstdint>
#include <string>
#include <vector>

namespace bindery::staging
{

/// `time`: of what is written, seconds. Gives what was taken out or written, for people.
std::vector<std::string> quietFirstBoot(ext4::FileSystem& root, const BootProfile& profile,
                                        std::int64_t time);

} // namespace bindery::staging
