// SPDX-License-Identifier: Apache-2.0
// What a recipe's table [unit] needs of this station: the site's pins and the agent. Errors: NotFound with
// the cure; Corrupt; BadImage. Threads: free function.
#pragma once

#include "golden/recipe.h"
#include "golden/system_change.h"

#include <filesystem>
#include <memory>

namespace bindery::cli
{

/// Nothing for a recipe without [unit].
std::unique_ptr<golden::SystemChange> unitChangeOf(const golden::Recipe& recipe,
                                                   const std::filesystem::path& state);

} // namespace bindery::cli
