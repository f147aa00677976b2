// SPDX-License-Identifier: Apache-2.0
// Whether an initramfs holds all that opens the root of a unit. Errors: BadImage naming the initramfs and
// every piece that is missing. Threads: free functions.
#pragma once

#include "staging/initramfs.h"
#include "staging/unit_content.h"

#include <string>
#include <vector>

namespace bindery::staging
{

/// Gives what was looked for, in words. `name` is the initramfs in messages, `kernel` its version.
std::vector<std::string> checkInitramfs(const Initramfs& initramfs, const UnitContent& content,
                                        const std::string& name, const std::string& kernel);

} // namespace bindery::staging
