// SPDX-License-Identifier: Apache-2.0
// The rows of the table of systems, a file for each distribution. Threads: free functions.
#pragma once

#include "staging/boot_profile.h"

#include <vector>

namespace bindery::staging
{

std::vector<BootProfile> raspberryPiOsRows();
std::vector<BootProfile> ubuntuRows();
std::vector<BootProfile> debianRows();

/// Characters of a command line in its file. A kernel takes 1024 (32 bits) or 2048 with its final zero; the
/// firmware adds its own words (screen, memory, serial numbers), some 350 of them. U-Boot hands it on through
/// a command of its script, of which it reads 1024.
inline constexpr std::size_t kNarrowCommandLine = 640;
inline constexpr std::size_t kWideCommandLine = 1640;
inline constexpr std::size_t kPcCommandLine = 2047;

} // namespace bindery::staging
