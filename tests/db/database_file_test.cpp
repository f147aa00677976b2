// SPDX-License-Identifier: Apache-2.0
// The database as a file: older and newer schemas, foreign files, backups.
#include "base/file.h"
#include "base/lock_file.h"
#include "db/connection_internal.h"
#include "db/database_check.h"
#include "db/schema_internal.h"
#include "db/station_fixture.h"
#include "support/expect_error.h"

#include <fstream>

#include <sys/stat.h>

namespace bindery::db::test
{

namespace fs = std::filesystem;
using ::bindery::test::expectError;
using ::testing::HasSubstr;

class DatabaseFile : public StationTest
{
protected:
    std::string version() const { return sqlite("PRAGMA user_version").output; }

    static std::string dropColumns(const std::string& table, const std::vector<std::string>& columns)
    {
        std::string sql;
        for (const std::string& column : columns) {
            sql += "ALTER TABLE " + table + " DROP COLUMN " + column + "; ";
        }
        return sql;
    }

    /// As the first schema would have left it: the second only adds indices, the third a column, the fourth
    /// what the line needs, the fifth what persons need, the sixth what the bind needs,
    /// the seventh what signing in needs, the eighth what confirmations need.
    void goBackToVersionOne()
    {
        const std::string drop = sqlite("SELECT 'DROP INDEX ' || name || ';' FROM sqlite_schema WHERE type = "
                                        "'index' AND sql IS NOT NULL AND "
                                        "name <> 'attempt_one_open_per_serial'")
                                     .output;
        ASSERT_EQ(sqlite(drop +
                         "DROP TRIGGER attempt_found_stays; ALTER TABLE attempt DROP COLUMN found; "
                         "DROP TABLE reprovision; DROP TABLE reference_check; DROP TABLE slot; "
                         "DROP TRIGGER work_order_moves; "
                         "ALTER TABLE work_order DROP COLUMN opened; "
                         "ALTER TABLE work_order DROP COLUMN first_article_by; "
                         "ALTER TABLE work_order DROP COLUMN first_article; "
                         "ALTER TABLE work_order DROP COLUMN active; "
                         "DROP TABLE keyslot_change; DROP TABLE part; DROP TABLE bind_claim; "
                         "DROP TABLE bind_confirmation; "
                         "DROP TRIGGER bind_no_update; DROP TRIGGER bind_no_delete; "
                         "DROP TRIGGER bind_no_replace; DROP TRIGGER unit_moves; "
                         "DROP TRIGGER keyslot_stays_destroyed; DROP TRIGGER keyslot_no_replace; "
                         "DROP TRIGGER escrow_only_released; DROP TRIGGER escrow_no_delete; "
                         "DROP TRIGGER escrow_no_replace; ALTER TABLE unit DROP COLUMN state_reason; " +
                         dropColumns("bind", {"event", "pi_serial", "pi_model", "pi_revision", "macs",
                                              "boot_medium", "module_firmware", "module_public_key",
                                              "token_digest", "keyslots", "message"}) +
                         "DROP TABLE wrong_pin; " + dropColumns("actor", {"language"}) +
                         "DROP TRIGGER actor_no_delete; ALTER TABLE actor DROP COLUMN pin; "
                         "PRAGMA user_version = 1")
                      .exitStatus,
                  0);
    }
};

TEST_F(DatabaseFile, OfTheFirstSchemaIsTheSameHoweverItWasMade)
{
    closeRecords();
    goBackToVersionOne();
    const StateFolder fresh(m_folder / "fresh");
    createDatabaseFile(fresh.database());
    SQLite::Database database = connect(fresh.database(), Access::ReadWrite, std::chrono::seconds(5));
    migrate(database, fresh.database(), 1);
    SQLite::Statement schema =
        db::prepare(database, "SELECT group_concat(sql, ';') FROM (SELECT sql FROM sqlite_schema WHERE "
                              "sql IS NOT NULL AND name <> 'sqlite_sequence' ORDER BY type, name)");
    schema.executeStep();
    const std::string old =
        sqlite("SELECT group_concat(sql, ';') FROM (SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL "
               "AND name <> 'sqlite_sequence' ORDER BY type, name)")
            .output;
    EXPECT_EQ(old, textAt(schema, 0) + "\n");
}

TEST_F(DatabaseFile, IsBroughtForwardAndKeepsItsData)
{
    prepare();
    const std::string id = makeUnit("UNIT-1", passed());
    makeUnit("UNIT-2", passed());
    records().setKeyslotState(id, 0, "compromised", "its secret was seen", kSupervisor);
    records().scrapUnit("UNIT-2", "bent", kSupervisor);
    const std::int64_t events = records().eventCount();
    closeRecords();
    goBackToVersionOne();
    expectError(ErrorCode::Conflict, "brought forward when something is recorded",
                [&] { Records::openReadOnly(m_state); });
    openRecords();
    EXPECT_EQ(version(), std::to_string(newestSchemaVersion()) + "\n");
    EXPECT_EQ(records().findAttempt(id)->result, AttemptResult::Passed);
    EXPECT_EQ(records().eventCount(), events);
    EXPECT_EQ(
        sqlite("SELECT serial, number, purpose, state, reason, actor FROM keyslot_change ORDER BY id").output,
        "UNIT-1|0|transport|tested||op-7\nUNIT-2|0|transport|tested||op-7\n"
        "UNIT-1|0|transport|compromised|its secret was seen|sup-1\n")
        << "the history of keyslots follows from the events";
    const CheckReport report = checkDatabase(m_state, CheckDepth::Full);
    EXPECT_TRUE(report.good()) << report.findings.front().message;
}

TEST_F(DatabaseFile, StaysAsItWasWhenAMigrationFails)
{
    closeRecords();
    goBackToVersionOne();
    ASSERT_EQ(sqlite("CREATE INDEX audit_event_by_time ON audit_event (time)").exitStatus,
              0); // the last of the second step
    EXPECT_THROW(openRecords(), Error);
    EXPECT_EQ(version(), "1\n");
    EXPECT_EQ(sqlite("SELECT count(*) FROM sqlite_schema WHERE name = 'attempt_by_order'").output, "0\n");
}

TEST_F(DatabaseFile, OfANewerBinderyIsRefusedWithTheCure)
{
    closeRecords();
    ASSERT_EQ(sqlite("PRAGMA user_version = 99").exitStatus, 0);
    expectError(ErrorCode::Conflict, "has schema 99", [&] { openRecords(); });
    expectError(ErrorCode::Conflict, "install the newer Bindery", [&] { Records::openReadOnly(m_state); });
    EXPECT_EQ(version(), "99\n");
}

TEST_F(DatabaseFile, ThatANewerBinderyMigratesMeanwhileIsWrittenNoMore)
{
    prepare();
    EXPECT_FALSE(records().whyOutdated().has_value());
    const std::int64_t events = records().eventCount();
    ASSERT_EQ(sqlite("PRAGMA user_version = 99").exitStatus, 0);
    EXPECT_THAT(records().whyOutdated().value_or(""),
                ::testing::AllOf(HasSubstr("migrated to schema 99"), HasSubstr("restart binderyd")));
    expectError(ErrorCode::Busy, "nothing was recorded: the records were migrated",
                [&] { records().openAttempt(newAttempt()); });
    EXPECT_EQ(records().eventCount(), events);
}

TEST_F(DatabaseFile, TellsByItsMarkThatSomethingWasRecorded)
{
    prepare();
    const RecordsMark before = records().mark();
    EXPECT_EQ(records().mark(), before);
    records().recordAct(kOperator, "test.own", "station", Json::object());
    const RecordsMark own = records().mark();
    EXPECT_FALSE(own == before);
    records().findOrder(kStandingOrder);
    EXPECT_EQ(records().mark(), own) << "looking changes nothing";
    ASSERT_EQ(sqlite("UPDATE work_order SET target = 3 WHERE number = 'adhoc'").exitStatus, 0);
    EXPECT_FALSE(records().mark() == own) << "another program's";
}

TEST_F(DatabaseFile, OfAnotherProgramIsRefused)
{
    closeRecords();
    fs::remove(m_state.database());
    ASSERT_EQ(sqlite("CREATE TABLE song (title TEXT)").exitStatus, 0);
    expectError(ErrorCode::Corrupt, "not one of Bindery", [&] { openRecords(); });
    fs::remove(m_state.database());
    std::ofstream(m_state.database()) << std::string(8192, 'x');
    expectError(ErrorCode::Corrupt, "restore them from a backup", [&] { openRecords(); });
    EXPECT_FALSE(checkDatabase(m_state, CheckDepth::Full).good());
}

TEST_F(DatabaseFile, ThatAnotherProgramHoldsIsBusy)
{
    prepare();
    RecordsOptions options;
    options.busyTimeout = std::chrono::milliseconds(50);
    openRecords(options);
    SQLite::Database other = connect(m_state.database(), Access::ReadWrite, std::chrono::seconds(1));
    other.exec("BEGIN IMMEDIATE");
    expectError(ErrorCode::Busy, "another program holds the records",
                [&] { records().openAttempt(newAttempt()); });
    other.exec("ROLLBACK");
    EXPECT_EQ(records().openAttempt(newAttempt()).serial, "ADHOC-000001");
}

TEST_F(DatabaseFile, HasTheSettingsItNeeds)
{
    SQLite::Database database = connect(m_state.database(), Access::ReadWrite, std::chrono::seconds(5));
    const auto pragma = [&](const char* sql) { return database.execAndGet(sql).getString(); };
    EXPECT_EQ(pragma("PRAGMA journal_mode"), "wal");
    EXPECT_EQ(pragma("PRAGMA synchronous"), "2");
    EXPECT_EQ(pragma("PRAGMA foreign_keys"), "1");
    EXPECT_EQ(pragma("PRAGMA recursive_triggers"), "1");
    EXPECT_EQ(pragma("PRAGMA secure_delete"), "1");
    EXPECT_EQ(sqlite("SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND "
                     "strict = 0 AND "
                     "name NOT LIKE 'sqlite_%'")
                  .output,
              "0\n")
        << "every table is STRICT";
}

TEST_F(DatabaseFile, AnswersRecallByIndex)
{
    for (const char* condition : {"work_order = 'x'", "serial = 'x'", "slot = 'x'", "golden = 'x'",
                                  "card_lot = 'x'", "reader = 'x'", "started >= 1", "result IS NULL"}) {
        const std::string plan = sqlite("EXPLAIN QUERY PLAN SELECT * FROM attempt WHERE " +
                                        std::string(condition) + " ORDER BY started DESC")
                                     .output;
        EXPECT_THAT(plan, HasSubstr("USING INDEX")) << condition;
        EXPECT_THAT(plan, ::testing::Not(HasSubstr("TEMP B-TREE"))) << condition;
    }
    for (const char* condition : {"unit = 'x'", "work_order = 'x'", "time > 5"}) {
        EXPECT_THAT(
            sqlite("EXPLAIN QUERY PLAN SELECT * FROM audit_event WHERE " + std::string(condition)).output,
            HasSubstr("USING INDEX"));
    }
}

TEST_F(DatabaseFile, IsBackedUpWhole)
{
    prepare();
    const std::string id = makeUnit("UNIT-1", passed());
    const fs::path target = m_folder / "backup.sqlite";
    backupDatabase(m_state, target);
    struct stat status {
    };
    ASSERT_EQ(::stat(target.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0600U);
    const ProcessResult seen =
        runProgram({"sqlite3", target.string(), "PRAGMA integrity_check; SELECT result FROM attempt"},
                   std::chrono::seconds(30));
    EXPECT_EQ(seen.output, "ok\npassed\n");
    EXPECT_FALSE(fs::exists(target.string() + "-wal"));
    expectError(ErrorCode::Conflict, "exists", [&] { backupDatabase(m_state, target); });
    // A station that lost its database goes on from it.
    closeRecords();
    fs::remove(m_state.database());
    fs::copy_file(target, m_state.database());
    openRecords();
    EXPECT_EQ(records().findAttempt(id)->serial, "UNIT-1");
    makeUnit("UNIT-2", passed());
}

TEST_F(DatabaseFile, IsNotBackedUpWhenItIsDamaged)
{
    prepare();
    closeRecords();
    ASSERT_EQ(tamper("UPDATE audit_event SET actor = 'mallory' WHERE seq = 3").exitStatus, 0);
    expectError(ErrorCode::Corrupt, "event 3", [&] { backupDatabase(m_state, m_folder / "backup.sqlite"); });
    for (const fs::directory_entry& entry : fs::directory_iterator(m_folder.path())) {
        EXPECT_EQ(entry.path().filename(), "state") << "nothing is left behind";
    }
    expectError(ErrorCode::NotFound, "no records",
                [&] { backupDatabase(StateFolder(m_folder / "nowhere"), m_folder / "backup.sqlite"); });
    expectError(ErrorCode::NotFound, "no records",
                [&] { checkDatabase(StateFolder(m_folder / "nowhere"), CheckDepth::Full); });
}

TEST_F(DatabaseFile, IsBackedUpWhileTheLineRecords)
{
    prepare();
    const OpenedAttempt running = records().openAttempt(newAttempt());
    backupDatabase(m_state, m_folder / "backup.sqlite");
    records().closeAttempt(running.id, passed());
    EXPECT_TRUE(checkDatabase(m_state, CheckDepth::Full).good());
}

TEST_F(DatabaseFile, NeedsItsKeyBesideIt)
{
    closeRecords();
    fs::remove(m_state.stationKey());
    expectError(ErrorCode::Conflict, "restore the key", [&] { StationIdentity::openOrCreate(m_state); });
}

} // namespace bindery::db::test
