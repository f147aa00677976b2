// SPDX-License-Identifier: Apache-2.0
#include "db/records.h"

#include "base/error.h"
#include "base/file.h"
#include "base/json.h"
#include "base/lock_file.h"
#include "db/chain_check_internal.h"
#include "db/event_text_internal.h"
#include "db/records_internal.h"

#include <algorithm>
#include <array>

namespace bindery::db
{

namespace
{

void refuseDamaged(const SQLite::Database& database, const StateFolder& folder)
{
    std::vector<CheckFinding> findings = checkSchema(database);
    if (findings.empty()) {
        findings = checkChainEnd(database, folder, kQuickEvents);
    }
    if (!findings.empty()) {
        throw Error(ErrorCode::Corrupt, folder.database().string() + ": " + findings.front().place + ": " +
                                            findings.front().message +
                                            "; stop, call a supervisor, and run bindery db check");
    }
}

} // namespace

SQLite::Transaction Records::State::begin()
{
    if (station == nullptr) {
        throw Error(ErrorCode::Internal, "records that were opened for reading cannot be written");
    }
    moment = clock->now();
    checkpointMade = false;
    return SQLite::Transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
}

std::optional<std::string> Records::State::whyOutdated() const
{
    const int found = schemaVersion(database);
    const int known = newestSchemaVersion();
    if (found <= known) {
        return std::nullopt;
    }
    return "the records were migrated to schema " + std::to_string(found) +
           " by a newer Bindery, and this program, which knows " + std::to_string(known) +
           ", still runs: start it again; where it is binderyd, with \"systemctl restart binderyd\"";
}

// The act is recorded by now. A file that cannot be extended (full disk) is caught up with at the next
// checkpoint or open.
void Records::State::committed() noexcept
{
    if (!checkpointMade) {
        return;
    }
    try {
        extendCheckpointFile();
    } catch (const std::exception&) {
        checkpointMade = false;
    }
}

std::int64_t Records::State::appendEvent(const std::string& actor, const std::string& action,
                                         const std::string& subject, Json payload)
{
    payload["clock"] = {{"boot", moment.bootId},
                        {"monotonic", moment.monotonicMicros},
                        {"synchronised", moment.synchronised ? Json(*moment.synchronised) : Json(nullptr)}};
    StoredEvent event;
    event.seq = 1;
    if (const std::optional<StoredEvent> last = lastEvent(database)) {
        event.seq = last->seq + 1;
        event.previousHash = last->hash;
    }
    event.utcMicros = moment.utcMicros;
    event.actor = actor;
    event.action = action;
    event.subject = subject;
    event.payload = canonicalJson(payload);
    event.hash = chainHash(event.previousHash, canonicalEvent(event));
    run(database,
        "INSERT INTO audit_event (seq, time, actor, action, subject, payload, prev_hash, hash) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        event.seq, event.utcMicros, event.actor, event.action, event.subject, event.payload,
        ByteView(event.previousHash), ByteView(event.hash));
    if (options.checkpointEvery > 0 && event.seq % options.checkpointEvery == 0) {
        signCheckpoint();
    }
    return event.seq;
}

StoredEvent eventAt(const SQLite::Statement& row)
{
    StoredEvent event;
    event.seq = integerAt(row, 0);
    event.utcMicros = integerAt(row, 1);
    event.actor = textAt(row, 2);
    event.action = textAt(row, 3);
    event.subject = textAt(row, 4);
    event.payload = textAt(row, 5);
    event.previousHash = digestFromBytes(blobAt(row, 6));
    event.hash = digestFromBytes(blobAt(row, 7));
    return event;
}

std::optional<StoredEvent> lastEvent(const SQLite::Database& database)
{
    SQLite::Statement row = prepare(
        database, "SELECT seq, time, actor, action, subject, payload, prev_hash, hash FROM audit_event "
                  "ORDER BY seq DESC LIMIT 1");
    if (!row.executeStep()) {
        return std::nullopt;
    }
    return eventAt(row);
}

void visitStoredEvents(const SQLite::Database& database, std::int64_t firstSeq,
                       const std::function<bool(const StoredEvent&)>& see)
{
    SQLite::Statement rows =
        prepare(database,
                "SELECT seq, time, actor, action, subject, payload, prev_hash, hash FROM audit_event "
                "WHERE seq >= ? ORDER BY seq",
                firstSeq);
    while (rows.executeStep()) {
        if (!see(eventAt(rows))) {
            return;
        }
    }
}

void checkName(std::string_view what, std::string_view text)
{
    constexpr std::size_t kLimit = 64;
    const auto isAlphanumeric = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    };
    const auto allowed = [&](char c) { return isAlphanumeric(c) || c == '.' || c == '_' || c == '-'; };
    if (text.empty() || text.size() > kLimit || !isAlphanumeric(text.front()) ||
        !std::all_of(text.begin(), text.end(), allowed)) {
        throw Error(ErrorCode::InvalidArgument,
                    std::string(what) + " \"" + recordable(text, kLimit) +
                        "\": use 1 to 64 letters, digits, '.', '_' or '-', the first a "
                        "letter or digit");
    }
}

void checkDigest(std::string_view what, std::string_view text)
{
    const auto isHex = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
    if (text.size() != 2 * sizeof(Digest) || !std::all_of(text.begin(), text.end(), isHex)) {
        throw Error(ErrorCode::InvalidArgument,
                    std::string(what) + " \"" + recordable(text, 64) + "\" is not 64 lower-case hex digits");
    }
}

Records::Records(std::unique_ptr<State> state) : m_state(std::move(state)) {}
Records::Records(Records&&) noexcept = default;
Records& Records::operator=(Records&&) noexcept = default;
Records::~Records() = default;

Records Records::open(const StateFolder& folder, const StationIdentity& station, const Clock& clock,
                      const RecordsOptions& options)
{
    const std::filesystem::path path = folder.database();
    makeFolders(folder.root());
    createDatabaseFile(path);
    requireWritable(path);
    // Making a write-ahead log for the first time does not wait for others by itself.
    const LockFile opening = LockFile::acquire(path.string() + ".lock");
    SQLite::Database database = connect(path, Access::ReadWrite, options.busyTimeout);
    migrate(database, path);
    auto state = std::make_unique<State>(folder, options, std::move(database));
    state->station = &station;
    state->clock = &clock;
    if (options.quickCheck) {
        translated(path, [&] { refuseDamaged(state->database, folder); });
    }
    const std::optional<StationKey> known =
        translated(path, [&] { return storedStationKey(state->database); });
    if (known && !(*known == station.publicKey())) {
        throw Error(ErrorCode::Conflict, path.string() + " belongs to station " + known->id() +
                                             ", but the key in " + folder.keys().string() +
                                             " is that of station " + station.id() +
                                             "; restore the right one of the two");
    }
    if (!known) {
        checkName("station name", options.stationName);
        state->write([&] {
            run(state->database,
                "INSERT INTO station (only_row, id, name, public_key, created) VALUES (1, ?, ?, ?, ?)",
                station.id(), options.stationName, station.publicPem(), state->moment.utcMicros);
            run(state->database, "INSERT INTO actor (badge, role, valid_from) VALUES (?, 'station', ?)",
                kStationActor, state->moment.utcMicros);
            state->appendEvent(kStationActor, "station.made", "station:" + station.id(),
                               {{"name", options.stationName},
                                {"public_key", station.publicPem()},
                                {"station", station.id()}});
        });
    }
    translated(path, [&] { state->extendCheckpointFile(); });
    return Records(std::move(state));
}

Records Records::openReadOnly(const StateFolder& folder, const RecordsOptions& options)
{
    const std::filesystem::path path = folder.database();
    if (!std::filesystem::exists(path)) {
        throw Error(ErrorCode::NotFound,
                    "there are no records in " + folder.root().string() +
                        " yet; stage or provision something first, or name another state folder");
    }
    SQLite::Database database = connect(path, Access::ReadOnly, options.busyTimeout);
    translated(path, [&] {
        const int version = schemaVersion(database);
        if (version != newestSchemaVersion()) {
            throw Error(ErrorCode::Conflict,
                        path.string() + " has schema " + std::to_string(version) + ", this program reads " +
                            std::to_string(newestSchemaVersion()) +
                            (version > newestSchemaVersion()
                                 ? "; install the newer Bindery that made it"
                                 : "; it is brought forward when something is recorded next"));
        }
        if (options.quickCheck) {
            refuseDamaged(database, folder);
        }
    });
    return Records(std::make_unique<State>(folder, options, std::move(database)));
}

const StateFolder& Records::state() const
{
    return m_state->folder;
}

RecordsMark Records::mark() const
{
    return m_state->read([](const SQLite::Database& database) {
        SQLite::Statement row = prepare(database, "PRAGMA data_version");
        row.executeStep();
        return RecordsMark{database.getTotalChanges(), integerAt(row, 0)};
    });
}

std::optional<std::string> Records::whyOutdated() const
{
    return m_state->read([this](const SQLite::Database&) { return m_state->whyOutdated(); });
}

std::optional<StationKey> Records::stationKey() const
{
    return m_state->read([](const SQLite::Database& database) { return storedStationKey(database); });
}

std::string Records::stationName() const
{
    return m_state->read([](const SQLite::Database& database) {
        SQLite::Statement row = prepare(database, "SELECT name FROM station");
        return row.executeStep() ? textAt(row, 0) : std::string();
    });
}

void Records::recordAct(const std::string& actor, const std::string& action, const std::string& subject,
                        const Json& payload)
{
    if (!payload.is_object()) {
        throw Error(ErrorCode::InvalidArgument, "the payload of an event is an object");
    }
    m_state->write([&] {
        requireKnownActor(m_state->database, actor);
        m_state->appendEvent(actor, recordable(action, 64), recordable(subject, 256), payload);
    });
}

std::vector<StoredEvent> Records::unitHistory(const std::string& serial) const
{
    return m_state->read([&](const SQLite::Database& database) {
        std::vector<StoredEvent> events;
        SQLite::Statement rows =
            prepare(database,
                    "SELECT seq, time, actor, action, subject, payload, prev_hash, hash FROM audit_event "
                    "WHERE unit = ? ORDER BY seq",
                    serial);
        while (rows.executeStep()) {
            events.push_back(eventAt(rows));
        }
        return events;
    });
}

std::int64_t Records::eventCount() const
{
    return m_state->read([](const SQLite::Database& database) {
        SQLite::Statement row = prepare(database, "SELECT coalesce(max(seq), 0) FROM audit_event");
        row.executeStep();
        return integerAt(row, 0);
    });
}

std::optional<StoredEvent> Records::lastEventOf(const std::string& action) const
{
    return m_state->read([&](const SQLite::Database& database) {
        SQLite::Statement row =
            prepare(database,
                    "SELECT seq, time, actor, action, subject, payload, prev_hash, hash FROM audit_event "
                    "WHERE action = ? ORDER BY seq DESC LIMIT 1",
                    action);
        return row.executeStep() ? std::optional(eventAt(row)) : std::nullopt;
    });
}

void Records::visitEvents(std::int64_t firstSeq, const std::function<bool(const StoredEvent&)>& see) const
{
    m_state->read([&](const SQLite::Database& database) { visitStoredEvents(database, firstSeq, see); });
}

Checkpoint Records::checkpoint()
{
    Checkpoint made = m_state->write([&] { return m_state->signCheckpoint(); });
    m_state->read([&](const SQLite::Database&) { m_state->extendCheckpointFile(); });
    return made;
}

std::vector<Checkpoint> Records::checkpoints() const
{
    return m_state->read([](const SQLite::Database& database) { return storedCheckpoints(database); });
}

} // namespace bindery::db
