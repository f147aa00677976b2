// SPDX-License-Identifier: Apache-2.0
#include "base/extents.h"

#include <random>
#include <vector>

#include <gtest/gtest.h>

using namespace bindery;

namespace
{

constexpr std::size_t kSpan = 64;
using Bits = std::vector<bool>;

Bits bitsOf(const Extents& extents)
{
    Bits bits(kSpan);
    for (const Extent& extent : extents) {
        for (std::uint64_t i = extent.offset; i < extent.end(); ++i) {
            bits.at(i) = true;
        }
    }
    return bits;
}

Extents extentsOf(const Bits& bits)
{
    Extents extents;
    for (std::size_t i = 0; i < bits.size(); ++i) {
        if (!bits[i]) {
            continue;
        }
        if (i == 0 || !bits[i - 1]) {
            extents.push_back({i, 0});
        }
        ++extents.back().length;
    }
    return extents;
}

template <typename Rule>
Extents combine(const Bits& a, const Bits& b, Rule rule)
{
    Bits result(kSpan);
    for (std::size_t i = 0; i < kSpan; ++i) {
        result[i] = rule(a[i], b[i]);
    }
    return extentsOf(result);
}

} // namespace

TEST(ExtentAlgebra, AgreesWithSetsOfBytesAndKeepsItsNormalForm)
{
    std::mt19937 random(20'261'124);
    for (int round = 0; round < 5000; ++round) {
        Bits a(kSpan);
        Bits b(kSpan);
        for (std::size_t i = 0; i < kSpan; ++i) {
            a[i] = random() % 3 == 0;
            b[i] = random() % 2 == 0;
        }
        const Extents ea = extentsOf(a);
        const Extents eb = extentsOf(b);
        ASSERT_EQ(bitsOf(ea), a);
        ASSERT_EQ(intersect(ea, eb), combine(a, b, [](bool x, bool y) { return x && y; }));
        ASSERT_EQ(subtract(ea, eb), combine(a, b, [](bool x, bool y) { return x && !y; }));
        ASSERT_EQ(unite(ea, eb), combine(a, b, [](bool x, bool y) { return x || y; }));
        const std::uint64_t from = random() % kSpan;
        const Extent window{from, random() % (kSpan - from)};
        ASSERT_EQ(clip(ea, window), intersect(ea, window.length == 0 ? Extents{} : Extents{window}));
    }
}
