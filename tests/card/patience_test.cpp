// SPDX-License-Identifier: Apache-2.0
#include "card/patience.h"

#include <gtest/gtest.h>

using namespace std::chrono_literals;
using bindery::card::Patience;

TEST(Patience, LosesAtMostThePurseAndTheShareHoweverManyCardsAreSlow)
{
    Patience patience(500ms, 0.02, 0s);
    Patience::Nanos now{};
    Patience::Nanos lost{};
    while (now < 60s) { // a wait whenever there is patience left, as for cards that never catch up
        const Patience::Nanos wait = patience.left(now);
        patience.beginWait(now);
        now += std::max<Patience::Nanos>(wait, {});
        patience.endWait(now);
        lost += std::max<Patience::Nanos>(wait, {});
        now += 70ms; // the next chunk, at 60 MB/s
    }
    EXPECT_LE(lost, 500ms + 60'000ms * 2 / 100 + 70ms);
    EXPECT_LT(lost, 60s * 5 / 100);
}

TEST(Patience, CountsWaitsAtTheSameTimeOnce)
{
    Patience patience(1s, 0, 0s);
    patience.beginWait(0s);
    patience.beginWait(100ms);
    patience.endWait(300ms);
    patience.endWait(400ms);
    EXPECT_EQ(patience.left(400ms), 600ms);
}

TEST(Patience, DoesNotGrowWhileNobodyWaits)
{
    Patience patience(500ms, 0.02, 0s);
    EXPECT_EQ(patience.left(10h), 500ms);
}
