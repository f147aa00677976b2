// SPDX-License-Identifier: Apache-2.0
#include "db/database_check.h"

#include "base/error.h"
#include "base/file.h"
#include "db/audit_tables_internal.h"
#include "db/chain_check_internal.h"
#include "db/copy_database_internal.h"
#include "db/event_text_internal.h"
#include "db/records_internal.h"
#include "db/tree_head_internal.h"

#include <chrono>
#include <map>
#include <sstream>

namespace bindery::db
{

namespace
{

constexpr std::size_t kMostFindings = 100;
constexpr std::chrono::milliseconds kBusyTimeout{10'000};
constexpr Bytes kLargestCheckpointFile = mib(512);

void checkFile(const SQLite::Database& database, std::vector<CheckFinding>& findings)
{
    SQLite::Statement rows = prepare(database, "PRAGMA integrity_check(20)");
    while (rows.executeStep()) {
        if (textAt(rows, 0) != "ok") {
            findings.push_back({"database", textAt(rows, 0)});
        }
    }
    SQLite::Statement references = prepare(database, "PRAGMA foreign_key_check");
    while (references.executeStep() && findings.size() < kMostFindings) {
        findings.push_back({"table " + textAt(references, 0),
                            "a row refers to one in " + textAt(references, 2) + " that is not there"});
    }
}

/// The whole chain, and on the way every checkpoint of the database; the tables that follow from it.
void checkChain(const SQLite::Database& database, const std::optional<StationKey>& key, CheckReport& report,
                AuditTables& tables)
{
    std::map<std::int64_t, Checkpoint> checkpoints;
    for (const Checkpoint& checkpoint : storedCheckpoints(database)) {
        checkpoints[checkpoint.size] = checkpoint;
    }
    report.checkpoints = static_cast<std::int64_t>(checkpoints.size());
    TreeHead tree;
    Digest previous{};
    std::vector<CheckFinding>& findings = report.findings;
    visitStoredEvents(database, 1, [&](const StoredEvent& event) {
        const std::string place = "event " + std::to_string(event.seq);
        const std::string text = canonicalEvent(event);
        if (event.seq != tree.size() + 1) {
            findings.push_back(
                {place, "the events before it are missing, from " + std::to_string(tree.size() + 1) + " on"});
            return false;
        }
        if (event.hash != chainHash(event.previousHash, text)) {
            findings.push_back({place, "it was edited: its hash does not fit what it says"});
            return false;
        }
        if (event.previousHash != previous) {
            findings.push_back(
                {place, "it is not chained to the event before it: that one was edited and hashed anew"});
            return false;
        }
        tree.append(leafHash(text));
        previous = event.hash;
        tables.see(event);
        report.events = event.seq;
        const auto signedHere = checkpoints.find(event.seq);
        if (signedHere != checkpoints.end()) {
            const std::string where = "checkpoint over " + std::to_string(event.seq) + " events";
            checkCheckpoint(database, key, signedHere->second, where, findings);
            if (findings.empty() && signedHere->second.treeHead != tree.head()) {
                findings.push_back({where, "the events have another tree head than the signed one"});
            }
            checkpoints.erase(signedHere);
        }
        return findings.empty();
    });
    if (findings.empty() && !checkpoints.empty()) {
        checkCheckpoint(database, key, checkpoints.begin()->second,
                        "checkpoint over " + std::to_string(checkpoints.begin()->first) + " events",
                        findings);
    }
}

/// Every line of the file outside. Lines of the database that are missing at its end are no finding: a power
/// cut between commit and append leaves them, and the next open writes them.
void checkCheckpointFile(const SQLite::Database& database, const std::optional<StationKey>& key,
                         const std::filesystem::path& path, std::vector<CheckFinding>& findings)
{
    std::map<std::int64_t, Checkpoint> known;
    for (const Checkpoint& checkpoint : storedCheckpoints(database)) {
        known[checkpoint.size] = checkpoint;
    }
    if (!std::filesystem::exists(path)) {
        if (!known.empty()) {
            findings.push_back({path.string(),
                                "it is missing: a cut of the database would not show any more; opening the "
                                "records makes it again"});
        }
        return;
    }
    std::istringstream lines(readTextFile(path, kLargestCheckpointFile));
    std::int64_t lastSize = 0;
    std::size_t number = 0;
    for (std::string line; std::getline(lines, line) && findings.size() < kMostFindings;) {
        ++number;
        if (lines.eof()) {
            break; // no line feed: a write that was cut off
        }
        const std::string place = path.filename().string() + " line " + std::to_string(number);
        try {
            const Checkpoint checkpoint = Checkpoint::parse(line, place);
            if (checkpoint.size <= lastSize) {
                findings.push_back(
                    {place, "it covers fewer events than the line before it: lines changed places"});
                return;
            }
            for (auto between = known.upper_bound(lastSize);
                 between != known.end() && between->first < checkpoint.size; ++between) {
                findings.push_back({place, "the line of the checkpoint over " +
                                               std::to_string(between->first) +
                                               " events is missing before it"});
            }
            lastSize = checkpoint.size;
            checkCheckpoint(database, key, checkpoint, place, findings);
            const auto same = known.find(checkpoint.size);
            if (same == known.end()) {
                findings.push_back({place, "the database does not hold this checkpoint"});
            } else if (same->second.line() != line) {
                findings.push_back({place, "the database holds another checkpoint over as many events"});
            }
        } catch (const Error& error) {
            findings.push_back({place, std::string("it was edited: ") + error.what()});
        }
    }
}

CheckReport checkOpened(SQLite::Database& database, const std::optional<StateFolder>& state)
{
    CheckReport report;
    SQLite::Transaction view(database); // one state of the records, whatever the line does meanwhile
    checkFile(database, report.findings);
    if (!report.findings.empty()) {
        return report; // rows of a damaged file prove nothing
    }
    report.findings = checkSchema(database);
    const std::optional<StationKey> key = storedStationKey(database);
    AuditTables tables;
    try {
        checkChain(database, key, report, tables);
    } catch (const Error& error) {
        report.findings.push_back({"event " + std::to_string(report.events + 1), error.what()});
    }
    if (state) {
        checkCheckpointFile(database, key, state->checkpoints(), report.findings);
    }
    if (report.findings.empty()) {
        report.findings = tables.compareWith(database, kMostFindings);
    }
    return report;
}

void requireSchema(SQLite::Database& database, const std::filesystem::path& path)
{
    const int version = schemaVersion(database);
    if (version != newestSchemaVersion()) {
        throw Error(ErrorCode::Conflict, path.string() + " has schema " + std::to_string(version) +
                                             ", this program checks " +
                                             std::to_string(newestSchemaVersion()));
    }
}

} // namespace

CheckReport checkDatabase(const StateFolder& state, CheckDepth depth)
{
    const std::filesystem::path path = state.database();
    if (!std::filesystem::exists(path)) {
        throw Error(ErrorCode::NotFound, "there are no records in " + state.root().string());
    }
    try {
        SQLite::Database database = connect(path, Access::ReadOnly, kBusyTimeout);
        return translated(path, [&] {
            requireSchema(database, path);
            if (depth == CheckDepth::Full) {
                return checkOpened(database, state);
            }
            CheckReport report;
            report.findings = checkSchema(database);
            if (report.good()) {
                report.findings = checkChainEnd(database, state, kQuickEvents);
            }
            const std::optional<StoredEvent> last = report.good() ? lastEvent(database) : std::nullopt;
            report.events = last ? last->seq : 0;
            return report;
        });
    } catch (const Error& error) {
        if (error.code() != ErrorCode::Corrupt) {
            throw;
        }
        CheckReport report;
        report.findings.push_back({"database", error.what()});
        return report;
    }
}

void backupDatabase(const StateFolder& state, const std::filesystem::path& target)
{
    const std::filesystem::path source = state.database();
    if (!std::filesystem::exists(source)) {
        throw Error(ErrorCode::NotFound, "there are no records in " + state.root().string());
    }
    copyDatabase(source, target, kBusyTimeout, [&](SQLite::Database& copy) {
        requireSchema(copy, target);
        const CheckReport report = checkOpened(copy, std::nullopt);
        if (!report.good()) {
            throw Error(ErrorCode::Corrupt, "the records do not check out, so they were not backed up: " +
                                                report.findings.front().place + ": " +
                                                report.findings.front().message);
        }
    });
}

} // namespace bindery::db
