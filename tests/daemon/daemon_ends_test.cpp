// SPDX-License-Identifier: Apache-2.0
// How the real daemon begins and ends: on request, by force in the middle of a card, and not at all.
#include "base/file.h"
#include "base/process.h"
#include "daemon/daemon_test.h"
#include "db/records.h"

#include <csignal>
#include <filesystem>

namespace bindery::daemon::test
{

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

namespace
{

namespace fs = std::filesystem;

constexpr std::chrono::seconds kPatience{60};

std::vector<db::StoredAttempt> attemptsIn(const fs::path& state)
{
    return db::Records::openReadOnly(db::StateFolder(state)).findAttempts({});
}

} // namespace

class DaemonEnd : public DaemonTest
{
protected:
    void beginCardIn(int slot)
    {
        beginOrder({"--pace", "20"});
        insertReady(slot);
        station().Start(static_cast<std::uint32_t>(slot));
        client().awaitSlot(slot, "writing");
    }
    void startAgain()
    {
        daemon().start();
        client().awaitStation();
    }
    ProcessResult runDaemon(std::vector<std::string> options)
    {
        std::vector<std::string> arguments{"env", "DBUS_SESSION_BUS_ADDRESS=" + address(), BINDERYD};
        arguments.insert(arguments.end(), options.begin(), options.end());
        return runProgram(arguments, kPatience);
    }
    void expectConfigurationError(const std::string& text, const std::string& place)
    {
        const fs::path config = folder() / "config";
        fs::create_directories(config);
        replaceFile(config / "station.toml", asBytes(text));
        const ProcessResult result =
            runDaemon({"--session", "--config", config.string(), "--state", (folder() / "other").string()});
        EXPECT_EQ(result.exitStatus, 2) << result.output;
        EXPECT_THAT(result.output, HasSubstr((config / "station.toml").string() + ":" + place));
        EXPECT_FALSE(fs::exists(folder() / "other")) << "nothing is begun with settings that do not hold";
    }
};

TEST_F(DaemonEnd, IsCleanWhenItIsAskedFor)
{
    beginCardIn(1);
    EXPECT_EQ(daemon().end(SIGTERM), 0) << daemon().said();
    const std::vector<db::StoredAttempt> attempts = attemptsIn(state());
    ASSERT_EQ(attempts.size(), 1U);
    EXPECT_EQ(attempts.front().result, db::AttemptResult::Cancelled);
    EXPECT_TRUE(attempts.front().ended.has_value());
}

TEST_F(DaemonEnd, OfNothingIsClean)
{
    begin();
    EXPECT_EQ(daemon().end(SIGTERM), 0) << daemon().said();
}

TEST_F(DaemonEnd, ByForceLeavesAnInterruptedAttemptAndAPausedLine)
{
    beginCardIn(1);
    EXPECT_EQ(daemon().end(SIGKILL), 128 + SIGKILL);
    client().await("the clients see it go", [&] { return !client().isStationThere(); });
    startAgain();
    EXPECT_EQ(station().OrderNumber(), kDemoOrder);
    client().await("the line is signed out", [&] { return station().State() == "signed out"; });
    station().SignIn(kDemoOperator, "");
    client().await("the line is paused", [&] { return station().State() == "paused"; });
    EXPECT_THAT(station().Reason(), HasSubstr("1 attempt was interrupted"));
    const std::vector<db::StoredAttempt> attempts = attemptsIn(state());
    ASSERT_EQ(attempts.size(), 1U);
    EXPECT_EQ(attempts.front().result, db::AttemptResult::Interrupted);
    station().Insert(2, "blank");
    client().awaitSlot(2, "ready");
    station().Resume();
    station().Start(2);
    client().awaitSlot(2, "passed");
}

TEST_F(DaemonEnd, IsSeenByClientsThatFindTheNextOne)
{
    begin();
    const std::size_t before = client().owners().size();
    daemon().end(SIGKILL);
    startAgain();
    client().await("both changes are told", [&] { return client().owners().size() >= before + 2; });
    const std::vector<std::string> owners = client().owners();
    EXPECT_EQ(owners[before], "");
    EXPECT_NE(owners[before + 1], "");
    station().SignIn(kDemoOperator, "");
    EXPECT_EQ(station().Person(), kDemoOperator) << "the same proxies serve";
}

TEST_F(DaemonEnd, SignsWhoeverWasThereOut)
{
    begin();
    station().SignIn(kDemoOperator, "");
    daemon().end(SIGKILL);
    startAgain();
    EXPECT_EQ(station().Person(), "");
    expectRefusal("NeedsRoot", "nobody is signed in", [&] { station().UseOrder(kDemoOrder, ""); });
}

TEST_F(DaemonEnd, DoesNotHideAFault)
{
    beginCardIn(3);
    station().Break(3, "write");
    client().awaitSlot(3, "failed");
    const std::string attempt = client().slot(3).Attempt();
    const std::string reason = client().slot(3).Reason();
    daemon().end(SIGKILL);
    startAgain();
    station().SignIn(kDemoOperator, "");
    client().awaitSlot(3, "failed");
    EXPECT_TRUE(client().slot(3).NeedsAcknowledgement());
    EXPECT_EQ(client().slot(3).Attempt(), attempt);
    EXPECT_EQ(client().slot(3).FailuresInARow(), 1U);
    EXPECT_THAT(client().slot(3).Reason(), HasSubstr(reason));
    expectRefusal("Conflict", "slot 3", [&] { station().LeaveOrder(); });
    station().Acknowledge(3);
    client().awaitSlot(3, "empty");
    EXPECT_EQ(daemon().end(SIGTERM), 0);
    startAgain();
    client().await("the line is taken up", [&] { return station().OrderNumber() == kDemoOrder; });
    EXPECT_EQ(client().slot(3).State(), "empty") << "what was acknowledged stays so";
}

TEST_F(DaemonEnd, OfTheLineComesWhenANewerBinderyMigratesTheRecords)
{
    beginCardIn(1);
    const auto sqlite = [&](const std::string& sql) {
        const ProcessResult result = runProgram(
            {"sqlite3", "-bail", "-cmd", ".timeout 5000", db::StateFolder(state()).database().string(), sql},
            kPatience);
        EXPECT_EQ(result.exitStatus, 0) << result.output;
        return result.output.substr(0, result.output.find('\n'));
    };
    const std::string known = sqlite("PRAGMA user_version");
    sqlite("PRAGMA user_version = " + std::to_string(std::stoi(known) + 1));
    const std::string events = sqlite("SELECT count(*) FROM audit_event");
    client().await("the line has ended",
                   [&] { return station().State() == "stopped" && station().OrderNumber().empty(); });
    EXPECT_THAT(station().Reason(), AllOf(HasSubstr("migrated to schema"), HasSubstr("restart binderyd")));
    EXPECT_NE(client().slot(1).State(), "passed");
    expectRefusal("Busy", "restart binderyd", [&] { station().UseOrder(kDemoOrder, ""); });
    expectRefusal("Busy", "restart binderyd", [&] { station().SignIn(kEngineer, ""); });
    EXPECT_EQ(station().State(), "stopped");
    EXPECT_EQ(sqlite("SELECT count(*) FROM audit_event"), events) << "nothing more was written";
    EXPECT_EQ(daemon().end(SIGTERM), 0) << daemon().said();
    sqlite("PRAGMA user_version = " + known); // as if the newer one were started: it knows this schema
    startAgain();
    const std::vector<db::StoredAttempt> attempts = attemptsIn(state());
    ASSERT_EQ(attempts.size(), 1U);
    EXPECT_EQ(attempts.front().result, db::AttemptResult::Interrupted);
    EXPECT_EQ(station().OrderNumber(), kDemoOrder);
}

TEST_F(DaemonEnd, OfASecondOneTellsThatTheFirstRuns)
{
    begin();
    copyStateOfDemo(folder() / "second");
    const ProcessResult second =
        runDaemon({"--session", "--demo", "--state", (folder() / "second").string()});
    EXPECT_NE(second.exitStatus, 0);
    EXPECT_THAT(second.output, AllOf(HasSubstr("org.bindery.Station"), HasSubstr("another binderyd runs")));
    expectAlive();
}

TEST_F(DaemonEnd, OfADemoOnTheSystemBusIsItsBeginning)
{
    const ProcessResult result = runDaemon({"--demo", "--state", state().string()});
    EXPECT_EQ(result.exitStatus, 2);
    EXPECT_THAT(result.output, HasSubstr("binderyd --session --demo"));
}

TEST_F(DaemonEnd, WithoutABusSaysHowToHaveOne)
{
    const ProcessResult result = runProgram({"env", "DBUS_SESSION_BUS_ADDRESS=unix:path=/nowhere", BINDERYD,
                                             "--session", "--demo", "--state", state().string()},
                                            kPatience);
    EXPECT_NE(result.exitStatus, 0);
    EXPECT_THAT(result.output, HasSubstr("dbus-run-session"));
}

TEST_F(DaemonEnd, OfAWrongConfigurationTellsLineAndColumn)
{
    expectConfigurationError("version = 1\n[line]\nstall_limit_seconds = \"long\"\n", "3:23:");
    expectConfigurationError("version = 1\n\n[station]\nnmae = \"x\"\n", "4:1:");
    expectConfigurationError("version = 1\n[bench\n", "2:");
}

} // namespace bindery::daemon::test
