// SPDX-License-Identifier: Apache-2.0
// Images and records at the real daemon: staged by one and approved by another, looked at, and taken away in
// files whose contents others check.
#include "base/file.h"
#include "base/process.h"
#include "daemon/daemon_test.h"
#include "support/small_image.h"

#include <algorithm>
#include <string>

#include <fcntl.h>
#include <unistd.h>

namespace bindery::daemon::test
{

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

namespace
{

namespace fs = std::filesystem;

constexpr std::chrono::seconds kPatience{60};

} // namespace

class DaemonRecords : public DaemonTest
{
protected:
    UniqueFd newFile(const std::string& name) { return openFile(folder() / name, O_RDWR | O_CREAT, 0600); }
    std::string text(const std::string& name) { return readTextFile(folder() / name, mib(16)); }
    void makeCards(std::initializer_list<int> slots)
    {
        for (const int slot : slots) {
            insertReady(slot);
        }
        station().Start(0);
        for (const int slot : slots) {
            client().awaitSlot(slot, "passed");
        }
    }
    /// Where it was unpacked to.
    std::string exportAudit()
    {
        const UniqueFd target = newFile("audit.tar");
        const std::string job = station().ExportAudit({}, sdbus::UnixFd(target.get()));
        EXPECT_EQ(client().awaitJob(job), "done") << client().job(job).Message();
        const ProcessResult unpacked =
            runProgram({"tar", "--extract", "--file", (folder() / "audit.tar").string(), "--directory",
                        folder().path().string()},
                       kPatience);
        EXPECT_EQ(unpacked.exitStatus, 0) << unpacked.output;
        return (folder() / "bindery-audit").string();
    }
    std::string stageSmallImage()
    {
        const bindery::test::SmallGolden golden;
        bindery::test::writeSmallImage(golden, folder() / "small.img");
        const UniqueFd source = openFile(folder() / "small.img", O_RDONLY);
        const std::string job = station().Stage(sdbus::UnixFd(source.get()), "small.img", "generic", "small");
        EXPECT_EQ(client().awaitJob(job), "done") << client().job(job).Message();
        return client().job(job).Result();
    }
};

TEST_F(DaemonRecords, AreLookedAtAndTakenAwayAsTables)
{
    beginOrder();
    makeCards({1, 2});
    const auto attempts = station().FindAttempts({{"order", sdbus::Variant(std::string(kDemoOrder))}}, 10);
    ASSERT_EQ(attempts.size(), 2U);
    EXPECT_EQ(attempts.front().at("result").get<std::string>(), "passed");
    EXPECT_EQ(station().FindAttempts({}, 1).size(), 1U);
    const auto unit = station().Unit("DEMO-1-000001");
    EXPECT_EQ(unit.at("order").get<std::string>(), kDemoOrder);
    expectRefusal("NotFound", "no unit", [&] { station().Unit("DEMO-1-999999"); });

    replaceFile(folder() / "longer", asBytes(std::string(100'000, '#')));
    UniqueFd target = openFile(folder() / "longer", O_RDWR);
    station().ExportTable({}, "csv", sdbus::UnixFd(target.get()));
    const std::string csv = text("longer");
    EXPECT_THAT(csv, AllOf(HasSubstr("DEMO-1-000001"), HasSubstr("DEMO-1-000002"), Not(HasSubstr("#"))));
    EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n'), 3) << "a head, and two attempts";
    target = newFile("lines");
    station().ExportTable({{"serial", sdbus::Variant(std::string("DEMO-1-000002"))}}, "jsonl",
                          sdbus::UnixFd(target.get()));
    EXPECT_THAT(text("lines"),
                AllOf(StartsWith("{"), HasSubstr("DEMO-1-000002"), Not(HasSubstr("DEMO-1-000001"))));
    expectRefusal("InvalidArgument", "csv or jsonl",
                  [&] { station().ExportTable({}, "xls", sdbus::UnixFd(target.get())); });
}

TEST_F(DaemonRecords, AreTakenAwayInAnExportThatTheAuditorsProgramAccepts)
{
    beginOrder();
    makeCards({1});
    station().SignIn(kAuditor, "");
    const std::string folderOfExport = exportAudit();
    const ProcessResult verified =
        runProgram({BINDERY_PROGRAM, "audit", "verify", folderOfExport}, kPatience);
    EXPECT_EQ(verified.exitStatus, 0) << verified.output;
    const std::string events = readTextFile(fs::path(folderOfExport) / "events.jsonl", mib(16));
    for (const char* verb : {"Line1.UseOrder", "Line1.Start", "Records1.ExportAudit"}) {
        EXPECT_THAT(events, HasSubstr(verb)) << "each verb of a person is on record";
    }
    EXPECT_THAT(events, HasSubstr("\"uid\":" + std::to_string(::getuid())));
    EXPECT_THAT(events, Not(HasSubstr(kDemoPin + std::string("\"")))) << "and no PIN";
}

TEST_F(DaemonRecords, OfAnImageNameWhoStagedAndWhoApprovedIt)
{
    begin();
    signInSupervisor();
    const std::string image = stageSmallImage();
    auto seen = client().image(image);
    EXPECT_EQ(seen.State(), "staged");
    EXPECT_EQ(seen.StagedBy(), kDemoSupervisor);
    EXPECT_EQ(seen.Source(), "small.img");
    expectRefusal("NeedsRoot", "another supervisor", [&] { seen.Approve(); });
    expectRefusal("Conflict", "approv", [&] {
        station().New("4711", {{"golden", sdbus::Variant(image)}});
        client().order("/org/bindery/orders/4711").Release();
        station().UseOrder("4711", "");
    });
    station().SignIn(kDemoOperator, "");
    expectRefusal("NeedsRoot", "supervisor", [&] { seen.Approve(); });
    signInSupervisor(kDemoApprover);
    seen.Approve();
    EXPECT_EQ(seen.State(), "approved");
    EXPECT_EQ(seen.ApprovedBy(), kDemoApprover);
    station().UseOrder("4711", "");
    EXPECT_EQ(station().Golden(), image);
}

TEST_F(DaemonRecords, CallAnImageAsItsFileIsCalledWhereNobodySays)
{
    begin();
    signInSupervisor();
    const bindery::test::SmallGolden golden;
    bindery::test::writeSmallImage(golden, folder() / "small.img");
    const UniqueFd source = openFile(folder() / "small.img", O_RDONLY);
    const std::string job = station().Stage(sdbus::UnixFd(source.get()), "", "generic", "");
    EXPECT_EQ(client().job(job).Subject(), "small.img");
    EXPECT_EQ(client().awaitJob(job), "done") << client().job(job).Message();
    auto seen = client().image(client().job(job).Result());
    EXPECT_EQ(seen.Source(), "small.img");
    EXPECT_EQ(seen.Name(), "small");
}

/// The recipe is read where it holds nobody up; what is wrong with it is told by the job.
TEST_F(DaemonRecords, OfAStagingByARecipeOfOnesOwn)
{
    begin();
    signInSupervisor();
    const bindery::test::SmallGolden golden;
    bindery::test::writeSmallImage(golden, folder() / "small.img");
    const UniqueFd source = openFile(folder() / "small.img", O_RDONLY);
    const auto stageBy = [&](const std::string& recipe) -> std::string {
        replaceFile(folder() / "own.toml", asBytes(recipe));
        const UniqueFd file = openFile(folder() / "own.toml", O_RDONLY);
        return station().StageByRecipe(sdbus::UnixFd(source.get()), "small.img", sdbus::UnixFd(file.get()),
                                       "own");
    };
    const std::string bad = stageBy("colour = 7\n");
    EXPECT_EQ(client().awaitJob(bad), "failed");
    EXPECT_EQ(client().job(bad).Code(), "BadImage");
    EXPECT_THAT(client().job(bad).Message(), HasSubstr("the recipe"));
    const std::string good = stageBy("name = \"own\"\n");
    EXPECT_EQ(client().awaitJob(good), "done") << client().job(good).Message();
    EXPECT_EQ(client().image(client().job(good).Result()).Recipe(), "own");
}

TEST_F(DaemonRecords, KeepAnImageThatWasRemoved)
{
    begin();
    signInSupervisor();
    const std::string image = stageSmallImage();
    client().image(image).Remove();
    client().await("its object is gone",
                   [&] { return refusalOf([&] { client().image(image).Id(); }) != ""; });
    EXPECT_THAT(refusalOf([&] { station().UseOrder("adhoc", image); }), "NotFound");
    expectAlive();
}

TEST_F(DaemonRecords, OfAStagingThatIsBrokenOffLeaveNothingBehind)
{
    begin();
    signInSupervisor();
    const bindery::test::SmallGolden golden;
    bindery::test::writeSmallImage(golden, folder() / "small.img");
    const UniqueFd source = openFile(folder() / "small.img", O_RDONLY);
    const std::string job = station().Stage(sdbus::UnixFd(source.get()), "small.img", "generic", "small");
    const std::string refusal = refusalOf([&] { client().job(job).Cancel(); });
    const std::string state = client().awaitJob(job);
    EXPECT_EQ(state, refusal.empty() ? "cancelled" : "done") << client().job(job).Message();
    const auto images =
        std::distance(fs::directory_iterator(this->state() / "golden"), fs::directory_iterator());
    EXPECT_EQ(images, state == "done" ? 3 : 2) << "a lock, the demo's image, and what was staged to its end";
    expectRefusal("Conflict", "ended already", [&] { client().job(job).Cancel(); });
}

} // namespace bindery::daemon::test
