// SPDX-License-Identifier: Apache-2.0
#include "card/stall.h"

#include <gtest/gtest.h>

using namespace bindery;
using namespace std::chrono_literals;
using card::CardProgress;
using card::StallWatch;
using card::Step;

namespace
{

class Stall : public ::testing::Test
{
protected:
    /// Looks once a second; whether the card is stalled at the end.
    bool lookFor(int seconds)
    {
        bool stalled = false;
        for (int i = 0; i < seconds; ++i) {
            m_clock.advance(1'000'000);
            stalled = m_watch.isStalled(m_progress);
        }
        return stalled;
    }
    void enter(Step step)
    {
        m_progress.step = step;
        m_watch.isStalled(m_progress);
    }

    SimulatedClock m_clock;
    CardProgress m_progress;
    StallWatch m_watch{m_clock};
};

} // namespace

TEST_F(Stall, IsSaidAfterThirtySecondsWithoutProgress)
{
    enter(Step::Writing);
    EXPECT_FALSE(lookFor(29));
    EXPECT_TRUE(lookFor(1));
    EXPECT_EQ(m_watch.still(), 30s);
}

TEST_F(Stall, IsOverWhenTheCardMovesAgain)
{
    enter(Step::Verifying);
    EXPECT_TRUE(lookFor(40));
    m_progress.verified += 4096;
    EXPECT_FALSE(lookFor(1));
    EXPECT_EQ(m_watch.still(), 0s);
}

TEST_F(Stall, IsNotSaidOfASlowCard)
{
    enter(Step::Writing);
    for (int i = 0; i < 20; ++i) {
        m_progress.written += 4096;
        EXPECT_FALSE(lookFor(25));
    }
}

TEST_F(Stall, IsSaidMuchLaterOfPreparingWhichIsTheStationsOwnWork)
{
    enter(Step::Preparing);
    EXPECT_FALSE(lookFor(299));
    EXPECT_TRUE(lookFor(1));
    enter(Step::Erasing);
    EXPECT_FALSE(lookFor(29));
    EXPECT_TRUE(lookFor(1));
}

TEST_F(Stall, IsNotSaidOfTheLongFinalFlush)
{
    enter(Step::Flushing);
    EXPECT_FALSE(lookFor(600));
}

TEST_F(Stall, CountsFromTheEndOfTheFlush)
{
    enter(Step::Flushing);
    lookFor(600);
    enter(Step::Verifying);
    EXPECT_FALSE(lookFor(29));
    EXPECT_TRUE(lookFor(1));
}

TEST_F(Stall, IsNotSaidBeforeTheStartAndAfterTheEnd)
{
    EXPECT_FALSE(lookFor(100));
    enter(Step::Done);
    EXPECT_FALSE(lookFor(100));
}

TEST_F(Stall, IsNotSaidOfACardThatDiscards)
{
    enter(Step::Filling);
    for (int i = 0; i < 4; ++i) {
        EXPECT_FALSE(lookFor(20));
        ++m_progress.pulses;
    }
}

TEST_F(Stall, DoesNotBlameTheCardForAStationThatSlept)
{
    enter(Step::Writing);
    lookFor(3);
    m_clock.advance(std::int64_t{3600} * 1'000'000);
    EXPECT_FALSE(m_watch.isStalled(m_progress));
}
