// SPDX-License-Identifier: Apache-2.0
#include "card/queue_depth.h"

#include <gtest/gtest.h>

using namespace std::chrono_literals;
using bindery::card::kQueueHorizon;
using bindery::card::QueueDepth;

namespace
{

constexpr std::size_t kBuffer = 4'000'000;
constexpr std::size_t kLimit = 3;

/// After a while at so many bytes per second.
std::size_t depthAt(std::uint64_t bytesPerSecond)
{
    QueueDepth depth(kLimit, kBuffer);
    for (int i = 0; i < 20; ++i) {
        depth.wrote(bytesPerSecond, 1s);
    }
    return depth.allowed({});
}

} // namespace

TEST(QueueDepth, IsTheLimitForAQuickMediumAndWhileNothingIsKnown)
{
    EXPECT_EQ(QueueDepth(kLimit, kBuffer).allowed({}), kLimit);
    EXPECT_EQ(depthAt(60'000'000), kLimit);
    EXPECT_EQ(depthAt(6'000'000), kLimit);
}

TEST(QueueDepth, HoldsNoMoreThanTheHorizonOfWork)
{
    for (const std::uint64_t rate : {2'000'000U, 3'000'000U, 4'000'000U, 5'000'000U}) {
        const std::size_t depth = depthAt(rate);
        EXPECT_LE(depth * kBuffer, rate * 2) << rate;
        EXPECT_GE(depth, 1U);
    }
}

TEST(QueueDepth, IsOneForAMediumThatHardlyMoves)
{
    EXPECT_EQ(depthAt(1000), 1U);
}

TEST(QueueDepth, FallsDuringAWriteThatHangs)
{
    QueueDepth depth(kLimit, kBuffer);
    depth.wrote(kBuffer, 60ms);
    EXPECT_EQ(depth.allowed(100ms), kLimit);
    EXPECT_EQ(depth.allowed(kQueueHorizon), 1U);
}

TEST(QueueDepth, ComesBackWhenTheMediumRecovers)
{
    QueueDepth depth(kLimit, kBuffer);
    depth.wrote(kBuffer, 5s);
    EXPECT_EQ(depth.allowed({}), 1U);
    for (int i = 0; i < 10; ++i) {
        depth.wrote(kBuffer, 60ms);
    }
    EXPECT_EQ(depth.allowed({}), kLimit);
}
