// SPDX-License-Identifier: Apache-2.0
#include "base/json.h"
#include "cli/program.h"
#include "support/temp_folder.h"

#include <algorithm>
#include <fstream>

#include <gmock/gmock.h>
#include <sys/stat.h>

namespace bindery::test
{

namespace
{

using ::testing::HasSubstr;

class Slots : public ::testing::Test
{
protected:
    ProgramRun run(const Arguments& arguments) const
    {
        ProgramSetting setting;
        setting.state = state();
        return runBindery(arguments, setting);
    }
    std::filesystem::path state() const { return m_folder / "state"; }
    /// The slots that were taught, whatever else is plugged into this machine.
    std::vector<std::string> taught() const
    {
        std::vector<std::string> slots;
        const Json list = Json::parse(run({"slots", "list", "--json"}).out);
        for (const Json& row : list.at("slots")) {
            if (!row.at("slot").is_null()) {
                slots.push_back(std::to_string(row.at("slot").get<int>()) + " " +
                                row.at("port").get<std::string>());
            }
        }
        return slots;
    }

private:
    const TempFolder m_folder;
};

} // namespace

TEST_F(Slots, AreTaughtByNameListedAndForgotten)
{
    EXPECT_EQ(run({"slots", "learn", "2", "--port", "udev:virtual/2"}).status, 0);
    EXPECT_EQ(run({"slots", "learn", "1", "--port", "udev:virtual/1"}).status, 0);
    EXPECT_THAT(taught(), ::testing::ElementsAre("1 udev:virtual/1", "2 udev:virtual/2"));
    EXPECT_EQ(run({"slots", "forget", "1"}).status, 0);
    EXPECT_THAT(taught(), ::testing::ElementsAre("2 udev:virtual/2"));
}

TEST_F(Slots, SayWhichSlotAPortWasTakenFrom)
{
    run({"slots", "learn", "1", "--port", "udev:virtual/1"});
    const ProgramRun moved = run({"slots", "learn", "2", "--port", "udev:virtual/1"});
    EXPECT_THAT(moved.out, HasSubstr("Slot 2 is udev:virtual/1, which was slot 1."));
    EXPECT_THAT(taught(), ::testing::ElementsAre("2 udev:virtual/1"));
}

TEST_F(Slots, MayHaveASecondPort)
{
    run({"slots", "learn", "1", "--port", "udev:a"});
    run({"slots", "learn", "1", "--port", "udev:b", "--also"});
    EXPECT_THAT(taught(), ::testing::ElementsAre("1 udev:a", "1 udev:b"));
}

TEST_F(Slots, AreNotMadeByLooking)
{
    EXPECT_EQ(run({"slots", "list"}).status, 0);
    EXPECT_FALSE(std::filesystem::exists(state()));
}

TEST_F(Slots, MakeAStateFolderThatOnlyItsOwnerSees)
{
    run({"slots", "learn", "1", "--port", "udev:a"});
    struct stat found {
    };
    ASSERT_EQ(::stat(state().c_str(), &found), 0);
    EXPECT_EQ(found.st_mode & 0777U, 0700U);
}

TEST_F(Slots, ThatWereNotTaughtCannotBeForgotten)
{
    run({"slots", "learn", "1", "--port", "udev:a"});
    const ProgramRun refused = run({"slots", "forget", "1,2"});
    EXPECT_EQ(refused.status, 1);
    EXPECT_THAT(refused.err, HasSubstr("slot 2 was not taught; nothing was forgotten"));
    EXPECT_THAT(taught(), ::testing::ElementsAre("1 udev:a"));
}

TEST_F(Slots, RefuseWhatIsNoPortOrNoSlot)
{
    EXPECT_EQ(run({"slots", "learn", "1", "--port", "/dev/sda"}).status, 2);
    EXPECT_EQ(run({"slots", "learn", "0", "--port", "udev:a"}).status, 2);
    EXPECT_EQ(run({"slots", "learn", "1,2", "--port", "udev:a"}).status, 2);
    EXPECT_FALSE(std::filesystem::exists(state()));
}

TEST_F(Slots, AreNotChangedWhereTheFileIsNotUnderstood)
{
    std::filesystem::create_directory(state());
    std::ofstream(state() / "slots.toml") << "version = 1\nslits = []\n";
    const ProgramRun refused = run({"slots", "learn", "1", "--port", "udev:a"});
    EXPECT_EQ(refused.status, 1);
    EXPECT_THAT(refused.err, HasSubstr("slots.toml, line 2: slits is not known"));
}

} // namespace bindery::test
