// SPDX-License-Identifier: Apache-2.0
#include "base/file.h"
#include "device/slot_map.h"
#include "support/expect_error.h"
#include "support/temp_folder.h"

#include <fcntl.h>
#include <sys/stat.h>

using namespace bindery;
using namespace bindery::device;
using bindery::test::expectError;
using bindery::test::TempFolder;
using ::testing::ElementsAre;
namespace fs = std::filesystem;

namespace
{

const Port kA{"usb:0000:00:14.0/1.1:1.0/lun0"};
const Port kB{"usb:0000:00:14.0/1.2:1.0/lun0"};
const Port kVirtual{"udev:virtual/1"};

void expectRefused(const std::string& text, const std::string& why)
{
    SCOPED_TRACE(text);
    expectError(ErrorCode::BadImage, why, [&] { SlotMap::parse(text, "slots.toml"); });
}

} // namespace

TEST(SlotMap, KnowsASlotByItsPort)
{
    SlotMap map;
    map.learn({3}, kA);
    EXPECT_EQ(map.slotOf(kA), SlotNumber{3});
    EXPECT_FALSE(map.slotOf(kB));
}

TEST(SlotMap, MovesAPortThatIsTaughtAgain)
{
    SlotMap map;
    map.learn({1}, kA);
    map.learn({2}, kA);
    EXPECT_EQ(map.slotOf(kA), SlotNumber{2});
    EXPECT_EQ(map.slots().count({1}), 0U);
}

TEST(SlotMap, GivesASlotThatIsTaughtAgainItsNewPortOnly)
{
    SlotMap map;
    map.learn({1}, kA);
    map.learn({1}, kB);
    EXPECT_FALSE(map.slotOf(kA));
    EXPECT_THAT(map.slots().at({1}), ElementsAre(kB));
}

TEST(SlotMap, MayKnowASlotByTwoPorts)
{
    SlotMap map;
    map.learn({1}, kA);
    map.learnAlso({1}, kB);
    EXPECT_EQ(map.slotOf(kA), SlotNumber{1});
    EXPECT_EQ(map.slotOf(kB), SlotNumber{1});
    EXPECT_EQ(map.ports().size(), 2U);
}

TEST(SlotMap, LearnsTheSamePortOnce)
{
    SlotMap map;
    map.learn({1}, kA);
    map.learnAlso({1}, kA);
    EXPECT_THAT(map.slots().at({1}), ElementsAre(kA));
}

TEST(SlotMap, ForgetsASlotWithAllItsPorts)
{
    SlotMap map;
    map.learn({1}, kA);
    map.learnAlso({1}, kB);
    EXPECT_TRUE(map.forget({1}));
    EXPECT_TRUE(map.empty());
    EXPECT_FALSE(map.forget({1}));
}

TEST(SlotMap, RefusesNumbersThatNoSlotHas)
{
    SlotMap map;
    expectError(ErrorCode::InvalidArgument, "from 1 to 999", [&] { map.learn({0}, kA); });
    expectError(ErrorCode::InvalidArgument, "from 1 to 999", [&] { map.learnAlso({1000}, kA); });
    for (const char* text : {"", "x", "0", "-1", "1000", "1x", "99999999999"}) {
        expectError(ErrorCode::InvalidArgument, "is no slot number", [&] { parseSlotNumber(text); });
    }
    EXPECT_EQ(parseSlotNumber("17"), SlotNumber{17});
}

TEST(SlotMap, RefusesToLearnWhatItCouldNotReadAgain)
{
    SlotMap map;
    expectError(ErrorCode::InvalidArgument, "is no port", [&] { map.learn({1}, Port{"a\"b"}); });
}

TEST(SlotMap, IsReadAsItWasSaved)
{
    const TempFolder folder;
    SlotMap map;
    map.learn({2}, kB);
    map.learn({1}, kA);
    map.learnAlso({1}, kVirtual);
    const fs::path file = folder.path() / "etc" / "slots.toml";
    map.save(file);
    EXPECT_EQ(SlotMap::load(file), map);
    struct stat state {
    };
    ASSERT_EQ(::stat(file.c_str(), &state), 0);
    EXPECT_EQ(state.st_mode & 0777U, 0644U);
}

TEST(SlotMap, LeavesTheOldFileWhereItCannotWriteTheNewOne)
{
    const TempFolder folder;
    SlotMap map;
    map.learn({1}, kA);
    map.save(folder / "slots.toml");
    fs::create_directory(folder / "in-the-way");
    EXPECT_THROW(map.save(folder / "slots.toml/slots.toml"), std::exception);
    EXPECT_EQ(SlotMap::load(folder / "slots.toml"), map);
}

TEST(SlotMap, IsEmptyWithoutAFile)
{
    const TempFolder folder;
    EXPECT_TRUE(SlotMap::load(folder / "slots.toml").empty());
}

TEST(SlotMap, ReadsTheExampleOfItsHeader)
{
    const SlotMap map = SlotMap::parse(R"(# Slots of this station, by `bindery slots learn`.
version = 1

[[slot]]
number = 1
ports = ["usb:0000:00:14.0/1.4.1:1.0/lun0"]

[[slot]]
number = 2
ports = ["usb:0000:00:14.0/1.4.2:1.0/lun0", "usb3:0000:00:14.0/2.2:1.0/lun0"]
)",
                                       "slots.toml");
    EXPECT_EQ(map.slotOf(Port{"usb3:0000:00:14.0/2.2:1.0/lun0"}), SlotNumber{2});
    EXPECT_EQ(SlotMap::parse(map.text(), "again"), map);
}

TEST(SlotMap, RefusesKeysItDoesNotKnowWithTheirLine)
{
    expectRefused("version = 1\nslots = 3\n",
                  "slots.toml, line 2: slots is not known; there are: version, slot");
    expectRefused("version = 1\n[[slot]]\nnumber = 1\nports = [\"udev:a\"]\nport = \"udev:b\"\n",
                  "line 5: port is not known; there are: number, ports");
}

TEST(SlotMap, RefusesWhatIsNoSlot)
{
    expectRefused("version = 1\n[[slot]\n", "line 2: not TOML");
    expectRefused("[[slot]]\nnumber = 1\nports = [\"udev:a\"]\n", "version is not 1");
    expectRefused("version = 2\n", "line 1: version is not 1");
    expectRefused("version = 1\nslot = 3\n", "line 2: slot is not a list of [[slot]] tables");
    expectRefused("version = 1\nslot = []\nx = 1\n", "x is not known");
    expectRefused("version = 1\n[[slot]]\nports = [\"udev:a\"]\n", "slot.number is missing");
    expectRefused("version = 1\n[[slot]]\nnumber = 0\nports = [\"udev:a\"]\n",
                  "line 3: slot.number is not a number");
    expectRefused("version = 1\n[[slot]]\nnumber = \"1\"\nports = [\"udev:a\"]\n",
                  "slot.number is not a number");
    expectRefused("version = 1\n[[slot]]\nnumber = 1\n", "slot.ports is missing");
    expectRefused("version = 1\n[[slot]]\nnumber = 1\nports = []\n", "not a list of at least one port");
    expectRefused("version = 1\n[[slot]]\nnumber = 1\nports = [3]\n", "not a text");
    expectRefused("version = 1\n[[slot]]\nnumber = 1\nports = [\"/dev/sda\"]\n",
                  R"(line 4: slot.ports: "/dev/sda" is no port)");
}

TEST(SlotMap, RefusesASlotOrAPortThatIsThereTwice)
{
    expectRefused("version = 1\n[[slot]]\nnumber = 1\nports = [\"udev:a\"]\n[[slot]]\nnumber = 1\nports = "
                  "[\"udev:b\"]\n",
                  "line 6: slot 1 is there already");
    expectRefused("version = 1\n[[slot]]\nnumber = 1\nports = [\"udev:a\"]\n[[slot]]\nnumber = 2\nports = "
                  "[\"udev:a\"]\n",
                  "line 7: udev:a is there already, for slot 1");
}

TEST(SlotsFile, IsOfTheMachineOnlyForTheStateOfTheMachine)
{
    EXPECT_EQ(slotsFile("/var/lib/bindery"), "/etc/bindery/slots.toml");
    EXPECT_EQ(slotsFile("/var/lib/bindery", "/tmp/settings"), "/tmp/settings/slots.toml");
    EXPECT_EQ(slotsFile("/tmp/try"), "/tmp/try/slots.toml");
    EXPECT_EQ(slotsFile("/tmp/try", "/tmp/settings"), "/tmp/try/slots.toml");
    EXPECT_EQ(slotsFile("state"), "state/slots.toml");
}
