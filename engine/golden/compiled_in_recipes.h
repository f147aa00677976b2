// SPDX-License-Identifier: Apache-2.0
// The text of golden-images/recipes/*.toml, put into the program by the build, sorted by name.
#pragma once

#include <span>
#include <string_view>

namespace bindery::golden
{

struct CompiledInRecipe {
    std::string_view name; ///< of the file, without ".toml"
    std::string_view text;
};

std::span<const CompiledInRecipe> compiledInRecipes();

} // namespace bindery::golden
