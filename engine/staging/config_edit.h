// SPDX-License-Identifier: Apache-2.0
// What the edit of boot files makes of config.txt: an initramfs for every board that has none, and the bus of
// the security module switched on. Errors: BadImage naming file, line and cure. Threads: free functions.
// Source: raspberrypi.com documentation of config.txt and of device trees ("dtparam").
#pragma once

#include "staging/boot_plan.h"

#include <string>
#include <vector>

namespace bindery::staging
{

struct EditedConfig {
    std::string text;
    std::vector<BootInitramfs> added; ///< what the new lines load
    std::vector<std::string> said;    ///< without the file's name
};

/// `main` is the file that `settings` and `plan` were made of.
EditedConfig editedConfig(const BootFile& main, const std::vector<BootSettings>& settings,
                          const BootPlan& plan);

} // namespace bindery::staging
