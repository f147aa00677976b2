// SPDX-License-Identifier: Apache-2.0
#include "line/slot_lesson.h"
#include "device/simulated_inventory.h"

#include <gmock/gmock.h>

using namespace bindery;
using namespace bindery::device;
using bindery::line::SlotLesson;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

namespace
{

class SlotLessonOf : public ::testing::Test
{
protected:
    DiskSeen reader(const std::string& name, std::optional<Port> port, Bytes size = gib(16))
    {
        DiskSeen disk;
        disk.sysPath = "/sys/devices/simulated/block/" + name;
        disk.node = "/dev/" + name;
        disk.port = std::move(port);
        disk.size = size;
        disk.diskSeq = m_inventory.nextDiskSeq();
        return disk;
    }
    SimulatedInventory& inventory() { return m_inventory; }
    SlotLesson lesson()
    {
        return {m_inventory, [this](const std::string& text) { m_said.push_back(text); }};
    }
    /// Everything has happened before it is asked for: a wait without end is a failure.
    static std::optional<Port> next(SlotLesson& lesson) { return lesson.nextPort(std::stop_token()); }
    const std::vector<std::string>& said() const { return m_said; }

private:
    SimulatedInventory m_inventory;
    std::vector<std::string> m_said;
};

const Port kA{"udev:a"};
const Port kB{"udev:b"};

} // namespace

TEST_F(SlotLessonOf, ACardTakesItsPort)
{
    SlotLesson subject = lesson();
    inventory().insert(reader("sda", kA));
    EXPECT_EQ(next(subject), kA);
    EXPECT_THAT(said(), IsEmpty());
}

TEST_F(SlotLessonOf, ACardThatIsInAlreadyWaitsUntilItIsPutInAgain)
{
    const DiskSeen there = reader("sda", kA);
    inventory().insert(there);
    SlotLesson subject = lesson();
    inventory().change(there); // read again
    inventory().insert(reader("sdb", kB));
    EXPECT_EQ(next(subject), kB);
    inventory().remove(there.sysPath);
    inventory().insert(reader("sda", kA));
    EXPECT_EQ(next(subject), kA);
}

TEST_F(SlotLessonOf, AnEmptyReaderWaitsForItsCard)
{
    SlotLesson subject = lesson();
    inventory().insert(reader("sda", kA, Bytes(0)));
    inventory().insert(reader("sdb", kB, Bytes(0)));
    inventory().change(reader("sdb", kB));
    EXPECT_EQ(next(subject), kB);
}

TEST_F(SlotLessonOf, ADiskWithoutAPortSaysSo)
{
    SlotLesson subject = lesson();
    inventory().insert(reader("nvme0n1", std::nullopt));
    inventory().insert(reader("sda", kA));
    EXPECT_EQ(next(subject), kA);
    EXPECT_THAT(said(), ElementsAre(HasSubstr("no port that could be a slot")));
}

TEST_F(SlotLessonOf, ThePortJustTaughtIsNotTakenForTheNextSlot)
{
    SlotLesson subject = lesson();
    inventory().insert(reader("sda", kA));
    EXPECT_EQ(next(subject), kA);
    inventory().change(reader("sda", kA));
    inventory().insert(reader("sdb", kB));
    EXPECT_EQ(next(subject), kB);
    EXPECT_THAT(said(), ElementsAre(HasSubstr("was taught just now")));
}

TEST_F(SlotLessonOf, APortThatTwoDisksClaimIsRefused)
{
    inventory().insert(reader("sda", kA));
    SlotLesson subject = lesson();
    inventory().insert(reader("sdb", kA));
    inventory().insert(reader("sdc", kB));
    EXPECT_EQ(next(subject), kB);
    EXPECT_THAT(said(), ElementsAre(HasSubstr("pairs the wrong connectors")));
}

TEST_F(SlotLessonOf, NothingEndsWhenItIsStopped)
{
    SlotLesson subject = lesson();
    std::stop_source stop;
    stop.request_stop();
    EXPECT_FALSE(subject.nextPort(stop.get_token()));
}
