// SPDX-License-Identifier: Apache-2.0
#include "line/run_batch.h"
#include "station_fixture.h"
#include "support/expect_error.h"
#include "support/loop_device.h"

using namespace bindery;
using db::AttemptResult;

namespace
{

class DeviceBatch : public test::LineFixture
{
protected:
    /// An empty card.
    std::filesystem::path backingFile()
    {
        std::filesystem::path file = m_folder / "loop.img";
        const UniqueFd fd = openFile(file, O_RDWR | O_CREAT);
        EXPECT_EQ(::ftruncate(fd.get(), static_cast<off_t>(m_manifest.minimumMedium.count())), 0);
        return file;
    }
    line::BatchRequest onto(const std::filesystem::path& device)
    {
        line::BatchRequest batch = request(1);
        batch.targets[0].path = device;
        return batch;
    }
};

} // namespace

TEST_F(DeviceBatch, RefusesACardOfItsOwnUnlessItIsAllowed)
{
    const test::LoopDevice loop(backingFile());
    EXPECT_EQ(run(onto(loop.path())).attempts.at(0).result, AttemptResult::Passed);
    test::expectError(ErrorCode::Conflict, "holds the card of unit ADHOC-000001",
                      [&] { run(onto(loop.path())); });
    line::BatchRequest again = onto(loop.path());
    again.wishes.overwrite = true;
    const line::AttemptReport report = run(again).attempts.at(0);
    EXPECT_EQ(report.result, AttemptResult::Passed) << report.message;
    EXPECT_EQ(report.serial, "ADHOC-000002");
}

TEST_F(DeviceBatch, RefusesAFileThatIsInUseAsADisk)
{
    const std::filesystem::path file = backingFile();
    const test::LoopDevice loop(file);
    line::BatchRequest batch = onto(file);
    batch.wishes.overwrite = true;
    test::expectError(ErrorCode::NotEligible, "is in use as the disk " + loop.path().string(),
                      [&] { run(batch); });
}
