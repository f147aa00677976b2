// SPDX-License-Identifier: Apache-2.0
// Stages a small system into a store, for tests of what comes after staging.
#pragma once

#include "golden/disk_images.h"
#include "golden/stage.h"

namespace bindery::test
{

inline golden::Manifest stageSystem(golden::Store& store, const std::filesystem::path& image,
                                    const std::string& name = {})
{
    return golden::stage(store, {image, golden::parseRecipe("name = \"generic\"", "recipe"), name},
                         SimulatedClock());
}

} // namespace bindery::test
