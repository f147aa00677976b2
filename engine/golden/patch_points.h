// SPDX-License-Identifier: Apache-2.0
// Finds the places in a boot partition that a recipe's placeholders hold.
// Errors: BadImage when a file or placeholder is missing, stands there twice or overlaps another, with the
// cure. Threads: free function.
#pragma once

#include "base/bytes.h"
#include "golden/manifest.h"
#include "golden/recipe.h"

#include <vector>

namespace bindery::golden
{

/// `boot` is the whole boot partition.
std::vector<PatchPoint> findPatchPoints(ByteView boot, const std::vector<RecipePatch>& patches);

} // namespace bindery::golden
