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
    static std::string contentOf(const std::filesystem::path& file)
    {
        std::string content(std::filesystem::file_size(file), '\0');
        const UniqueFd fd = openFile(file, O_RDONLY);
        readFully(fd.get(), 0, std::as_writable_bytes(std::span(content)), file);
        return content;
    }
    db::StoredAttempt recordOf(const line::BatchReport& report)
    {
        return m_station->records().findAttempt(report.attempts.at(0).attempt).value();
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
    again.targetWishes.overwrite = true;
    const line::AttemptReport report = run(again).attempts.at(0);
    EXPECT_EQ(report.result, AttemptResult::Passed) << report.message;
    EXPECT_EQ(report.serial, "ADHOC-000002");
}

TEST_F(DeviceBatch, DiscardsABlankCardAndSaysSo)
{
    const test::LoopDevice loop(backingFile());
    const db::StoredAttempt stored = recordOf(run(onto(loop.path())));
    EXPECT_EQ(stored.medium.found, db::Found::Blank);
    EXPECT_EQ(stored.fillIntended, db::Fill::Discard);
    EXPECT_EQ(stored.fill, db::Fill::Discard);
}

TEST_F(DeviceBatch, RefusesACardThatHoldsDataUntilAPersonSaysYesAndThenFillsItWithRandomBytes)
{
    const std::filesystem::path file = backingFile();
    {
        const std::string old = "THE CUSTOMER LIST OF LAST YEAR. ";
        const UniqueFd fd = openFile(file, O_RDWR);
        std::string text;
        while (text.size() < mib(1).count()) {
            text += old;
        }
        for (std::uint64_t at = 0; at < m_manifest.minimumMedium.count(); at += text.size()) {
            const std::size_t part =
                std::min<std::uint64_t>(text.size(), m_manifest.minimumMedium.count() - at);
            writeFully(fd.get(), at, asBytes(text).first(part), file);
        }
    }
    const test::LoopDevice loop(file);
    test::expectError(ErrorCode::Conflict, loop.path().string() + " is not blank (bytes at 0 B)",
                      [&] { run(onto(loop.path())); });
    EXPECT_TRUE(m_station->records().findAttempts({}).empty());
    EXPECT_EQ(contentOf(file).rfind("THE CUSTOMER LIST", 0), 0U) << "it was left alone";

    line::BatchRequest yes = onto(loop.path());
    yes.targetWishes.overwrite = true;
    const db::StoredAttempt stored = recordOf(run(yes));
    EXPECT_EQ(stored.result, AttemptResult::Passed);
    EXPECT_EQ(stored.medium.found, db::Found::Data);
    EXPECT_EQ(stored.fillIntended, db::Fill::Random);
    EXPECT_EQ(stored.fill, db::Fill::Random);
    EXPECT_EQ(contentOf(file).find("CUSTOMER"), std::string::npos);
}

TEST_F(DeviceBatch, RefusesOneMediumUnderTwoNames)
{
    const std::filesystem::path file = backingFile();
    const test::LoopDevice loop(file);
    const test::LoopDevice second(file);
    const std::filesystem::path link = m_folder / "link";
    std::filesystem::create_symlink(loop.path(), link);
    for (const std::filesystem::path& other : {link, file, second.path()}) {
        for (const bool first : {true, false}) {
            line::BatchRequest batch = request(2);
            batch.targetWishes.overwrite = true;
            batch.targets[0].path = first ? other : loop.path();
            batch.targets[1].path = first ? loop.path() : other;
            test::expectError(ErrorCode::InvalidArgument, "are one card that is named twice",
                              [&] { run(batch); });
        }
    }
    EXPECT_TRUE(m_station->records().findAttempts({}).empty());
}

TEST_F(DeviceBatch, RefusesADiskThatIsOneSectorTooSmall)
{
    const std::filesystem::path file = backingFile();
    const auto sizedLoop = [&](Bytes size) {
        std::filesystem::resize_file(file, size.count());
        return std::make_unique<test::LoopDevice>(file);
    };
    {
        const auto small = sizedLoop(m_manifest.minimumMedium - Bytes(SectorCount::kSectorSize));
        test::expectError(ErrorCode::TooSmall,
                          "(" + std::to_string(m_manifest.minimumMedium.count()) +
                              " bytes): use a larger card",
                          [&] { run(onto(small->path())); });
    }
    const auto enough = sizedLoop(m_manifest.minimumMedium + Bytes(SectorCount::kSectorSize));
    EXPECT_EQ(run(onto(enough->path())).attempts.at(0).result, AttemptResult::Passed);
}

TEST_F(DeviceBatch, RefusesAFileThatIsInUseAsADisk)
{
    const std::filesystem::path file = backingFile();
    const test::LoopDevice loop(file);
    line::BatchRequest batch = onto(file);
    batch.targetWishes.overwrite = true;
    test::expectError(ErrorCode::NotEligible, "is in use as the disk " + loop.path().string(),
                      [&] { run(batch); });
}
