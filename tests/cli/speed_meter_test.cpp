// SPDX-License-Identifier: Apache-2.0
#include "cli/speed_meter.h"

#include <gtest/gtest.h>

namespace bindery::cli
{

namespace
{

constexpr std::int64_t kSecond = 1'000'000;

} // namespace

TEST(SpeedMeter, KnowsNothingBeforeASecond)
{
    SpeedMeter meter;
    EXPECT_FALSE(meter.bytesPerSecond());
    meter.sample(0, 0);
    meter.sample(kSecond / 2, 1000);
    EXPECT_FALSE(meter.bytesPerSecond());
    EXPECT_FALSE(meter.secondsFor(1));
}

TEST(SpeedMeter, SaysSpeedAndTimeLeft)
{
    SpeedMeter meter;
    meter.sample(0, 0);
    meter.sample(2 * kSecond, 20'000'000);
    EXPECT_DOUBLE_EQ(*meter.bytesPerSecond(), 1e7);
    EXPECT_EQ(meter.secondsFor(35'000'000), 4);
}

TEST(SpeedMeter, ForgetsWhatIsOlderThanItsWindow)
{
    SpeedMeter meter;
    for (int second = 0; second <= 20; ++second) {
        const auto fast = static_cast<std::uint64_t>(second) * 1'000'000;
        const auto slow = 10'000'000 + static_cast<std::uint64_t>(second - 10) * 1000;
        meter.sample(second * kSecond, second <= 10 ? fast : slow);
    }
    EXPECT_DOUBLE_EQ(*meter.bytesPerSecond(), 1000);
}

TEST(SpeedMeter, StartsAnewWhenTheCountGoesBack)
{
    SpeedMeter meter;
    meter.sample(0, 5'000'000);
    meter.sample(2 * kSecond, 100);
    EXPECT_FALSE(meter.bytesPerSecond());
}

TEST(SpeedMeter, PromisesNothingWhenItStands)
{
    SpeedMeter meter;
    meter.sample(0, 1000);
    meter.sample(3 * kSecond, 1000);
    EXPECT_FALSE(meter.secondsFor(1'000'000));
}

} // namespace bindery::cli
