// SPDX-License-Identifier: Apache-2.0
// What keeps the line from making a card: doubt which card is meant, the daily check, another line, a person
// who may not.
#include "golden/geometry.h"
#include "line/reference_check.h"
#include "line_run.h"
#include "support/expect_error.h"

#include <fstream>

using namespace bindery;
using line::SlotState;
using test::expectError;
using test::LineRun;
using ::testing::HasSubstr;

namespace
{

/// A second reader at the port of the slot, empty unless `card` is in it.
device::DiskSeen twinAt(int slot, Bytes card = Bytes(0))
{
    device::DiskSeen disk;
    disk.sysPath = "/sys/devices/sim/block/twin";
    disk.node = "/dev/twin";
    disk.number = {240, 99};
    disk.port = test::SimulatedSlots::port(slot);
    disk.size = card;
    return disk;
}

} // namespace

TEST_F(LineRun, WritesNothingWhileTwoDisksHaveThePortOfASlot)
{
    start(setup(1));
    m_slots->inventory().insert(
        twinAt(1)); // its reader is empty: still nobody knows which of the two is meant
    const auto blank = card();
    m_slots->insert(1, blank);
    ASSERT_TRUE(reaches(1, SlotState::Refused));
    EXPECT_EQ(m_status[1].status.reason,
              "/dev/sim1 and /dev/twin both claim the port udev:virtual/1 of this slot");
    EXPECT_THAT(m_status[1].status.cure, HasSubstr("bindery slots learn"));
    m_line->ask(line::act::AllowData{{1}});
    m_line->ask(line::act::Start{device::SlotNumber{1}});
    EXPECT_TRUE(has("start slot 1"));
    EXPECT_EQ(m_status[1].status.state, SlotState::Refused);
    EXPECT_EQ(blank->medium.actCount(), 0U);
    m_slots->inventory().remove(twinAt(1).sysPath);
    EXPECT_TRUE(reaches(1, SlotState::Passed));
}

TEST_F(LineRun, TakesBackACardThatWasReadyWhenAnotherDiskComes)
{
    line::LineSetup wanted = setup(1);
    wanted.startOnInsertion = false;
    start(std::move(wanted));
    const auto blank = card();
    m_slots->insert(1, blank);
    ASSERT_TRUE(reaches(1, SlotState::Ready));
    m_slots->inventory().insert(twinAt(1, mib(512)));
    ASSERT_TRUE(reaches(1, SlotState::Refused));
    m_slots->remove(1);
    m_slots->inventory().remove(twinAt(1).sysPath);
    EXPECT_TRUE(reaches(1, SlotState::Empty));
    EXPECT_FALSE(m_status[1].status.cardPresent);
    EXPECT_EQ(blank->medium.bytesWritten(), 0U);
}

TEST_F(LineRun, WritesNothingWhileASlotOfTwoPortsHasTwoCards)
{
    line::LineSetup wanted = setup(1);
    wanted.slots.learnAlso({1}, test::SimulatedSlots::port(2));
    const auto first = card();
    const auto second = card();
    m_slots->insert(1, first);
    m_slots->insert(2, second);
    start(std::move(wanted));
    ASSERT_TRUE(reaches(1, SlotState::Refused));
    EXPECT_EQ(m_status[1].status.reason, "this slot has 2 cards in its ports, /dev/sim1 and /dev/sim2");
    EXPECT_EQ(first->medium.bytesWritten() + second->medium.bytesWritten(), 0U);
    m_slots->remove(2);
    ASSERT_TRUE(reaches(1, SlotState::Passed));
    m_slots->insert(2, second);
    m_line->ask(line::act::Start{device::SlotNumber{1}});
    EXPECT_TRUE(has("start slot 1"));
    EXPECT_EQ(m_status[1].status.state, SlotState::Passed) << "a pass is seen until its card is out";
    EXPECT_EQ(second->medium.bytesWritten(), 0U);
    m_slots->remove(1);
    EXPECT_TRUE(waitUntil([&] { return second->medium.bytesWritten() > 0; }));
}

TEST_F(LineRun, GoesOnWhenTheSlotThatItBlocksWasBlockedAlready)
{
    start(setup(2));
    for (int failure = 1; failure <= line::kFailuresThatBlock; ++failure) {
        device::MediumFaults faults;
        faults.writeError = Extent{mib(24).count(), mib(1).count()};
        const auto broken = card(faults);
        const bool isLast = failure == line::kFailuresThatBlock;
        if (isLast) {
            broken->hang();
        }
        m_slots->insert(1, broken);
        if (isLast) {
            broken->waitUntilItHangs();
            m_station->records().blockSlot("1", "it smokes", "badge-1");
            broken->release();
        }
        ASSERT_TRUE(reaches(1, isLast ? SlotState::Blocked : SlotState::Failed)) << "failure " << failure;
        m_slots->remove(1);
        if (!isLast) {
            m_line->ask(line::act::Acknowledge{{1}});
            ASSERT_TRUE(reaches(1, SlotState::Empty));
        }
    }
    m_slots->insert(2, card());
    EXPECT_TRUE(reaches(2, SlotState::Passed)) << "the line must not stop because somebody was faster";
    stop();
    EXPECT_NE(m_lineStatus.state, line::LineState::Stopped);
    ASSERT_EQ(m_station->records().slots().size(), 1U);
    EXPECT_EQ(m_station->records().slots().front().reason, "it smokes");
}

TEST_F(LineRun, DoesNotMakeACardThatSomebodyReadsBack)
{
    const auto cards = std::make_shared<line::CardsInHand>();
    line::LineSetup wanted = setup(1);
    wanted.startOnInsertion = false;
    wanted.cards = cards;
    start(std::move(wanted));
    const auto blank = card();
    m_slots->insert(1, blank);
    ASSERT_TRUE(reaches(1, SlotState::Ready));
    EXPECT_TRUE(cards->tryToCheck(*m_status[1].disk));
    ASSERT_TRUE(reaches(1, SlotState::Refused));
    EXPECT_THAT(m_status[1].status.reason, HasSubstr("reference card"));
    m_line->ask(line::act::Start{device::SlotNumber{1}});
    EXPECT_TRUE(has("start slot 1"));
    EXPECT_EQ(blank->medium.bytesWritten(), 0U);
    m_slots->remove(1);
    ASSERT_TRUE(reaches(1, SlotState::Empty));
    m_slots->insert(1, blank);
    ASSERT_TRUE(reaches(1, SlotState::Ready)) << "whoever puts it in anew means it";
    blank->hang();
    m_line->ask(line::act::Start{device::SlotNumber{1}});
    blank->waitUntilItHangs();
    collect();
    EXPECT_FALSE(cards->tryToCheck(*m_status[1].disk)) << "a card that is made is not read back";
    blank->release();
    ASSERT_TRUE(reaches(1, SlotState::Passed));
    EXPECT_TRUE(cards->tryToCheck(*m_status[1].disk));
}

TEST_F(LineRun, IsTheOnlyOneOfItsStation)
{
    start(setup(1));
    const auto second = [&] {
        const line::Line line(*m_station, m_slots->inventory(), m_slots, setup(1),
                              [](const line::LineEvent&) {});
    };
    expectError(ErrorCode::Conflict, "a line runs on this station: stop it first", second);
    stop();
    second();
}

TEST_F(LineRun, IsNotStartedWhileSomebodyTeachesItsSlots)
{
    const line::SlotsLock lesson = line::SlotsLock::take(m_station->runFolder(), line::SlotsHolder::Lesson);
    expectError(ErrorCode::Busy, "somebody teaches the slots", [&] { start(setup(1)); });
}

TEST_F(LineRun, IsRunByNobodyWhoMayMakeNoCards)
{
    m_station->records().addActor({"aud-1", std::nullopt, "auditor"}, "badge-1");
    line::LineSetup wanted = setup(1);
    wanted.actor = "aud-1";
    expectError(ErrorCode::NeedsRoot, "aud-1 is an auditor", [&] { start(wanted); });
    m_station->records().addActor({"aud-1", std::nullopt, "operator"}, "badge-1");
    m_station->records().retireActor("aud-1", "badge-1");
    expectError(ErrorCode::NeedsRoot, "was retired", [&] { start(wanted); });
}

namespace
{

/// Two cards of the station as image files; in one, a byte of the boot partition is another.
class ReferenceCards : public LineRun
{
protected:
    ReferenceCards()
    {
        line::BatchRequest batch = request(2);
        for (const line::AttemptReport& report : run(batch).attempts) {
            EXPECT_EQ(report.result, db::AttemptResult::Passed) << report.message;
        }
        m_good = batch.targets[0].path;
        m_bad = batch.targets[1].path;
        const Extent boot = golden::geometryFor(m_manifest.bootSize, m_manifest.minimumMedium).boot;
        std::fstream card(m_bad, std::ios::in | std::ios::out | std::ios::binary);
        const auto place = static_cast<std::streamoff>(boot.offset + boot.length / 2);
        card.seekg(place);
        const char was = static_cast<char>(card.get());
        card.seekp(place);
        card.put(static_cast<char>(~was));
    }

    line::CheckedReference check(db::ReferenceCard card, const std::filesystem::path& path,
                                 const std::string& actor = "badge-1")
    {
        card::CardProgress progress;
        return line::checkReference(*m_station, {card, path, std::nullopt}, actor, progress, {});
    }
    std::optional<std::string> due() { return line::checkDue(m_station->records(), m_clock.now().utcMicros); }

    std::filesystem::path m_good;
    std::filesystem::path m_bad;
};

} // namespace

TEST_F(ReferenceCards, AreRecordedWithWhatTheyShowed)
{
    const line::CheckedReference good = check(db::ReferenceCard::KnownGood, m_good);
    EXPECT_TRUE(good.check.asExpected) << good.check.message;
    EXPECT_EQ(good.serial, "ADHOC-000001");
    EXPECT_EQ(due(), "the known-bad reference card was not found bad today");
    const line::CheckedReference bad = check(db::ReferenceCard::KnownBad, m_bad);
    EXPECT_TRUE(bad.check.asExpected) << bad.check.message;
    EXPECT_THAT(bad.check.message, HasSubstr("1 of"));
    EXPECT_EQ(due(), std::nullopt);
    EXPECT_EQ(m_station->records().lastGoodCheck(db::ReferenceCard::KnownBad)->message, bad.check.message);
    m_clock.advance(std::int64_t{24} * 3600 * 1'000'000);
    EXPECT_EQ(due(), "neither reference card was checked today");
}

TEST_F(ReferenceCards, ThatComeOutOtherwiseLeaveTheCheckDue)
{
    EXPECT_FALSE(check(db::ReferenceCard::KnownGood, m_bad).check.asExpected);
    EXPECT_FALSE(check(db::ReferenceCard::KnownBad, m_good).check.asExpected);
    const std::filesystem::path blank = m_folder / "blank.img";
    std::ofstream(blank).put('\0');
    std::filesystem::resize_file(blank, m_manifest.minimumMedium.count());
    const line::CheckedReference nothing = check(db::ReferenceCard::KnownBad, blank);
    EXPECT_FALSE(nothing.check.asExpected) << "a card that is none of ours proves nothing";
    EXPECT_THAT(nothing.check.message, HasSubstr("no LUKS2 header"));
    EXPECT_EQ(due(), "neither reference card was checked today");
}

TEST_F(ReferenceCards, AreNotRecordedWhenThereIsNoneOrNobodyMay)
{
    const std::int64_t events = m_station->records().eventCount();
    expectError(ErrorCode::NotFound, "nothing.img",
                [&] { check(db::ReferenceCard::KnownGood, m_folder / "nothing.img"); });
    expectError(ErrorCode::NotFound, "nobody with the badge",
                [&] { check(db::ReferenceCard::KnownGood, m_good, "ghost"); });
    EXPECT_EQ(m_station->records().eventCount(), events);
}

TEST_F(ReferenceCards, LetTheLineMakeCardsOnceBothCameOutAsTheyMust)
{
    line::LineSetup wanted = setup(1);
    wanted.dailyCheck = true;
    start(std::move(wanted));
    ASSERT_TRUE(waitUntil([&] { return m_lineStatus.state == line::LineState::CheckDue; }));
    EXPECT_THAT(m_lineStatus.cure, HasSubstr("bindery line check"));
    const auto blank = card();
    m_slots->insert(1, blank);
    ASSERT_TRUE(reaches(1, SlotState::Ready));
    m_line->ask(line::act::Start{device::SlotNumber{1}});
    EXPECT_TRUE(has("start slot 1"));
    check(db::ReferenceCard::KnownGood, m_good);
    m_line->ask(line::act::Start{});
    EXPECT_TRUE(has("start all slots"));
    EXPECT_EQ(blank->medium.bytesWritten(), 0U);
    check(db::ReferenceCard::KnownBad, m_bad);
    EXPECT_TRUE(waitUntil([&] {
        m_clock.advance(100'000); // the line counts anew every two seconds
        return m_status[1].status.state == SlotState::Passed;
    }));
}
