// SPDX-License-Identifier: Apache-2.0
// A station whose state folder is full or cannot be written. Needs root: mounts a file system in memory.
#include "line/run_batch.h"
#include "station_fixture.h"
#include "support/expect_error.h"
#include "support/memory_disk.h"

#include <array>
#include <fstream>
#include <optional>

using namespace bindery;
using db::AttemptResult;

namespace
{

class FullState : public test::LineFixture
{
protected:
    /// Moves the station to a small disk of its own.
    FullState()
    {
        namespace fs = std::filesystem;
        m_station.reset();
        fs::rename(state(), m_folder / "before");
        fs::create_directory(state());
        m_disk.emplace(state(), kSize);
        fs::copy(m_folder / "before", state(), fs::copy_options::recursive);
        restart();
    }
    ~FullState() override { m_station.reset(); }

    static constexpr const char* kSize = "64m";
    std::filesystem::path state() const { return m_folder / "state"; }

    std::optional<test::MemoryDisk> m_disk;
};

} // namespace

TEST_F(FullState, TouchesNoCardWhenItIsFullBefore)
{
    const line::BatchRequest batch = request(2);
    m_disk->fill();
    test::expectError(ErrorCode::WriteFailed, "free space", [&] { run(batch); });
    const std::filesystem::path sizes = m_station->store().folderOf(m_manifest) / "sizes";
    EXPECT_TRUE(!std::filesystem::exists(sizes) || std::filesystem::is_empty(sizes));
    for (const line::Target& target : batch.targets) {
        EXPECT_FALSE(std::filesystem::exists(target.path));
    }
    m_disk->freeSpace();
    restart();
    EXPECT_TRUE(m_station->records().openAttempts().empty());
    EXPECT_TRUE(std::filesystem::is_empty(m_station->runFolder()));
    for (const line::AttemptReport& report : run(batch).attempts) {
        EXPECT_EQ(report.result, AttemptResult::Passed) << report.message;
    }
}

TEST_F(FullState, PassesNoCardWhenItFillsUpUnderWay)
{
    const line::BatchRequest batch = request(2);
    line::BatchProgress progress(2);
    std::size_t opened = 0;
    progress.opened = [&](std::size_t, const db::OpenedAttempt&) {
        if (++opened == 2) {
            m_disk->fill();
        }
    };
    std::vector<std::string> attempts;
    for (const line::AttemptReport& report : line::runBatch(*m_station, batch, progress, {}).attempts) {
        EXPECT_EQ(report.result, AttemptResult::Failed);
        EXPECT_EQ(report.reason, ErrorCode::WriteFailed) << report.message;
        EXPECT_THAT(report.message, ::testing::HasSubstr("free space"));
        std::ifstream card(report.path, std::ios::binary);
        std::array<char, 512> sector{};
        card.read(sector.data(), sector.size());
        EXPECT_NE(sector[510], '\x55') << "a table was written";
        attempts.push_back(report.attempt);
    }
    m_disk->freeSpace();
    restart();
    for (const std::string& attempt : attempts) {
        const std::optional<AttemptResult> result = m_station->records().findAttempt(attempt)->result;
        EXPECT_TRUE(result == AttemptResult::Interrupted || result == AttemptResult::Failed);
        const std::optional<db::SealedSecret> secret = m_station->records().findSealedSecret(attempt);
        EXPECT_TRUE(!secret || secret->destroyed);
    }
    EXPECT_TRUE(m_station->records().openAttempts().empty());
}

TEST_F(FullState, TouchesNoCardWhenItIsReadOnly)
{
    const line::BatchRequest batch = request(1);
    m_station.reset();
    m_disk->makeReadOnly(kSize);
    test::expectError(ErrorCode::NeedsRoot, "read-only", [&] { restart(); });
    EXPECT_FALSE(std::filesystem::exists(batch.targets[0].path));
    m_disk->resize(kSize);
    restart();
    EXPECT_EQ(run(batch).attempts.at(0).result, AttemptResult::Passed);
}
