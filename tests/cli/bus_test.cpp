// SPDX-License-Identifier: Apache-2.0
// The command line at a real daemon, which makes its cards in simulated slots.
#include "base/file.h"
#include "base/process.h"
#include "cli/demo_daemon.h"
#include "daemon/demo_station.h"
#include "golden/disk_images.h"

#include <algorithm>
#include <csignal>

#include <gmock/gmock.h>

namespace bindery::test
{

namespace
{

using daemon::kDemoApprover;
using daemon::kDemoOperator;
using daemon::kDemoOrder;
using daemon::kDemoSupervisor;
using ::testing::HasSubstr;
using ::testing::Not;

class BusVerbs : public DemoDaemon
{
protected:
    Json slotBeingTaught() const { return json({"station", "status"}).at("station").at("learning_slot"); }
    /// Each look takes a moment, and fails in the end.
    void awaitLesson() const
    {
        for (int looks = 0; slotBeingTaught().is_null(); ++looks) {
            ASSERT_LT(looks, 1000) << "the lesson does not begin";
        }
    }
};

class BusVerbsWithoutADaemon : public DemoDaemon
{
protected:
    BusVerbsWithoutADaemon() : DemoDaemon(false) {}
};

} // namespace

TEST_F(BusVerbs, MakeAWholeOrderWithMixedResults)
{
    said({"station", "sign-in", kDemoOperator});
    said({"order", "new", "MIX-1", "--golden", "demo", "--target", "8", "--start-on-insertion"});
    said({"order", "release", "MIX-1"});
    EXPECT_THAT(said({"line", "use", "MIX-1"}), HasSubstr("Order MIX-1: 0 of 8 passed"));
    WatchedLine watch(setting());
    insert(2);
    breakCard(2, "write");
    for (const int slot : {1, 3, 4}) {
        insert(slot);
    }
    watch.awaitAttempts(4);
    watch.awaitSlot(2, "failed");
    EXPECT_THAT(said({"line", "status"}), HasSubstr("3 of 8 passed, 1 failed"));
    said({"line", "acknowledge", "2"});
    for (const int slot : {1, 2, 3, 4}) {
        remove(slot);
        watch.awaitSlot(slot, "empty");
    }

    insert(1, "data");
    insert(2, "small");
    watch.awaitSlot(1, "refused");
    watch.awaitSlot(2, "refused");
    said({"line", "allow", "1"});
    remove(2);
    insert(2);
    insert(3);
    insert(4);
    watch.awaitAttempts(8);
    remove(4);
    watch.awaitSlot(4, "empty");
    insert(4);
    watch.awaitAttempts(9);
    watch.awaitLine("full");

    const Json order = json({"line", "status"}).at("line").at("order");
    EXPECT_EQ(order.at("passed"), 8);
    EXPECT_EQ(order.at("failed"), 1);
    EXPECT_EQ(json({"records", "list", "--order", "MIX-1"}).at("attempts").size(), 9U);
    EXPECT_EQ(json({"records", "list", "--order", "MIX-1", "--result", "failed"}).at("attempts").size(), 1U);
    EXPECT_EQ(watch.end(SIGINT).status, 0);
    said({"line", "leave"});
    EXPECT_THAT(said({"order", "close", "MIX-1", "--void-unused", "the failed card's"}),
                HasSubstr("8 made, 0 scrapped"));
}

TEST_F(BusVerbs, SignABadgeInAndOut)
{
    EXPECT_THAT(said({"station", "status"}), HasSubstr("nobody: bindery station sign-in"));
    EXPECT_THAT(said({"station", "sign-in", kDemoOperator}), HasSubstr("as operator"));
    EXPECT_EQ(json({"station", "status"}).at("station").at("person").at("badge"), kDemoOperator);
    said({"station", "sign-out"});
    EXPECT_TRUE(json({"station", "status"}).at("station").at("person").is_null());
}

TEST_F(BusVerbs, TakeThePinOfASupervisorFromStandardInput)
{
    EXPECT_THAT(said({"station", "sign-in", kDemoSupervisor}, "1234\n"), HasSubstr("as supervisor"));
    const ProgramRun wrong = run({"station", "sign-in", kDemoApprover}, "4321\n");
    EXPECT_EQ(wrong.status, 6);
    EXPECT_THAT(wrong.err, HasSubstr("not the PIN"));
    const ProgramRun none = run({"station", "sign-in", kDemoApprover});
    EXPECT_EQ(none.status, 2);
    EXPECT_THAT(none.err, HasSubstr("holds no PIN"));
}

TEST_F(BusVerbs, AskForAPinAtATerminalWithoutShowingIt)
{
    ProgramSetting terminal = setting();
    terminal.terminalColumns = 80;
    const ProgramRun run = runBindery({"station", "sign-in", "nobody-known"}, terminal);
    EXPECT_EQ(run.status, 1); // nobody is asked for the PIN of a badge that is not there
    EXPECT_THAT(run.out, HasSubstr("nobody with the badge"));
    EXPECT_THAT(run.out, Not(HasSubstr("PIN of")));
}

TEST_F(BusVerbs, KeepTheCodeOfAnErrorOfTheDaemon)
{
    refused({"line", "start", "1"}, 6, "sign in");
    signIn(kDemoOperator);
    refused({"line", "use", "NO-SUCH"}, 1, "NO-SUCH");
    refused({"line", "leave"}, 3, "works on no order");
    refused({"line", "reopen", "1", "why", "not"}, 6, "supervisor");
    const ProgramRun json = run({"line", "leave", "--json"});
    EXPECT_EQ(parseJson(json.out, "output").at("error").at("code"), "Conflict");
}

TEST_F(BusVerbs, LeadAnOrderFromADraftToItsEnd)
{
    signIn(kDemoOperator);
    replaceFile(in("serials"), asBytes("serial\nL-1\nL-2\n"));
    EXPECT_THAT(said({"order", "new", "L", "--golden", "demo", "--serials", "list", "--size-at-least",
                      "64MiB", "--yield-limit", "90"}),
                HasSubstr("Next: bindery order release L"));
    EXPECT_THAT(said({"order", "serials", "add", "L", in("serials").string()}), HasSubstr("Added 2 serials"));
    said({"order", "release", "L"});
    said({"order", "open", "L"});
    EXPECT_THAT(said({"order", "show", "L"}), HasSubstr("under a yield of 90 %"));
    said({"order", "pause", "L"});
    EXPECT_THAT(said({"order", "list"}), HasSubstr("paused"));
    refused({"order", "close", "L"}, 3, "L-1");
    const Json closed = json({"order", "close", "L", "--void-unused", "cut short"});
    EXPECT_EQ(closed.at("voided"), 2);
    EXPECT_EQ(closed.at("reconciliation").at("void"), 2);
    refused({"order", "show", "M"}, 1, "bindery order list");
}

TEST_F(BusVerbs, TeachASlotByTheCardThatIsPutIn)
{
    signIn(kDemoSupervisor);
    const std::string port = json({"slots", "list"}).at("slots").at(3).at("port");
    said({"station", "forget", "4"});
    EXPECT_EQ(json({"slots", "list"}).at("slots").size(), 3U);
    RunningBindery lesson({"station", "learn", "9"}, setting());
    awaitLesson();
    insert(4);
    EXPECT_EQ(lesson.lineWith("Slot 9 is"), "Slot 9 is " + port + ".");
}

TEST_F(BusVerbs, EndALessonAtCtrlC)
{
    signIn(kDemoSupervisor);
    RunningBindery lesson({"station", "learn", "9"}, setting());
    awaitLesson();
    EXPECT_EQ(lesson.end(SIGINT).status, 7);
    EXPECT_TRUE(slotBeingTaught().is_null());
}

TEST_F(BusVerbs, StageAnImageThatAnotherSupervisorApproves)
{
    const TempFolder work;
    makeSystemImage(in("system.img"), work.path(), mib(24));
    signIn(kDemoSupervisor);
    EXPECT_THAT(said({"golden", "stage", in("system.img").string(), "--recipe", "generic", "--name", "pi"}),
                HasSubstr("Next: bindery golden approve pi@"));
    refused({"golden", "approve", "pi"}, 6, "");
    signIn(kDemoApprover);
    EXPECT_THAT(said({"golden", "approve", "pi"}), HasSubstr("Cards may be made from it"));
    EXPECT_THAT(said({"golden", "list"}), HasSubstr("approved"));
    refused({"golden", "remove", "pie"}, 1, "pi@");
    EXPECT_THAT(said({"golden", "remove", "pi"}), HasSubstr("Removed pi@"));
    refused({"golden", "stage", in("system.img").string(), "--recipe", "generic", "-m", "2"}, 2,
            "do not go over the bus");
}

TEST_F(BusVerbs, TellHowAJobFailed)
{
    replaceFile(in("noise.img"), asBytes("this is no image\n"));
    signIn(kDemoSupervisor);
    const ProgramRun failed = run({"golden", "stage", in("noise.img").string(), "--recipe", "generic"});
    EXPECT_EQ(failed.status, 1);
    const Json error = parseJson(
        run({"golden", "stage", in("noise.img").string(), "--recipe", "generic", "--json"}).out, "output");
    EXPECT_EQ(error.at("error").at("code"), "BadImage");
}

TEST_F(BusVerbs, ExportWhatIsOnRecord)
{
    signIn(kDemoOperator);
    said({"line", "use", kDemoOrder});
    WatchedLine watch(setting());
    insert(1);
    watch.awaitSlot(1, "ready");
    said({"line", "start", "1"});
    watch.awaitAttempts(1);
    said({"records", "export", in("all.csv").string()});
    EXPECT_THAT(readTextFile(in("all.csv")), HasSubstr(std::string(kDemoOrder) + "-000001"));
    said({"records", "export", in("all.jsonl").string(), "--format", "jsonl", "--order", kDemoOrder});
    EXPECT_EQ(parseJson(readTextFile(in("all.jsonl")), "the export").at("result"), "passed");
    refused({"records", "export", in("all.csv").string()}, 3, "exists already");
    said({"audit", "export", in("trail.tar").string()});
    ASSERT_EQ(
        runProgram({"tar", "-xf", in("trail.tar").string(), "-C", in("").string()}, std::chrono::seconds(30))
            .exitStatus,
        0);
    EXPECT_THAT(said({"audit", "verify", in("bindery-audit").string()}), HasSubstr("All holds"));
    EXPECT_THAT(said({"records", "show", std::string(kDemoOrder) + "-000001"}), HasSubstr("Keyslot"));
}

TEST_F(BusVerbs, LeaveNoFileOfAnExportThatWasRefused)
{
    refused({"audit", "export", in("trail.tar").string()}, 6, "sign in");
    EXPECT_FALSE(std::filesystem::exists(in("trail.tar")));
}

TEST_F(BusVerbs, ArmAndDisarmTheBench)
{
    signIn(kDemoOperator);
    EXPECT_THAT(said({"bind", "bench"}), HasSubstr("not armed"));
    EXPECT_THAT(said({"bind", "arm", "--policy", "open"}), HasSubstr("armed by OPERATOR-1, policy open"));
    EXPECT_TRUE(json({"bind", "bench"}).at("bench").at("armed"));
    refused({"bind", "arm"}, 3, "armed already");
    refused({"bind", "arm", "--policy", "list"}, 2, "--list FILE");
    EXPECT_THAT(said({"bind", "disarm"}), HasSubstr("not armed"));
}

TEST_F(BusVerbs, WatchGoesOnWhenTheDaemonWasStartedAgain)
{
    WatchedLine watch(setting());
    watch.awaitSlot(4, "empty");
    endDaemon();
    watch.awaitDaemon(false);
    startDaemon();
    watch.awaitDaemon(true);
    insert(3);
    watch.awaitSlot(3, "ready");
    EXPECT_EQ(watch.end(SIGINT).status, 0);
}

TEST_F(BusVerbs, WatchSaysALineForEachChangeToPeople)
{
    RunningBindery watch({"line", "watch"}, setting());
    watch.lineWith("slot 1: empty");
    signIn(kDemoOperator);
    EXPECT_EQ(watch.lineWith("signed in"), "signed in: OPERATOR-1, operator");
    endDaemon();
    EXPECT_EQ(watch.lineWith("gone"), "The station's daemon is gone: waiting for it.");
    EXPECT_EQ(watch.end(SIGTERM).status, 0);
}

TEST_F(BusVerbsWithoutADaemon, SayTheCure)
{
    refused({"station", "status"}, 1, "binderyd --session --demo");
    refused({"line", "watch"}, 1, "no station answers on the session bus");
}

TEST_F(BusVerbsWithoutADaemon, SayTheCureOfASystemBusThatIsNotThere)
{
    ProgramSetting system = setting();
    system.environment["DBUS_SYSTEM_BUS_ADDRESS"] = "unix:path=" + in("no-bus").string();
    const ProgramRun none = runBindery({"line", "status", "--bus", "system"}, system);
    EXPECT_EQ(none.status, 1);
    EXPECT_THAT(none.err, HasSubstr("there is no system bus"));
    system.environment["DBUS_SYSTEM_BUS_ADDRESS"] = system.environment["DBUS_SESSION_BUS_ADDRESS"];
    const ProgramRun empty = runBindery({"line", "status", "--bus", "system"}, system);
    EXPECT_EQ(empty.status, 1);
    EXPECT_THAT(empty.err, HasSubstr("systemctl start binderyd"));
}

TEST(BusOption, ContradictsAStateFolder)
{
    const auto expectUsage = [](const Arguments& arguments, const std::string& part) {
        const ProgramRun run = runBindery(arguments);
        EXPECT_EQ(run.status, 2) << ::testing::PrintToString(arguments) << run.err;
        EXPECT_THAT(run.err, HasSubstr(part));
    };
    expectUsage({"order", "list", "--bus", "session", "--state", "/tmp"}, "not both");
    expectUsage({"line", "status", "--state", "/tmp"}, "call it without --state");
    expectUsage({"golden", "show", "pi", "--bus", "system"}, "works on the state folder alone");
    expectUsage({"order", "open", "1", "--bus", "session", "--actor", "op-7"},
                "bindery station sign-in op-7");
    expectUsage({"order", "list", "--bus", "school"}, "school");
}

TEST(BusOption, OfTheEnvironmentGivesWayToAStateFolder)
{
    const TempFolder folder;
    ProgramSetting setting{folder / "state"};
    setting.environment["BINDERY_BUS"] = "session";
    EXPECT_THAT(runBindery({"order", "list"}, setting).err, HasSubstr("there is no state folder"));
    setting.environment["BINDERY_BUS"] = "school";
    setting.state.clear();
    const ProgramRun wrong = runBindery({"order", "list"}, setting);
    EXPECT_EQ(wrong.status, 2);
    EXPECT_THAT(wrong.err, HasSubstr("BINDERY_BUS is \"school\""));
}

TEST_F(BusVerbs, SayJsonOfTheirSchemas)
{
    std::filesystem::create_directory(in("outputs"));
    int number = 0;
    const auto keepText = [&](const std::string& schema, const std::string& text) {
        replaceFile(in("outputs") / (schema + "." + std::to_string(++number)), asBytes(text));
    };
    const auto keep = [&](const std::string& schema, const Arguments& arguments) {
        keepText(schema, json(arguments).dump());
    };
    const TempFolder work;
    makeSystemImage(in("system.img"), work.path(), mib(24));
    WatchedLine watch(setting());
    keep("station-sign-in", {"station", "sign-out"});
    keep("station-sign-in", {"station", "sign-in", kDemoOperator});
    keep("station-status", {"station", "status"});
    keep("line-status", {"line", "status"});
    keep("line-act", {"line", "use", kDemoOrder});
    insert(1);
    watch.awaitSlot(1, "ready");
    keep("line-act", {"line", "start", "1"});
    watch.awaitAttempts(1);
    insert(2, "small");
    watch.awaitSlot(2, "refused");
    keep("line-status", {"line", "status"});
    keep("bus-slots-list", {"slots", "list"});
    keep("line-act", {"line", "pause", "lunch", "break"});
    keep("line-check-slot", {"line", "check-slot", "known good", "1"});
    keep("records-list", {"records", "list"});
    keep("records-show", {"records", "show", std::string(kDemoOrder) + "-000001"});
    keep("records-export", {"records", "export", in("x.csv").string()});
    keep("bus-audit-export", {"audit", "export", in("x.tar").string()});
    keep("order-act", {"order", "new", "S-1", "--golden", "demo"});
    keep("order-list", {"order", "list"});
    keep("order-show", {"order", "show", kDemoOrder});
    keep("bind-bench", {"bind", "arm", "--policy", "open"});
    keep("bind-bench", {"bind", "bench"});
    keep("bind-confirm", {"bind", "confirm", "--module", "M-1", "--pi", "P-1"});
    keep("line-act", {"line", "leave"});
    signIn(kDemoSupervisor);
    keep("station-slot", {"station", "forget", "4"});
    keep("bus-golden-act",
         {"golden", "stage", in("system.img").string(), "--recipe", "generic", "--name", "pi"});
    keep("bus-golden-list", {"golden", "list"});
    const ProgramRun doctor = run({"station", "doctor", "--json"});
    keepText("doctor", doctor.out);
    endDaemon();
    watch.awaitDaemon(false);
    for (const Json& line : watch.said()) {
        keepText("line-watch", line.dump());
    }
    const char* judge = "import json, pathlib, sys\n"
                        "import jsonschema\n"
                        "schemas = pathlib.Path(sys.argv[1])\n"
                        "for output in sorted(pathlib.Path(sys.argv[2]).iterdir()):\n"
                        "    name = output.name.split('.')[0]\n"
                        "    schema = json.loads((schemas / f'{name}.json').read_text())\n"
                        "    jsonschema.Draft202012Validator.check_schema(schema)\n"
                        "    resolver = jsonschema.RefResolver(schemas.as_uri() + '/', schema)\n"
                        "    try:\n"
                        "        jsonschema.Draft202012Validator(schema, "
                        "resolver=resolver).validate(json.loads(output.read_text()))\n"
                        "    except jsonschema.ValidationError as error:\n"
                        "        sys.exit(f'{name}: {error}')\n";
    const ProcessResult judged = runProgram(
        {"python3", "-c", judge, schemaFolder().string(), in("outputs").string()}, std::chrono::seconds(60));
    EXPECT_EQ(judged.exitStatus, 0) << judged.output;
}

} // namespace bindery::test
