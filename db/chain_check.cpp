// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"
#include "db/chain_check_internal.h"
#include "db/checkpoint_file_internal.h"
#include "db/event_text_internal.h"
#include "db/records_internal.h"
#include "db/schema_internal.h"

#include <algorithm>
#include <map>

namespace bindery::db
{

namespace
{

using SchemaText = std::map<std::string, std::string>;

SchemaText schemaText(const SQLite::Database& database)
{
    SchemaText text;
    SQLite::Statement rows =
        prepare(database, "SELECT type || ' ' || name, coalesce(sql, '') FROM sqlite_schema "
                          "WHERE name NOT LIKE 'sqlite_stat%'");
    while (rows.executeStep()) {
        text[textAt(rows, 0)] = textAt(rows, 1);
    }
    return text;
}

void checkLastEvents(const SQLite::Database& database, std::int64_t events,
                     std::vector<CheckFinding>& findings)
{
    const std::optional<StoredEvent> last = lastEvent(database);
    if (!last) {
        return;
    }
    const std::int64_t first = std::max<std::int64_t>(1, last->seq - events + 1);
    std::optional<Digest> previous;
    if (first == 1) {
        previous = Digest{};
    }
    std::int64_t expected = first;
    visitStoredEvents(database, first, [&](const StoredEvent& event) {
        const std::string place = "event " + std::to_string(event.seq);
        if (event.seq != expected) {
            findings.push_back(
                {place, "the events before it are missing, from " + std::to_string(expected) + " on"});
        } else if (previous && event.previousHash != *previous) {
            findings.push_back(
                {place, "it is not chained to the event before it: one of the two was edited"});
        } else if (event.hash != chainHash(event.previousHash, canonicalEvent(event))) {
            findings.push_back({place, "it was edited: its hash does not fit what it says"});
        }
        previous = event.hash;
        expected = event.seq + 1;
        return findings.empty();
    });
}

} // namespace

std::optional<StationKey> storedStationKey(const SQLite::Database& database)
{
    SQLite::Statement row = prepare(database, "SELECT public_key FROM station");
    if (!row.executeStep()) {
        return std::nullopt;
    }
    return StationKey::fromPem(textAt(row, 0), "the key in the station's row");
}

std::vector<CheckFinding> checkSchema(const SQLite::Database& database)
{
    SQLite::Database reference(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    for (const SchemaStep& step : schemaSteps()) {
        reference.exec(std::string(step.sql));
    }
    std::vector<CheckFinding> findings;
    SchemaText found = schemaText(database);
    for (const auto& [name, sql] : schemaText(reference)) {
        const auto here = found.find(name);
        if (here == found.end()) {
            findings.push_back(
                {name, "it is missing: someone took it away, what it guards may have been changed"});
        } else if (here->second != sql) {
            findings.push_back({name, "it was altered, what it guards may have been changed"});
        }
        found.erase(name);
    }
    for (const auto& [name, sql] : found) {
        findings.push_back({name, "it does not belong in the records"});
    }
    return findings;
}

void checkCheckpoint(const SQLite::Database& database, const std::optional<StationKey>& key,
                     const Checkpoint& checkpoint, const std::string& place,
                     std::vector<CheckFinding>& findings)
{
    if (!key || checkpoint.station != key->id() ||
        !key->verify(asBytes(checkpoint.signedText()), checkpoint.signature)) {
        findings.push_back(
            {place, "it was not signed by this station: it was edited, or belongs to another one"});
        return;
    }
    SQLite::Statement row = prepare(database, "SELECT hash FROM audit_event WHERE seq = ?", checkpoint.size);
    if (!row.executeStep()) {
        findings.push_back(
            {place, "the station signed " + std::to_string(checkpoint.size) +
                        " events on this checkpoint, but the database holds fewer: its tail was cut, or "
                        "an older copy was put in its place"});
    } else if (digestFromBytes(blobAt(row, 0)) != checkpoint.lastHash) {
        findings.push_back({place, "event " + std::to_string(checkpoint.size) +
                                       " is not the one that was signed: the chain was rewritten"});
    }
}

std::vector<CheckFinding> checkChainEnd(const SQLite::Database& database, const StateFolder& state,
                                        std::int64_t events)
{
    std::vector<CheckFinding> findings;
    const auto guarded = [&](const std::string& place, const auto& check) {
        try {
            check();
        } catch (const SQLite::Exception&) {
            throw;
        } catch (const Error& error) {
            findings.push_back({place, error.what()});
        }
    };
    guarded("the last events", [&] { checkLastEvents(database, events, findings); });
    if (!findings.empty()) {
        return findings;
    }
    guarded("the last checkpoint", [&] {
        const std::optional<StationKey> key = storedStationKey(database);
        if (const std::optional<Checkpoint> last = lastStoredCheckpoint(database)) {
            checkCheckpoint(database, key, *last,
                            "the checkpoint over " + std::to_string(last->size) + " events", findings);
        }
        if (const std::optional<Checkpoint> outside = lastCheckpointOfFile(state.checkpoints())) {
            checkCheckpoint(database, key, *outside, "the last line of " + state.checkpoints().string(),
                            findings);
        }
    });
    return findings;
}

} // namespace bindery::db
