// SPDX-License-Identifier: Apache-2.0
// Set algebra over runs of bytes. All arguments and results are ascending, disjoint and not touching (as
// Extents says).
#pragma once

#include "base/bytes.h"

namespace bindery
{

Extents intersect(const Extents& a, const Extents& b);
Extents subtract(const Extents& a, const Extents& b);
Extents unite(const Extents& a, const Extents& b);
/// The part of `extents` inside `window`; binary search, for hot loops.
Extents clip(const Extents& extents, Extent window);

} // namespace bindery
