// SPDX-License-Identifier: Apache-2.0
// Records on a disk that is full, or cannot be written. Needs root: mounts small file systems in memory.
#include "base/file.h"
#include "db/audit_export.h"
#include "db/database_check.h"
#include "db/sealed_secrets.h"
#include "db/station_fixture.h"
#include "support/expect_error.h"
#include "support/memory_disk.h"

namespace bindery::db::test
{

namespace fs = std::filesystem;
using ::bindery::test::expectError;

class SmallDisk : public ::testing::Test
{
protected:
    bindery::test::TempFolder m_folder;
    bindery::test::MemoryDisk m_disk{m_folder.path(), "1m"};
    StateFolder m_state{m_folder / "state"};
    SimulatedClock m_clock;
};

TEST_F(SmallDisk, ThatIsFullStopsTheLineAndLosesNothing)
{
    const StationIdentity station = StationIdentity::openOrCreate(m_state);
    Records records = Records::open(m_state, station, m_clock);
    records.ensureActor({kSupervisor, std::nullopt, "supervisor"});
    const auto act = [&] {
        records.recordAct(kSupervisor, "slots.changed", "station", {{"text", std::string(2000, 'x')}});
    };
    m_disk.fill();
    std::int64_t recorded = 0;
    expectError(ErrorCode::WriteFailed, "free space", [&] {
        for (;;) {
            act();
            recorded = records.eventCount();
        }
    });
    EXPECT_EQ(records.eventCount(), std::max<std::int64_t>(recorded, 2));
    EXPECT_THROW(exportAudit(records, station, m_folder / "export"), Error);
    EXPECT_FALSE(fs::exists(m_folder / "export"));
    SealedSecrets secrets(records);
    EXPECT_THROW(secrets.seal(SecretBuffer::random(32), {Uuid::random().text(), Uuid::random(), "transport"}),
                 Error);

    m_disk.resize("8m");
    act();
    const CheckReport report = checkDatabase(m_state, CheckDepth::Full);
    EXPECT_TRUE(report.good()) << report.findings.front().place << report.findings.front().message;
    exportAudit(records, station, m_folder / "export");
}

TEST_F(SmallDisk, ThatIsFullFromTheStartSaysSo)
{
    m_disk.resize("40k");
    const StationIdentity station = StationIdentity::openOrCreate(m_state);
    expectError(ErrorCode::WriteFailed, "", [&] { Records::open(m_state, station, m_clock); });
    m_disk.resize("8m");
    Records records = Records::open(m_state, station, m_clock);
    EXPECT_EQ(records.eventCount(), 1);
}

TEST_F(SmallDisk, ThatIsReadOnlySaysSo)
{
    const StationIdentity station = StationIdentity::openOrCreate(m_state);
    Records::open(m_state, station, m_clock);
    m_disk.makeReadOnly("1m");
    expectError(ErrorCode::NeedsRoot, "read-only", [&] { Records::open(m_state, station, m_clock); });
    const StateFolder none(m_folder / "none");
    EXPECT_THROW(StationIdentity::openOrCreate(none), Error);
}

} // namespace bindery::db::test
