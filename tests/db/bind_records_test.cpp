// SPDX-License-Identifier: Apache-2.0
#include "base/file.h"
#include "db/audit_export.h"
#include "db/audit_verify.h"
#include "db/bind_fixture.h"
#include "db/database_check.h"
#include "db/unit_states_internal.h"
#include "support/expect_error.h"

namespace bindery::db::test
{

using ::bindery::test::expectError;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class BindRecordsTest : public BindTest
{
protected:
    std::string exportedFile(const char* name)
    {
        const std::filesystem::path folder = m_folder / "export";
        std::filesystem::remove_all(folder);
        exportAudit(records(), m_station, folder);
        const VerifiedExport verified = verifyExport(folder, m_station.publicPem());
        EXPECT_FALSE(verified.defect) << verified.defect->file << ": " << verified.defect->message;
        return readTextFile(folder / name);
    }

    std::vector<std::string> historyOf(const std::string& uuidOrSerial, int number)
    {
        std::vector<std::string> states;
        for (const KeyslotChange& change : binds().find(uuidOrSerial).keyslots) {
            if (change.number == number) {
                states.push_back(change.state);
            }
        }
        return states;
    }
};

TEST_F(BindRecordsTest, FollowAUnitFromWrittenToBound)
{
    const MadeCard card = makeCard("UNIT-1");
    EXPECT_EQ(binds().find("UNIT-1").unit.state, "written");
    EXPECT_FALSE(binds().find("UNIT-1").parts);

    binds().recordAuthorised(card.attempt, parts("1"), step(), kOperator);
    EXPECT_EQ(binds().find("UNIT-1").unit.state, "enrolling");
    EXPECT_EQ(binds().find("UNIT-1").parts, parts("1"));
    binds().recordLocked(card.attempt, parts("1"), step({0, 1}));
    EXPECT_EQ(binds().find("UNIT-1").unit.state, "locked");
    binds().recordVerified(card.attempt, parts("1"), step({0, 1}));
    EXPECT_EQ(binds().find("UNIT-1").unit.state, "verified");
    binds().recordBound(card.attempt, parts("1"), step({1}));

    const BindStatus status = binds().statusOf(card.luksUuid);
    EXPECT_EQ(status.unit.serial, "UNIT-1");
    EXPECT_EQ(status.unit.state, "bound");
    EXPECT_EQ(status.attempt, card.attempt);
    EXPECT_EQ(status.exposure, "residual");
    ASSERT_EQ(status.steps.size(), 4U);
    EXPECT_EQ(status.steps[0].step.step, "authorised");
    EXPECT_EQ(status.steps[1].step.step, "locked");
    EXPECT_EQ(status.steps[2].step.step, "verified");
    EXPECT_EQ(status.steps[3].step.step, "revoked");
    EXPECT_EQ(status.steps[1].parts, parts("1"));
    EXPECT_EQ(status.steps[1].step.keyslots, (std::vector<int>{0, 1}));
    EXPECT_EQ(status.steps[1].step.tokenDigest, step().tokenDigest);
    EXPECT_EQ(status.steps[1].step.signature, step().signature);
    ASSERT_EQ(status.genealogy.size(), 3U);
    EXPECT_EQ(status.genealogy[0].kind, "card");
    EXPECT_EQ(status.genealogy[0].serial, card.luksUuid.text());
    EXPECT_EQ(status.genealogy[1].serial, "module-1");
    EXPECT_EQ(status.genealogy[2].serial, "pi-1");
    EXPECT_FALSE(status.genealogy[2].fittedTo);
    expectGood();
}

TEST_F(BindRecordsTest, KeepEveryStateOfEachKeyslot)
{
    const MadeCard card = makeCard("UNIT-1");
    bindWholly(card, "1");
    EXPECT_THAT(historyOf("UNIT-1", 0), ElementsAre("tested", "destruction_reported"));
    EXPECT_THAT(historyOf("UNIT-1", 1), ElementsAre("created", "tested", "tested"));
    records().setKeyslotState(card.attempt, 0, "destroyed", "read back from the card", kSupervisor);
    EXPECT_THAT(historyOf("UNIT-1", 0), ElementsAre("tested", "destruction_reported", "destroyed"));
    const KeyslotChange last = binds().find("UNIT-1").keyslots.back();
    EXPECT_EQ(last.actor, kSupervisor);
    EXPECT_EQ(last.reason, "read back from the card");
    EXPECT_EQ(last.purpose, "transport");
    EXPECT_EQ(last.exposure, "residual") << "what flash may hold is not forgotten";
    expectGood();
}

TEST_F(BindRecordsTest, LetTheSamePartsAskAgainUntilTheyAreLocked)
{
    const MadeCard card = makeCard("UNIT-1");
    for (int i = 0; i < 3; ++i) {
        binds().recordAuthorised(card.attempt, parts("1"), step(), kOperator);
    }
    EXPECT_EQ(binds().find("UNIT-1").genealogy.size(), 3U);
    EXPECT_EQ(binds().find("UNIT-1").steps.size(), 3U) << "each time the secret went out";
    binds().recordLocked(card.attempt, parts("1"), step({0, 1}));
    expectError(ErrorCode::Conflict, "UNIT-1 is locked",
                [&] { binds().recordAuthorised(card.attempt, parts("1"), step(), kOperator); });
    expectGood();
}

TEST_F(BindRecordsTest, ChangeNothingWhenAReportComesAgain)
{
    const MadeCard card = makeCard("UNIT-1");
    binds().recordAuthorised(card.attempt, parts("1"), step(), kOperator);
    const auto twice = [&](const auto& report) {
        report();
        const std::int64_t events = records().eventCount();
        report();
        EXPECT_EQ(records().eventCount(), events);
    };
    twice([&] { binds().recordLocked(card.attempt, parts("1"), step({0, 1})); });
    twice([&] { binds().recordVerified(card.attempt, parts("1"), step({0, 1})); });
    twice([&] { binds().recordBound(card.attempt, parts("1"), step({1})); });
    const std::int64_t events = records().eventCount();
    binds().recordLocked(card.attempt, parts("1"), step({0, 1}));
    binds().recordVerified(card.attempt, parts("1"), step({0, 1}));
    EXPECT_EQ(records().eventCount(), events) << "nor does an old one";
    EXPECT_EQ(binds().find("UNIT-1").unit.state, "bound");
}

TEST_F(BindRecordsTest, DoWithoutAReportThatWasLost)
{
    const MadeCard card = makeCard("UNIT-1");
    binds().recordAuthorised(card.attempt, parts("1"), step(), kOperator);
    binds().recordVerified(card.attempt, parts("1"), step({0, 1}));
    EXPECT_EQ(binds().find("UNIT-1").unit.state, "verified");
    EXPECT_THAT(historyOf("UNIT-1", 1), ElementsAre("created", "tested", "tested"));

    const MadeCard other = makeCard("UNIT-2");
    binds().recordAuthorised(other.attempt, parts("2"), step(), kOperator);
    binds().recordBound(other.attempt, parts("2"), step({1}));
    EXPECT_EQ(binds().find("UNIT-2").unit.state, "bound");
    EXPECT_THAT(historyOf("UNIT-2", 1), ElementsAre("created", "tested"));
    expectGood();
}

TEST_F(BindRecordsTest, AreNotBoundWhileKeyslotZeroIsThere)
{
    const MadeCard card = makeCard("UNIT-1");
    binds().recordAuthorised(card.attempt, parts("1"), step(), kOperator);
    expectError(ErrorCode::Conflict, "keyslot 0 as still there", [&] {
        binds().recordBound(card.attempt, parts("1"), step({0, 1}));
    });
    EXPECT_EQ(binds().find("UNIT-1").unit.state, "enrolling");
}

TEST_F(BindRecordsTest, RefuseReportsOfAUnitThatWasNeverAuthorised)
{
    const MadeCard card = makeCard("UNIT-1");
    expectError(ErrorCode::Conflict, "never authorised", [&] {
        binds().recordLocked(card.attempt, parts("1"), step({0, 1}));
    });
    expectError(ErrorCode::Conflict, "never authorised", [&] {
        binds().recordVerified(card.attempt, parts("1"), step({0, 1}));
    });
    expectError(ErrorCode::Conflict, "never authorised",
                [&] { binds().recordBound(card.attempt, parts("1"), step({1})); });
    EXPECT_EQ(binds().find("UNIT-1").unit.state, "written");
}

// Parts

TEST_F(BindRecordsTest, RefuseASecondClaimOfACardByOtherParts)
{
    const MadeCard card = makeCard("UNIT-1");
    binds().recordAuthorised(card.attempt, parts("1"), step(), kOperator);
    UnitParts otherPi = parts("1");
    otherPi.piSerial = "pi-2";
    expectError(ErrorCode::Conflict, "unit UNIT-1 has the Pi pi-1, but the Pi pi-2 asks for it",
                [&] { binds().recordAuthorised(card.attempt, otherPi, step(), kOperator); });
    UnitParts otherModule = parts("2");
    otherModule.piSerial = "pi-1";
    expectError(ErrorCode::Conflict, "unit UNIT-1 has the module module-1, but the module module-2",
                [&] { binds().recordAuthorised(card.attempt, otherModule, step(), kOperator); });
    expectError(ErrorCode::Conflict, "unit UNIT-1 has", [&] {
        binds().recordLocked(card.attempt, parts("2"), step({0, 1}));
    });
}

TEST_F(BindRecordsTest, NameTheUnitThatHasAPart)
{
    bindWholly(makeCard("UNIT-1"), "1");
    const MadeCard second = makeCard("UNIT-2");
    UnitParts mixed = parts("2");
    mixed.piSerial = "pi-1";
    expectError(ErrorCode::Conflict, "the Pi pi-1 is in use by unit UNIT-1",
                [&] { binds().recordAuthorised(second.attempt, mixed, step(), kOperator); });
    mixed = parts("1");
    mixed.piSerial = "pi-2";
    expectError(ErrorCode::Conflict, "the module module-1 is in use by unit UNIT-1",
                [&] { binds().recordAuthorised(second.attempt, mixed, step(), kOperator); });
    EXPECT_EQ(binds().unitWithPart("module", "module-1", "UNIT-2"), "UNIT-1");
    EXPECT_EQ(binds().unitWithPart("module", "module-1", "UNIT-1"), std::nullopt);
    EXPECT_EQ(binds().find("UNIT-2").unit.state, "written") << "nothing of it is left";
    EXPECT_THAT(binds().find("UNIT-2").genealogy, IsEmpty());
    expectGood();
}

TEST_F(BindRecordsTest, RefuseAModuleThatIsACopy)
{
    bindWholly(makeCard("UNIT-1"), "1");
    const MadeCard second = makeCard("UNIT-2");
    UnitParts clone = parts("2");
    clone.moduleSerial = "module-1";
    binds().takeOutPart("module", "module-1", "sent away", kSupervisor);
    expectError(ErrorCode::Conflict, "another key is on record for unit UNIT-1",
                [&] { binds().recordAuthorised(second.attempt, clone, step(), kOperator); });
    UnitParts renamed = parts("2");
    renamed.modulePublicKey = parts("1").modulePublicKey;
    expectError(ErrorCode::Conflict, "on record as that of module module-1 in unit UNIT-1",
                [&] { binds().recordAuthorised(second.attempt, renamed, step(), kOperator); });
}

TEST_F(BindRecordsTest, GiveAPartToAnotherUnitWhenASupervisorTookItOut)
{
    bindWholly(makeCard("UNIT-1"), "1");
    const MadeCard second = makeCard("UNIT-2");
    expectError(ErrorCode::NeedsRoot, "supervisor's act",
                [&] { binds().takeOutPart("pi", "pi-1", "needed elsewhere", kOperator); });
    expectError(ErrorCode::InvalidArgument, "needs a reason",
                [&] { binds().takeOutPart("pi", "pi-1", "  ", kSupervisor); });
    expectError(ErrorCode::NotFound, "fitted to no unit",
                [&] { binds().takeOutPart("pi", "pi-9", "x", kSupervisor); });
    expectError(ErrorCode::InvalidArgument, "no kind of part",
                [&] { binds().takeOutPart("fan", "pi-1", "x", kSupervisor); });
    binds().takeOutPart("pi", "pi-1", "needed elsewhere", kSupervisor);
    binds().takeOutPart("module", "module-1", "needed elsewhere", kSupervisor);
    binds().recordAuthorised(second.attempt, parts("1"), step(), kOperator);
    const StoredPart pi = binds().find("UNIT-1").genealogy.at(2);
    EXPECT_EQ(pi.serial, "pi-1");
    ASSERT_TRUE(pi.fittedTo);
    EXPECT_EQ(pi.reason, "needed elsewhere");
    EXPECT_EQ(binds().find("pi-1").unit.serial, "UNIT-2") << "who has it now";
    expectGood();
}

TEST_F(BindRecordsTest, FitTheSamePiAndModuleToTheNewCardOfAUnit)
{
    const MadeCard first = makeCard("UNIT-1");
    bindWholly(first, "1");
    expectError(ErrorCode::NeedsRoot, "supervisor",
                [&] { records().releaseReprovision("UNIT-1", "the card broke", kOperator); });
    records().releaseReprovision("UNIT-1", "the card broke", kSupervisor);
    const MadeCard second = makeCard("UNIT-1");
    EXPECT_EQ(binds().find("UNIT-1").unit.state, "written");
    expectError(ErrorCode::NotFound, "superseded", [&] { binds().statusOf(first.luksUuid); });
    expectError(ErrorCode::Conflict, "superseded",
                [&] { binds().recordAuthorised(first.attempt, parts("1"), step(), kOperator); });
    const StoredPart old = binds().find("UNIT-1").genealogy.at(0);
    EXPECT_EQ(old.serial, first.luksUuid.text());
    EXPECT_EQ(old.reason, "superseded by attempt " + second.attempt);
    expectError(ErrorCode::Conflict, "has the module module-1, but the module module-2",
                [&] { binds().recordAuthorised(second.attempt, parts("2"), step(), kOperator); });
    bindWholly(second, "1");
    EXPECT_EQ(binds().find("UNIT-1").unit.state, "bound");
    EXPECT_EQ(binds().find("UNIT-1").genealogy.size(), 4U);
    expectGood();
}

TEST_F(BindRecordsTest, WantTheSerialsAndTheKeyOfWhoAsks)
{
    const MadeCard card = makeCard("UNIT-1");
    UnitParts mute = parts("1");
    mute.piSerial.clear();
    expectError(ErrorCode::InvalidArgument, "the serial of its Pi",
                [&] { binds().recordAuthorised(card.attempt, mute, step(), kOperator); });
    mute = parts("1");
    mute.modulePublicKey.clear();
    expectError(ErrorCode::InvalidArgument, "the key of its module",
                [&] { binds().recordAuthorised(card.attempt, mute, step(), kOperator); });
}

TEST_F(BindRecordsTest, HoldHostileTextWithoutHarm)
{
    const MadeCard card = makeCard("UNIT-1");
    UnitParts hostile = parts("1");
    hostile.piModel = std::string("=1+1\x01\xff\x00") + std::string(5000, 'x');
    hostile.macs = std::vector<std::string>(100, "'; DROP TABLE bind; --");
    BindStep told = step();
    told.message = std::string(100'000, 'y');
    told.keyslots = std::vector<int>(1000, 7);
    binds().recordAuthorised(card.attempt, hostile, told, kOperator);
    const StoredBindStep stored = binds().find("UNIT-1").steps.at(0);
    EXPECT_LE(stored.parts->piModel.size(), 256U);
    EXPECT_EQ(stored.parts->macs.size(), 32U);
    EXPECT_LE(stored.step.message.size(), 1024U);
    EXPECT_EQ(stored.step.keyslots.size(), 32U);
    expectGood();
    EXPECT_THAT(exportedFile("binds.csv"), HasSubstr("'=1+1"));
}

// Cards that must not be bound

TEST_F(BindRecordsTest, RefuseACardThatDidNotPass)
{
    AttemptOutcome unverified = passed();
    unverified.result = AttemptResult::WrittenUnverified;
    unverified.verify = Verify::None;
    const std::string written = makeUnit("UNIT-1", unverified);
    expectError(ErrorCode::Conflict, "UNIT-1: its card did not pass",
                [&] { binds().recordAuthorised(written, parts("1"), step(), kOperator); });
    AttemptOutcome broken = failed();
    broken.card = someCard();
    const std::string bad = makeUnit("UNIT-2", broken);
    expectError(ErrorCode::Conflict, "did not pass",
                [&] { binds().recordAuthorised(bad, parts("1"), step(), kOperator); });
    expectError(ErrorCode::NotFound, "make it once more", [&] { binds().statusOf(broken.card->luksUuid); });
    expectError(ErrorCode::NotFound, "no card with LUKS UUID", [&] { binds().statusOf(Uuid::random()); });
    expectError(ErrorCode::NotFound, "no attempt",
                [&] { binds().recordAuthorised("nonsense", parts("1"), step(), kOperator); });
}

TEST_F(BindRecordsTest, RefuseABindForWhoMayNotAct)
{
    const MadeCard card = makeCard("UNIT-1");
    records().addActor({"aud-1", std::nullopt, "auditor"}, kSupervisor);
    expectError(ErrorCode::NeedsRoot, "auditor",
                [&] { binds().recordAuthorised(card.attempt, parts("1"), step(), "aud-1"); });
    expectError(ErrorCode::NotFound, "nobody",
                [&] { binds().recordAuthorised(card.attempt, parts("1"), step(), "stranger"); });
}

// Refusals and failures

TEST_F(BindRecordsTest, KeepRefusalsAndFailuresWithTheirReason)
{
    const MadeCard card = makeCard("UNIT-1");
    binds().recordRefused(card.attempt, parts("1"), "refused", "the board pi3 is none of the image's");
    EXPECT_EQ(binds().find("UNIT-1").unit.state, "bind failed");
    EXPECT_EQ(sqlite("SELECT state_reason FROM unit").output, "the board pi3 is none of the image's\n");
    binds().recordAuthorised(card.attempt, parts("1"), step(), kOperator);
    EXPECT_EQ(sqlite("SELECT coalesce(state_reason, 'none') FROM unit").output, "none\n");
    binds().recordRefused(card.attempt, parts("1"), "failed", "module_absent: no module answers");
    EXPECT_EQ(binds().find("UNIT-1").unit.state, "bind failed");
    binds().recordLocked(card.attempt, parts("1"), step({0, 1}));
    binds().recordRefused(card.attempt, parts("1"), "failed", "busy: the bus");
    EXPECT_EQ(binds().find("UNIT-1").unit.state, "locked") << "it is further already";
    EXPECT_EQ(binds().find("UNIT-1").steps.back().step.message, "busy: the bus");
    expectError(ErrorCode::InvalidArgument, "how a bind fails",
                [&] { binds().recordRefused(card.attempt, parts("1"), "bound", "x"); });
    expectGood();
}

TEST_F(BindRecordsTest, LeaveAUnitAloneWhenOthersClaimIt)
{
    const MadeCard card = makeCard("UNIT-1");
    binds().recordAuthorised(card.attempt, parts("1"), step(), kOperator);
    binds().recordRefused(card.attempt, parts("9"), "refused", "other parts");
    EXPECT_EQ(binds().find("UNIT-1").unit.state, "enrolling");
    EXPECT_EQ(binds().find("UNIT-1").steps.back().parts, parts("9"));
    EXPECT_EQ(binds().find("UNIT-1").parts, parts("1")) << "the parts it was authorised with";
    binds().recordRefused(std::nullopt, parts("9"), "refused", "no such card");
    binds().recordRefused(std::nullopt, std::nullopt, "rejected", "10.0.0.9: not a message");
    EXPECT_EQ(
        sqlite("SELECT count(*) FROM audit_event WHERE action IN ('bind.refused', 'bind.rejected')").output,
        "3\n");
    expectGood();
}

// States

TEST_F(BindRecordsTest, TakeAPersonsWordForTheStateOfAUnit)
{
    const MadeCard card = makeCard("UNIT-1");
    bindWholly(card, "1");
    expectError(ErrorCode::InvalidArgument, "not a state that a person gives",
                [&] { binds().setUnitState("UNIT-1", "bound", "x", kOperator); });
    expectError(ErrorCode::InvalidArgument, "needs a reason",
                [&] { binds().setUnitState("UNIT-1", "quarantined", "", kOperator); });
    binds().setUnitState("UNIT-1", "quarantined", "it smells", kOperator);
    expectError(ErrorCode::Conflict, "is quarantined already",
                [&] { binds().setUnitState("UNIT-1", "quarantined", "x", kOperator); });
    EXPECT_EQ(binds().find("UNIT-1").unit.state, "quarantined");
    EXPECT_EQ(binds().unitWithPart("pi", "pi-1", ""), "UNIT-1") << "its parts stay where they are";
    binds().setUnitState("UNIT-1", "RMA", "sent back", kOperator);
    expectError(ErrorCode::NeedsRoot, "supervisor's act",
                [&] { binds().setUnitState("UNIT-1", "retired", "broken", kOperator); });
    binds().setUnitState("UNIT-1", "retired", "broken", kSupervisor);
    EXPECT_EQ(binds().unitWithPart("pi", "pi-1", ""), std::nullopt);
    EXPECT_EQ(binds().find("UNIT-1").genealogy.at(0).reason, "the unit is retired: broken");
    expectError(ErrorCode::Conflict, "is retired; it cannot become RMA",
                [&] { binds().setUnitState("UNIT-1", "RMA", "x", kSupervisor); });
    records().reserveSerial(kStandingOrder, "UNIT-2", kOperator);
    expectError(ErrorCode::Conflict, "is new",
                [&] { binds().setUnitState("UNIT-2", "RMA", "x", kSupervisor); });
    expectGood();
}

TEST_F(BindRecordsTest, RefuseAUnitThatSomebodyPutAside)
{
    const MadeCard card = makeCard("UNIT-1");
    binds().recordAuthorised(card.attempt, parts("1"), step(), kOperator);
    binds().setUnitState("UNIT-1", "quarantined", "it smells", kOperator);
    expectError(ErrorCode::Conflict, "UNIT-1 is quarantined",
                [&] { binds().recordAuthorised(card.attempt, parts("1"), step(), kOperator); });
    expectError(ErrorCode::Conflict, "UNIT-1 is quarantined", [&] {
        binds().recordLocked(card.attempt, parts("1"), step({0, 1}));
    });
    binds().recordRefused(card.attempt, parts("1"), "refused", "quarantined");
    EXPECT_EQ(binds().find("UNIT-1").unit.state, "quarantined");
}

TEST_F(BindRecordsTest, CallABoundUnitProductionWhenItsModuleSaysSo)
{
    const MadeCard card = makeCard("UNIT-1");
    binds().recordAuthorised(card.attempt, parts("1"), step(), kOperator);
    expectError(ErrorCode::Conflict, "UNIT-1 is enrolling, so it cannot be locked for good",
                [&] { binds().recordProduction(card.attempt, parts("1"), step({1})); });
    const MadeCard bound = makeCard("UNIT-2");
    bindWholly(bound, "2");
    binds().recordProduction(bound.attempt, parts("2"), step({1}));
    EXPECT_EQ(binds().find("UNIT-2").unit.state, "production");
    EXPECT_EQ(binds().find("UNIT-2").steps.back().step.step, "production");
    const std::int64_t events = records().eventCount();
    binds().recordProduction(bound.attempt, parts("2"), step({1}));
    EXPECT_EQ(records().eventCount(), events) << "told again";
    expectGood();
}

TEST_F(BindRecordsTest, MoveAsTheDatabaseAllowsAndNotOtherwise)
{
    makeCard("UNIT-1");
    closeRecords();
    const std::vector<std::string> states{
        "new",        "written",     "written_unverified", "enrolling", "locked",     "verified", "bound",
        "production", "bind failed", "quarantined",        "retired",   "superseded", "scrapped", "RMA"};
    for (const std::string& from : states) {
        for (const std::string& to : states) {
            if (to == from || to == "written" || to == "written_unverified") {
                continue; // these follow from an attempt
            }
            ASSERT_EQ(tamper("UPDATE unit SET state = '" + from + "'").exitStatus, 0);
            const bool allowed = to == "scrapped" ? from != "new" : mayMove(from, to);
            EXPECT_EQ(sqlite("UPDATE unit SET state = '" + to + "'").exitStatus == 0, allowed)
                << from << " -> " << to;
        }
    }
}

TEST_F(BindRecordsTest, CallAUnitWrittenOnlyWhenAnAttemptEndedSo)
{
    const MadeCard card = makeCard("UNIT-1");
    bindWholly(card, "1");
    records().releaseReprovision("UNIT-1", "again", kSupervisor);
    const OpenedAttempt open = records().openAttempt(newAttempt("UNIT-1"));
    EXPECT_THAT(sqlite("UPDATE unit SET state = 'written'").output, HasSubstr("does not go from this state"));
    records().closeAttempt(open.id, failed());
    EXPECT_EQ(binds().find("UNIT-1").unit.state, "bound") << "a failed try leaves the unit as it is";
    EXPECT_THAT(sqlite("UPDATE unit SET state = 'written'").output, HasSubstr("does not go from this state"));
    expectGood();
}

// Confirmations

TEST_F(BindRecordsTest, UseAConfirmationOnce)
{
    expectError(ErrorCode::InvalidArgument, "scan its label", [&] {
        binds().confirm({"", "pi-1"}, kOperator);
    });
    expectError(ErrorCode::NotFound, "nobody", [&] { binds().confirm({"module-1", "pi-1"}, "stranger"); });
    EXPECT_FALSE(binds().findConfirmation("module-1", "pi-1"));
    EXPECT_FALSE(binds().confirm({"module-1", "pi-1"}, kOperator).unit);
    const std::int64_t events = records().eventCount();
    binds().confirm({"module-1", "pi-1"}, kSupervisor);
    EXPECT_EQ(records().eventCount(), events) << "scanned twice is scanned once";
    ASSERT_TRUE(binds().findConfirmation("module-1", "pi-1"));
    EXPECT_EQ(binds().findConfirmation("module-1", "pi-1")->actor, kOperator);
    EXPECT_FALSE(binds().findConfirmation("module-1", "pi-2"));
    const MadeCard card = makeCard("UNIT-1");
    binds().recordAuthorised(card.attempt, parts("1"), step(), kOperator);
    EXPECT_FALSE(binds().findConfirmation("module-1", "pi-1")) << "used up in the same transaction";
    expectGood();
}

TEST_F(BindRecordsTest, ConfirmPartsForTheUnitThatWasRead)
{
    makeCard("UNIT-1");
    const MadeCard other = makeCard("UNIT-2");
    EXPECT_EQ(binds().confirm({"module-1", "pi-1", "UNIT-1"}, kOperator).unit, "UNIT-1");
    binds().recordAuthorised(other.attempt, parts("1"), step(), kOperator); // as a bench with another policy
    ASSERT_TRUE(binds().findConfirmation("module-1", "pi-1")) << "it was for another unit";
    EXPECT_EQ(binds().findConfirmation("module-1", "pi-1")->unit, "UNIT-1");
    expectGood();
}

TEST_F(BindRecordsTest, ConfirmNothingForAUnitThatHasNoBindBeforeIt)
{
    expectError(ErrorCode::NotFound, "UNIT-1", [&] {
        binds().confirm({"module-1", "pi-1", "UNIT-1"}, kOperator);
    });
    bindWholly(makeCard("UNIT-1"), "1");
    expectError(ErrorCode::Conflict, "UNIT-1 is bound, so there is nothing to confirm", [&] {
        binds().confirm({"module-1", "pi-1", "UNIT-1"}, kOperator);
    });
}

TEST_F(BindRecordsTest, TakeTheLastConfirmationThatNamesAUnit)
{
    makeCard("UNIT-1");
    makeCard("UNIT-2");
    binds().confirm({"module-1", "pi-1"}, kOperator);
    binds().confirm({"module-1", "pi-1", "UNIT-1"}, kOperator);
    binds().confirm({"module-1", "pi-1", "UNIT-2"}, kSupervisor);
    EXPECT_EQ(binds().findConfirmation("module-1", "pi-1")->unit, "UNIT-2");
    EXPECT_EQ(binds().confirm({"module-1", "pi-1"}, kOperator).unit, "UNIT-2")
        << "who reads less takes nothing back";
    closeRecords();
    EXPECT_EQ(sqlite("SELECT count(*), count(withdrawn), count(used) FROM bind_confirmation").output,
              "3|2|0\n");
    openRecords();
    expectGood();
}

// Claims

TEST_F(BindRecordsTest, RememberWhichCardsAskedWithTheSameParts)
{
    const MadeCard first = makeCard("UNIT-1");
    const MadeCard second = makeCard("UNIT-2");
    EXPECT_THAT(binds().claim(first.attempt, parts("1")), testing::IsEmpty());
    const std::int64_t events = records().eventCount();
    EXPECT_THAT(binds().claim(first.attempt, parts("1")), testing::IsEmpty());
    EXPECT_EQ(records().eventCount(), events) << "it asks all night";
    EXPECT_THAT(binds().claim(second.attempt, parts("2")), testing::IsEmpty());
    EXPECT_THAT(binds().claim(second.attempt, parts("1")), testing::ElementsAre("UNIT-1"));
    EXPECT_THAT(binds().claim(first.attempt, parts("1")), testing::ElementsAre("UNIT-2"));
    expectError(ErrorCode::Conflict, "UNIT-1, UNIT-2; scan the chassis too", [&] {
        binds().confirm({"module-1", "pi-1"}, kOperator);
    });
    EXPECT_EQ(binds().confirm({"module-2", "pi-2"}, kOperator).unit, "UNIT-2") << "the only one that asked";
    expectGood();
}

TEST_F(BindRecordsTest, ForgetTheClaimOfACardThatCannotBindWithThesePartsAnyMore)
{
    const MadeCard first = makeCard("UNIT-1");
    const MadeCard second = makeCard("UNIT-2");
    const MadeCard third = makeCard("UNIT-3");
    binds().claim(first.attempt, parts("1"));
    binds().claim(second.attempt, parts("1"));
    binds().recordAuthorised(second.attempt, parts("2"), step(), kOperator);
    EXPECT_THAT(binds().claim(third.attempt, parts("1")), testing::ElementsAre("UNIT-1"));
    binds().setUnitState("UNIT-1", "quarantined", "it smells", kOperator);
    EXPECT_THAT(binds().claim(third.attempt, parts("1")), testing::IsEmpty());
    expectGood();
}

TEST_F(BindRecordsTest, TakeNoMoreClaimsFromACardThatGoesThroughSerials)
{
    const MadeCard card = makeCard("UNIT-1");
    for (int i = 0; i < 16; ++i) {
        binds().claim(card.attempt, parts("a" + std::to_string(i)));
    }
    expectError(ErrorCode::Conflict, "16 different pairs of module and Pi already; set the card aside",
                [&] { binds().claim(card.attempt, parts("b")); });
    binds().claim(card.attempt, parts("a3"));
    expectGood();
}

// Escrow

TEST_F(BindRecordsTest, EscrowARecoveryKeyBeforeItsKeyslotIsOnTheCard)
{
    const OpenedAttempt opened = records().openAttempt(newAttempt("UNIT-1"));
    const std::string certificate(64, 'd');
    binds().recordEscrow(opened.id, 2, certificate, "-----BEGIN CMS-----\n");
    AttemptOutcome outcome = passed();
    outcome.keyslots.push_back({2, "recovery", true, std::nullopt});
    records().closeAttempt(opened.id, outcome);
    EXPECT_THAT(historyOf("UNIT-1", 2), ElementsAre("created", "tested"));
    const std::optional<BindRecords::Escrow> escrow = binds().findEscrow("UNIT-1");
    ASSERT_TRUE(escrow);
    EXPECT_EQ(escrow->attempt, opened.id);
    EXPECT_EQ(escrow->keyslot, 2);
    EXPECT_EQ(escrow->certificateDigest, certificate);
    EXPECT_EQ(escrow->envelope, "-----BEGIN CMS-----\n");
    EXPECT_EQ(escrow->state, "escrowed");
    expectError(ErrorCode::Conflict, "escrowed already",
                [&] { binds().recordEscrow(opened.id, 2, certificate, "x"); });
    expectGood();
}

TEST_F(BindRecordsTest, GiveARecoveryKeyOutToASupervisorWithAReason)
{
    const MadeCard card = makeCard("UNIT-1");
    expectError(ErrorCode::Conflict, "the transport slot",
                [&] { binds().recordEscrow(card.attempt, 0, std::string(64, 'd'), "x"); });
    expectError(ErrorCode::InvalidArgument, "64 lower-case hex",
                [&] { binds().recordEscrow(card.attempt, 2, "d", "x"); });
    expectError(ErrorCode::InvalidArgument, "0 bytes",
                [&] { binds().recordEscrow(card.attempt, 2, std::string(64, 'd'), ""); });
    expectError(ErrorCode::NotFound, "no escrowed recovery key",
                [&] { binds().releaseEscrow("UNIT-1", "RMA 7", kSupervisor); });
    binds().recordEscrow(card.attempt, 2, std::string(64, 'd'), "envelope");
    expectError(ErrorCode::NeedsRoot, "supervisor's act",
                [&] { binds().releaseEscrow("UNIT-1", "RMA 7", kOperator); });
    expectError(ErrorCode::InvalidArgument, "needs a reason",
                [&] { binds().releaseEscrow("UNIT-1", "", kSupervisor); });
    EXPECT_EQ(binds().releaseEscrow("UNIT-1", "RMA 7", kSupervisor).envelope, "envelope");
    EXPECT_EQ(binds().findEscrow("UNIT-1")->state, "released");
    EXPECT_THAT(records().unitHistory("UNIT-1").back().payload, HasSubstr("RMA 7"));
    expectGood();
}

// Looking

TEST_F(BindRecordsTest, FindAUnitByAnyOfItsParts)
{
    const MadeCard card = makeCard("UNIT-1");
    bindWholly(card, "1");
    const MadeCard other = makeCard("UNIT-2");
    UnitParts twin = parts("2");
    twin.piSerial = "module-1"; // a serial that two parts happen to share
    binds().recordAuthorised(other.attempt, twin, step(), kOperator);
    for (const std::string& name : {std::string("UNIT-1"), card.luksUuid.text(), std::string("pi-1")}) {
        EXPECT_EQ(binds().find(name).unit.serial, "UNIT-1") << name;
    }
    expectError(ErrorCode::Conflict, "UNIT-1, UNIT-2", [&] { binds().find("module-1"); });
    expectError(ErrorCode::NotFound, "no unit, card, module or Pi", [&] { binds().find("x"); });
    records().reserveSerial(kStandingOrder, "UNIT-3", kOperator);
    expectError(ErrorCode::NotFound, "no card yet", [&] { binds().find("UNIT-3"); });
}

TEST_F(BindRecordsTest, ListUnitsNewestFirstAndByState)
{
    bindWholly(makeCard("UNIT-1"), "1");
    makeCard("UNIT-2");
    makeCard("UNIT-3");
    const auto serials = [&](const std::string& state, std::size_t limit) {
        std::vector<std::string> found;
        for (const BindStatus& status : binds().list(state, limit)) {
            found.push_back(status.unit.serial);
        }
        return found;
    };
    EXPECT_THAT(serials("", 100), ElementsAre("UNIT-3", "UNIT-2", "UNIT-1"));
    EXPECT_THAT(serials("written", 100), ElementsAre("UNIT-3", "UNIT-2"));
    EXPECT_THAT(serials("bound", 100), ElementsAre("UNIT-1"));
    EXPECT_THAT(serials("", 1), ElementsAre("UNIT-3"));
}

TEST_F(BindRecordsTest, SayTheWorstExposureOfAUnit)
{
    const MadeCard card = makeCard("UNIT-1");
    EXPECT_FALSE(binds().find("UNIT-1").exposure);
    bindWholly(card, "1");
    EXPECT_EQ(binds().find("UNIT-1").exposure, "residual");
    records().setKeyslotState(card.attempt, 1, "compromised", "seen", kSupervisor);
    EXPECT_EQ(binds().find("UNIT-1").exposure, "compromised");
}

TEST_F(BindRecordsTest, CloseTheRecoveryKeyslotOfAnAttemptThatDidNotPass)
{
    const OpenedAttempt opened = records().openAttempt(newAttempt("UNIT-1"));
    binds().recordEscrow(opened.id, 2, std::string(64, 'd'), "envelope");
    records().closeAttempt(opened.id, failed());
    closeRecords();
    EXPECT_EQ(sqlite("SELECT number, purpose, state, exposure FROM keyslot").output,
              "2|recovery|destroyed|residual\n");
    EXPECT_EQ(sqlite("SELECT state FROM keyslot_change ORDER BY id").output, "created\ndestroyed\n");
    openRecords();
    expectGood();
}

TEST_F(BindRecordsTest, CloseTheRecoveryKeyslotThatAnOlderBinderyLeftOpen)
{
    const OpenedAttempt opened = records().openAttempt(newAttempt("UNIT-1"));
    records().closeAttempt(opened.id, failed());
    binds().recordEscrow(opened.id, 2, std::string(64, 'd'), "envelope");
    const MadeCard passed = makeCard("UNIT-2");
    binds().recordEscrow(passed.attempt, 2, std::string(64, 'd'), "envelope");
    binds().endKeyslotsOfUnpassed();
    const std::int64_t events = records().eventCount();
    binds().endKeyslotsOfUnpassed();
    EXPECT_EQ(records().eventCount(), events) << "once";
    closeRecords();
    EXPECT_EQ(sqlite("SELECT serial, state FROM keyslot WHERE number = 2 ORDER BY serial").output,
              "UNIT-1|destroyed\nUNIT-2|created\n");
    openRecords();
    expectGood();
}

// Against someone who may write the file

TEST_F(BindRecordsTest, AreNotChangedByAnotherProgram)
{
    const MadeCard card = makeCard("UNIT-1");
    binds().claim(card.attempt, parts("1"));
    binds().confirm({"module-1", "pi-1"}, kOperator);
    bindWholly(card, "1");
    binds().confirm({"module-2", "pi-2"}, kOperator);
    binds().recordEscrow(card.attempt, 2, std::string(64, 'd'), "envelope");
    records().setKeyslotState(card.attempt, 0, "destroyed", "seen", kOperator);
    closeRecords();
    const auto expectRefused = [&](const std::string& sql, const std::string& message) {
        const ProcessResult result = sqlite(sql);
        EXPECT_NE(result.exitStatus, 0) << sql;
        EXPECT_THAT(result.output, HasSubstr(message)) << sql;
    };
    expectRefused("UPDATE bind SET status = 'x'", "never changed");
    expectRefused("DELETE FROM bind", "never deleted");
    expectRefused("REPLACE INTO bind SELECT * FROM bind", "exists");
    expectRefused("UPDATE keyslot_change SET state = 'created'", "never changed");
    expectRefused("DELETE FROM keyslot_change", "never deleted");
    expectRefused("REPLACE INTO keyslot_change SELECT * FROM keyslot_change", "exists");
    expectRefused("UPDATE keyslot SET state = 'tested' WHERE number = 0", "stays so");
    expectRefused("UPDATE keyslot SET purpose = 'recovery'", "that of its card");
    expectRefused("REPLACE INTO keyslot SELECT * FROM keyslot", "exists");
    expectRefused("UPDATE part SET unit = 'UNIT-2'", "not changed");
    expectRefused("UPDATE part SET fitted_to = 1, reason = 'x'", "not changed");
    expectRefused("DELETE FROM part", "never deleted");
    expectRefused("REPLACE INTO part SELECT * FROM part", "fitted already");
    expectRefused("UPDATE bind_confirmation SET used = NULL", "not changed");
    expectRefused("UPDATE bind_confirmation SET pi_serial = 'pi-3', used = 1 WHERE used IS NULL",
                  "not changed");
    expectRefused("DELETE FROM bind_confirmation", "never deleted");
    expectRefused("REPLACE INTO bind_confirmation SELECT * FROM bind_confirmation", "exists");
    expectRefused("UPDATE bind_confirmation SET unit = 'UNIT-1', used = 1 WHERE used IS NULL", "not changed");
    expectRefused("UPDATE bind_confirmation SET withdrawn = 1 WHERE used IS NOT NULL", "not changed");
    expectRefused("UPDATE bind_claim SET pi_serial = 'pi-9'", "never changed");
    expectRefused("DELETE FROM bind_claim", "never deleted");
    expectRefused("REPLACE INTO bind_claim SELECT * FROM bind_claim", "exists");
    expectRefused("UPDATE escrow SET envelope = x'00'", "not changed");
    expectRefused("DELETE FROM escrow", "never deleted");
    expectRefused("REPLACE INTO escrow SELECT * FROM escrow", "has an escrowed key");
    expectRefused("UPDATE unit SET state = 'enrolling'", "does not go from this state");
    openRecords();
    expectGood();
}

TEST_F(BindRecordsTest, ShowWhatWasEditedPastTheTriggers)
{
    const MadeCard card = makeCard("UNIT-1");
    binds().claim(card.attempt, parts("1"));
    binds().confirm({"module-1", "pi-1"}, kOperator);
    bindWholly(card, "1");
    binds().recordEscrow(card.attempt, 2, std::string(64, 'd'), "envelope");
    closeRecords();
    const auto expectFinding = [&](const std::string& sql, const std::string& back,
                                   const std::string& place) {
        ASSERT_EQ(tamper(sql).exitStatus, 0) << sql;
        const CheckReport report = checkDatabase(m_state, CheckDepth::Full);
        ASSERT_FALSE(report.good()) << sql;
        EXPECT_THAT(report.findings.front().place + ": " + report.findings.front().message, HasSubstr(place));
        ASSERT_EQ(tamper(back).exitStatus, 0) << back;
        ASSERT_TRUE(checkDatabase(m_state, CheckDepth::Full).good()) << back;
    };
    expectFinding("UPDATE bind SET module_serial = 'other' WHERE step = 'locked'",
                  "UPDATE bind SET module_serial = 'module-1'", "module_serial is \"other\"");
    expectFinding("UPDATE bind SET signature = x'00' WHERE step = 'locked'",
                  "UPDATE bind SET signature = (SELECT signature FROM bind WHERE step = 'verified')",
                  "signature is");
    expectFinding("UPDATE part SET unit = 'UNIT-1', serial = 'pi-9' WHERE kind = 'pi'",
                  "UPDATE part SET serial = 'pi-1' WHERE kind = 'pi'", "serial is \"pi-9\"");
    expectFinding(
        "UPDATE keyslot_change SET reason = 'nothing' WHERE state = 'destruction_reported'",
        "UPDATE keyslot_change SET reason = (SELECT json_extract(payload, '$.reason') FROM audit_event "
        "WHERE seq = event) WHERE state = 'destruction_reported'",
        "reason is \"nothing\"");
    expectFinding("UPDATE escrow SET envelope = x'00'",
                  "UPDATE escrow SET envelope = CAST('envelope' AS BLOB)", "envelope_sha256");
    expectFinding("UPDATE bind_confirmation SET actor = 'sup-1'",
                  "UPDATE bind_confirmation SET actor = 'op-7'", "actor is \"sup-1\"");
    expectFinding("UPDATE bind_confirmation SET unit = NULL", "UPDATE bind_confirmation SET unit = 'UNIT-1'",
                  "unit is \"\"");
    expectFinding("UPDATE bind_claim SET pi_serial = 'pi-9'", "UPDATE bind_claim SET pi_serial = 'pi-1'",
                  "pi_serial is \"pi-9\"");
    expectFinding("UPDATE unit SET module_serial = 'module-9'", "UPDATE unit SET module_serial = 'module-1'",
                  "module_serial is \"module-9\"");
    ASSERT_EQ(tamper("DELETE FROM bind WHERE step = 'locked'").exitStatus, 0);
    const CheckReport report = checkDatabase(m_state, CheckDepth::Full);
    ASSERT_FALSE(report.good());
    EXPECT_THAT(report.findings.front().message, HasSubstr("it is gone"));
}

// Exports

TEST_F(BindRecordsTest, AreExportedAndFoundWhole)
{
    const MadeCard card = makeCard("UNIT-1");
    binds().confirm({"module-1", "pi-1"}, kOperator);
    bindWholly(card, "1");
    makeCard("UNIT-2");
    const std::string steps = exportedFile("binds.csv");
    EXPECT_THAT(steps, HasSubstr(",UNIT-1," + card.attempt + ",authorised,"));
    EXPECT_THAT(steps, HasSubstr(",UNIT-1," + card.attempt + ",revoked,"));
    EXPECT_THAT(steps, HasSubstr("Raspberry Pi 4 Model B Rev 1.5"));
    const std::string keys = exportedFile("keys.csv");
    EXPECT_THAT(keys, HasSubstr(",0," + card.attempt + ",UNIT-1,transport,tested,"));
    EXPECT_THAT(keys, HasSubstr(",0," + card.attempt + ",UNIT-1,transport,destruction_reported,residual,"));
    EXPECT_THAT(exportedFile("units.csv"), HasSubstr("UNIT-1,adhoc,bound,,consumed,,"));

    ExportFilter filter;
    filter.serial = "UNIT-1";
    const std::filesystem::path folder = m_folder / "of-one";
    exportAudit(records(), m_station, folder, filter);
    EXPECT_FALSE(verifyExport(folder, m_station.publicPem()).defect);
    EXPECT_THAT(readTextFile(folder / "binds.csv"), HasSubstr("revoked"));
    EXPECT_THAT(readTextFile(folder / "keys.csv"), ::testing::Not(HasSubstr("UNIT-2")));
    // From the middle of the bind on.
    filter = {};
    filter.fromMicros = binds().find("UNIT-1").steps.at(2).utcMicros;
    exportAudit(records(), m_station, m_folder / "of-a-time", filter);
    EXPECT_FALSE(verifyExport(m_folder / "of-a-time", m_station.publicPem()).defect);
}

TEST_F(BindRecordsTest, ShowInAnExportThatAStepWasEdited)
{
    bindWholly(makeCard("UNIT-1"), "1");
    const std::filesystem::path folder = m_folder / "export";
    exportAudit(records(), m_station, folder);
    std::string text = readTextFile(folder / "binds.csv");
    text.replace(text.find("module-1"), 8, "module-2");
    replaceFile(folder / "binds.csv", asBytes(text), 0644);
    const VerifiedExport verified = verifyExport(folder, m_station.publicPem());
    ASSERT_TRUE(verified.defect);
    EXPECT_EQ(verified.defect->file, "binds.csv");
    EXPECT_EQ(verified.defect->line, 2U);
}

TEST_F(BindRecordsTest, DoNotHappenWhenTheirEventCannotBeWritten)
{
    const MadeCard card = makeCard("UNIT-1");
    binds().recordAuthorised(card.attempt, parts("1"), step(), kOperator);
    ASSERT_EQ(sqlite("CREATE TRIGGER full BEFORE INSERT ON audit_event WHEN NEW.action = 'keyslot.changed' "
                     "BEGIN SELECT RAISE(ABORT, 'no more'); END")
                  .exitStatus,
              0);
    expectError(ErrorCode::Conflict, "no more", [&] {
        binds().recordLocked(card.attempt, parts("1"), step({0, 1}));
    });
    EXPECT_EQ(binds().find("UNIT-1").unit.state, "enrolling");
    EXPECT_EQ(binds().find("UNIT-1").steps.size(), 1U);
    ASSERT_EQ(sqlite("DROP TRIGGER full").exitStatus, 0);
    binds().recordLocked(card.attempt, parts("1"), step({0, 1}));
    expectGood();
}

} // namespace bindery::db::test
