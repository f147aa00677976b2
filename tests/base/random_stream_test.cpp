// SPDX-License-Identifier: Apache-2.0
#include "base/random_stream.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <set>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

using namespace bindery;

namespace
{

std::vector<std::byte> next(RandomStream& stream, std::size_t size)
{
    std::vector<std::byte> bytes(size);
    stream.fill(bytes);
    return bytes;
}

} // namespace

TEST(RandomStream, RepeatsNothingAndFavoursNoByte)
{
    RandomStream stream;
    const std::vector<std::byte> bytes = next(stream, mib(4).count());
    std::set<std::string_view> groups;
    for (std::size_t at = 0; at < bytes.size(); at += 16) {
        ASSERT_TRUE(groups.insert(asText(ByteView(bytes).subspan(at, 16))).second) << at;
    }
    std::array<std::size_t, 256> counts{};
    for (const std::byte byte : bytes) {
        ++counts.at(std::to_integer<std::size_t>(byte));
    }
    // Of each about 16384; ten times the standard deviation, 128, is never met by chance.
    for (const std::size_t count : counts) {
        EXPECT_GT(count, 16384U - 1280U);
        EXPECT_LT(count, 16384U + 1280U);
    }
}

TEST(RandomStream, GoesOnWhereItStopped)
{
    RandomStream stream;
    EXPECT_NE(next(stream, 4096), next(stream, 4096));
}

TEST(RandomStream, IsAnotherEachTime)
{
    RandomStream one;
    RandomStream other;
    EXPECT_NE(next(one, 64), next(other, 64));
}

TEST(RandomStream, ReplacesWhatWasThere)
{
    RandomStream stream;
    std::vector<std::byte> bytes(64, std::byte{0xA5});
    stream.fill(ByteSpan(bytes).first(40));
    EXPECT_TRUE(
        std::all_of(bytes.begin() + 40, bytes.end(), [](std::byte b) { return b == std::byte{0xA5}; }));
    EXPECT_FALSE(
        std::all_of(bytes.begin(), bytes.begin() + 40, [](std::byte b) { return b == std::byte{0xA5}; }));
}
