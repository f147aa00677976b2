// SPDX-License-Identifier: Apache-2.0
#include "db/station_fixture.h"

#include <cstdio>
#include <exception>

#include <unistd.h>

namespace bindery::db::test
{

std::filesystem::path StationTest::fastFolder()
{
    const std::filesystem::path memory = "/dev/shm";
    return ::access(memory.c_str(), W_OK) == 0 ? memory : std::filesystem::temp_directory_path();
}

void StationTest::prepare(Records& records)
{
    records.ensureActor({kOperator, "Olga Operator", "operator"});
    records.ensureActor({kSupervisor, "Sven Supervisor", "supervisor"});
    records.ensureStandingOrder();
    if (!records.findGolden(kGolden)) {
        const std::string digest(64, 'b');
        records.recordStaged({kGolden, "bookworm", digest, digest, digest, "generic", "image.img.xz", digest},
                             kSupervisor);
        records.recordApproved(kGolden, kSupervisor);
    }
}

NewAttempt StationTest::newAttempt(std::optional<std::string> serial) const
{
    NewAttempt attempt;
    attempt.serial = std::move(serial);
    attempt.goldenId = kGolden;
    attempt.actor = kOperator;
    attempt.slot = "3";
    attempt.medium.path = "/dev/card3";
    attempt.medium.size = gib(4);
    attempt.medium.isBlockDevice = true;
    attempt.medium.diskSeq = 17;
    attempt.medium.model = "SD32G";
    attempt.medium.readerSerial = "READER-3";
    attempt.medium.cardLot = "LOT-9";
    attempt.toolVersion = "0.1.0";
    return attempt;
}

CardFacts StationTest::someCard()
{
    CardFacts card;
    card.luksUuid = Uuid::random();
    card.fileSystemUuid = Uuid::random();
    card.diskSignature = "1a2b3c4d";
    card.cipher = "aes-xts-plain64";
    card.layout = {{"boot", {{"length", 1048576}, {"offset", 8388608}}}, {"table", "mbr"}};
    card.changes = Json::array({{{"length", 1024}, {"offset", 4096}, {"sha256", std::string(64, 'c')}}});
    return card;
}

AttemptOutcome StationTest::passed()
{
    AttemptOutcome outcome;
    outcome.result = AttemptResult::Passed;
    outcome.bytesWritten = mib(700);
    outcome.stepMillis = {{"verify", 900}, {"write", 1200}};
    outcome.verify = Verify::Full;
    outcome.fill = Fill::Discard;
    outcome.card = someCard();
    outcome.keyslots = {{0, "transport", true, std::nullopt}};
    return outcome;
}

AttemptOutcome StationTest::failed()
{
    AttemptOutcome outcome;
    outcome.result = AttemptResult::Failed;
    outcome.reason = ErrorCode::WriteFailed;
    outcome.message = "slot 3: writing root: pwrite at 1.2 GiB: Input/output error";
    return outcome;
}

std::string StationTest::makeUnit(const std::optional<std::string>& serial, const AttemptOutcome& outcome)
{
    const OpenedAttempt opened = records().openAttempt(newAttempt(serial));
    m_clock.advance(2'000'000);
    records().closeAttempt(opened.id, outcome);
    m_clock.advance(1'000'000);
    return opened.id;
}

ProcessResult StationTest::sqlite(const std::string& sql) const
{
    return runProgram({"sqlite3", "-bail", "-cmd", ".timeout 5000", m_state.database().string(), sql},
                      std::chrono::seconds(30));
}

ProcessResult StationTest::tamper(const std::string& sql) const
{
    const std::string where = " FROM sqlite_schema WHERE type = 'trigger'";
    const std::string drop = sqlite("SELECT 'DROP TRIGGER ' || name || ';'" + where).output;
    const std::string make = sqlite("SELECT sql || ';'" + where).output;
    return sqlite(drop + sql + ";" + make);
}

int StationTest::statusOf(const std::function<void()>& act)
{
    try {
        act();
        return 0;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "child: %s\n", error.what());
        return 1;
    }
}

} // namespace bindery::db::test
