// SPDX-License-Identifier: Apache-2.0
#include "base/clock.h"

#include <gtest/gtest.h>

using namespace bindery;

TEST(IsoTime, WritesMicrosecondsInUtc)
{
    EXPECT_EQ(isoTime(0), "1970-01-01T00:00:00.000000Z");
    EXPECT_EQ(isoTime(1'700'000'000'000'123), "2023-11-14T22:13:20.000123Z");
    EXPECT_EQ(isoTime(-1), "1969-12-31T23:59:59.999999Z");
}

/// What every clock must do, real or simulated.
class ClockContract : public ::testing::TestWithParam<bool>
{
protected:
    SystemClock m_system;
    SimulatedClock m_simulated;
    const Clock& clock() const { return GetParam() ? static_cast<const Clock&>(m_simulated) : m_system; }
};

TEST_P(ClockContract, NeverRunsBackwardsAndNamesItsBoot)
{
    const Moment first = clock().now();
    const Moment second = clock().now();
    EXPECT_GE(second.monotonicMicros, first.monotonicMicros);
    EXPECT_GE(clock().monotonicMicros(), second.monotonicMicros);
    EXPECT_FALSE(first.bootId.empty());
    EXPECT_EQ(first.bootId, second.bootId);
    EXPECT_GT(first.utcMicros, 1'600'000'000'000'000);
}

INSTANTIATE_TEST_SUITE_P(RealAndSimulated, ClockContract, ::testing::Bool());

TEST(SimulatedClock, MovesOnlyWhenItIsMoved)
{
    SimulatedClock clock(1000);
    EXPECT_EQ(clock.now().utcMicros, 1000);
    clock.advance(5);
    EXPECT_EQ(clock.now().utcMicros, 1005);
    EXPECT_EQ(clock.monotonicMicros(), 5);
}
