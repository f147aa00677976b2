// SPDX-License-Identifier: Apache-2.0
// Every state of a slot with every input, and the stories that the table alone does not tell.
#include "base/error.h"
#include "line/slot_state.h"

#include <array>
#include <sstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace bindery;
using namespace bindery::line;
using card::Step;
using db::AttemptResult;
using ::testing::HasSubstr;

namespace
{

constexpr const char* kRefused = "!!";
constexpr const char* kSame = "==";

struct NamedInput {
    std::string name;
    SlotInput input;
};

std::vector<NamedInput> allInputs()
{
    return {{"card seen", slot::CardSeen{}},
            {"card read: may be written", slot::CardRead{}},
            {"card read: refused", slot::CardRead{device::Refusal{"read-only", "open the lock"}}},
            {"card left", slot::CardLeft{}},
            {"started", slot::Started{}},
            {"step erasing", slot::StepChanged{Step::Erasing}},
            {"step flushing", slot::StepChanged{Step::Flushing}},
            {"step verifying", slot::StepChanged{Step::Verifying}},
            {"step finishing", slot::StepChanged{Step::Finishing}},
            {"closed passed", slot::Closed{AttemptResult::Passed}},
            {"closed written", slot::Closed{AttemptResult::WrittenUnverified}},
            {"closed failed", slot::Closed{AttemptResult::Failed, "EIO", "use another card"}},
            {"closed cancelled", slot::Closed{AttemptResult::Cancelled}},
            {"closed interrupted", slot::Closed{AttemptResult::Interrupted}},
            {"found interrupted", slot::FoundInterrupted{"power loss"}},
            {"acknowledged", slot::Acknowledged{}},
            {"cancel", slot::Cancel{}},
            {"block", slot::Block{"dirty contacts"}},
            {"reopen", slot::Reopen{}},
            {"take out of service", slot::TakeOutOfService{"broken"}},
            {"port forgotten", slot::PortForgotten{}},
            {"port taught", slot::PortTaught{}}};
}

struct Row {
    SlotState state;
    const char* next; ///< one word per input
};

// E empty, RD reading, OK ready, RF refused, PR preparing, WR writing, VE verifying, PA passed, WU written
// unverified, FA failed, CG cancelling, CD cancelled, IN interrupted, UP unknown port, BL blocked, OS out of
// service.
// clang-format off
//                          seen ok rf left start | er fl ve fin | pa wu fa cd in | found ack cancel block open os fgt tght
constexpr std::array kTable{
    Row{SlotState::Empty,             "RD == == == !!   == == == ==   !! !! !! !! !!   == !! !! BL !! OS UP =="},
    Row{SlotState::Reading,           "== OK RF E  !!   == == == ==   !! !! !! !! !!   IN !! !! BL !! OS UP =="},
    Row{SlotState::Ready,             "RD == RF E  PR   == == == ==   !! !! !! !! !!   IN !! !! BL !! OS UP =="},
    Row{SlotState::Refused,           "RD OK == E  !!   == == == ==   !! !! !! !! !!   IN !! !! BL !! OS UP =="},
    Row{SlotState::Preparing,         "== == == == !!   == WR VE ==   PA WU FA CD IN   == !! CG !! !! !! !! =="},
    Row{SlotState::Writing,           "== == == == !!   PR == VE ==   PA WU FA CD IN   == !! CG !! !! !! !! =="},
    Row{SlotState::Verifying,         "== == == == !!   PR WR == ==   PA WU FA CD IN   == !! CG !! !! !! !! =="},
    Row{SlotState::Cancelling,        "== == == == !!   == == == ==   PA WU FA CD IN   == !! == !! !! !! !! =="},
    Row{SlotState::Passed,            "== == == E  !!   == == == ==   !! !! !! !! !!   == == !! !! !! !! !! =="},
    Row{SlotState::WrittenUnverified, "== == == E  !!   == == == ==   !! !! !! !! !!   == == !! !! !! !! !! =="},
    Row{SlotState::Failed,            "== == == == !!   == == == ==   !! !! !! !! !!   == == !! BL !! !! !! =="},
    Row{SlotState::Cancelled,         "== == == E  !!   == == == ==   !! !! !! !! !!   == RD !! !! !! !! !! =="},
    Row{SlotState::Interrupted,       "== == == E  !!   == == == ==   !! !! !! !! !!   == RD !! !! !! !! !! =="},
    Row{SlotState::UnknownPort,       "== == == == !!   == == == ==   !! !! !! !! !!   == !! !! !! !! !! == RD"},
    Row{SlotState::Blocked,           "== == == == !!   == == == ==   !! !! !! !! !!   == !! !! == FA OS !! =="},
    Row{SlotState::OutOfService,      "== == == == !!   == == == ==   !! !! !! !! !!   == !! !! !! FA == !! =="},
};
// clang-format on

std::string shortName(SlotState state)
{
    constexpr std::array kShort{"E",  "RD", "OK", "RF", "PR", "WR", "VE", "PA",
                                "WU", "FA", "CG", "CD", "IN", "UP", "BL", "OS"};
    return kShort.at(static_cast<std::size_t>(state));
}

SlotStatus statusIn(SlotState state)
{
    SlotStatus status;
    status.state = state;
    status.cardPresent = state != SlotState::Empty;
    const bool isFresh = state == SlotState::Empty || state == SlotState::Reading ||
                         state == SlotState::Ready || state == SlotState::Refused ||
                         state == SlotState::UnknownPort;
    status.cardIsSpent = !isFresh;
    return status;
}

SlotStatus run(SlotStatus status, const std::vector<SlotInput>& inputs)
{
    for (const SlotInput& input : inputs) {
        status = after(status, input);
    }
    return status;
}

/// A card that is being written.
SlotStatus writing(const SlotStatus& status = {})
{
    return run(status,
               {slot::CardSeen{}, slot::CardRead{}, slot::Started{}, slot::StepChanged{Step::Writing}});
}

SlotStatus failing(const SlotStatus& status)
{
    return after(status,
                 slot::Closed{AttemptResult::Failed, "writing root: Input/output error", "use another card"});
}

} // namespace

TEST(SlotState, GoesOnlyWhereTheTableSays)
{
    ASSERT_EQ(kTable.size(), allSlotStates().size());
    const std::vector<NamedInput> inputs = allInputs();
    for (const Row& row : kTable) {
        std::istringstream words(row.next);
        for (const NamedInput& input : inputs) {
            std::string expected;
            words >> expected;
            std::string got;
            try {
                const SlotState next = after(statusIn(row.state), input.input).state;
                got = next == row.state ? kSame : shortName(next);
            } catch (const Error& error) {
                const bool isClosing = std::holds_alternative<slot::Closed>(input.input);
                EXPECT_EQ(error.code(), isClosing ? ErrorCode::Internal : ErrorCode::Conflict);
                got = kRefused;
            }
            EXPECT_EQ(got, expected) << nameOf(row.state) << ", " << input.name;
        }
        std::string more;
        EXPECT_FALSE(words >> more) << nameOf(row.state);
    }
}

TEST(SlotState, HasOneNameEach)
{
    std::vector<std::string_view> names;
    for (const SlotState state : allSlotStates()) {
        names.push_back(nameOf(state));
    }
    EXPECT_THAT(names, ::testing::ElementsAre("empty", "reading", "ready", "refused", "preparing", "writing",
                                              "verifying", "passed", "written, unverified", "failed",
                                              "cancelling", "cancelled", "interrupted", "unknown port",
                                              "blocked", "out of service"));
}

TEST(SlotState, OfAGoodCardLeadsToPassedAndBackToEmpty)
{
    const SlotStatus passed = after(writing(), slot::Closed{AttemptResult::Passed});
    EXPECT_EQ(passed.state, SlotState::Passed);
    EXPECT_EQ(passed.cure, "take the card out");
    EXPECT_EQ(after(passed, slot::CardLeft{}), SlotStatus{});
}

TEST(SlotState, KeepsAFaultWhoseCardIsGoneUntilItIsAcknowledged)
{
    const SlotStatus gone = failing(after(writing(), slot::CardLeft{}));
    EXPECT_EQ(gone.state, SlotState::Failed);
    EXPECT_FALSE(gone.cardPresent);
    EXPECT_TRUE(gone.needsAcknowledgement());
    EXPECT_THAT(gone.reason, HasSubstr("Input/output error"));
    EXPECT_EQ(after(gone, slot::Acknowledged{}).state, SlotState::Empty);
}

TEST(SlotState, KeepsAFaultWhenAnotherCardIsPutInAndReadsThatAfterwards)
{
    const SlotStatus another =
        run(failing(writing()), {slot::CardLeft{}, slot::CardSeen{}, slot::CardRead{}});
    EXPECT_TRUE(another.needsAcknowledgement());
    EXPECT_EQ(after(another, slot::Acknowledged{}).state, SlotState::Reading);
}

TEST(SlotState, KeepsAnAcknowledgedFaultUntilItsCardIsOut)
{
    const SlotStatus seen = after(failing(writing()), slot::Acknowledged{});
    EXPECT_EQ(seen.state, SlotState::Failed);
    EXPECT_FALSE(seen.needsAcknowledgement());
    EXPECT_THAT(seen.reason, HasSubstr("Input/output error"));
    EXPECT_EQ(after(seen, slot::CardLeft{}).state, SlotState::Empty);
}

TEST(SlotState, NeverShowsAPassOverAnotherCardThanTheOneThatPassed)
{
    const SlotStatus swapped = run(writing(), {slot::CardLeft{}, slot::CardSeen{}});
    EXPECT_EQ(after(swapped, slot::Closed{AttemptResult::Passed}).state, SlotState::Reading);

    const SlotStatus pulled = run(writing(), {slot::CardLeft{}, slot::Closed{AttemptResult::Passed}});
    EXPECT_EQ(pulled.state, SlotState::Passed);
    EXPECT_EQ(after(pulled, slot::CardSeen{}).state, SlotState::Reading);
    EXPECT_EQ(after(pulled, slot::Acknowledged{}).state, SlotState::Empty);
}

TEST(SlotState, BlocksAfterThreeFailuresInARow)
{
    SlotStatus status;
    for (int i = 1; i < kFailuresThatBlock; ++i) {
        status = run(failing(writing(status)), {slot::Acknowledged{}, slot::CardLeft{}});
        EXPECT_EQ(status.state, SlotState::Empty) << i;
        EXPECT_EQ(status.failuresInARow, i);
    }
    status = failing(writing(status));
    EXPECT_EQ(status.state, SlotState::Blocked);
    EXPECT_EQ(status.reason, "3 failures in a row, the last: writing root: Input/output error");
    EXPECT_THAT(status.cure, HasSubstr("supervisor"));
    status = run(status, {slot::CardLeft{}, slot::CardSeen{}});
    EXPECT_EQ(status.state, SlotState::Blocked) << "another card does not help";
    status = after(status, slot::Reopen{});
    EXPECT_EQ(status.state, SlotState::Reading);
    EXPECT_EQ(status.failuresInARow, 0);
}

TEST(SlotState, CountsFailuresOnlyInARow)
{
    SlotStatus status;
    for (int i = 0; i < 2 * kFailuresThatBlock; ++i) {
        status = run(failing(writing(status)), {slot::Acknowledged{}, slot::CardLeft{}});
        status = run(writing(status), {slot::Closed{AttemptResult::Cancelled}, slot::CardLeft{}});
        EXPECT_EQ(status.failuresInARow, 1) << "what was cancelled says nothing of the slot";
        status = run(writing(status), {slot::Closed{AttemptResult::Passed}, slot::CardLeft{}});
        EXPECT_EQ(status.failuresInARow, 0);
    }
}

TEST(SlotState, OfACancelledCardWhoseCardIsGoneIsEmpty)
{
    const SlotStatus gone =
        run(writing(), {slot::Cancel{}, slot::CardLeft{}, slot::Closed{AttemptResult::Cancelled}});
    EXPECT_EQ(gone, SlotStatus{});
}

TEST(SlotState, StaysCancellingUntilTheAttemptIsClosedAndSaysWhatBecameOfIt)
{
    const SlotStatus cancelling = run(writing(), {slot::Cancel{}, slot::StepChanged{Step::Verifying}});
    EXPECT_EQ(cancelling.state, SlotState::Cancelling);
    EXPECT_EQ(after(cancelling, slot::Closed{AttemptResult::Passed}).state, SlotState::Passed);
}

TEST(SlotState, OfARefusalIsNoFaultAndFollowsTheFacts)
{
    const SlotStatus refused =
        run({}, {slot::CardSeen{}, slot::CardRead{device::Refusal{"/dev/sdb is mounted", "unmount it"}}});
    EXPECT_EQ(refused.state, SlotState::Refused);
    EXPECT_EQ(refused.cure, "unmount it");
    EXPECT_FALSE(refused.needsAcknowledgement());
    const SlotStatus ready = after(refused, slot::CardRead{});
    EXPECT_EQ(ready.state, SlotState::Ready);
    EXPECT_EQ(ready.reason, "");
}

TEST(SlotState, CannotBeReopenedByForgettingAndTeachingItsPort)
{
    SlotStatus blocked = statusIn(SlotState::Blocked);
    EXPECT_THROW(after(blocked, slot::PortForgotten{}), Error);
    const SlotStatus outOfService = run({}, {slot::TakeOutOfService{"broken"}});
    EXPECT_EQ(run(outOfService, {slot::CardSeen{}, slot::CardLeft{}}).state, SlotState::OutOfService);
}

TEST(SlotState, SaysTheCureWhenAnActCannotBe)
{
    try {
        after(writing(), slot::TakeOutOfService{"broken"});
        FAIL();
    } catch (const Error& error) {
        EXPECT_STREQ(error.what(),
                     "a slot that is writing cannot be taken out of service: wait for its card, or cancel "
                     "it");
    }
}
