// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"
#include "ext4/file_system.h"

#include <algorithm>
#include <cstddef>
#include <numeric>

namespace bindery::ext4
{

namespace
{

/// For every gap after run i: whether it is filled.
std::vector<bool> chooseGaps(const Extents& used, std::uint32_t maxAddedPermille)
{
    std::vector<bool> fill(used.size(), false);
    if (used.size() < 2) {
        return fill;
    }
    std::vector<std::size_t> bySize(used.size() - 1);
    std::iota(bySize.begin(), bySize.end(), std::size_t{0});
    const auto gapAfter = [&](std::size_t i) { return used[i + 1].offset - used[i].end(); };
    std::stable_sort(bySize.begin(), bySize.end(),
                     [&](std::size_t a, std::size_t b) { return gapAfter(a) < gapAfter(b); });
    const std::uint64_t total = totalLength(used).count();
    const std::uint64_t budget = total / 1000 * maxAddedPermille + total % 1000 * maxAddedPermille / 1000;
    std::uint64_t added = 0;
    for (const std::size_t i : bySize) {
        if (gapAfter(i) > budget - added) {
            break;
        }
        added += gapAfter(i);
        fill[i] = true;
    }
    return fill;
}

} // namespace

Extents coalesce(const Extents& used, std::uint64_t unit, std::uint32_t maxAddedPermille)
{
    if (unit == 0) {
        throw Error(ErrorCode::InvalidArgument, "coalesce: the unit must not be 0");
    }
    const std::vector<bool> fill = chooseGaps(used, maxAddedPermille);
    Extents merged;
    bool joins = false;
    for (std::size_t i = 0; i < used.size(); ++i) {
        const std::uint64_t start = roundDown(used[i].offset, unit);
        const std::uint64_t end = roundUp(used[i].end(), unit);
        if (!merged.empty() && (joins || start <= merged.back().end())) {
            merged.back().length = std::max(merged.back().end(), end) - merged.back().offset;
        } else {
            merged.push_back({start, end - start});
        }
        joins = fill[i];
    }
    return merged;
}

} // namespace bindery::ext4
