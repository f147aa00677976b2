// SPDX-License-Identifier: Apache-2.0
#include "cli/golden_unit.h"

#include "bind/site.h"
#include "staging/unit_change.h"

namespace bindery::cli
{

namespace fs = std::filesystem;

std::unique_ptr<golden::SystemChange> unitChangeOf(const golden::Recipe& recipe, const fs::path& state)
{
    if (!recipe.unit) {
        return nullptr;
    }
    return staging::unitChangeOf(recipe, bind::sitePinsText(state / "keys/site"));
}

} // namespace bindery::cli
