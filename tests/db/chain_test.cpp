// SPDX-License-Identifier: Apache-2.0
// The chain against someone who may write the database file: with another program, past the triggers, with an
// older copy.
#include "base/file.h"
#include "db/database_check.h"
#include "db/station_fixture.h"
#include "support/expect_error.h"

#include <algorithm>
#include <fstream>
#include <sstream>

namespace bindery::db::test
{

namespace fs = std::filesystem;
using ::bindery::test::expectError;
using ::testing::HasSubstr;

class Chain : public StationTest
{
protected:
    Chain()
    {
        prepare();
        m_attempt = makeUnit("UNIT-1", passed());
        makeUnit("UNIT-2", failed());
    }

    void expectRefused(const std::string& sql, const std::string& message)
    {
        const ProcessResult result = sqlite(sql);
        EXPECT_NE(result.exitStatus, 0) << sql;
        EXPECT_THAT(result.output, HasSubstr(message)) << sql;
    }

    void expectFinding(const std::string& place, const std::string& message)
    {
        const CheckReport report = checkDatabase(m_state, CheckDepth::Full);
        ASSERT_FALSE(report.good());
        EXPECT_THAT(report.findings.front().place, HasSubstr(place));
        EXPECT_THAT(report.findings.front().message, HasSubstr(message));
    }

    void expectGood()
    {
        const CheckReport report = checkDatabase(m_state, CheckDepth::Full);
        ASSERT_TRUE(report.good()) << report.findings.front().place << ": "
                                   << report.findings.front().message;
        EXPECT_EQ(report.events, records().eventCount());
    }

    std::string m_attempt;
};

TEST_F(Chain, HoldsAfterHonestWork)
{
    expectGood();
    records().checkpoint();
    expectGood();
    EXPECT_TRUE(checkDatabase(m_state, CheckDepth::Quick).good());
}

TEST_F(Chain, IsNotChangedByAnotherProgram)
{
    closeRecords();
    expectRefused("UPDATE audit_event SET actor = 'mallory' WHERE seq = 3", "never changed");
    expectRefused("DELETE FROM audit_event WHERE seq = 3", "never deleted");
    expectRefused("DELETE FROM audit_event", "never deleted");
    expectRefused(
        "INSERT OR REPLACE INTO audit_event (seq, time, actor, action, subject, payload, prev_hash, hash) "
        "SELECT seq, time, 'mallory', action, subject, payload, prev_hash, hash FROM audit_event WHERE seq = "
        "3",
        "seq exists");
    expectRefused("REPLACE INTO audit_event (seq, time, actor, action, subject, payload, prev_hash, hash) "
                  "SELECT seq, time, 'mallory', action, subject, payload, prev_hash, hash FROM audit_event "
                  "WHERE seq = 3",
                  "seq exists");
    expectRefused("INSERT INTO audit_event (seq, time, actor, action, subject, payload, prev_hash, hash) "
                  "SELECT seq + 2, time, actor, action, subject, payload, hash, hash FROM audit_event ORDER "
                  "BY seq DESC "
                  "LIMIT 1",
                  "without gaps");
    expectRefused("INSERT INTO audit_event (seq, time, actor, action, subject, payload, prev_hash, hash) "
                  "SELECT seq + 1, time, actor, action, subject, payload, prev_hash, hash FROM audit_event "
                  "ORDER BY seq "
                  "DESC LIMIT 1",
                  "chained");
    expectRefused(
        "INSERT INTO audit_event (time, actor, action, subject, payload, prev_hash, hash) "
        "SELECT time, actor, action, subject, payload, hash, hash FROM audit_event ORDER BY seq DESC LIMIT 1",
        "without gaps");
    openRecords();
    expectGood();
}

TEST_F(Chain, KeepsResultsAndCheckpointsFromAnotherProgram)
{
    records().checkpoint();
    closeRecords();
    const std::string where = " WHERE id = '" + m_attempt + "'";
    expectRefused("UPDATE attempt SET result = 'failed'" + where, "never changed into another");
    expectRefused("UPDATE attempt SET message = 'x'" + where, "never changed into another");
    expectRefused("UPDATE attempt SET golden = golden" + where, "how an attempt started");
    expectRefused("DELETE FROM attempt" + where, "never deleted");
    expectRefused("REPLACE INTO attempt SELECT * FROM attempt" + where, "starts open");
    expectRefused(
        "CREATE TEMP TABLE again AS SELECT * FROM attempt" + where +
            "; UPDATE again SET result = NULL, ended = NULL; REPLACE INTO attempt SELECT * FROM again",
        "this attempt exists");
    expectRefused("UPDATE attempt_card SET luks_uuid = 'x'", "never changed");
    expectRefused("DELETE FROM attempt_card", "never deleted");
    expectRefused("REPLACE INTO attempt_card SELECT * FROM attempt_card", "are recorded");
    expectRefused("UPDATE checkpoint SET size = size + 1", "never changed");
    expectRefused("DELETE FROM checkpoint", "never deleted");
    expectRefused("REPLACE INTO checkpoint SELECT * FROM checkpoint", "only appended");
    expectRefused("DELETE FROM unit", "never deleted");
    expectRefused("DELETE FROM keyslot", "never deleted");
    openRecords();
    expectGood();
}

TEST_F(Chain, ShowsAnEditedEvent)
{
    closeRecords();
    ASSERT_EQ(tamper("UPDATE audit_event SET actor = 'mallory' WHERE seq = 3").exitStatus, 0);
    expectFinding("event 3", "edited");
    expectError(ErrorCode::Corrupt, "event 3", [&] { openRecords(); });
    expectError(ErrorCode::Corrupt, "event 3", [&] { Records::openReadOnly(m_state); });
}

TEST_F(Chain, ShowsAMissingEvent)
{
    closeRecords();
    ASSERT_EQ(tamper("DELETE FROM audit_event WHERE seq = 3").exitStatus, 0);
    expectFinding("event 4", "missing, from 3 on");
}

TEST_F(Chain, ShowsSwappedEvents)
{
    closeRecords();
    ASSERT_EQ(
        tamper(
            "UPDATE audit_event SET seq = 999 WHERE seq = 3; UPDATE audit_event SET seq = 3 WHERE seq = 4; "
            "UPDATE audit_event SET seq = 4 WHERE seq = 999")
            .exitStatus,
        0);
    expectFinding("event 3", "edited");
}

TEST_F(Chain, ShowsACutTailByTheSignedCheckpoint)
{
    records().checkpoint();
    const std::int64_t last = records().eventCount();
    closeRecords();
    ASSERT_EQ(tamper("DELETE FROM audit_event WHERE seq > " + std::to_string(last - 2)).exitStatus, 0);
    expectFinding("checkpoint over " + std::to_string(last), "tail was cut");
    expectError(ErrorCode::Corrupt, "tail was cut", [&] { openRecords(); });
}

TEST_F(Chain, ShowsACutTailByTheFileOutsideWhenTheCheckpointsAreCutAsWell)
{
    records().checkpoint();
    const std::int64_t last = records().eventCount();
    closeRecords();
    ASSERT_EQ(
        tamper("DELETE FROM audit_event WHERE seq > " + std::to_string(last - 2) + "; DELETE FROM checkpoint")
            .exitStatus,
        0);
    expectFinding("checkpoints.jsonl line 1", "tail was cut");
    expectError(ErrorCode::Corrupt, "checkpoints.jsonl", [&] { openRecords(); });
}

TEST_F(Chain, ShowsAnOlderCopyOfTheDatabase)
{
    const fs::path backup = m_folder / "backup.sqlite";
    backupDatabase(m_state, backup);
    makeUnit("UNIT-3", passed());
    records().checkpoint();
    closeRecords();
    fs::copy_file(backup, m_state.database(), fs::copy_options::overwrite_existing);
    expectError(ErrorCode::Corrupt, "older copy", [&] { openRecords(); });
}

TEST_F(Chain, ShowsAChainThatWasRewrittenFromTheStart)
{
    records().checkpoint();
    closeRecords();
    // What a person with Python can do in a minute: change an event and hash everything after it anew.
    const fs::path script = m_folder / "rewrite.py";
    std::ofstream(script)
        << "import hashlib, json, sqlite3, sys\n"
           "db = sqlite3.connect(sys.argv[1])\n"
           "triggers = [r for r in db.execute(\"select name, sql from sqlite_schema where "
           "type='trigger'\")]\n"
           "for name, sql in triggers: db.execute('drop trigger ' + name)\n"
           "previous = bytes(32)\n"
           "for seq, time, actor, action, subject, payload in db.execute('select seq, time, actor, action, "
           "subject, payload from audit_event order by seq').fetchall():\n"
           "    if seq == 3: actor = 'mallory'\n"
           "    text = json.dumps(dict(seq=seq, time=time, actor=actor, action=action, subject=subject, "
           "payload=json.loads(payload)), sort_keys=True, separators=(',', ':'), ensure_ascii=False)\n"
           "    h = hashlib.sha256(previous + text.encode()).digest()\n"
           "    db.execute('update audit_event set actor=?, prev_hash=?, hash=? where seq=?', (actor, "
           "previous, h, seq))\n"
           "    previous = h\n"
           "for name, sql in triggers: db.execute(sql)\n"
           "db.commit()\n";
    const ProcessResult rewritten =
        runProgram({"python3", script.string(), m_state.database().string()}, std::chrono::seconds(60));
    ASSERT_EQ(rewritten.exitStatus, 0) << rewritten.output;
    expectFinding("checkpoint over", "the chain was rewritten");
    expectError(ErrorCode::Corrupt, "rewritten", [&] { openRecords(); });
}

TEST_F(Chain, ShowsADroppedAndAnAlteredTrigger)
{
    closeRecords();
    ASSERT_EQ(sqlite("DROP TRIGGER audit_event_no_update").exitStatus, 0);
    expectFinding("trigger audit_event_no_update", "missing");
    expectError(ErrorCode::Corrupt, "trigger audit_event_no_update", [&] { openRecords(); });
    ASSERT_EQ(sqlite("CREATE TRIGGER audit_event_no_update BEFORE UPDATE ON audit_event BEGIN SELECT 1; END")
                  .exitStatus,
              0);
    expectFinding("trigger audit_event_no_update", "altered");
    EXPECT_FALSE(checkDatabase(m_state, CheckDepth::Quick).good());
}

TEST_F(Chain, ShowsARowThatSaysSomethingElseThanTheEvents)
{
    closeRecords();
    ASSERT_EQ(tamper("UPDATE attempt SET result = 'failed' WHERE id = '" + m_attempt + "'").exitStatus, 0);
    expectFinding("attempt " + m_attempt, "result is \"failed\", the events say \"passed\"");
}

TEST_F(Chain, ShowsRowsThatAppearedOrVanished)
{
    closeRecords();
    ASSERT_EQ(
        tamper(
            "INSERT INTO unit (serial, work_order, state, serial_state, created) VALUES ('UNIT-9', 'adhoc', "
            "'bound', 'consumed', 1)")
            .exitStatus,
        0);
    expectFinding("unit UNIT-9", "no event made it");
    ASSERT_EQ(tamper("DELETE FROM unit WHERE serial = 'UNIT-9'; DELETE FROM keyslot").exitStatus, 0);
    expectFinding("keyslot " + m_attempt + " 0", "it is gone");
}

TEST_F(Chain, ShowsChangedFactsOfACard)
{
    closeRecords();
    ASSERT_EQ(tamper("UPDATE attempt_card SET changes = '[]'").exitStatus, 0);
    expectFinding("attempt_card " + m_attempt, "changes_sha256");
}

TEST_F(Chain, ShowsAnEditedCheckpointFile)
{
    records().checkpoint();
    makeUnit("UNIT-3", passed());
    records().checkpoint();
    const std::string original = readTextFile(m_state.checkpoints());
    const auto put = [&](const std::string& text) {
        std::ofstream(m_state.checkpoints(), std::ios::trunc | std::ios::binary) << text;
    };
    const std::size_t second = original.find('\n') + 1;
    std::string edited = original;
    edited[edited.find("\"size\":") + 7] ^= 1;
    put(edited);
    expectFinding("checkpoints.jsonl line 1", "");
    put(original.substr(second) + original.substr(0, second));
    expectFinding("checkpoints.jsonl line", "");
    put(original.substr(second));
    expectFinding("checkpoints.jsonl line 1", "is missing before it");
    fs::remove(m_state.checkpoints());
    expectFinding("checkpoints.jsonl", "missing");
}

TEST_F(Chain, HealsACheckpointFileThatAPowerCutLeftBehind)
{
    records().checkpoint();
    makeUnit("UNIT-3", passed());
    records().checkpoint();
    closeRecords();
    const std::string original = readTextFile(m_state.checkpoints());
    for (const std::size_t size : {original.size() - 1, original.size() - 40, original.find('\n') + 1,
                                   original.find('\n'), std::size_t{0}}) {
        std::ofstream(m_state.checkpoints(), std::ios::trunc | std::ios::binary) << original.substr(0, size);
        openRecords();
        closeRecords();
        EXPECT_EQ(readTextFile(m_state.checkpoints()), original) << size;
    }
}

TEST_F(Chain, IsSignedEveryThousandEventsOrAsOftenAsAsked)
{
    RecordsOptions options;
    options.checkpointEvery = 5;
    openRecords(options);
    for (int i = 0; i < 10; ++i) {
        records().recordAct(kSupervisor, "slots.changed", "station", {{"i", i}});
    }
    const std::vector<Checkpoint> checkpoints = records().checkpoints();
    ASSERT_GE(checkpoints.size(), 2U);
    EXPECT_EQ(checkpoints[0].size % 5, 0);
    EXPECT_EQ(checkpoints[1].size - checkpoints[0].size, 5);
    const std::string file = readTextFile(m_state.checkpoints());
    EXPECT_EQ(static_cast<std::size_t>(std::count(file.begin(), file.end(), '\n')), checkpoints.size());
    expectGood();
}

TEST_F(Chain, IsSignedOnceForTheSameEvents)
{
    const Checkpoint first = records().checkpoint();
    EXPECT_EQ(records().checkpoint().line(), first.line());
    EXPECT_EQ(records().checkpoints().size(), 1U);
    EXPECT_TRUE(m_station.publicKey().verify(asBytes(first.signedText()), first.signature));
}

TEST_F(Chain, IsNotSignedWhereItDoesNotHold)
{
    closeRecords();
    ASSERT_EQ(tamper("UPDATE audit_event SET actor = 'mallory' WHERE seq = 3").exitStatus, 0);
    RecordsOptions options;
    options.quickCheck = false;
    openRecords(options);
    expectError(ErrorCode::Corrupt, "event 3", [&] { records().checkpoint(); });
    EXPECT_TRUE(records().checkpoints().empty());
}

TEST_F(Chain, StopsTheLineWhenAnEventCannotBeWritten)
{
    ASSERT_EQ(
        sqlite("CREATE TRIGGER full BEFORE INSERT ON audit_event BEGIN SELECT RAISE(ABORT, 'no more'); END")
            .exitStatus,
        0);
    expectError(ErrorCode::Conflict, "no more", [&] { records().openAttempt(newAttempt("UNIT-9")); });
    EXPECT_FALSE(records().findUnit("UNIT-9"));
    EXPECT_TRUE(records().openAttempts().empty());
    ASSERT_EQ(sqlite("DROP TRIGGER full").exitStatus, 0);
    EXPECT_EQ(records().openAttempt(newAttempt("UNIT-9")).serial, "UNIT-9");
    expectGood();
}

TEST_F(Chain, ShowsADamagedDatabaseFile)
{
    closeRecords();
    std::fstream file(m_state.database(), std::ios::in | std::ios::out | std::ios::binary);
    for (int page = 1; page < 12; ++page) {
        file.seekp(page * 4096 + 8);
        file << std::string(600, '\xa5');
    }
    file.close();
    EXPECT_FALSE(checkDatabase(m_state, CheckDepth::Full).good());
    EXPECT_ANY_THROW(openRecords());
}

} // namespace bindery::db::test
