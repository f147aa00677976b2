// SPDX-License-Identifier: Apache-2.0
// Work orders in the records: their acts, serials, first articles, slots and the daily check, each with its
// event.
#include "db/audit_export.h"
#include "db/audit_verify.h"
#include "db/database_check.h"
#include "db/station_fixture.h"
#include "support/expect_error.h"

#include <sstream>

namespace bindery::db::test
{

using bindery::test::expectError;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class WorkOrders : public StationTest
{
protected:
    WorkOrders() { prepare(); }

    static NewOrder draft(const std::string& number = "4711")
    {
        NewOrder order;
        order.number = number;
        order.goldenId = kGolden;
        order.serialPrefix = number + "-";
        order.state = OrderState::Draft;
        return order;
    }
    void make(const NewOrder& order) { records().createOrder(order, kSupervisor); }
    void open(const std::string& number = "4711")
    {
        records().actOnOrder(number, OrderAct::Release, kSupervisor);
        records().actOnOrder(number, OrderAct::Open, kSupervisor);
    }
    NewAttempt attemptOf(std::optional<std::string> serial = std::nullopt,
                         const std::string& order = "4711") const
    {
        NewAttempt attempt = newAttempt(std::move(serial));
        attempt.order = order;
        return attempt;
    }
    OpenedAttempt makeCard(const AttemptOutcome& outcome,
                           const std::optional<std::string>& serial = std::nullopt)
    {
        const OpenedAttempt opened = records().openAttempt(attemptOf(serial));
        m_clock.advance(1'000'000);
        records().closeAttempt(opened.id, outcome);
        m_clock.advance(1'000'000);
        return opened;
    }
    std::string stateOf(const std::string& number = "4711") { return records().findOrder(number)->state; }

    std::vector<std::string> actionsFrom(std::int64_t first)
    {
        std::vector<std::string> actions;
        records().visitEvents(first, [&](const StoredEvent& event) {
            actions.push_back(event.action);
            return true;
        });
        return actions;
    }
    static bool tableHas(OrderState from, OrderState to)
    {
        bool isMove = from == to;
        for (const OrderAct act : allOrderActs()) {
            for (const FirstArticle article : {FirstArticle::NotWanted, FirstArticle::Wanted}) {
                try {
                    isMove = isMove || after(from, act, article, "x") == to;
                } catch (const Error&) {
                    continue;
                }
            }
        }
        return isMove;
    }
    /// Whether the sqlite3 program can move an order.
    bool movesPastTheProgram(OrderState from, OrderState to) const
    {
        const auto closedAt = [](OrderState state) { return state == OrderState::Closed ? "1" : "NULL"; };
        std::ostringstream sql;
        sql << "INSERT INTO work_order (number, state, serial_prefix, policy, "
               "created, created_by, closed) VALUES ('"
            << textOf(from) << "/" << textOf(to) << "', '" << textOf(from) << "', 'P', '{}', 1, 'sup-1', "
            << closedAt(from) << "); UPDATE work_order SET state = '" << textOf(to)
            << "', closed = " << closedAt(to) << " WHERE number = '" << textOf(from) << "/" << textOf(to)
            << "'";
        return sqlite(sql.str()).exitStatus == 0;
    }
    /// Rows and events say the same, and an export of them verifies.
    void expectSound()
    {
        const CheckReport report = checkDatabase(m_state, CheckDepth::Full);
        EXPECT_TRUE(report.good()) << report.findings.front().place << ": "
                                   << report.findings.front().message;
        exportAudit(records(), m_station, m_folder / "export");
        const VerifiedExport verified = verifyExport(m_folder / "export", m_station.publicPem());
        EXPECT_FALSE(verified.defect) << verified.defect->file << ": " << verified.defect->message;
    }
};

TEST_F(WorkOrders, GoThroughTheirStatesWithAnEventEach)
{
    make(draft());
    EXPECT_EQ(stateOf(), "draft");
    const std::int64_t first = records().eventCount() + 1;
    for (const auto& [act, state] :
         {std::pair{OrderAct::Release, "released"}, std::pair{OrderAct::Open, "open"},
          std::pair{OrderAct::Pause, "paused"}, std::pair{OrderAct::Open, "open"},
          std::pair{OrderAct::Close, "closing"}, std::pair{OrderAct::Finish, "closed"}}) {
        records().actOnOrder("4711", act, kSupervisor);
        EXPECT_EQ(stateOf(), state);
        EXPECT_EQ(records().activeOrder().has_value(), act == OrderAct::Open);
    }
    EXPECT_THAT(actionsFrom(first), ElementsAre("order.released", "order.opened", "order.paused",
                                                "order.opened", "order.closing", "order.closed"));
    expectSound();
}

TEST_F(WorkOrders, LeaveNoTraceOfAnActThatCannotBe)
{
    make(draft());
    const std::int64_t events = records().eventCount();
    expectError(ErrorCode::Conflict, "the order 4711 is draft: release it first",
                [&] { records().actOnOrder("4711", OrderAct::Open, kSupervisor); });
    expectError(ErrorCode::NotFound, "there is no order",
                [&] { records().actOnOrder("4712", OrderAct::Open, kSupervisor); });
    expectError(ErrorCode::NotFound, "badge",
                [&] { records().actOnOrder("4711", OrderAct::Release, "nobody"); });
    expectError(ErrorCode::Conflict, "always open",
                [&] { records().actOnOrder(kStandingOrder, OrderAct::Pause, kSupervisor); });
    expectError(ErrorCode::Conflict, "never closed",
                [&] { records().closeOrder(kStandingOrder, kSupervisor); });
    EXPECT_EQ(records().eventCount(), events);
}

TEST_F(WorkOrders, AreMovedByNobodyPastTheTable)
{
    for (const OrderState from : allOrderStates()) {
        for (const OrderState to : allOrderStates()) {
            const bool stays = from == OrderState::Closed; // not even to itself
            EXPECT_EQ(movesPastTheProgram(from, to), !stays && tableHas(from, to))
                << textOf(from) << " to " << textOf(to);
        }
    }
}

TEST_F(WorkOrders, AreWorkedOnOneAtATime)
{
    make(draft("4711"));
    make(draft("4712"));
    open("4711");
    EXPECT_EQ(records().activeOrder()->order.number, "4711");
    records().actOnOrder("4712", OrderAct::Release, kSupervisor);
    expectError(ErrorCode::Conflict, "the line is on order 4711; pause or close that one first",
                [&] { records().actOnOrder("4712", OrderAct::Open, kSupervisor); });
    expectError(ErrorCode::Conflict, "the order 4711 is open, and the line is on it",
                [&] { records().actOnOrder("4711", OrderAct::Open, kSupervisor); });
    records().actOnOrder("4711", OrderAct::Pause, kSupervisor);
    records().actOnOrder("4712", OrderAct::Open, kSupervisor);
    EXPECT_EQ(records().activeOrder()->order.number, "4712");
    EXPECT_NE(sqlite("UPDATE work_order SET active = 1 WHERE number = '4711'").exitStatus, 0);
}

TEST_F(WorkOrders, TakeNoCardUnlessTheyAreOpen)
{
    make(draft());
    expectError(ErrorCode::Conflict, "is draft", [&] { records().openAttempt(attemptOf()); });
    open();
    makeCard(passed());
    records().actOnOrder("4711", OrderAct::Pause, kSupervisor);
    expectError(ErrorCode::Conflict, "is paused", [&] { records().openAttempt(attemptOf()); });
}

TEST_F(WorkOrders, StopAtTheirTargetCountingWhatRuns)
{
    NewOrder order = draft();
    order.target = 2;
    make(order);
    open();
    makeCard(passed());
    makeCard(failed());
    const OpenedAttempt second = records().openAttempt(attemptOf());
    expectError(ErrorCode::Conflict, "has its 2 cards", [&] { records().openAttempt(attemptOf()); });
    records().closeAttempt(second.id, failed());
    makeCard(passed());
    expectError(ErrorCode::Conflict, "has its 2 cards", [&] { records().openAttempt(attemptOf()); });
    records().scrapUnit("4711-000001", "scratched", kSupervisor);
    makeCard(passed());
    expectSound();
}

TEST_F(WorkOrders, UseASerialUpThatAFailedCardLeftFree)
{
    make(draft());
    open();
    const OpenedAttempt broken = makeCard(failed());
    EXPECT_EQ(makeCard(passed()).serial, broken.serial);
    EXPECT_EQ(makeCard(passed()).serial, "4711-000002");
}

TEST_F(WorkOrders, HoldAtTheirFirstArticleUntilAnotherPersonApprovesIt)
{
    NewOrder order = draft();
    order.firstArticle = FirstArticle::Wanted;
    make(order);
    open();
    EXPECT_EQ(stateOf(), "first article");
    const auto approve = [&](const std::string& actor) {
        records().actOnOrder("4711", OrderAct::ApproveFirstArticle, actor);
    };
    expectError(ErrorCode::Conflict, "has no first article yet", [&] { approve(kSupervisor); });
    const OpenedAttempt first = records().openAttempt(attemptOf());
    expectError(ErrorCode::Conflict, "is being made", [&] { records().openAttempt(attemptOf()); });
    records().closeAttempt(first.id, failed());
    makeCard(passed());
    expectError(ErrorCode::Conflict, "waits for approval", [&] { records().openAttempt(attemptOf()); });
    expectError(ErrorCode::Conflict, "was made by op-7; another person approves it",
                [&] { approve(kOperator); });
    approve(kSupervisor);
    EXPECT_EQ(stateOf(), "open");
    EXPECT_EQ(records().findOrder("4711")->firstArticleBy, kSupervisor);
    EXPECT_TRUE(records().findOrder("4711")->isActive);
    makeCard(passed());
    records().actOnOrder("4711", OrderAct::Pause, kSupervisor);
    records().actOnOrder("4711", OrderAct::Open, kSupervisor);
    EXPECT_EQ(stateOf(), "open") << "approved once is approved";
    expectSound();
}

TEST_F(WorkOrders, MakeAnotherFirstArticleWhenTheFirstIsScrapped)
{
    NewOrder order = draft();
    order.firstArticle = FirstArticle::Wanted;
    make(order);
    open();
    const std::string bad = makeCard(passed()).serial;
    records().scrapUnit(bad, "wrong image", kSupervisor);
    expectError(ErrorCode::Conflict, "no first article yet",
                [&] { records().actOnOrder("4711", OrderAct::ApproveFirstArticle, kSupervisor); });
    makeCard(passed());
    records().actOnOrder("4711", OrderAct::ApproveFirstArticle, kSupervisor);
    EXPECT_EQ(stateOf(), "open");
}

TEST_F(WorkOrders, OfAListGiveTheSerialsInItsOrderAndNoOthers)
{
    NewOrder order = draft();
    order.serialScheme = SerialScheme::List;
    make(order);
    records().addSerials("4711", {"Z-9", "A-1"}, kSupervisor);
    open();
    EXPECT_EQ(makeCard(passed()).serial, "Z-9");
    EXPECT_EQ(makeCard(passed()).serial, "A-1");
    expectError(ErrorCode::Conflict, "the list of order 4711 is used up",
                [&] { records().openAttempt(attemptOf()); });
    expectError(ErrorCode::Conflict, "is not on the list of order 4711",
                [&] { records().openAttempt(attemptOf("B-1")); });
}

TEST_F(WorkOrders, TakeAListWholeOrNotAtAll)
{
    make(draft());
    records().reserveSerial(kStandingOrder, "A-3", kOperator);
    const std::int64_t events = records().eventCount();
    expectError(ErrorCode::Conflict, "the serial A-3 is reserved in order adhoc", [&] {
        records().addSerials("4711", {"A-1", "A-2", "A-3"}, kSupervisor);
    });
    expectError(ErrorCode::Conflict, "stands in the list twice", [&] {
        records().addSerials("4711", {"A-1", "A-1"}, kSupervisor);
    });
    expectError(ErrorCode::InvalidArgument, "serial \"A 1\"",
                [&] { records().addSerials("4711", {"A 1"}, kSupervisor); });
    EXPECT_EQ(records().eventCount(), events);
    EXPECT_THAT(records().freeSerials("4711", 10), IsEmpty());
}

TEST_F(WorkOrders, ThatAreScannedWaitForAScan)
{
    NewOrder order = draft();
    order.serialScheme = SerialScheme::Scanned;
    make(order);
    open();
    expectError(ErrorCode::Conflict, "scan the unit's serial first",
                [&] { records().openAttempt(attemptOf()); });
    EXPECT_EQ(makeCard(passed(), "S-1").serial, "S-1");
}

TEST_F(WorkOrders, AreAccountedForBeforeTheyClose)
{
    NewOrder order = draft();
    order.serialScheme = SerialScheme::List;
    make(order);
    records().addSerials("4711", {"A-1", "A-2", "A-3", "A-4"}, kSupervisor);
    open();
    makeCard(passed());
    makeCard(passed());
    makeCard(failed());
    records().scrapUnit("A-2", "dropped", kSupervisor);
    records().actOnOrder("4711", OrderAct::Close, kSupervisor);
    expectError(ErrorCode::Conflict, "2 serials that neither passed nor are void, the first A-3",
                [&] { records().closeOrder("4711", kSupervisor); });
    EXPECT_EQ(records().voidFreeSerials("4711", "order cut short", kSupervisor), 2);
    records().closeOrder("4711", kSupervisor);
    const Reconciliation counts = records().reconcile("4711");
    EXPECT_TRUE(counts.isBalanced());
    EXPECT_EQ(counts.issued, 4);
    EXPECT_EQ(counts.passed, 1);
    EXPECT_EQ(counts.scrapped, 1);
    EXPECT_EQ(counts.voided, 2);
    EXPECT_EQ(counts.attempts, 3);
    expectError(ErrorCode::Conflict, "its count of units stays",
                [&] { records().scrapUnit("A-1", "too late", kSupervisor); });
    expectSound();
}

TEST_F(WorkOrders, ScrapOnlyWhatWasMadeAndOnce)
{
    make(draft());
    open();
    records().reserveSerial("4711", "A-1", kOperator);
    expectError(ErrorCode::Conflict, "a free serial is voided",
                [&] { records().scrapUnit("A-1", "lost", kSupervisor); });
    makeCard(passed(), "A-1");
    expectError(ErrorCode::InvalidArgument, "needs a reason",
                [&] { records().scrapUnit("A-1", " ", kSupervisor); });
    records().scrapUnit("A-1", "lost", kSupervisor);
    expectError(ErrorCode::Conflict, "is scrapped", [&] { records().scrapUnit("A-1", "lost", kSupervisor); });
    EXPECT_EQ(records().unitHistory("A-1").back().action, "unit.scrapped");
}

TEST_F(WorkOrders, MakeAUnitOnceMoreWhenASupervisorReleasesIt)
{
    make(draft());
    open();
    makeCard(passed(), "A-1");
    expectError(ErrorCode::NeedsRoot, "a supervisor's act, but op-7 is operator",
                [&] { records().releaseReprovision("A-1", "spoiled", kOperator); });
    records().releaseReprovision("A-1", "spoiled label", kSupervisor);
    EXPECT_EQ(records().findReprovision("A-1"), "spoiled label");
    expectError(ErrorCode::Conflict, "is released already",
                [&] { records().releaseReprovision("A-1", "again", kSupervisor); });
    const OpenedAttempt again = makeCard(passed(), "A-1");
    EXPECT_EQ(records().findAttempt(again.id)->changeReason, "spoiled label");
    EXPECT_FALSE(records().findReprovision("A-1")) << "a release is used up";
    expectError(ErrorCode::Conflict, "was made already", [&] { records().openAttempt(attemptOf("A-1")); });
    expectSound();
}

TEST_F(WorkOrders, CountTheYieldFromWhenTheyWereOpened)
{
    make(draft());
    open();
    makeCard(failed());
    makeCard(passed());
    makeCard(failed());
    EXPECT_EQ(records().finishedAndFailed("4711"), std::pair(std::int64_t{1}, std::int64_t{2}));
    records().actOnOrder("4711", OrderAct::Pause, kSupervisor);
    records().actOnOrder("4711", OrderAct::Open, kSupervisor);
    m_clock.advance(1);
    EXPECT_EQ(records().finishedAndFailed("4711"), std::pair(std::int64_t{0}, std::int64_t{0}));
}

class Slots : public WorkOrders
{
};

TEST_F(Slots, AreBlockedUntilASupervisorReopensThem)
{
    records().blockSlot("3", "3 failures in a row", "station");
    EXPECT_EQ(records().slots().at(0).state, "blocked");
    expectError(ErrorCode::Conflict, "slot 3 is blocked already: 3 failures",
                [&] { records().blockSlot("3", "again", kOperator); });
    expectError(ErrorCode::NeedsRoot, "call a supervisor",
                [&] { records().reopenSlot("3", "cleaned", kOperator); });
    expectError(ErrorCode::InvalidArgument, "needs a reason",
                [&] { records().reopenSlot("3", "", kSupervisor); });
    records().reopenSlot("3", "cleaned", kSupervisor);
    EXPECT_EQ(records().slots().at(0).state, "open");
    EXPECT_EQ(records().slots().at(0).changedBy, kSupervisor);
    records().takeSlotOutOfService("12", "cable", kOperator);
    ASSERT_EQ(records().slots().size(), 2U);
    EXPECT_EQ(records().slots().at(1).state, "out of service");
    expectError(ErrorCode::Conflict, "slot 4 is open already",
                [&] { records().reopenSlot("4", "why not", kSupervisor); });
    expectSound();
}

TEST_F(Slots, CountFailuresInARowAlsoAfterARestart)
{
    EXPECT_EQ(records().failuresInARow("3"), 0);
    makeUnit({}, failed());
    makeUnit({}, passed());
    makeUnit({}, failed());
    makeUnit({}, failed());
    closeRecords();
    openRecords();
    EXPECT_EQ(records().failuresInARow("3"), 2);
    EXPECT_EQ(records().failuresInARow("4"), 0);
    records().blockSlot("3", "failures", "station");
    records().reopenSlot("3", "cleaned", kSupervisor);
    EXPECT_EQ(records().failuresInARow("3"), 0);
}

TEST_F(Slots, RememberWhoAcknowledgedAFault)
{
    const std::string attempt = makeUnit("A-1", failed());
    records().acknowledgeFault("3", attempt, kOperator);
    const StoredEvent last = records().unitHistory("A-1").back();
    EXPECT_EQ(last.action, "slot.acknowledged");
    EXPECT_EQ(last.actor, kOperator);
    const OpenedAttempt running = records().openAttempt(newAttempt("A-2"));
    expectError(ErrorCode::Conflict, "no fault yet",
                [&] { records().acknowledgeFault("3", running.id, kOperator); });
    expectSound();
}

TEST_F(Slots, ShowAnEditedRow)
{
    records().blockSlot("3", "3 failures in a row", "station");
    ASSERT_EQ(sqlite("UPDATE slot SET state = 'open' WHERE slot = '3'").exitStatus, 0);
    const CheckReport report = checkDatabase(m_state, CheckDepth::Full);
    ASSERT_FALSE(report.good());
    EXPECT_EQ(report.findings.front().place, "slot 3");
}

class DailyChecks : public WorkOrders
{
};

TEST_F(DailyChecks, RememberTheLastThatCameOutAsExpected)
{
    EXPECT_FALSE(records().lastGoodCheck(ReferenceCard::KnownGood));
    records().recordReferenceCheck({ReferenceCard::KnownGood, true, "3", "passed"}, kOperator);
    const std::int64_t good = m_clock.now().utcMicros;
    m_clock.advance(1'000'000);
    records().recordReferenceCheck({ReferenceCard::KnownGood, false, "3", "3 blocks differ"}, kOperator);
    EXPECT_EQ(records().lastGoodCheck(ReferenceCard::KnownGood)->utcMicros, good);
    EXPECT_FALSE(records().lastGoodCheck(ReferenceCard::KnownBad));
    EXPECT_NE(sqlite("DELETE FROM reference_check").exitStatus, 0);
    EXPECT_NE(sqlite("UPDATE reference_check SET as_expected = 1").exitStatus, 0);
    expectSound();
}

} // namespace bindery::db::test
