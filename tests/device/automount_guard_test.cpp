// SPDX-License-Identifier: Apache-2.0
#include "base/file.h"
#include "base/unique_fd.h"
#include "device/automount_guard.h"
#include "support/expect_error.h"
#include "support/temp_folder.h"

#include <algorithm>
#include <array>
#include <csignal>
#include <filesystem>
#include <iterator>
#include <string>
#include <vector>

#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace bindery;
using namespace bindery::device;
using namespace bindery::test;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
namespace fs = std::filesystem;

namespace
{

class AutomountGuardRule : public ::testing::Test
{
protected:
    GuardPlaces places() const { return {folder / "rules.d", folder / "locks", folder / "no-udevd"}; }
    std::vector<fs::path> filesIn(const std::string& name) const
    {
        std::vector<fs::path> files;
        if (fs::exists(folder / name)) {
            for (const auto& entry : fs::directory_iterator(folder / name)) {
                files.push_back(entry.path());
            }
        }
        return files;
    }
    static UniqueFd listenAt(const fs::path& file)
    {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        const std::string name = file.string();
        EXPECT_LT(name.size(), sizeof address.sun_path);
        std::copy(name.begin(), name.end(), std::begin(address.sun_path));
        UniqueFd socket(::socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0));
        EXPECT_EQ(::bind(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
        EXPECT_EQ(::listen(socket.get(), 1), 0);
        return socket;
    }
    /// A line that is killed while it guards `guarded`, as a power cut or SIGKILL would end it.
    void crashWhileGuarding(const std::vector<GuardMatch>& guarded) const
    {
        std::array<int, 2> ready{};
        ASSERT_EQ(::pipe(ready.data()), 0);
        const pid_t child = ::fork();
        ASSERT_GE(child, 0);
        if (child == 0) {
            const AutomountGuard guard(guarded, places());
            static_cast<void>(!::write(ready[1], "x", 1));
            for (;;) {
                ::pause();
            }
        }
        ::close(ready[1]);
        char byte = 0;
        EXPECT_EQ(::read(ready[0], &byte, 1), 1) << "the child put its rule in place";
        ::close(ready[0]);
        ::kill(child, SIGKILL);
        ::waitpid(child, nullptr, 0);
    }

    const TempFolder folder;
    const std::vector<GuardMatch> slots{{"ID_PATH", "pci-0000:00:14.0-usb-0:1.4:1.0-scsi-0:0:0:0"}};
};

} // namespace

TEST_F(AutomountGuardRule, IsThereWhileTheGuardLivesAndRemovedWithIt)
{
    {
        const AutomountGuard guard(slots, places());
        EXPECT_EQ(readTextFile(guard.ruleFile()), automountRules(slots));
        EXPECT_EQ(guard.ruleFile().extension(), ".rules");
    }
    EXPECT_THAT(filesIn("rules.d"), IsEmpty());
    EXPECT_THAT(filesIn("locks"), IsEmpty());
}

TEST_F(AutomountGuardRule, ChangesWithTheSlots)
{
    AutomountGuard guard(slots, places());
    const std::vector<GuardMatch> others{{"BINDERY_PORT", "virtual/2"}};
    guard.guard(others);
    EXPECT_EQ(readTextFile(guard.ruleFile()), automountRules(others));
}

TEST_F(AutomountGuardRule, WaitsForTheNextUdevdWhereOneWasKilled)
{
    GuardPlaces deserted = places();
    deserted.udevControl = folder / "control";
    deserted.udevadm = "/bin/false"; // nobody answers
    listenAt(deserted.udevControl);
    ASSERT_TRUE(fs::exists(deserted.udevControl)) << "as after SIGKILL";
    const AutomountGuard guard(slots, deserted);
    EXPECT_TRUE(fs::exists(guard.ruleFile()));
}

TEST_F(AutomountGuardRule, IsToldAgainWhereUdevdWasBusyWithAnother)
{
    GuardPlaces busy = places();
    busy.udevControl = folder / "control";
    const UniqueFd udevd = listenAt(busy.udevControl);
    busy.udevadm = folder / "udevadm";
    // refused twice, as a queue that is full does
    replaceFile(busy.udevadm,
                asBytes("#!/bin/sh\necho x >> " + (folder / "calls").string() + "\n[ $(wc -l < " +
                        (folder / "calls").string() + ") -gt 2 ]\n"),
                0700);
    const AutomountGuard guard(slots, busy);
    EXPECT_EQ(readTextFile(folder / "calls"), "x\nx\nx\n");
}

TEST_F(AutomountGuardRule, OfACrashedLineIsCleanedByTheNextGuard)
{
    crashWhileGuarding({{"BINDERY_PORT", "of the dead"}});
    ASSERT_THAT(filesIn("rules.d"), SizeIs(1));
    const AutomountGuard guard(slots, places());
    ASSERT_THAT(filesIn("rules.d"), SizeIs(1));
    EXPECT_THAT(readTextFile(filesIn("rules.d").front()), Not(HasSubstr("of the dead")));
}

TEST_F(AutomountGuardRule, ThatALineWroteWhenItWasKilledIsCleanedByTheNextGuard)
{
    makeFolders(places().rules);
    const fs::path unfinished = places().rules / "90-bindery-slots-3.rules.new-0123456789abcdef";
    replaceFile(unfinished, asBytes("ENV{DEV"));
    const AutomountGuard guard(slots, places());
    EXPECT_THAT(filesIn("rules.d"), ElementsAre(guard.ruleFile()));
}

TEST_F(AutomountGuardRule, OfALivingOwnerIsLeftAlone)
{
    const AutomountGuard first(slots, places());
    {
        const AutomountGuard second({{"BINDERY_PORT", "virtual/1"}}, places());
        EXPECT_NE(first.ruleFile(), second.ruleFile());
        EXPECT_THAT(filesIn("rules.d"), SizeIs(2));
    }
    EXPECT_EQ(readTextFile(first.ruleFile()), automountRules(slots));
}

TEST_F(AutomountGuardRule, LeavesFilesOfOthersAlone)
{
    makeFolders(places().rules);
    replaceFile(places().rules / "90-bindery-slots-x.rules", asBytes("# a person's\n"));
    {
        const AutomountGuard guard(slots, places());
    }
    EXPECT_TRUE(fs::exists(places().rules / "90-bindery-slots-x.rules"));
}

TEST_F(AutomountGuardRule, IsNotLeftBehindWhenASlotCannotBeMatched)
{
    expectError(ErrorCode::InvalidArgument, "cannot be quoted", [&] {
        const AutomountGuard guard({{"ID_PATH", "a\"b"}}, places());
    });
    EXPECT_THAT(filesIn("rules.d"), IsEmpty());
}

TEST(AutomountRules, IgnoreTheDisksOfTheSlotsAndTheirPartitions)
{
    const std::string rules = automountRules({{"ID_PATH", "usb-1"}, {"KERNELS", "1-1.4:1.0"}});
    EXPECT_THAT(rules, HasSubstr(R"(ENV{DEVTYPE}=="disk", ENV{ID_PATH}=="usb-1", ENV{BINDERY_GUARDED}="1")"));
    EXPECT_THAT(rules, HasSubstr(R"(ENV{DEVTYPE}=="disk", KERNELS=="1-1.4:1.0", ENV{BINDERY_GUARDED}="1")"));
    EXPECT_THAT(rules, HasSubstr(R"(IMPORT{parent}="BINDERY_GUARDED")"));
    EXPECT_THAT(rules, HasSubstr(R"(ENV{UDISKS_IGNORE}="1", ENV{UDISKS_AUTO}="0")"));
}

TEST(AutomountRules, TakePatternsLiterally)
{
    EXPECT_THAT(automountRules({{"BINDERY_PORT", "a*b?c[d]"}}), HasSubstr(R"(=="a[*]b[?]c[[]d]")"));
}

TEST(AutomountRules, RefuseWhatNoRuleCanHold)
{
    for (const char* value : {"a\"b", "a\\b", "a|b", "a\nb", "\xc3\xa4", ""}) {
        expectError(ErrorCode::InvalidArgument, "ID_PATH", [&] { automountRules({{"ID_PATH", value}}); });
    }
    for (const char* key : {"", "A}==\"\", RUN", "ID PATH"}) {
        expectError(ErrorCode::InvalidArgument, "not a property's name", [&] {
            automountRules({{key, "x"}});
        });
    }
}
