// SPDX-License-Identifier: Apache-2.0
// The bench: who gets a transport secret, what is refused and with which words, and what is left when the
// station stops in the middle.
#include "base/file.h"
#include "base/process.h"
#include "bench_fixture.h"
#include "support/expect_error.h"

#include <algorithm>

namespace bindery::line::test
{

namespace fs = std::filesystem;
using ::bindery::test::expectError;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

TEST_F(BenchTest, TakesAUnitFromWrittenToBound)
{
    const BenchCard card = makeCard("UNIT-1");
    const bind::Ruling first = authorise(card, "1");
    ASSERT_EQ(textOf(first.verdict), "authorised") << first.reason;
    ASSERT_TRUE(first.secret);
    EXPECT_TRUE(first.secret->equals(secretOf(card.luksUuid)));
    EXPECT_EQ(stateOf(card), "enrolling");
    EXPECT_EQ(textOf(locked(card, "1").verdict), "noted");
    EXPECT_EQ(stateOf(card), "locked");
    EXPECT_EQ(textOf(verified(card, "1").verdict), "revoke");
    EXPECT_EQ(stateOf(card), "verified");
    EXPECT_TRUE(binds().statusOf(card.luksUuid).secretHeld) << "keyslot 0 may still be there";
    const bind::Ruling last = revoked(card, "1");
    EXPECT_EQ(textOf(last.verdict), "noted");
    EXPECT_EQ(last.reason, "unit UNIT-1 is bound to module module-1 in Pi pi-1");
    EXPECT_EQ(stateOf(card), "bound");
    EXPECT_FALSE(binds().statusOf(card.luksUuid).secretHeld);

    std::vector<std::string> kinds;
    for (const BenchEvent& event : m_events) {
        kinds.push_back(event.kind);
        EXPECT_EQ(event.unit, "UNIT-1");
        EXPECT_EQ(event.luksUuid, card.luksUuid.text());
        EXPECT_EQ(event.piSerial, "pi-1");
        EXPECT_EQ(event.moduleSerial, "module-1");
        EXPECT_EQ(event.moduleKind, "simulated");
    }
    EXPECT_THAT(kinds, ElementsAre("authorised", "locked", "verified", "bound"));
    const db::BindStatus status = binds().statusOf(card.luksUuid);
    ASSERT_EQ(status.steps.size(), 4U);
    EXPECT_EQ(status.steps[1].step.signature, std::vector<std::byte>(signature().begin(), signature().end()));
    EXPECT_EQ(status.steps[1].step.headerDigest, card.profile);
    EXPECT_EQ(status.steps[1].step.status, "bound development");
    expectGood();
}

TEST_F(BenchTest, IsArmedByWhoMayAct)
{
    records().addActor({"aud-1", std::nullopt, "auditor"}, kSupervisor);
    for (const char* badge : {"aud-1", "stranger", ""}) {
        EXPECT_THROW(Bench(*m_station, BenchOptions{BenchPolicy::Open, {}, badge}, nullptr), Error) << badge;
    }
}

TEST_F(BenchTest, GivesTheSecretAgainToTheSamePartsUntilTheyAreLocked)
{
    const BenchCard card = makeCard("UNIT-1");
    openBench(BenchPolicy::Scan);
    binds().confirm({"module-1", "pi-1"}, kOperator);
    for (int i = 0; i < 3; ++i) {
        const bind::Ruling ruling = authorise(card, "1");
        ASSERT_EQ(textOf(ruling.verdict), "authorised")
            << "a power cut must not lock it out: " << ruling.reason;
        EXPECT_TRUE(ruling.secret->equals(secretOf(card.luksUuid)));
    }
    // Cut off after keyslot 1, token or not.
    EXPECT_EQ(textOf(bench().authorise(hello(card, "1"), header(card, {0, 1})).verdict), "authorised");
    locked(card, "1");
    expectRefused(authorise(card, "1"),
                  "UNIT-1 is locked and cannot be served at \"authorise\"; its module opens it now");
}

TEST_F(BenchTest, DoesWithoutReportsThatWereLost)
{
    const BenchCard card = makeCard("UNIT-1");
    authorise(card, "1");
    EXPECT_EQ(textOf(verified(card, "1").verdict), "revoke") << "locked was lost";
    EXPECT_EQ(textOf(verified(card, "1").verdict), "revoke") << "the answer was lost";
    EXPECT_EQ(textOf(revoked(card, "1").verdict), "noted");
    EXPECT_EQ(textOf(revoked(card, "1").verdict), "noted") << "the answer was lost";
    EXPECT_EQ(stateOf(card), "bound");
    expectGood();
}

TEST_F(BenchTest, BindsAtOnceWhereKeyslotZeroIsGoneAtVerify)
{
    const BenchCard card = makeCard("UNIT-1");
    authorise(card, "1");
    locked(card, "1");
    EXPECT_EQ(textOf(bench().verified(hello(card, "1"), header(card, {1}), signature()).verdict), "noted");
    EXPECT_EQ(stateOf(card), "bound");
    EXPECT_FALSE(binds().statusOf(card.luksUuid).secretHeld);

    const BenchCard other = makeCard("UNIT-2");
    authorise(other, "2");
    verified(other, "2");
    EXPECT_EQ(textOf(bench().verified(hello(other, "2"), header(other, {1}), signature()).verdict), "noted");
    EXPECT_EQ(stateOf(other), "bound") << "its report of revoked was lost";
    expectGood();
}

TEST_F(BenchTest, RevokesAnOlderCopyOfABoundCardAndRecordsIt)
{
    const BenchCard card = makeCard("UNIT-1");
    bindWholly(card, "1");
    EXPECT_EQ(textOf(bench().verified(hello(card, "1"), header(card, {1}), signature()).verdict), "noted");
    const std::int64_t before = eventsOf("bind.refused");
    EXPECT_EQ(textOf(verified(card, "1").verdict), "revoke");
    EXPECT_EQ(eventsOf("bind.refused"), before + 1);
    EXPECT_THAT(binds().find("UNIT-1").steps.back().step.message, HasSubstr("an older copy of the card"));
    EXPECT_EQ(stateOf(card), "bound");
}

// The secret

TEST_F(BenchTest, LeavesNothingOfTheSecretOnceAUnitIsBound)
{
    const BenchCard card = makeCard("UNIT-1");
    const std::vector<std::byte> ciphertext = records().findSealedSecret(card.attempt)->ciphertext;
    const fs::path wrappingKey = m_station->state().wrappingKeys() / (card.attempt + ".key");
    const std::string keyFile = readTextFile(wrappingKey);
    const fs::path before = m_folder / "before.sqlite";
    db::backupDatabase(m_station->state(), before);
    ASSERT_THAT(readTextFile(before), HasSubstr(std::string(asText(ciphertext)))) << "the scan does see it";
    authorise(card, "1");
    locked(card, "1");
    verified(card, "1");
    revoked(card, "1");

    const fs::path after = m_folder / "after.sqlite";
    db::backupDatabase(m_station->state(), after);
    const fs::path copy = m_folder / "copy"; // closing a file of an open database drops its locks
    ASSERT_EQ(
        runProgram({"cp", "-a", m_station->state().root().string(), copy.string()}, std::chrono::seconds(30))
            .exitStatus,
        0);
    int files = 0;
    const auto expectNothing = [&](const fs::path& path) {
        const std::string content = readTextFile(path, mib(64));
        EXPECT_EQ(content.find(asText(ciphertext)), std::string::npos) << path;
        EXPECT_EQ(content.find(keyFile), std::string::npos) << path;
        EXPECT_EQ(content.find(asText(secretOf(card.luksUuid).view())), std::string::npos) << path;
        ++files;
    };
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(copy)) {
        if (entry.is_regular_file()) {
            expectNothing(entry.path());
        }
    }
    expectNothing(after);
    EXPECT_GE(files, 3);
    EXPECT_FALSE(fs::exists(wrappingKey));

    // A backup made before opens nothing, not even with all keys that the station still has.
    const db::StateFolder old(m_folder / "old");
    fs::create_directories(old.root());
    fs::copy(m_station->state().keys(), old.keys(), fs::copy_options::recursive);
    fs::copy_file(before, old.database());
    const db::StationIdentity identity = db::StationIdentity::openOrCreate(old);
    db::Records stale = db::Records::open(old, identity, m_clock);
    expectError(ErrorCode::NotFound, "wrapping key", [&] {
        db::SealedSecrets(stale).open({card.attempt, card.luksUuid, "transport"});
    });
}

TEST_F(BenchTest, FindsNoRecoveryKeyslotLeftOpenByAnAttemptThatAStopCutOff)
{
    db::NewAttempt attempt;
    attempt.serial = "UNIT-1";
    attempt.goldenId = std::string(64, 'a');
    attempt.actor = kOperator;
    attempt.medium.path = "/dev/card";
    attempt.medium.size = gib(4);
    attempt.toolVersion = "0.1.0";
    const db::OpenedAttempt opened = records().openAttempt(attempt);
    binds().recordEscrow(opened.id, 2, std::string(64, 'd'), "envelope");
    restart();
    ASSERT_THAT(m_station->interrupted(), ElementsAre(opened.id));
    ASSERT_EQ(records().keyslots("UNIT-1").size(), 1U);
    EXPECT_EQ(records().keyslots("UNIT-1").front().state, "destroyed");
    EXPECT_FALSE(binds().findEscrow("UNIT-1"));
    expectGood();
}

TEST_F(BenchTest, FinishesWhatAStopOfTheStationCutOff)
{
    const BenchCard card = makeCard("UNIT-1");
    authorise(card, "1");
    locked(card, "1");
    verified(card, "1");
    // Stopped after the secret was destroyed, before the unit was recorded as bound.
    m_station->secrets().destroy(card.attempt, "the unit is bound", kStationActor);
    restart();
    EXPECT_EQ(stateOf(card), "verified");
    EXPECT_EQ(textOf(verified(card, "1").verdict), "revoke") << "the unit asks as it did before";
    EXPECT_EQ(textOf(revoked(card, "1").verdict), "noted");
    EXPECT_EQ(stateOf(card), "bound");
    EXPECT_EQ(eventsOf("secret.destroyed"), 1);
    expectGood();
}

TEST_F(BenchTest, KeepsTheSecretOfAUnitThatReportsKeyslotZeroGoneUntold)
{
    const BenchCard card = makeCard("UNIT-1");
    authorise(card, "1");
    expectRefused(revoked(card, "1"), "UNIT-1 is enrolling and cannot be served at \"revoked\"");
    locked(card, "1");
    expectRefused(revoked(card, "1"), "UNIT-1 is locked and cannot be served at \"revoked\"");
    EXPECT_FALSE(records().findSealedSecret(card.attempt)->destroyed);
}

TEST_F(BenchTest, FinishesWhatStoppedBetweenKeyFileAndRow)
{
    const BenchCard card = makeCard("UNIT-1");
    authorise(card, "1");
    verified(card, "1");
    fs::remove(m_station->state().wrappingKeys() / (card.attempt + ".key"));
    restart();
    EXPECT_EQ(textOf(revoked(card, "1").verdict), "noted");
    EXPECT_EQ(stateOf(card), "bound");
    EXPECT_TRUE(records().findSealedSecret(card.attempt)->destroyed);
    expectGood();
}

TEST_F(BenchTest, RefusesAUnitWhoseSecretIsLost)
{
    const BenchCard card = makeCard("UNIT-1");
    fs::remove(m_station->state().wrappingKeys() / (card.attempt + ".key"));
    expectRefused(authorise(card, "1"), "wrapping key");
    EXPECT_EQ(stateOf(card), "bind failed");
    EXPECT_THAT(binds().find("UNIT-1").genealogy, IsEmpty()) << "nothing was authorised";
}

TEST_F(BenchTest, KeepsTheSecretWhenTheRecordsCannotBeWritten)
{
    const BenchCard card = makeCard("UNIT-1");
    authorise(card, "1");
    verified(card, "1");
    const auto sqlite = [&](const std::string& sql) {
        return runProgram({"sqlite3", m_station->state().database().string(), sql}, std::chrono::seconds(30));
    };
    ASSERT_EQ(
        sqlite("CREATE TRIGGER full BEFORE INSERT ON audit_event BEGIN SELECT RAISE(ABORT, 'no more'); END")
            .exitStatus,
        0);
    EXPECT_ANY_THROW(revoked(card, "1"));
    EXPECT_EQ(stateOf(card), "verified");
    ASSERT_EQ(sqlite("DROP TRIGGER full").exitStatus, 0);
    EXPECT_EQ(textOf(revoked(card, "1").verdict), "noted");
    EXPECT_EQ(stateOf(card), "bound");
}

// Policies

TEST_F(BenchTest, WaitsForAPersonWhenItsPolicyIsScan)
{
    const BenchCard card = makeCard("UNIT-1");
    openBench(BenchPolicy::Scan);
    const std::int64_t events = records().eventCount();
    const bind::Ruling ruling = authorise(card, "1");
    EXPECT_EQ(textOf(ruling.verdict), "waiting");
    EXPECT_EQ(
        ruling.reason,
        "unit UNIT-1 waits until a person confirms module module-1 in Pi pi-1: scan the labels of chassis, "
        "module and Pi");
    EXPECT_EQ(m_events.back().kind, "waiting");
    EXPECT_EQ(textOf(authorise(card, "1").verdict), "waiting");
    EXPECT_EQ(records().eventCount(), events + 2) << "a unit that waits all night fills no disk";
    EXPECT_EQ(eventsOf("claim.made"), 1);
    EXPECT_EQ(eventsOf("bind.waiting"), 1);
    EXPECT_EQ(stateOf(card), "written");
    binds().confirm({"module-1", "pi-2"}, kOperator);
    EXPECT_EQ(textOf(authorise(card, "1").verdict), "waiting") << "another Pi was confirmed";
    binds().confirm({"module-1", "pi-1"}, kOperator);
    EXPECT_EQ(textOf(authorise(card, "1").verdict), "authorised");
    EXPECT_FALSE(binds().findConfirmation("module-1", "pi-1"));
    EXPECT_EQ(eventsOf("confirmation.used"), 1);
    expectGood();
}

TEST_F(BenchTest, GivesTheSecretToTheUnitThatWasReadAndToNoOtherWithTheseParts)
{
    const BenchCard stolen = makeCard("UNIT-1");
    const BenchCard genuine = makeCard("UNIT-2");
    openBench(BenchPolicy::Scan);
    bench().confirm({"module-same", "pi-same", "UNIT-2"}, kOperator);
    expectRefused(
        authorise(stolen, "same"),
        "unit UNIT-1: module module-same in Pi pi-same was confirmed for unit UNIT-2, whose card is "
        "another one");
    EXPECT_EQ(eventsOf("bind.refused"), 1);
    EXPECT_EQ(textOf(authorise(genuine, "same").verdict), "authorised");
    expectRefused(authorise(stolen, "same"), "is in use by unit UNIT-2");
    expectGood();
}

TEST_F(BenchTest, RefusesTwoCardsThatClaimTheSamePartsUntilOneWasRead)
{
    const BenchCard stolen = makeCard("UNIT-1");
    const BenchCard genuine = makeCard("UNIT-2");
    openBench(BenchPolicy::Scan);
    EXPECT_EQ(textOf(authorise(stolen, "same").verdict), "waiting");
    expectRefused(authorise(genuine, "same"),
                  "unit UNIT-2: module module-same in Pi pi-same was claimed by the card of unit UNIT-1 too; "
                  "scan the chassis as well");
    expectRefused(authorise(stolen, "same"), "was claimed by the card of unit UNIT-2 too");
    EXPECT_EQ(eventsOf("bind.refused"), 2);
    restart();
    openBench(BenchPolicy::Scan);
    expectRefused(authorise(stolen, "same"), "was claimed by the card of unit UNIT-2 too");
    bindery::test::expectError(ErrorCode::Conflict, "scan the chassis too", [&] {
        bench().confirm({"module-same", "pi-same"}, kOperator);
    });
    bench().confirm({"module-same", "pi-same", "UNIT-2"}, kOperator);
    expectRefused(authorise(stolen, "same"), "was confirmed for unit UNIT-2");
    EXPECT_EQ(textOf(authorise(genuine, "same").verdict), "authorised");
    expectGood();
}

TEST_F(BenchTest, TakesAConfirmationWithoutAUnitForTheOneThatWaits)
{
    const BenchCard card = makeCard("UNIT-1");
    const BenchCard late = makeCard("UNIT-2");
    openBench(BenchPolicy::Scan);
    EXPECT_EQ(textOf(authorise(card, "same").verdict), "waiting");
    EXPECT_EQ(bench().confirm({"module-same", "pi-same"}, kOperator).unit, "UNIT-1");
    expectRefused(authorise(late, "same"), "was confirmed for unit UNIT-1");
    EXPECT_EQ(textOf(authorise(card, "same").verdict), "authorised");
    expectGood();
}

TEST_F(BenchTest, TakesWhatIsOnItsListWhenItsPolicyIsList)
{
    const BenchCard card = makeCard("UNIT-1");
    openBench(BenchPolicy::List, {{"module-1", "pi-1"}, {"module-2", "pi-3"}});
    EXPECT_EQ(textOf(authorise(card, "1").verdict), "authorised");
    expectRefused(authorise(makeCard("UNIT-2"), "2"),
                  "module module-2 in Pi pi-2 is not on the bench's list");
}

TEST_F(BenchTest, AsksForAConfirmationAgainWhenAPartWasTakenOut)
{
    const BenchCard card = makeCard("UNIT-1");
    openBench(BenchPolicy::Scan);
    binds().confirm({"module-1", "pi-1"}, kOperator);
    authorise(card, "1");
    binds().takeOutPart("pi", "pi-1", "it broke", kSupervisor);
    bind::Hello other = hello(card, "1");
    other.host.cpuSerial = "pi-9";
    EXPECT_EQ(textOf(bench().authorise(other, header(card, {0})).verdict), "waiting");
    binds().confirm({"module-1", "pi-9"}, kOperator);
    EXPECT_EQ(textOf(bench().authorise(other, header(card, {0})).verdict), "authorised");
    expectGood();
}

// Rules of a first answer, each with its words and its event

TEST_F(BenchTest, RefusesACardItDidNotMake)
{
    BenchCard card = makeCard("UNIT-1");
    card.luksUuid = Uuid::random();
    expectRefused(authorise(card, "1"), "no card with LUKS UUID " + card.luksUuid.text() + " was made here");
    EXPECT_EQ(eventsOf("bind.refused"), 1);
    EXPECT_EQ(m_events.back().unit, "");
}

TEST_F(BenchTest, RefusesACardWhoseAttemptDidNotPass)
{
    CardShape shape;
    shape.result = db::AttemptResult::WrittenUnverified;
    expectRefused(
        authorise(makeCard("UNIT-1", shape), "1"),
        "unit UNIT-1: this card ended written_unverified and did not pass; make the card once more");
    shape.result = db::AttemptResult::Failed;
    expectRefused(authorise(makeCard("UNIT-2", shape), "2"), "ended failed");
    EXPECT_EQ(eventsOf("bind.refused"), 2);
    expectGood();
}

TEST_F(BenchTest, RefusesACardThatWasSuperseded)
{
    const BenchCard old = makeCard("UNIT-1");
    bindWholly(old, "1");
    records().releaseReprovision("UNIT-1", "the card broke", kSupervisor);
    const BenchCard card = makeCard("UNIT-1");
    expectRefused(authorise(old, "1"), "unit UNIT-1: this card was superseded");
    EXPECT_EQ(stateOf(card), "written") << "the old card does nothing to the unit";
    bindWholly(card, "1");
    expectGood();
}

TEST_F(BenchTest, RefusesACardOfABinderyThatDidNotBind)
{
    CardShape shape;
    shape.knowsRules = false;
    expectRefused(authorise(makeCard("UNIT-1", shape), "1"),
                  "a Bindery that did not bind; make the card once more");
}

TEST_F(BenchTest, RefusesABoardThatIsNotOneOfTheImages)
{
    const BenchCard card = makeCard("UNIT-1");
    bind::Hello other = hello(card, "1");
    other.host.model = "Raspberry Pi 5 Model B Rev 1.0";
    expectRefused(
        bench().authorise(other, header(card, {0})),
        "unit UNIT-1: its image is not for the board \"Raspberry Pi 5 Model B Rev 1.0\" but for pi3, pi4; "
        "put the card in the right board");
    other.host.model.clear();
    expectRefused(bench().authorise(other, header(card, {0})), "not for the board \"\"");
    CardShape any;
    any.boards.clear();
    const BenchCard anywhere = makeCard("UNIT-2", any);
    EXPECT_EQ(textOf(authorise(anywhere, "2").verdict), "authorised");
    CardShape emulated;
    emulated.boards = {"qemu-amd64"};
    const BenchCard guest = makeCard("UNIT-3", emulated);
    bind::Hello virtualUnit = hello(guest, "3");
    virtualUnit.host.model = "virtual unit 3";
    EXPECT_EQ(textOf(bench().authorise(virtualUnit, header(guest, {0})).verdict), "authorised");
}

TEST_F(BenchTest, RefusesASimulatedModuleUnlessTheImageIsADemo)
{
    CardShape shape;
    shape.demo = false;
    const BenchCard card = makeCard("UNIT-1", shape);
    expectRefused(
        authorise(card, "1"),
        "unit UNIT-1: module module-1 is a simulated one, which only demo images take; fit a real module");
    bind::Hello real = hello(card, "1");
    real.module.kind = "zymbit";
    EXPECT_EQ(textOf(bench().authorise(real, header(card, {0})).verdict), "authorised");
}

TEST_F(BenchTest, RefusesAModuleThatIsNotWell)
{
    const BenchCard card = makeCard("UNIT-1");
    bind::Hello ill = hello(card, "1");
    ill.moduleStatus = module::ModuleStatus::Breached;
    expectRefused(bench().authorise(ill, header(card, {0})),
                  "module module-1 says that it was tampered with");
    ill.moduleStatus = module::ModuleStatus::Destroyed;
    expectRefused(bench().authorise(ill, header(card, {0})), "tampered with");
    ill.moduleStatus = module::ModuleStatus::BindRefused;
    expectRefused(bench().authorise(ill, header(card, {0})), "permanently bound to another Pi or card");
}

TEST_F(BenchTest, RefusesACopyOfACardOnAnotherMedium)
{
    CardShape shape;
    shape.cid = "035344534C31364780112233440141A5";
    const BenchCard card = makeCard("UNIT-1", shape);
    bind::Hello unit = hello(card, "1");
    unit.host.bootMedium = "1b534d3030303030106aabbccd01a6ff";
    expectRefused(bench().authorise(unit, header(card, {0})), "which is a copy; put the original in");
    unit.host.bootMedium = "035344534c3136478011223344014100"; // a host that leaves the checksum out
    EXPECT_EQ(textOf(bench().authorise(unit, header(card, {0})).verdict), "authorised");
    unit.host.bootMedium = "READER-3"; // no CID: nothing is known of the medium
    EXPECT_EQ(textOf(bench().authorise(unit, header(card, {0})).verdict), "authorised");
}

TEST_F(BenchTest, RefusesUnitsThatWithholdTheirSerials)
{
    const BenchCard card = makeCard("UNIT-1");
    bind::Hello mute = hello(card, "1");
    mute.host.cpuSerial.clear();
    expectRefused(bench().authorise(mute, header(card, {0})), "does not tell the serial of its Pi");
}

// Attacks, each refused and on record

TEST_F(BenchTest, RefusesASecondClaimByOtherParts)
{
    const BenchCard card = makeCard("UNIT-1");
    authorise(card, "1");
    const std::int64_t before = eventsOf("bind.refused");
    expectRefused(authorise(card, "2"),
                  "unit UNIT-1 has the module module-1, but the module module-2 asks for it");
    bind::Hello otherPi = hello(card, "1");
    otherPi.host.cpuSerial = "pi-2";
    expectRefused(bench().authorise(otherPi, header(card, {0})), "unit UNIT-1 has the Pi pi-1");
    expectRefused(locked(card, "2"), "unit UNIT-1 has the module");
    expectRefused(verified(card, "2"), "unit UNIT-1 has the module");
    EXPECT_EQ(stateOf(card), "enrolling") << "the unit itself goes on";
    EXPECT_EQ(eventsOf("bind.refused"), before + 2) << "the last two say what the first did";
    expectRefused(revoked(card, "2"), "cannot be served at \"revoked\"");
    EXPECT_TRUE(binds().statusOf(card.luksUuid).secretHeld);
    EXPECT_EQ(textOf(authorise(card, "1").verdict), "authorised");
    expectGood();
}

TEST_F(BenchTest, RefusesPartsThatAnotherUnitHas)
{
    bindWholly(makeCard("UNIT-1"), "1");
    const BenchCard card = makeCard("UNIT-2");
    bind::Hello mixed = hello(card, "2");
    mixed.host.cpuSerial = "pi-1";
    expectRefused(bench().authorise(mixed, header(card, {0})),
                  "unit UNIT-2: the Pi pi-1 is in use by unit UNIT-1");
    mixed = hello(card, "1");
    mixed.host.cpuSerial = "pi-2";
    expectRefused(bench().authorise(mixed, header(card, {0})),
                  "the module module-1 is in use by unit UNIT-1");
    EXPECT_EQ(textOf(authorise(card, "2").verdict), "authorised");
}

TEST_F(BenchTest, RefusesAClonedModule)
{
    bindWholly(makeCard("UNIT-1"), "1");
    const BenchCard card = makeCard("UNIT-2");
    binds().takeOutPart("module", "module-1", "lost", kSupervisor);
    bind::Hello clone = hello(card, "2");
    clone.module.serial = "module-1";
    expectRefused(bench().authorise(clone, header(card, {0})),
                  "a module with the serial module-1 but another key is on record for unit UNIT-1");
    expectGood();
}

TEST_F(BenchTest, RefusesAClonedModuleWhileTheUnitIsBeingBound)
{
    const BenchCard card = makeCard("UNIT-1");
    authorise(card, "1");
    bind::Hello clone = hello(card, "1");
    clone.module.publicKey = hello(card, "2").module.publicKey;
    expectRefused(bench().authorise(clone, header(card, {0})), "another key is on record");
    expectRefused(bench().locked(clone, header(card, {0, 1}), signature()), "another key is on record");
    EXPECT_EQ(stateOf(card), "enrolling");
}

TEST_F(BenchTest, RefusesAnAlteredHeader)
{
    const BenchCard card = makeCard("UNIT-1");
    bind::HeaderReport altered = header(card, {0});
    altered.profileDigest = std::string(64, '0');
    expectRefused(
        bench().authorise(hello(card, "1"), altered),
        "unit UNIT-1: the header of its card was altered (cipher, sizes, segment or label); set the card "
        "aside and call a supervisor");
    EXPECT_EQ(eventsOf("bind.refused"), 1);
    EXPECT_EQ(binds().find("UNIT-1").steps.back().step.step, "refused");
}

TEST_F(BenchTest, RefusesKeyslotsThatAHeaderCannotHave)
{
    const BenchCard card = makeCard("UNIT-1");
    const auto ask = [&](std::vector<int> slots) {
        return bench().authorise(hello(card, "1"), header(card, std::move(slots)));
    };
    for (const std::vector<int>& slots :
         {std::vector<int>{}, {1}, {0, 3}, {0, 1, 4}, {3}, {0, 1, 31}, {7, 8, 9}}) {
        expectRefused(ask(slots), "which it cannot have at \"authorise\"");
    }
    expectRefused(ask({0, 2}), "the recovery keyslot 2 of its card was added");
    CardShape shape;
    shape.recovery = true;
    const BenchCard escrowed = makeCard("UNIT-2", shape);
    expectRefused(bench().authorise(hello(escrowed, "2"), header(escrowed, {0})),
                  "the recovery keyslot 2 of its card was taken away");
    EXPECT_EQ(textOf(bench().authorise(hello(escrowed, "2"), header(escrowed, {0, 2})).verdict),
              "authorised");
    EXPECT_EQ(textOf(bench().locked(hello(escrowed, "2"), header(escrowed, {0, 1, 2}), signature()).verdict),
              "noted");
    EXPECT_EQ(
        textOf(bench().verified(hello(escrowed, "2"), header(escrowed, {0, 1, 2}), signature()).verdict),
        "revoke");
    EXPECT_EQ(textOf(bench().revoked(hello(escrowed, "2"), header(escrowed, {1, 2}), signature()).verdict),
              "noted");
    expectGood();
}

TEST_F(BenchTest, KeepsTheSecretWhileKeyslotZeroIsReportedAsThere)
{
    const BenchCard card = makeCard("UNIT-1");
    authorise(card, "1");
    verified(card, "1");
    expectRefused(bench().revoked(hello(card, "1"), header(card, {0, 1}), signature()),
                  "has keyslots 0, 1, which it cannot have at \"revoked\"");
    EXPECT_EQ(stateOf(card), "verified");
    EXPECT_TRUE(binds().statusOf(card.luksUuid).secretHeld);
}

TEST_F(BenchTest, RefusesATokenThatIsMissingOrWasExchanged)
{
    const BenchCard card = makeCard("UNIT-1");
    authorise(card, "1");
    bind::HeaderReport report = header(card, {0, 1});
    report.tokenDigest.clear();
    expectRefused(bench().locked(hello(card, "1"), report, signature()), "no token of its module's key");
    locked(card, "1");
    report.tokenDigest = std::string(64, '0');
    expectRefused(bench().verified(hello(card, "1"), report, signature()),
                  "is not the one it reported before");
    EXPECT_EQ(stateOf(card), "locked");
}

TEST_F(BenchTest, RefusesReportsOfWhoWasNeverAuthorised)
{
    const BenchCard card = makeCard("UNIT-1");
    expectRefused(revoked(card, "1"), "UNIT-1 is written and cannot be served at \"revoked\"");
    EXPECT_EQ(stateOf(card), "bind failed");
    expectRefused(verified(card, "1"), "was never authorised for it");
    EXPECT_TRUE(binds().statusOf(card.luksUuid).secretHeld);
    EXPECT_EQ(textOf(authorise(card, "1").verdict), "authorised");
    expectGood();
}

// Floods

TEST_F(BenchTest, RecordsAFloodOfOnePeerAsACount)
{
    for (int i = 0; i < 1000; ++i) {
        bench().rejected("10.0.0.9:" + std::to_string(40'000 + i), "not a message", std::nullopt);
    }
    EXPECT_LE(eventsOf("bind.rejected"), 6);
    EXPECT_GE(eventsOf("bind.rejected"), 1);
    EXPECT_EQ(eventsOf("bind.rejected_more"), 0);
    m_clock.advance(61'000'000);
    bench().rejected("10.0.0.9:1", "not a message", std::nullopt);
    EXPECT_EQ(eventsOf("bind.rejected_more"), 1);
    std::string summary;
    records().visitEvents(1, [&](const db::StoredEvent& event) {
        summary = event.action == "bind.rejected_more" ? event.payload : summary;
        return true;
    });
    EXPECT_THAT(summary, HasSubstr("\"count\":994"));
    EXPECT_THAT(summary, HasSubstr("10.0.0.9"));
    EXPECT_EQ(static_cast<std::int64_t>(m_events.size()), eventsOf("bind.rejected"))
        << "watchers are spared, too";
    EXPECT_EQ(m_events.back().luksUuid, "");
    expectGood();
}

TEST_F(BenchTest, RecordsAFloodOfManyPeersAsACount)
{
    for (int i = 0; i < 1000; ++i) {
        bench().rejected("[2001:db8::" + std::to_string(i) + "]:99", "no signature", hello({}, "1"));
    }
    EXPECT_LE(eventsOf("bind.rejected"), 30);
    m_bench.reset();
    EXPECT_EQ(eventsOf("bind.rejected_more"), 1) << "nothing is lost when the bench is closed";
}

TEST_F(BenchTest, RecordsOnceWhatIsRefusedAllNight)
{
    const BenchCard card = makeCard("UNIT-1");
    bind::Hello other = hello(card, "1");
    other.host.model = "Raspberry Pi 5 Model B Rev 1.0";
    for (int i = 0; i < 100; ++i) {
        expectRefused(bench().authorise(other, header(card, {0})), "not for the board");
    }
    EXPECT_EQ(eventsOf("bind.refused"), 1);
    for (int i = 0; i < 100; ++i) {
        bench().failed(hello(card, "1"), {"busy", "the bus"});
    }
    EXPECT_EQ(eventsOf("bind.failed"), 1);
    m_bench.reset();
    EXPECT_EQ(eventsOf("bind.refused_again"), 2);
    expectGood();
}

TEST_F(BenchTest, RecordsAFewTimesThatAUnitHasItsSecretAgain)
{
    const BenchCard card = makeCard("UNIT-1");
    for (int i = 0; i < 100; ++i) {
        ASSERT_TRUE(authorise(card, "1").secret) << "it has it every time: a power cut must not lock it out";
    }
    EXPECT_EQ(eventsOf("bind.authorised"), 3);
    bench().failed(hello(card, "1"), {"busy", "the bus"});
    ASSERT_TRUE(authorise(card, "1").secret);
    EXPECT_EQ(eventsOf("bind.authorised"), 4) << "after a failure it is news again";
    EXPECT_EQ(stateOf(card), "enrolling");
    m_bench.reset();
    EXPECT_EQ(eventsOf("bind.authorised_again"), 1) << "the others as a count";
    expectGood();
}

TEST_F(BenchTest, CallsAUnitProductionWhenItsModuleIsLockedForGood)
{
    const BenchCard card = makeCard("UNIT-1");
    bindWholly(card, "1");
    bind::Hello later = hello(card, "1");
    later.moduleStatus = module::ModuleStatus::BoundProduction;
    EXPECT_EQ(textOf(bench().verified(later, header(card, {1}), signature()).verdict), "noted");
    EXPECT_EQ(stateOf(card), "production");
    EXPECT_EQ(m_events.back().kind, "production");
    EXPECT_EQ(textOf(bench().verified(later, header(card, {1}), signature()).verdict), "noted");
    EXPECT_EQ(eventsOf("bind.production"), 1);
    expectGood();
}

TEST_F(BenchTest, CallsAUnitProductionAtOnceWhenItsModuleWasLockedForGoodBefore)
{
    const BenchCard card = makeCard("UNIT-1");
    authorise(card, "1");
    locked(card, "1");
    verified(card, "1");
    bind::Hello last = hello(card, "1");
    last.moduleStatus = module::ModuleStatus::BoundProduction;
    EXPECT_EQ(textOf(bench().revoked(last, header(card, {1}), signature()).verdict), "noted");
    EXPECT_EQ(stateOf(card), "production");
    expectGood();
}

TEST_F(BenchTest, KeepsTheWordsOfAUnitThatFails)
{
    const BenchCard card = makeCard("UNIT-1");
    authorise(card, "1");
    EXPECT_EQ(textOf(bench().failed(hello(card, "1"), {"module_refused", "the module is breached"}).verdict),
              "noted");
    EXPECT_EQ(stateOf(card), "bind failed");
    EXPECT_EQ(binds().find("UNIT-1").steps.back().step.message, "module_refused: the module is breached");
    BenchCard unknown = card;
    unknown.luksUuid = Uuid::random();
    EXPECT_EQ(textOf(bench().failed(hello(unknown, "1"), {"busy", "x"}).verdict), "noted");
    EXPECT_EQ(eventsOf("bind.failed"), 2);
    expectGood();
}

TEST_F(BenchTest, SaysInWholeCharactersWhatAMessageHolds)
{
    const BenchCard card = makeCard("UNIT-1");
    std::string long1;
    for (int i = 0; i < 200; ++i) {
        long1 += "\xc3\xa4\n";
    }
    bench().failed(hello(card, "1"), {"busy", long1});
    const std::string& message = m_events.back().message;
    EXPECT_LE(message.size(), bind::kMaxText);
    EXPECT_THAT(message, Not(HasSubstr("\n")));
    EXPECT_NE(static_cast<unsigned char>(message.back()), 0xc3) << "no half character at the end";
}

} // namespace bindery::line::test
