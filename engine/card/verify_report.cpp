// SPDX-License-Identifier: Apache-2.0
#include "card/verify_report.h"

#include <algorithm>
#include <cstring>

namespace bindery::card
{

void RegionReport::compare(std::uint64_t mediumOffset, ByteView found, ByteView expected)
{
    blocksCompared += (found.size() + kVerifyBlock - 1) / kVerifyBlock;
    if (std::memcmp(found.data(), expected.data(), found.size()) == 0) {
        return;
    }
    for (std::size_t at = 0; at < found.size(); at += kVerifyBlock) {
        const std::size_t length = std::min<std::size_t>(kVerifyBlock, found.size() - at);
        const ByteView foundBlock = found.subspan(at, length);
        const ByteView expectedBlock = expected.subspan(at, length);
        const auto [difference, unused] =
            std::mismatch(foundBlock.begin(), foundBlock.end(), expectedBlock.begin());
        if (difference == foundBlock.end()) {
            continue;
        }
        ++blocksBad;
        if (!firstBad) {
            firstBad = mediumOffset + at + static_cast<std::uint64_t>(difference - foundBlock.begin());
        }
    }
}

bool VerifyReport::passed() const
{
    return std::all_of(regions.begin(), regions.end(),
                       [](const RegionReport& region) { return region.passed(); });
}

std::string VerifyReport::describe() const
{
    std::string text;
    const auto add = [&](const std::string& sentence) { text += (text.empty() ? "" : "; ") + sentence; };
    for (const RegionReport& region : regions) {
        if (region.blocksBad > 0) {
            add(region.region + ": " + std::to_string(region.blocksBad) + " of " +
                std::to_string(region.blocksCompared) + " blocks differ, the first at byte " +
                std::to_string(region.firstBad.value_or(0)) + " of the card");
        }
        if (!region.problem.empty()) {
            add(region.region + ": " + region.problem);
        }
    }
    if (fakeCapacity) {
        add("fake capacity: the card wraps around after " + humanSize(*fakeCapacity));
    }
    return text.empty() ? "all equal" : text;
}

} // namespace bindery::card
