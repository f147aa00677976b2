// SPDX-License-Identifier: Apache-2.0
// What the edit of boot files makes of one kernel command line.
// Errors: BadImage naming file, line and cure. Threads: free function.
// Source: cryptsetup's initramfs notes and initramfs-tools(7) of Debian.
#pragma once

#include "staging/boot_profile.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace bindery::staging
{

struct EditedCommandLine {
    std::string text;
    std::size_t uuidOffset = 0;    ///< of the placeholder in text
    std::vector<std::string> said; ///< without the file's name; empty when nothing was changed
};

/// `place` names the file in messages.
EditedCommandLine editedCommandLine(std::string_view text, const std::string& place,
                                    const BootProfile& profile);

} // namespace bindery::staging
