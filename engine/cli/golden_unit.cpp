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
    staging::UnitContent content;
    content.recipe = *recipe.unit;
    content.demo = recipe.demo;
    content.pins = bind::sitePinsText(state / "keys/site");
    content.agent =
        staging::readBundle(staging::findBundle(staging::bundlePlaces(), recipe.unit->architecture));
    return std::make_unique<staging::UnitChange>(std::move(content));
}

} // namespace bindery::cli
