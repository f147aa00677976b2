// SPDX-License-Identifier: Apache-2.0
// When the line may start cards, and the one state it is in.
#include "line/line_state.h"
#include "line/order_state.h"
#include "line/yield_gate.h"

#include <array>
#include <cstdlib>
#include <ctime>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace bindery::line;
using bindery::db::takesCards;

TEST(YieldGate, StopsUnderTheLimitOnceEnoughCardsAreFinished)
{
    struct Case {
        YieldCounts counts;
        YieldLimit limit;
        bool stops;
    };
    constexpr std::array kCases{
        Case{{0, 0}, {90, 1}, false},  Case{{0, 100}, {0, 1}, false},  Case{{5, 4}, {90, 10}, false},
        Case{{5, 5}, {90, 10}, true},  Case{{9, 1}, {90, 10}, false},  Case{{8, 2}, {90, 10}, true},
        Case{{89, 11}, {90, 1}, true}, Case{{90, 10}, {90, 1}, false}, Case{{10, 0}, {100, 10}, false},
        Case{{9, 1}, {100, 10}, true}, Case{{0, 1}, {1, 1}, true},
    };
    for (const Case& each : kCases) {
        EXPECT_EQ(whyYieldStops(each.counts, each.limit, "4711").has_value(), each.stops)
            << each.counts.passed << " passed, " << each.counts.failed << " failed, limit "
            << each.limit.percent << " after " << each.limit.after;
    }
    EXPECT_EQ(whyYieldStops({6, 4}, {90, 10}, "4711"),
              "the yield of order 4711 is 60 % (6 of 10), its limit is 90 %");
}

TEST(Places, AreOneForAFirstArticleAndElseUpToTheTarget)
{
    EXPECT_EQ(placesLeft({OrderState::Open, std::nullopt, 100, 4}), std::nullopt);
    EXPECT_EQ(placesLeft({OrderState::Open, 10, 3, 4}), 3);
    EXPECT_EQ(placesLeft({OrderState::Open, 10, 10, 0}), 0);
    EXPECT_EQ(placesLeft({OrderState::Open, 10, 12, 1}), 0);
    EXPECT_EQ(placesLeft({OrderState::FirstArticle, 10, 0, 0}), 1);
    EXPECT_EQ(placesLeft({OrderState::FirstArticle, 10, 0, 1}), 0);
    EXPECT_EQ(placesLeft({OrderState::FirstArticle, 10, 1, 0}), 0);
    for (const OrderState state : {OrderState::Draft, OrderState::Released, OrderState::Paused,
                                   OrderState::Closing, OrderState::Closed}) {
        EXPECT_EQ(placesLeft({state, std::nullopt, 0, 0}), 0);
    }
}

TEST(Places, AreFullWhenTheTargetIsMadeNotWhileItRuns)
{
    EXPECT_FALSE(isFull({OrderState::Open, 2, 1, 1}));
    EXPECT_TRUE(isFull({OrderState::Open, 2, 2, 0}));
    EXPECT_FALSE(isFull({OrderState::Open, std::nullopt, 2, 0}));
}

TEST(DailyCheck, IsDueUntilBothReferenceCardsCameOutWellToday)
{
    constexpr std::int64_t kDay = 1000;
    EXPECT_EQ(whyCheckDue({1000, 2000}, kDay), std::nullopt);
    EXPECT_THAT(whyCheckDue({}, kDay).value_or(""), ::testing::HasSubstr("neither"));
    EXPECT_THAT(whyCheckDue({999, 999}, kDay).value_or(""), ::testing::HasSubstr("neither"));
    EXPECT_THAT(whyCheckDue({999, 1000}, kDay).value_or(""), ::testing::HasSubstr("known-good"));
    EXPECT_THAT(whyCheckDue({1000, {}}, kDay).value_or(""), ::testing::HasSubstr("known-bad"));
}

TEST(DailyCheck, CountsDaysByTheClockOnTheWall)
{
    ::setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3", 1);
    ::tzset();
    constexpr std::int64_t kMicros = 1'000'000;
    // 2026-03-29 12:00 CEST, the day on which summer time begins: its midnight was 00:00 CET.
    EXPECT_EQ(dayStartOf(1'774'778'400 * kMicros + 5), 1'774'738'800 * kMicros);
    ::unsetenv("TZ");
    ::tzset();
}

namespace
{

/// All is well and the line may start.
LineFacts good()
{
    LineFacts facts;
    facts.actor = "op-7";
    facts.order = "4711";
    return facts;
}

} // namespace

TEST(LineState, IsTheFirstOfWhatHoldsItUp)
{
    // Each bit is one fact; the most pressing one wins, whatever else holds.
    constexpr unsigned kFacts = 7;
    for (unsigned bits = 0; bits < (1U << kFacts); ++bits) {
        LineFacts facts = good();
        LineState expected = LineState::Ready;
        const auto has = [&](unsigned bit) { return (bits & (1U << bit)) != 0; };
        if (has(0)) {
            facts.running = 2;
            expected = LineState::Running;
        }
        if (has(1)) {
            facts.isPaused = true;
            expected = LineState::Paused;
        }
        if (has(2)) {
            facts.isFull = true;
            expected = LineState::Full;
        }
        if (has(3)) {
            facts.order.reset();
            expected = LineState::NoOrder;
        }
        if (has(4)) {
            facts.checkDue = "neither reference card was checked today";
            expected = LineState::CheckDue;
        }
        if (has(5)) {
            facts.actor.reset();
            expected = LineState::SignedOut;
        }
        if (has(6)) {
            facts.stopReason = "the records cannot be written";
            expected = LineState::Stopped;
        }
        const LineStatus status = lineStatus(facts);
        EXPECT_EQ(status.state, expected) << bits;
        EXPECT_EQ(status.mayStart(), expected == LineState::Ready || expected == LineState::Running) << bits;
        EXPECT_EQ(status.cure.empty(), status.mayStart()) << bits;
    }
}

TEST(LineState, IsPausedWhileItsOrderTakesNoCards)
{
    for (const OrderState state : bindery::db::allOrderStates()) {
        LineFacts facts = good();
        facts.orderState = state;
        const LineStatus status = lineStatus(facts);
        EXPECT_EQ(status.state, takesCards(state) ? LineState::Ready : LineState::Paused) << textOf(state);
    }
    LineFacts facts = good();
    facts.orderState = OrderState::Draft;
    EXPECT_EQ(lineStatus(facts).reason, "the order 4711 is draft");
    EXPECT_EQ(lineStatus(facts).cure, "release and open it first");
}

TEST(LineState, HasOneNameEach)
{
    std::vector<std::string_view> names;
    for (const LineState state : allLineStates()) {
        names.push_back(nameOf(state));
    }
    EXPECT_THAT(names, ::testing::ElementsAre("signed out", "check due", "no order", "ready", "running",
                                              "paused", "full", "stopped"));
}
