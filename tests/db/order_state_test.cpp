// SPDX-License-Identifier: Apache-2.0
// Every state of an order with every act, and what an order is accounted for with.
#include "db/order_state.h"
#include "support/expect_error.h"

#include <array>
#include <string>

namespace bindery::db::test
{

using bindery::test::expectError;
using ::testing::HasSubstr;

namespace
{

std::string shortName(OrderState state)
{
    constexpr std::array kShort{"DR", "RE", "FA", "OP", "PA", "CG", "CD"};
    return kShort.at(static_cast<std::size_t>(state));
}

std::string movesOf(OrderState state, FirstArticle article)
{
    std::string text;
    for (const OrderAct act : allOrderActs()) {
        text += text.empty() ? "" : " ";
        try {
            text += shortName(after(state, act, article, "4711"));
        } catch (const Error& error) {
            EXPECT_EQ(error.code(), ErrorCode::Conflict);
            EXPECT_THAT(error.what(), HasSubstr("the order 4711 is " + std::string(textOf(state)) + ": "));
            text += "!!";
        }
    }
    return text;
}

} // namespace

// Acts in order: release, open, approve first article, pause, close, finish.
TEST(OrderStates, GoOnlyWhereTheTableSays)
{
    using S = OrderState;
    for (const FirstArticle article : {FirstArticle::NotWanted, FirstArticle::Approved}) {
        EXPECT_EQ(movesOf(S::Draft, article), "RE !! !! !! CG CD");
        EXPECT_EQ(movesOf(S::Released, article), "!! OP !! !! CG CD");
        EXPECT_EQ(movesOf(S::FirstArticle, article), "!! FA !! PA CG CD");
        EXPECT_EQ(movesOf(S::Open, article), "!! OP !! PA CG CD");
        EXPECT_EQ(movesOf(S::Paused, article), "!! OP !! !! CG CD");
        EXPECT_EQ(movesOf(S::Closing, article), "!! OP !! !! !! CD");
        EXPECT_EQ(movesOf(S::Closed, article), "!! !! !! !! !! !!");
    }
    EXPECT_EQ(movesOf(S::Draft, FirstArticle::Wanted), "RE !! !! !! CG CD");
    EXPECT_EQ(movesOf(S::Released, FirstArticle::Wanted), "!! FA !! !! CG CD");
    EXPECT_EQ(movesOf(S::FirstArticle, FirstArticle::Wanted), "!! FA OP PA CG CD");
    EXPECT_EQ(movesOf(S::Open, FirstArticle::Wanted), "!! OP !! PA CG CD");
    EXPECT_EQ(movesOf(S::Paused, FirstArticle::Wanted), "!! FA !! !! CG CD");
    EXPECT_EQ(movesOf(S::Closing, FirstArticle::Wanted), "!! FA !! !! !! CD");
    EXPECT_EQ(movesOf(S::Closed, FirstArticle::Wanted), "!! !! !! !! !! !!");
}

TEST(OrderStates, SayWhereCardsAndSerialsAreTaken)
{
    std::string cards;
    std::string serials;
    for (const OrderState state : allOrderStates()) {
        cards += takesCards(state) ? shortName(state) + " " : "";
        serials += takesSerials(state) ? shortName(state) + " " : "";
    }
    EXPECT_EQ(cards, "FA OP ");
    EXPECT_EQ(serials, "DR RE FA OP PA ");
}

TEST(OrderStates, HaveStableWords)
{
    for (const OrderState state : allOrderStates()) {
        EXPECT_EQ(orderStateOf(textOf(state)), state);
    }
    for (const FirstArticle article :
         {FirstArticle::NotWanted, FirstArticle::Wanted, FirstArticle::Approved}) {
        EXPECT_EQ(firstArticleOf(textOf(article)), article);
    }
    expectError(ErrorCode::Corrupt, "\"done\" is not a state of an order", [] { orderStateOf("done"); });
}

TEST(Reconciliation, BalancesWhenEverySerialIsAccountedFor)
{
    Reconciliation counts;
    EXPECT_EQ(whyNotBalanced(counts, "4711"), "");
    counts.issued = 10;
    counts.passed = 7;
    counts.scrapped = 1;
    counts.voided = 2;
    counts.attempts = 25;
    EXPECT_EQ(whyNotBalanced(counts, "4711"), "");
    counts.voided = 1;
    EXPECT_EQ(
        whyNotBalanced(counts, "4711"),
        "the order 4711 has 10 serials, but 7 made, 1 scrapped and 1 void; run bindery db check --full");
    counts.reserved = 1;
    counts.firstReserved = "P-000010";
    EXPECT_EQ(whyNotBalanced(counts, "4711"), "the order 4711 has 1 serial that neither passed nor are void, "
                                              "the first P-000010; make or void them");
    counts.running = 2;
    EXPECT_EQ(whyNotBalanced(counts, "4711"),
              "the order 4711 has 2 running attempts; wait for them, or cancel them");
}

} // namespace bindery::db::test
