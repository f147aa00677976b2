// SPDX-License-Identifier: Apache-2.0
#include "base/aligned_buffer.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include <gtest/gtest.h>

using namespace bindery;

namespace
{

class AlignedBufferOf : public testing::TestWithParam<std::size_t>
{
};

bool isZero(const AlignedBuffer& buffer)
{
    const ByteView bytes = buffer.view();
    return std::all_of(bytes.begin(), bytes.end(), [](std::byte byte) { return byte == std::byte{0}; });
}

} // namespace

TEST_P(AlignedBufferOf, IsAlignedZeroAndCounted)
{
    const std::uint64_t before = AlignedBuffer::inUse().count();
    for (int round = 0; round < 2; ++round) { // memory that was used before is zero too
        AlignedBuffer buffer(GetParam());
        EXPECT_EQ(buffer.size(), GetParam());
        EXPECT_EQ(reinterpret_cast<std::uintptr_t>(buffer.view().data()) % AlignedBuffer::kAlignment, 0U);
        EXPECT_TRUE(isZero(buffer));
        EXPECT_GE(AlignedBuffer::inUse().count(), before + GetParam());
        std::fill(buffer.span().begin(), buffer.span().end(), std::byte{0x5a});
    }
    EXPECT_EQ(AlignedBuffer::inUse().count(), before);
}

TEST_P(AlignedBufferOf, KeepsItsContentWhenItMoves)
{
    AlignedBuffer first(GetParam());
    first.span().back() = std::byte{7};
    AlignedBuffer second = std::move(first);
    EXPECT_EQ(second.view().back(), std::byte{7});
    second = {};
    EXPECT_EQ(second.size(), 0U);
}

INSTANTIATE_TEST_SUITE_P(Sizes, AlignedBufferOf,
                         testing::Values(1, 4096, 4097, (2U << 20U) - 4096, 2U << 20U, (4U << 20U) + 512,
                                         16U << 20U),
                         testing::PrintToStringParamName());

TEST(AlignedBufferDeathTest, EndsTheProgramThatWritesBehindALargeOne)
{
    AlignedBuffer buffer(std::size_t{4} << 20U);
    EXPECT_DEATH(*(buffer.span().data() + buffer.size()) = std::byte{1}, "");
}
