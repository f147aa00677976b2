// SPDX-License-Identifier: Apache-2.0
#include "card/time_left.h"

#include <gtest/gtest.h>

using namespace bindery;
using card::CardProgress;
using card::Step;

namespace
{

constexpr std::uint64_t kMegabyte = 1'000'000;

class TimeLeft : public ::testing::Test
{
protected:
    /// Seconds of which each moves one count by so much.
    void run(int seconds, std::atomic<std::uint64_t>& count, std::uint64_t perSecond)
    {
        for (int i = 0; i < seconds; ++i) {
            m_clock.advance(1'000'000);
            count += perSecond;
            m_estimate.look(m_progress);
        }
    }
    void enter(Step step)
    {
        m_progress.step = step;
        m_estimate.look(m_progress);
    }
    /// Of a card with 1000 MB to write and as much to verify.
    void begin()
    {
        m_progress.toWrite = 1000 * kMegabyte;
        m_progress.toVerify = 1000 * kMegabyte;
        enter(Step::Writing);
    }
    double seconds() const
    {
        const auto left = m_estimate.left();
        return left ? static_cast<double>(left->count()) / 1000 : -1;
    }

    SimulatedClock m_clock;
    CardProgress m_progress;
    card::TimeLeft m_estimate{m_clock};
};

} // namespace

TEST_F(TimeLeft, IsUnknownUntilTheCardHasWrittenForAWhile)
{
    EXPECT_FALSE(m_estimate.left());
    begin();
    EXPECT_FALSE(m_estimate.left());
    run(1, m_progress.written, 20 * kMegabyte);
    EXPECT_FALSE(m_estimate.left());
}

TEST_F(TimeLeft, CountsWritingAndVerifyingAtThePaceOfWriting)
{
    begin();
    run(10, m_progress.written, 20 * kMegabyte);
    EXPECT_NEAR(seconds(), 40 + 50, 1);
}

TEST_F(TimeLeft, IsNotMisledByASlowStartOrByDiscards)
{
    m_progress.toWrite = 1000 * kMegabyte;
    enter(Step::Erasing);
    run(8, m_progress.written, 4096);
    enter(Step::Filling);
    run(30, m_progress.pulses, 1);
    enter(Step::Writing);
    run(4, m_progress.written, 50 * kMegabyte);
    EXPECT_NEAR(seconds(), 16, 1);
}

TEST_F(TimeLeft, FollowsTheRecentPace)
{
    begin();
    run(10, m_progress.written, 40 * kMegabyte);
    run(20, m_progress.written, 10 * kMegabyte);
    EXPECT_NEAR(seconds(), 40 + 100, 1);
}

TEST_F(TimeLeft, IsSteadyForACardThatWritesInBursts)
{
    begin();
    run(20, m_progress.written, 2 * kMegabyte);
    for (int i = 0; i < 10; ++i) {
        run(1, m_progress.written, 4 * kMegabyte);
        run(1, m_progress.written, 0);
        EXPECT_NEAR(seconds() / ((2000 - 40 - 4.0 * (i + 1)) / 2), 1, 0.2);
    }
}

TEST_F(TimeLeft, TakesThePaceOfVerifyingOnceThatIsKnown)
{
    begin();
    run(50, m_progress.written, 20 * kMegabyte);
    enter(Step::Flushing);
    EXPECT_NEAR(seconds(), 50, 1);
    enter(Step::Verifying);
    run(5, m_progress.verified, 80 * kMegabyte);
    EXPECT_NEAR(seconds(), 7.5, 1);
}

TEST_F(TimeLeft, KeepsThePaceOverAStationThatSlept)
{
    begin();
    run(10, m_progress.written, 20 * kMegabyte);
    m_clock.advance(std::int64_t{3600} * 1'000'000);
    m_estimate.look(m_progress);
    EXPECT_NEAR(seconds(), 90, 1);
    run(10, m_progress.written, 20 * kMegabyte);
    EXPECT_NEAR(seconds(), 80, 1);
}

TEST_F(TimeLeft, IsUnknownOfACardThatStandsStill)
{
    begin();
    run(10, m_progress.written, 20 * kMegabyte);
    run(20, m_progress.written, 0);
    EXPECT_FALSE(m_estimate.left());
}

TEST_F(TimeLeft, IsNothingWhenTheCardIsDone)
{
    begin();
    enter(Step::Done);
    EXPECT_EQ(seconds(), 0);
}
