// SPDX-License-Identifier: Apache-2.0
#include "line_run.h"

#include <gmock/gmock.h>

using namespace bindery;
using line::SlotState;
using test::LineRun;

TEST_F(LineRun, MakesCardsAsTheyArePutIn)
{
    start(setup(4));
    for (int slot = 1; slot <= 4; ++slot) {
        m_slots->insert(slot, card());
    }
    for (int slot = 1; slot <= 4; ++slot) {
        EXPECT_TRUE(reaches(slot, SlotState::Passed));
        EXPECT_TRUE(m_status[slot].status.cardPresent);
    }
    stop();
    ASSERT_EQ(m_ended.size(), 4U);
    for (const line::AttemptEnded& ended : m_ended) {
        const auto attempt = m_station->records().findAttempt(ended.report.attempt);
        ASSERT_TRUE(attempt);
        EXPECT_EQ(attempt->result, db::AttemptResult::Passed);
        EXPECT_EQ(attempt->slot, std::to_string(ended.slot.value));
    }
}

TEST_F(LineRun, StopsAtTheTarget)
{
    db::NewOrder order;
    order.number = "4711";
    order.target = 2;
    order.serialPrefix = "U-";
    m_station->records().createOrder(order, "badge-1");
    line::LineSetup wanted = setup(3);
    wanted.order = "4711";
    wanted.untilTarget = true;
    start(std::move(wanted));
    for (int slot = 1; slot <= 3; ++slot) {
        m_slots->insert(slot, card());
    }
    ASSERT_EQ(m_running.wait_for(kDeadline), std::future_status::ready);
    stop();
    EXPECT_EQ(m_lineStatus.state, line::LineState::Full);
    EXPECT_EQ(m_station->records().findOrder("4711")->passed, 2);
    EXPECT_EQ(m_station->records().findAttempts({}).size(), 2U) << "the third card was touched";
}

TEST_F(LineRun, LeavesACardAloneUntilItIsTold)
{
    line::LineSetup wanted = setup();
    wanted.startOnInsertion = false;
    start(std::move(wanted));
    const auto blank = card();
    m_slots->insert(1, blank);
    ASSERT_TRUE(reaches(1, SlotState::Ready));
    EXPECT_EQ(blank->medium.bytesWritten(), 0U);
    m_line->ask(line::act::Start{device::SlotNumber{1}});
    EXPECT_TRUE(reaches(1, SlotState::Passed));
}

TEST_F(LineRun, RefusesACardThatPassedBefore)
{
    start(setup());
    const auto same = card();
    m_slots->insert(1, same);
    ASSERT_TRUE(reaches(1, SlotState::Passed));
    m_slots->remove(1);
    ASSERT_TRUE(reaches(1, SlotState::Empty));
    const std::uint64_t written = same->medium.bytesWritten();
    m_slots->insert(2, same);
    ASSERT_TRUE(reaches(2, SlotState::Refused));
    EXPECT_THAT(m_status[2].status.reason, ::testing::HasSubstr("ADHOC-000001"));
    stop();
    EXPECT_EQ(same->medium.bytesWritten(), written);
}

TEST_F(LineRun, AsksBeforeItDestroysWhatACardHolds)
{
    start(setup());
    std::vector<std::byte> content(m_manifest.minimumMedium.count());
    for (std::size_t i = 0; i < content.size(); ++i) {
        content[i] = static_cast<std::byte>(i * 7 % 251);
    }
    const auto used = std::make_shared<test::SimulatedCard>(std::move(content));
    const std::uint64_t written = used->medium.bytesWritten();
    m_slots->insert(1, used);
    ASSERT_TRUE(reaches(1, SlotState::Refused));
    EXPECT_THAT(m_status[1].status.reason, ::testing::HasSubstr("not blank"));
    EXPECT_EQ(used->medium.bytesWritten(), written);
    m_line->ask(line::act::AllowData{{1}});
    ASSERT_TRUE(reaches(1, SlotState::Passed));
    stop();
    EXPECT_EQ(m_station->records().findAttempts({}).front().fill, db::Fill::Random);
}

TEST_F(LineRun, NeverTouchesADiskAtAPortThatWasNotTaught)
{
    start(setup(1));
    const auto stranger = card();
    m_slots->insert(9, stranger);
    EXPECT_TRUE(waitUntil([&] {
        return std::any_of(m_all.begin(), m_all.end(), [](const line::LineEvent& event) {
            return std::holds_alternative<line::StrangerChanged>(event);
        });
    }));
    const auto known = card();
    m_slots->insert(1, known);
    EXPECT_TRUE(reaches(1, SlotState::Passed));
    stop();
    EXPECT_EQ(stranger->medium.actCount(), 0U);
}

TEST_F(LineRun, RefusesACardThatIsTooSmall)
{
    start(setup());
    const auto small = std::make_shared<test::SimulatedCard>(mib(16));
    m_slots->insert(1, small);
    EXPECT_TRUE(reaches(1, SlotState::Refused));
    stop();
    EXPECT_EQ(small->medium.bytesWritten(), 0U);
}

TEST_F(LineRun, FailsACardThatIsPulledAndLetsItsNeighbourPass)
{
    start(setup());
    const auto pulled = card();
    pulled->hang();
    m_slots->insert(1, pulled);
    m_slots->insert(2, card());
    pulled->waitUntilItHangs();
    pulled->pull();
    m_slots->remove(1);
    pulled->release();
    ASSERT_TRUE(reaches(1, SlotState::Failed));
    EXPECT_TRUE(reaches(2, SlotState::Passed));
    EXPECT_FALSE(m_status[1].status.cardPresent);
    EXPECT_TRUE(m_status[1].status.needsAcknowledgement())
        << "a card that left must not look like an empty slot";
    db::AttemptFilter ofTheSlot;
    ofTheSlot.slot = "1";
    EXPECT_EQ(m_station->records().findAttempts(ofTheSlot).at(0).reason,
              traitsOf(ErrorCode::DeviceGone).name);
    EXPECT_TRUE(m_status[1].serial.has_value()) << "the fault is that of a unit";
    m_line->ask(line::act::Acknowledge{{1}});
    EXPECT_TRUE(reaches(1, SlotState::Empty));
    EXPECT_EQ(m_status[1].serial, std::nullopt) << "an empty slot shows no unit";
}

TEST_F(LineRun, FailsACardOfWhichItsWatchSaysThatAnotherTookItsPlace)
{
    start(setup());
    const auto swapped = card();
    swapped->hang();
    const device::DiskSeen disk = m_slots->insert(1, swapped);
    swapped->waitUntilItHangs();
    m_slots->lose(disk, "another medium took its place");
    swapped->release();
    ASSERT_TRUE(reaches(1, SlotState::Failed));
    stop();
    ASSERT_EQ(m_ended.size(), 1U);
    EXPECT_EQ(m_ended[0].report.reason, ErrorCode::DeviceGone);
}

TEST_F(LineRun, PassesSevenCardsBesideOneThatHardlyMovesAndThenThatOne)
{
    line::LineSetup wanted = setup(8);
    wanted.window.patience = std::chrono::milliseconds(20);
    start(std::move(wanted));
    const auto slow = card();
    slow->hang();
    m_slots->insert(8, slow);
    slow->waitUntilItHangs();
    for (int slot = 1; slot <= 7; ++slot) {
        m_slots->insert(slot, card());
    }
    for (int slot = 1; slot <= 7; ++slot) {
        EXPECT_TRUE(reaches(slot, SlotState::Passed));
    }
    EXPECT_TRUE(line::isRunning(m_status[8].status.state));
    slow->release();
    EXPECT_TRUE(reaches(8, SlotState::Passed));
}

TEST_F(LineRun, TellsErrorsOfWritingReadingBackAndFlushing)
{
    device::MediumFaults bad;
    bad.writeError = Extent{mib(24).count(), mib(1).count()};
    device::MediumFaults unreadable;
    unreadable.flippedBytes = {mib(24).count() + 4096};
    device::MediumFaults flush;
    flush.failFlushNumber = 3; // the one after the header: later ones would succeed
    const std::vector<std::pair<device::MediumFaults, ErrorCode>> every{
        {bad, ErrorCode::WriteFailed},
        {unreadable, ErrorCode::VerifyMismatch},
        {flush, ErrorCode::WriteFailed}};
    start(setup(static_cast<int>(every.size())));
    for (std::size_t i = 0; i < every.size(); ++i) {
        m_slots->insert(static_cast<int>(i) + 1, card(every[i].first));
    }
    for (std::size_t i = 0; i < every.size(); ++i) {
        const int slot = static_cast<int>(i) + 1;
        ASSERT_TRUE(reaches(slot, SlotState::Failed));
        EXPECT_EQ(m_status[slot].status.cure, traitsOf(every[i].second).operatorSentence);
        db::AttemptFilter ofTheSlot;
        ofTheSlot.slot = std::to_string(slot);
        EXPECT_EQ(m_station->records().findAttempts(ofTheSlot).at(0).reason, traitsOf(every[i].second).name);
    }
    stop();
    EXPECT_TRUE(m_station->records().openAttempts().empty());
}

TEST_F(LineRun, GivesUpACardThatHangsAndDoesNotWaitForIt)
{
    start(setup());
    const auto stuck = card();
    stuck->hang();
    m_slots->insert(1, stuck);
    m_slots->insert(2, card());
    stuck->waitUntilItHangs();
    ASSERT_TRUE(reaches(2, SlotState::Passed));
    EXPECT_TRUE(waitUntil([&] {
        m_clock.advance(1'000'000);
        return m_status[1].status.state == SlotState::Failed;
    }));
    EXPECT_THAT(m_status[1].status.reason, ::testing::HasSubstr("has not moved for"));
    m_stop.request_stop();
    EXPECT_EQ(m_running.wait_for(kDeadline), std::future_status::ready) << "the line waits for the thread";
    EXPECT_EQ(m_line->abandoned(), 1U);
    const std::uint64_t written = stuck->medium.bytesWritten();
    stuck->release();
    EXPECT_TRUE(m_station->records().openAttempts().empty());
    EXPECT_LE(stuck->medium.bytesWritten() - written, mib(16).count()) << "it went on after it was given up";
}

TEST_F(LineRun, EndsThoughAReaderNeverAnswersTheClaim)
{
    start(setup(1));
    const auto stuck = card();
    stuck->hangWhenClaimed();
    m_slots->insert(1, stuck);
    stuck->waitUntilItHangs();
    m_stop.request_stop();
    EXPECT_TRUE(waitUntil([&] {
        m_clock.advance(1'000'000);
        return m_status[1].status.state == SlotState::Failed;
    }));
    EXPECT_THAT(m_status[1].status.reason, ::testing::HasSubstr("did not answer when the line was stopped"));
    EXPECT_EQ(m_running.wait_for(kDeadline), std::future_status::ready) << "the line waits for the thread";
    EXPECT_EQ(m_line->abandoned(), 1U);
    EXPECT_TRUE(m_station->records().openAttempts().empty());
    stuck->release();
    EXPECT_EQ(stuck->medium.bytesWritten(), 0U);
}

TEST_F(LineRun, BlocksASlotAfterThreeFailuresInARow)
{
    start(setup(1));
    for (int failure = 1; failure <= line::kFailuresThatBlock; ++failure) {
        device::MediumFaults faults;
        faults.writeError = Extent{mib(24).count(), mib(1).count()};
        m_slots->insert(1, card(faults));
        const SlotState expected =
            failure < line::kFailuresThatBlock ? SlotState::Failed : SlotState::Blocked;
        ASSERT_TRUE(reaches(1, expected)) << "failure " << failure;
        m_slots->remove(1);
        if (expected == SlotState::Failed) {
            m_line->ask(line::act::Acknowledge{{1}});
            ASSERT_TRUE(reaches(1, SlotState::Empty));
        }
    }
    const auto good = card();
    m_slots->insert(1, good);
    stop();
    EXPECT_EQ(good->medium.bytesWritten(), 0U);
    ASSERT_EQ(m_station->records().slots().size(), 1U);
    EXPECT_EQ(m_station->records().slots().front().state, "blocked");
}

TEST_F(LineRun, StartsNothingWhileItIsPaused)
{
    start(setup());
    m_line->ask(line::act::Pause{"shift change"});
    ASSERT_TRUE(waitUntil([&] { return m_lineStatus.state == line::LineState::Paused; }));
    EXPECT_EQ(m_lineStatus.reason, "shift change");
    const auto waiting = card();
    m_slots->insert(1, waiting);
    ASSERT_TRUE(reaches(1, SlotState::Ready));
    m_line->ask(line::act::Start{device::SlotNumber{1}});
    EXPECT_TRUE(has("start slot 1"));
    EXPECT_EQ(waiting->medium.bytesWritten(), 0U);
    m_line->ask(line::act::Resume{});
    EXPECT_TRUE(reaches(1, SlotState::Passed));
}

TEST_F(LineRun, CancelsOneCardAndLeavesTheOther)
{
    start(setup());
    const auto cancelled = card();
    cancelled->hang();
    m_slots->insert(1, cancelled);
    m_slots->insert(2, card());
    cancelled->waitUntilItHangs();
    m_line->ask(line::act::Cancel{device::SlotNumber{1}});
    ASSERT_TRUE(reaches(1, SlotState::Cancelling));
    cancelled->release();
    EXPECT_TRUE(reaches(1, SlotState::Cancelled));
    EXPECT_TRUE(reaches(2, SlotState::Passed));
}

TEST_F(LineRun, TakesNoticeOfACardThatIsPutInWhileTheLastAttemptEnds)
{
    start(setup(1));
    const auto first = card();
    first->hang();
    m_slots->insert(1, first);
    first->waitUntilItHangs();
    const auto second = card();
    m_slots->remove(1);
    m_slots->insert(1, second);
    first->pull();
    first->release();
    ASSERT_TRUE(reaches(1, SlotState::Failed));
    m_line->ask(line::act::Acknowledge{{1}});
    EXPECT_TRUE(reaches(1, SlotState::Passed));
    EXPECT_GT(second->medium.bytesWritten(), 0U);
}

TEST_F(LineRun, ClosesAnAttemptThatCannotBeBegunAndStops)
{
    start(setup(1));
    m_slots->failWatches(1);
    m_slots->insert(1, card());
    ASSERT_TRUE(reaches(1, SlotState::Failed));
    ASSERT_TRUE(waitUntil([&] { return m_lineStatus.state == line::LineState::Stopped; }));
    EXPECT_THAT(m_lineStatus.reason, ::testing::HasSubstr("slot 1: its card cannot be begun: Resource"));
    const auto attempts = m_station->records().findAttempts({});
    ASSERT_EQ(attempts.size(), 1U);
    EXPECT_EQ(attempts.front().result, db::AttemptResult::Failed);
}

TEST_F(LineRun, WaitsPausedAfterACrash)
{
    db::NewAttempt attempt;
    attempt.goldenId = m_manifest.id;
    attempt.actor = "badge-1";
    attempt.slot = "1";
    attempt.medium.path = "/dev/sim1";
    attempt.medium.size = m_manifest.minimumMedium;
    attempt.medium.isBlockDevice = true;
    attempt.medium.diskSeq = 1; // as the first card below
    m_station->records().openAttempt(attempt);
    restart();
    start(setup(1));
    ASSERT_TRUE(waitUntil([&] { return m_lineStatus.state == line::LineState::Paused; }));
    m_slots->insert(1, card());
    EXPECT_TRUE(reaches(1, SlotState::Interrupted));
}
