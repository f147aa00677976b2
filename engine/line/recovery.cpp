// SPDX-License-Identifier: Apache-2.0
#include "line/recovery.h"

#include "db/bind_records.h"
#include "line/attempt_lock.h"
#include "line/station.h"

#include <filesystem>
#include <optional>

namespace bindery::line
{

namespace
{

/// Of attempts that were closed right before a crash.
void removeLocksOfClosed(Station& station)
{
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(station.runFolder())) {
        names.push_back(entry.path().filename().string());
    }
    for (const std::string& name : names) {
        const std::optional<db::StoredAttempt> attempt = station.records().findAttempt(name);
        if (!attempt || !attempt->result) {
            continue;
        }
        if (std::optional<AttemptLock> lock = AttemptLock::tryTakeOver(station.runFolder(), name)) {
            lock->release();
        }
    }
}

} // namespace

std::vector<std::string> closeInterruptedAttempts(Station& station)
{
    std::vector<std::string> closed;
    for (const db::StoredAttempt& attempt : station.records().openAttempts()) {
        std::optional<AttemptLock> lock = AttemptLock::tryTakeOver(station.runFolder(), attempt.id);
        if (!lock) {
            continue; // its process lives
        }
        const std::optional<db::StoredAttempt> now = station.records().findAttempt(attempt.id);
        if (now && !now->result) { // it may have ended between the listing and the lock
            db::AttemptOutcome outcome;
            outcome.result = db::AttemptResult::Interrupted;
            outcome.reason = ErrorCode::Cancelled;
            outcome.message = "the station stopped in the middle of it: make the card again";
            station.records().closeAttempt(attempt.id, outcome);
            closed.push_back(attempt.id);
        }
        lock->release();
    }
    removeLocksOfClosed(station);
    // Also of attempts that were closed right before a crash.
    for (const std::string& attempt : station.records().secretsOfUnpassed()) {
        station.secrets().destroy(attempt, "the attempt did not pass", kStationActor);
    }
    station.secrets().removeOrphans();
    db::BindRecords(station.records()).endKeyslotsOfUnpassed();
    return closed;
}

} // namespace bindery::line
