// SPDX-License-Identifier: Apache-2.0
#include "base/extents.h"

#include <algorithm>

namespace bindery
{

namespace
{

void append(Extents& extents, std::uint64_t from, std::uint64_t to)
{
    if (from >= to) {
        return;
    }
    if (!extents.empty() && extents.back().end() >= from) {
        extents.back().length = std::max(extents.back().end(), to) - extents.back().offset;
    } else {
        extents.push_back({from, to - from});
    }
}

} // namespace

Extents intersect(const Extents& a, const Extents& b)
{
    Extents result;
    for (std::size_t i = 0, k = 0; i < a.size() && k < b.size();) {
        append(result, std::max(a[i].offset, b[k].offset), std::min(a[i].end(), b[k].end()));
        if (a[i].end() < b[k].end()) {
            ++i;
        } else {
            ++k;
        }
    }
    return result;
}

Extents subtract(const Extents& a, const Extents& b)
{
    Extents result;
    std::size_t k = 0;
    for (const Extent& extent : a) {
        std::uint64_t from = extent.offset;
        while (k < b.size() && b[k].end() <= from) {
            ++k;
        }
        for (std::size_t next = k; next < b.size() && b[next].offset < extent.end(); ++next) {
            append(result, from, b[next].offset);
            from = b[next].end();
        }
        append(result, from, extent.end());
    }
    return result;
}

Extents unite(const Extents& a, const Extents& b)
{
    Extents result;
    std::size_t i = 0;
    std::size_t k = 0;
    while (i < a.size() || k < b.size()) {
        const bool takeA = k == b.size() || (i < a.size() && a[i].offset <= b[k].offset);
        const Extent& next = takeA ? a[i++] : b[k++];
        append(result, next.offset, next.end());
    }
    return result;
}

Extents clip(const Extents& extents, Extent window)
{
    Extents result;
    auto at = std::partition_point(extents.begin(), extents.end(),
                                   [&](const Extent& extent) { return extent.end() <= window.offset; });
    for (; at != extents.end() && at->offset < window.end(); ++at) {
        append(result, std::max(at->offset, window.offset), std::min(at->end(), window.end()));
    }
    return result;
}

} // namespace bindery
