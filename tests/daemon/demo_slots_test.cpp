// SPDX-License-Identifier: Apache-2.0
// Each kind of card and each fault of the demo, seen by the real line.
#include "base/aligned_buffer.h"
#include "base/error.h"
#include "demo_line.h"
#include "support/expect_error.h"

#include <gmock/gmock.h>

using namespace bindery;
using namespace bindery::daemon;
using bindery::test::expectError;
using line::SlotState;
using ::testing::HasSubstr;

namespace
{

class DemoSlotsOfALine : public daemon::test::DemoLine
{
protected:
    DemoSlotsOfALine() { startLine(); }

    /// So slow that there is time to break a card in the middle.
    void useSlowCards()
    {
        stopLine();
        DemoSlotsSetup setup = fast(m_folder / "cards");
        setup.slowPace = mib(24).count();
        m_slots = std::make_shared<DemoSlots>(setup);
        startLine();
    }
    void insertAndWriteSome(int slot)
    {
        m_slots->insert(slot, "slow");
        ASSERT_TRUE(reaches(slot, SlotState::Writing)) << reasonOf(slot);
    }
};

} // namespace

TEST_F(DemoSlotsOfALine, MakeAGoodUnitOfABlankCard)
{
    m_slots->insert(1, "blank");
    ASSERT_TRUE(attemptsEnd());
    EXPECT_EQ(m_ended.front().report.result, db::AttemptResult::Passed) << m_ended.front().report.message;
}

TEST_F(DemoSlotsOfALine, RefuseACardThatHoldsData)
{
    m_slots->insert(2, "data");
    ASSERT_TRUE(reaches(2, SlotState::Refused));
    EXPECT_THAT(reasonOf(2), HasSubstr("not blank"));
}

TEST_F(DemoSlotsOfALine, RefuseACardThatIsTooSmall)
{
    m_slots->insert(2, "small");
    ASSERT_TRUE(reaches(2, SlotState::Refused));
    EXPECT_THAT(reasonOf(2), HasSubstr("holds 16.0 MiB"));
}

TEST_F(DemoSlotsOfALine, RefuseACardThatIsWriteProtected)
{
    m_slots->insert(3, "read-only");
    ASSERT_TRUE(reaches(3, SlotState::Refused));
    EXPECT_THAT(reasonOf(3), HasSubstr("read-only"));
}

TEST_F(DemoSlotsOfALine, FailACardThatHasLessCapacityThanItSays)
{
    m_slots->insert(4, "fake");
    ASSERT_TRUE(reaches(4, SlotState::Failed));
    ASSERT_TRUE(attemptsEnd());
    EXPECT_EQ(m_ended.front().report.reason, ErrorCode::VerifyMismatch) << reasonOf(4);
}

TEST_F(DemoSlotsOfALine, RefuseTheFinishedCardThatIsPutInAgain)
{
    const std::string serial = makeCard();
    m_slots->insert(1, "finished");
    ASSERT_TRUE(reaches(1, SlotState::Refused));
    EXPECT_THAT(reasonOf(1), HasSubstr(serial));
}

TEST_F(DemoSlotsOfALine, KnowTheUnitWhoseCardIsPutInAgain)
{
    const std::string first = makeCard();
    const std::string second = makeCard();
    m_slots->insertUnit(2, first);
    ASSERT_TRUE(reaches(2, SlotState::Refused));
    EXPECT_THAT(reasonOf(2), HasSubstr(first));
    const std::vector<DemoSlots::MadeCard> made = m_slots->madeCards();
    ASSERT_EQ(made.size(), 2U);
    EXPECT_EQ(made[0].serial, second);
    EXPECT_EQ(made[0].slot, 0);
    EXPECT_EQ(made[1].serial, first);
    EXPECT_EQ(made[1].slot, 2);
}

TEST_F(DemoSlotsOfALine, LoseACardThatIsPulledWhileItIsWritten)
{
    useSlowCards();
    insertAndWriteSome(1);
    m_slots->remove(1);
    ASSERT_TRUE(attemptsEnd());
    EXPECT_EQ(m_ended.front().report.reason, ErrorCode::DeviceGone) << m_ended.front().report.message;
    EXPECT_TRUE(m_slots->madeCards().empty());
}

TEST_F(DemoSlotsOfALine, LoseACardThatLeavesTheBus)
{
    useSlowCards();
    insertAndWriteSome(1);
    m_slots->breakCard(1, "gone");
    ASSERT_TRUE(attemptsEnd());
    EXPECT_EQ(m_ended.front().report.reason, ErrorCode::DeviceGone) << m_ended.front().report.message;
    m_line->ask(line::act::Acknowledge{{1}});
    m_slots->insert(1, "blank");
    EXPECT_TRUE(reaches(1, SlotState::Passed)) << "the reader is back with the next card";
}

TEST_F(DemoSlotsOfALine, FailACardThatTakesNoMoreWrites)
{
    useSlowCards();
    insertAndWriteSome(1);
    m_slots->breakCard(1, "write");
    ASSERT_TRUE(reaches(1, SlotState::Failed));
    ASSERT_TRUE(attemptsEnd());
    EXPECT_EQ(m_ended.front().report.reason, ErrorCode::WriteFailed) << m_ended.front().report.message;
}

TEST_F(DemoSlotsOfALine, FindTheBitsThatACardLoses)
{
    useSlowCards();
    insertAndWriteSome(1);
    m_slots->breakCard(1, "bits");
    ASSERT_TRUE(reaches(1, SlotState::Failed));
    ASSERT_TRUE(attemptsEnd());
    EXPECT_EQ(m_ended.front().report.reason, ErrorCode::VerifyMismatch) << m_ended.front().report.message;
}

TEST_F(DemoSlotsOfALine, GiveUpACardThatHangsAndGoOnWithTheNext)
{
    stopLine();
    startLine([](line::LineSetup& setup) { setup.stallLimit = std::chrono::seconds(5); });
    m_slots->insert(1, "slow");
    ASSERT_TRUE(reaches(1, SlotState::Writing)) << reasonOf(1);
    m_slots->breakCard(1, "hang");
    ASSERT_TRUE(reaches(1, SlotState::Failed));
    m_line->ask(line::act::Acknowledge{{1}});
    m_slots->remove(1);
    m_slots->insert(1, "blank");
    EXPECT_TRUE(reaches(1, SlotState::Passed));
}

namespace
{

class DemoSlotsAlone : public ::testing::Test
{
protected:
    DemoSlotsAlone() : m_slots(setup(m_folder / "cards")) {}

    static DemoSlotsSetup setup(const std::filesystem::path& folder)
    {
        DemoSlotsSetup setup;
        setup.folder = folder;
        setup.slots = 2;
        setup.cardSize = mib(4);
        setup.pace.reset();
        return setup;
    }
    device::DiskSeen diskIn(int slot)
    {
        return m_slots.inventory().scan().at(static_cast<std::size_t>(slot) - 1);
    }

    bindery::test::TempFolder m_folder;
    DemoSlots m_slots;
};

} // namespace

TEST_F(DemoSlotsAlone, ShowEmptyReadersAtTheStart)
{
    const std::vector<device::DiskSeen> disks = m_slots.inventory().scan();
    ASSERT_EQ(disks.size(), 2U);
    EXPECT_FALSE(disks[0].hasMedium());
    EXPECT_EQ(m_slots.slotMap().slotOf(*disks[1].port), device::SlotNumber{2});
}

TEST_F(DemoSlotsAlone, GiveEachInsertionANumberOfItsOwn)
{
    m_slots.insert(1, "blank");
    const device::DiskSeen first = diskIn(1);
    m_slots.remove(1);
    m_slots.insert(1, "blank");
    EXPECT_NE(diskIn(1).diskSeq, first.diskSeq);
    expectError(ErrorCode::DeviceGone, "holds that card no more", [&] { m_slots.openForReading(first); });
}

TEST_F(DemoSlotsAlone, TellAWatchOnceThatItsCardLeft)
{
    m_slots.insert(1, "blank");
    std::promise<std::string> lost;
    const auto watch = m_slots.watch(diskIn(1), [&](const std::string& reason) { lost.set_value(reason); });
    m_slots.remove(1);
    EXPECT_EQ(lost.get_future().get(), "it left the station");
}

TEST_F(DemoSlotsAlone, TellAWatchThatComesTooLate)
{
    m_slots.insert(1, "blank");
    const device::DiskSeen disk = diskIn(1);
    m_slots.remove(1);
    std::promise<std::string> lost;
    const auto watch = m_slots.watch(disk, [&](const std::string& reason) { lost.set_value(reason); });
    EXPECT_EQ(lost.get_future().get(), "it left the station");
}

TEST_F(DemoSlotsAlone, LetOneClaimACardAtATime)
{
    m_slots.insert(1, "blank");
    const device::DiskSeen disk = diskIn(1);
    {
        const auto claim = m_slots.claim(disk);
        expectError(ErrorCode::Busy, "is in use", [&] { m_slots.claim(disk); });
    }
    EXPECT_NO_THROW(m_slots.claim(disk));
}

TEST_F(DemoSlotsAlone, EndAnActThatHangsWhenItsCardIsPulled)
{
    m_slots.insert(1, "blank");
    const auto medium = m_slots.claim(diskIn(1));
    m_slots.breakCard(1, "hang");
    AlignedBuffer block(4096);
    auto writing = std::async(std::launch::async, [&] { medium->write(0, block.view()); });
    m_slots.remove(1);
    expectError(ErrorCode::DeviceGone, "was pulled", [&] { writing.get(); });
}

TEST_F(DemoSlotsAlone, WrapAroundInACounterfeit)
{
    m_slots.insert(1, "fake");
    const auto medium = m_slots.claim(diskIn(1));
    AlignedBuffer block(4096);
    block.span()[0] = std::byte{7};
    medium->write(mib(2).count(), block.view());
    AlignedBuffer first(4096);
    medium->read(0, first.span());
    EXPECT_EQ(first.view()[0], std::byte{7});
}

TEST_F(DemoSlotsAlone, TakeAsLongAsTheirPaceSays)
{
    DemoSlotsSetup slow = setup(m_folder / "slow");
    slow.pace = mib(8).count();
    DemoSlots slots(slow);
    slots.insert(1, "blank");
    const auto medium = slots.claim(slots.inventory().scan().front());
    AlignedBuffer part(mib(1).count());
    const auto start = std::chrono::steady_clock::now();
    medium->write(0, part.view());
    medium->write(mib(1).count(), part.view());
    EXPECT_GE(std::chrono::steady_clock::now() - start, std::chrono::milliseconds(240));
}

TEST_F(DemoSlotsAlone, ThrowAwayACardThatWasNeverFinished)
{
    m_slots.insert(1, "data");
    m_slots.remove(1);
    EXPECT_TRUE(std::filesystem::is_empty(m_folder / "cards"));
}

TEST_F(DemoSlotsAlone, SayWhatTheyCannotDo)
{
    expectError(ErrorCode::InvalidArgument, "there is no slot 3", [&] { m_slots.insert(3, "blank"); });
    expectError(ErrorCode::InvalidArgument, "there are: blank, data", [&] { m_slots.insert(1, "golden"); });
    expectError(ErrorCode::NotFound, "holds no card", [&] { m_slots.remove(1); });
    expectError(ErrorCode::NotFound, "no card that this station finished",
                [&] { m_slots.insert(1, "finished"); });
    expectError(ErrorCode::NotFound, "unit U-1", [&] { m_slots.insertUnit(1, "U-1"); });
    m_slots.insert(1, "blank");
    expectError(ErrorCode::Conflict, "slot 1 holds a card", [&] { m_slots.insert(1, "blank"); });
    expectError(ErrorCode::InvalidArgument, "write, bits, hang, gone", [&] { m_slots.breakCard(1, "rust"); });
}
