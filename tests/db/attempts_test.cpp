// SPDX-License-Identifier: Apache-2.0
#include "base/json.h"
#include "db/records.h"
#include "db/station_fixture.h"
#include "support/expect_error.h"

namespace bindery::db::test
{

using ::bindery::test::expectError;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class Attempts : public StationTest
{
protected:
    Attempts() { prepare(); }
};

TEST_F(Attempts, GetSerialsFromTheCounterOfTheStandingOrder)
{
    EXPECT_EQ(records().openAttempt(newAttempt()).serial, "ADHOC-000001");
    EXPECT_EQ(records().openAttempt(newAttempt()).serial, "ADHOC-000002");
    EXPECT_EQ(records().nextSerial(kStandingOrder, kOperator), "ADHOC-000003");
}

TEST_F(Attempts, SkipASerialThatWasGivenByHand)
{
    records().reserveSerial(kStandingOrder, "ADHOC-000001", kOperator);
    EXPECT_EQ(records().openAttempt(newAttempt()).serial, "ADHOC-000002");
}

TEST_F(Attempts, AreOpenUntilTheyAreClosed)
{
    const OpenedAttempt opened = records().openAttempt(newAttempt());
    ASSERT_EQ(records().openAttempts().size(), 1U);
    const StoredAttempt open = records().openAttempts().front();
    EXPECT_EQ(open.id, opened.id);
    EXPECT_FALSE(open.result);
    EXPECT_FALSE(open.ended);
    EXPECT_FALSE(open.bytesWritten) << "unknown is empty, not 0";
    records().closeAttempt(opened.id, passed());
    EXPECT_THAT(records().openAttempts(), IsEmpty());
}

TEST_F(Attempts, KeepWhatWasSeenAndDone)
{
    const OpenedAttempt opened = records().openAttempt(newAttempt("UNIT-1"));
    m_clock.advance(5'000'000);
    const AttemptOutcome outcome = passed();
    records().closeAttempt(opened.id, outcome);
    const StoredAttempt stored = *records().findAttempt(opened.id);
    EXPECT_EQ(stored.order, "adhoc");
    EXPECT_EQ(stored.serial, "UNIT-1");
    EXPECT_EQ(stored.slot, "3");
    EXPECT_EQ(stored.medium.diskSeq, 17U);
    EXPECT_EQ(stored.medium.readerSerial, "READER-3");
    EXPECT_EQ(stored.medium.size, gib(4));
    EXPECT_EQ(stored.started.bootId, "simulated-boot");
    EXPECT_EQ(stored.ended->utcMicros - stored.started.utcMicros, 5'000'000);
    EXPECT_EQ(stored.result, AttemptResult::Passed);
    EXPECT_EQ(stored.bytesWritten, mib(700));
    EXPECT_EQ(stored.stepMillis, outcome.stepMillis);
    EXPECT_EQ(stored.verify, Verify::Full);
    EXPECT_EQ(stored.luksUuid, outcome.card->luksUuid);
    EXPECT_EQ(stored.toolVersion, "0.1.0");
}

TEST_F(Attempts, ConsumeTheSerialWhenTheyPass)
{
    const std::string id = makeUnit("UNIT-1", passed());
    const StoredUnit unit = *records().findUnit("UNIT-1");
    EXPECT_EQ(unit.state, "written");
    EXPECT_EQ(unit.serialState, "consumed");
    EXPECT_EQ(unit.lastAttempt, id);
    const std::vector<StoredKeyslot> slots = records().keyslots("UNIT-1");
    ASSERT_EQ(slots.size(), 1U);
    EXPECT_EQ(slots[0].state, "tested");
}

TEST_F(Attempts, KeepTheSerialForAnotherTryWhenTheyFail)
{
    const std::string first = makeUnit("UNIT-1", failed());
    EXPECT_EQ(records().findUnit("UNIT-1")->serialState, "reserved");
    EXPECT_EQ(records().findUnit("UNIT-1")->state, "new");
    const std::string second = makeUnit("UNIT-1", passed());
    EXPECT_EQ(records().findUnit("UNIT-1")->state, "written");
    EXPECT_EQ(records().findAttempt(first)->result, AttemptResult::Failed);
    EXPECT_EQ(records().findAttempt(first)->reason, "WriteFailed");
    EXPECT_EQ(records().findAttempt(second)->result, AttemptResult::Passed);
}

TEST_F(Attempts, AreNeverCalledPassedWithoutAVerify)
{
    AttemptOutcome outcome = passed();
    outcome.verify = Verify::None;
    const OpenedAttempt opened = records().openAttempt(newAttempt());
    expectError(ErrorCode::InvalidArgument, "not verified",
                [&] { records().closeAttempt(opened.id, outcome); });
    outcome.result = AttemptResult::WrittenUnverified;
    records().closeAttempt(opened.id, outcome);
    EXPECT_EQ(records().findUnit(opened.serial)->state, "written_unverified");
    EXPECT_EQ(records().findUnit(opened.serial)->serialState, "consumed");
}

TEST_F(Attempts, NeedAReasonWhenTheyDoNotPass)
{
    AttemptOutcome outcome = failed();
    outcome.reason.reset();
    const OpenedAttempt opened = records().openAttempt(newAttempt());
    expectError(ErrorCode::InvalidArgument, "needs a reason",
                [&] { records().closeAttempt(opened.id, outcome); });
    EXPECT_EQ(records().openAttempts().size(), 1U);
}

TEST_F(Attempts, AreClosedExactlyOnce)
{
    const std::string id = makeUnit("UNIT-1", failed());
    const std::int64_t before = records().eventCount();
    expectError(ErrorCode::Conflict, "closed already: failed", [&] { records().closeAttempt(id, passed()); });
    EXPECT_EQ(records().findAttempt(id)->result, AttemptResult::Failed);
    EXPECT_EQ(records().eventCount(), before);
}

TEST_F(Attempts, RefuseADoubleFlashNamingOrderAndAttempt)
{
    const std::string id = makeUnit("UNIT-1", passed());
    expectError(ErrorCode::Conflict, "UNIT-1 was made already (passed) in order adhoc, attempt " + id,
                [&] { records().openAttempt(newAttempt("UNIT-1")); });
}

TEST_F(Attempts, RefuseADoubleFlashOverAllOrders)
{
    const std::string id = makeUnit("UNIT-1", passed());
    records().createOrder({"ORDER-2", {}, {}, "B-", Json::object()}, kSupervisor);
    NewAttempt attempt = newAttempt("UNIT-1");
    attempt.order = "ORDER-2";
    expectError(ErrorCode::Conflict, "in order adhoc, attempt " + id,
                [&] { records().openAttempt(attempt); });
}

TEST_F(Attempts, RefuseASerialThatIsBeingMade)
{
    const OpenedAttempt opened = records().openAttempt(newAttempt("UNIT-1"));
    expectError(ErrorCode::Conflict, "being made in order adhoc, attempt " + opened.id,
                [&] { records().openAttempt(newAttempt("UNIT-1")); });
}

TEST_F(Attempts, RefuseAReservedSerialOfAnotherOrder)
{
    records().createOrder({"ORDER-2", {}, {}, "B-", Json::object()}, kSupervisor);
    const std::string serial = records().nextSerial("ORDER-2", kOperator);
    EXPECT_EQ(serial, "B-000001");
    expectError(ErrorCode::Conflict, "belongs to order ORDER-2",
                [&] { records().openAttempt(newAttempt(serial)); });
}

TEST_F(Attempts, RefuseIllFormedSerials)
{
    for (const char* serial : {"", " ", "../x", "a b", "-x", "ü"}) {
        expectError(ErrorCode::InvalidArgument, "serial", [&] { records().openAttempt(newAttempt(serial)); });
    }
    expectError(ErrorCode::InvalidArgument, "serial",
                [&] { records().openAttempt(newAttempt(std::string(65, 'a'))); });
}

TEST_F(Attempts, MayMakeAUnitAgainWithASupervisorsReason)
{
    const std::string first = makeUnit("UNIT-1", passed());
    NewAttempt again = newAttempt("UNIT-1");
    again.reprovisionReason = "card broke at the customer";
    const OpenedAttempt opened = records().openAttempt(again);
    EXPECT_EQ(records().findAttempt(opened.id)->supersedes, first);
    EXPECT_FALSE(records().findAttempt(first)->supersededBy) << "not before the new card is good";
    records().closeAttempt(opened.id, passed());
    EXPECT_EQ(records().findAttempt(first)->supersededBy, opened.id);
    EXPECT_EQ(records().findAttempt(first)->result, AttemptResult::Passed);
    EXPECT_EQ(records().findAttempt(opened.id)->changeReason, "card broke at the customer");
}

TEST_F(Attempts, NeedAnApprovedGoldenImage)
{
    const std::string other(64, 'e');
    NewAttempt attempt = newAttempt();
    attempt.goldenId = other;
    expectError(ErrorCode::NotFound, "stage it first", [&] { records().openAttempt(attempt); });
    records().recordStaged({other, "trixie", other, other, other, "generic", "x.img", other}, kSupervisor);
    expectError(ErrorCode::Conflict, "not approved", [&] { records().openAttempt(attempt); });
}

TEST_F(Attempts, NeedAKnownActorAndAnOpenOrder)
{
    NewAttempt attempt = newAttempt();
    attempt.actor = "stranger";
    expectError(ErrorCode::NotFound, "stranger", [&] { records().openAttempt(attempt); });
    attempt = newAttempt();
    attempt.order = "ORDER-404";
    expectError(ErrorCode::NotFound, "ORDER-404", [&] { records().openAttempt(attempt); });
}

TEST_F(Attempts, UseTheGoldenImageOfTheirOrder)
{
    const std::string other(64, 'e');
    records().recordStaged({other, "trixie", other, other, other, "generic", "x.img", other}, kSupervisor);
    records().recordApproved(other, kSupervisor);
    records().createOrder({"ORDER-2", other, 10, "B-", Json::object()}, kSupervisor);
    NewAttempt attempt = newAttempt();
    attempt.order = "ORDER-2";
    expectError(ErrorCode::Conflict, "is made from golden image eeeeeeeeeeee",
                [&] { records().openAttempt(attempt); });
}

TEST_F(Attempts, KnowACardByItsLuksUuidYearsLater)
{
    const CardFacts card = someCard();
    const OpenedAttempt opened = records().openAttempt(newAttempt("UNIT-1"));
    records().recordCard(opened.id, card);
    ASSERT_TRUE(records().findCard(card.luksUuid)) << "also while the attempt is open";
    AttemptOutcome outcome = passed();
    outcome.card.reset();
    records().closeAttempt(opened.id, outcome);
    const CardRecord found = *records().findCard(card.luksUuid);
    EXPECT_EQ(found.attempt.id, opened.id);
    EXPECT_EQ(found.attempt.goldenId, kGolden);
    EXPECT_EQ(found.card.changes, card.changes);
    EXPECT_EQ(found.card.layout, card.layout);
    EXPECT_EQ(found.card.fileSystemUuid, card.fileSystemUuid);
    EXPECT_FALSE(records().findCard(Uuid::random()));
}

TEST_F(Attempts, KeepTheFactsOfACardAsTheyAre)
{
    const CardFacts card = someCard();
    const OpenedAttempt opened = records().openAttempt(newAttempt());
    records().recordCard(opened.id, card);
    const std::int64_t before = records().eventCount();
    records().recordCard(opened.id, card);
    EXPECT_EQ(records().eventCount(), before);
    expectError(ErrorCode::Conflict, card.luksUuid.text(),
                [&] { records().recordCard(opened.id, someCard()); });
    const OpenedAttempt other = records().openAttempt(newAttempt());
    expectError(ErrorCode::Conflict, opened.id, [&] { records().recordCard(other.id, card); });
}

TEST_F(Attempts, CannotPassWithoutTheFactsOfTheirCard)
{
    AttemptOutcome outcome = passed();
    outcome.card.reset();
    const OpenedAttempt opened = records().openAttempt(newAttempt());
    expectError(ErrorCode::InvalidArgument, "facts of its card",
                [&] { records().closeAttempt(opened.id, outcome); });
}

TEST_F(Attempts, AreClosedWhateverTheMessageHolds)
{
    AttemptOutcome outcome = failed();
    outcome.message =
        std::string("bad name \xff\xfe, a zero ") + '\0' + " and \x1b[31m" + std::string(10000, 'x');
    const std::string id = makeUnit(std::nullopt, outcome);
    const std::string message = *records().findAttempt(id)->message;
    EXPECT_THAT(message, HasSubstr("bad name \xef\xbf\xbd\xef\xbf\xbd, a zero \xef\xbf\xbd"));
    EXPECT_LE(message.size(), 4096U);
}

TEST_F(Attempts, AreFoundBySlotLotReaderGoldenTimeAndResult)
{
    const std::int64_t start = m_clock.now().utcMicros;
    const std::string first = makeUnit("UNIT-1", passed());
    NewAttempt elsewhere = newAttempt("UNIT-2");
    elsewhere.slot = "4";
    elsewhere.medium.cardLot = "LOT-10";
    elsewhere.medium.readerSerial = "READER-4";
    const OpenedAttempt second = records().openAttempt(elsewhere);
    records().closeAttempt(second.id, failed());

    const auto ids = [&](const AttemptFilter& filter) {
        std::vector<std::string> found;
        for (const StoredAttempt& attempt : records().findAttempts(filter)) {
            found.push_back(attempt.id);
        }
        return found;
    };
    const auto filter = [](auto member, auto value) {
        AttemptFilter made;
        made.*member = value;
        return made;
    };
    EXPECT_THAT(ids({}), ElementsAre(second.id, first)) << "newest first";
    EXPECT_THAT(ids(filter(&AttemptFilter::slot, "4")), ElementsAre(second.id));
    EXPECT_THAT(ids(filter(&AttemptFilter::cardLot, "LOT-9")), ElementsAre(first));
    EXPECT_THAT(ids(filter(&AttemptFilter::readerSerial, "READER-4")), ElementsAre(second.id));
    EXPECT_THAT(ids(filter(&AttemptFilter::goldenId, kGolden)), ElementsAre(second.id, first));
    EXPECT_THAT(ids(filter(&AttemptFilter::result, AttemptResult::Passed)), ElementsAre(first));
    EXPECT_THAT(ids(filter(&AttemptFilter::serial, "UNIT-2")), ElementsAre(second.id));
    EXPECT_THAT(ids(filter(&AttemptFilter::startedToMicros, start)), IsEmpty());
    EXPECT_THAT(ids(filter(&AttemptFilter::startedFromMicros, start + 1)), ElementsAre(second.id));
    EXPECT_THAT(ids(filter(&AttemptFilter::limit, 1U)), ElementsAre(second.id));
}

TEST_F(Attempts, AreTheHistoryOfTheirUnit)
{
    makeUnit("UNIT-1", failed());
    makeUnit("UNIT-2", passed());
    makeUnit("UNIT-1", passed());
    std::vector<std::string> actions;
    for (const StoredEvent& event : records().unitHistory("UNIT-1")) {
        actions.push_back(event.action);
    }
    EXPECT_THAT(actions, ElementsAre("attempt.opened", "attempt.closed", "attempt.opened", "attempt.closed"));
}

TEST_F(Attempts, DoNotPutThePathOfTheMediumIntoTheChain)
{
    makeUnit(std::nullopt, passed());
    records().visitEvents(1, [](const StoredEvent& event) {
        EXPECT_THAT(event.payload, ::testing::Not(HasSubstr("/dev/card3")));
        return true;
    });
}

TEST_F(Attempts, RememberACardByItsCidAndByItsHeader)
{
    MediumSeen seen = newAttempt().medium;
    seen.cid = "0353445350";
    const std::int64_t first = records().recordMedium(seen, "1");
    EXPECT_EQ(records().recordMedium(seen, "2"), first);
    seen.cid = "0353445351";
    EXPECT_NE(records().recordMedium(seen, "2"), first);

    const OpenedAttempt opened = records().openAttempt(newAttempt());
    const AttemptOutcome outcome = passed();
    records().closeAttempt(opened.id, outcome);
    MediumSeen again = newAttempt().medium;
    again.headerUuid = outcome.card->luksUuid;
    EXPECT_EQ(records().recordMedium(again, "5"), records().findAttempt(opened.id)->mediumId);
}

class Orders : public Attempts
{
};

TEST_F(Orders, CloseWhenEverySerialIsAccountedFor)
{
    records().createOrder({"ORDER-2", {}, 2, "B-", {{"verify", "full"}}}, kSupervisor);
    NewAttempt attempt = newAttempt();
    attempt.order = "ORDER-2";
    const OpenedAttempt opened = records().openAttempt(attempt);
    expectError(ErrorCode::Conflict, opened.id, [&] { records().closeOrder("ORDER-2", kSupervisor); });
    records().closeAttempt(opened.id, failed());
    expectError(ErrorCode::Conflict, "neither passed nor are void",
                [&] { records().closeOrder("ORDER-2", kSupervisor); });
    records().voidSerial(opened.serial, "label spoiled", kSupervisor);
    records().closeOrder("ORDER-2", kSupervisor);
    EXPECT_EQ(records().findOrder("ORDER-2")->state, "closed");
    expectError(ErrorCode::Conflict, "is closed", [&] { records().openAttempt(attempt); });
    EXPECT_EQ(records().checkpoints().back().size, records().eventCount())
        << "closing an order signs the chain";
}

TEST_F(Orders, AreMadeOnce)
{
    records().createOrder({"ORDER-2", {}, {}, "B-", Json::object()}, kSupervisor);
    expectError(ErrorCode::Conflict, "exists", [&] {
        records().createOrder({"ORDER-2", {}, {}, "B-", Json::object()}, kSupervisor);
    });
    EXPECT_EQ(records().orders().size(), 2U);
    records().ensureStandingOrder();
    EXPECT_EQ(records().orders().size(), 2U);
}

TEST_F(Orders, CountWhatWasMade)
{
    makeUnit({}, passed());
    makeUnit({}, failed());
    records().openAttempt(newAttempt());
    const StoredOrder order = *records().findOrder(kStandingOrder);
    EXPECT_EQ(order.passed, 1);
    EXPECT_EQ(order.failed, 1);
    EXPECT_EQ(order.running, 1);
}

TEST_F(Orders, VoidOnlySerialsThatAreFree)
{
    makeUnit("UNIT-1", passed());
    expectError(ErrorCode::Conflict, "consumed", [&] { records().voidSerial("UNIT-1", "x", kSupervisor); });
    records().openAttempt(newAttempt("UNIT-2"));
    expectError(ErrorCode::Conflict, "being made", [&] { records().voidSerial("UNIT-2", "x", kSupervisor); });
    expectError(ErrorCode::NotFound, "UNIT-3", [&] { records().voidSerial("UNIT-3", "x", kSupervisor); });
    records().reserveSerial(kStandingOrder, "UNIT-4", kOperator);
    records().voidSerial("UNIT-4", "label spoiled", kSupervisor);
    expectError(ErrorCode::Conflict, "void", [&] { records().openAttempt(newAttempt("UNIT-4")); });
    expectError(ErrorCode::Conflict, "void in order adhoc",
                [&] { records().reserveSerial(kStandingOrder, "UNIT-4", kOperator); });
}

class Keyslots : public Attempts
{
};

TEST_F(Keyslots, ChangeTheirStateUntilTheyAreDestroyed)
{
    const std::string id = makeUnit("UNIT-1", passed());
    records().setKeyslotState(id, 0, "destruction_reported", "bound", kOperator);
    records().setKeyslotState(id, 0, "destroyed", "seen", kOperator);
    EXPECT_EQ(records().keyslots("UNIT-1").at(0).state, "destroyed");
    expectError(ErrorCode::Conflict, "is destroyed",
                [&] { records().setKeyslotState(id, 0, "tested", "x", kOperator); });
    expectError(ErrorCode::NotFound, "keyslot 1",
                [&] { records().setKeyslotState(id, 1, "tested", "x", kOperator); });
    expectError(ErrorCode::InvalidArgument, "state of a keyslot",
                [&] { records().setKeyslotState(id, 0, "lost", "x", kOperator); });
}

} // namespace bindery::db::test
