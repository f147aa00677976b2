// SPDX-License-Identifier: Apache-2.0
// What the files of this room share of Records: the connection, transactions, and the writing of events.
#pragma once

#include "db/connection_internal.h"
#include "db/records.h"

#include <functional>
#include <mutex>
#include <type_traits>

namespace bindery::db
{

struct Records::State {
    State(StateFolder stateFolder, RecordsOptions recordsOptions, SQLite::Database openDatabase)
        : folder(std::move(stateFolder)), options(std::move(recordsOptions)),
          database(std::move(openDatabase))
    {
    }

    StateFolder folder;
    RecordsOptions options;
    SQLite::Database database;
    const StationIdentity* station = nullptr; ///< none: read-only
    const Clock* clock = nullptr;
    mutable std::recursive_mutex mutex;
    Moment moment;               ///< of the running write: all its rows and events bear the same time
    bool checkpointMade = false; ///< by the running write

    /// One transaction that changes something. `act` may not call another write.
    template <typename Act>
    auto write(Act&& act) -> std::invoke_result_t<Act>
    {
        const std::lock_guard lock(mutex);
        return translated(folder.database(), [&]() -> std::invoke_result_t<Act> {
            SQLite::Transaction transaction = begin();
            if (const std::optional<std::string> why = whyOutdated()) {
                // not a Conflict: that would be the fault of the unit or the card at hand
                throw Error(ErrorCode::Busy, "nothing was recorded: " + *why);
            }
            if constexpr (std::is_void_v<std::invoke_result_t<Act>>) {
                act();
                transaction.commit();
                committed();
            } else {
                auto result = act();
                transaction.commit();
                committed();
                return result;
            }
        });
    }

    /// One consistent view.
    template <typename Act>
    auto read(Act&& act) const -> std::invoke_result_t<Act, const SQLite::Database&>
    {
        const std::lock_guard lock(mutex);
        return translated(folder.database(), [&] { return act(database); });
    }

    std::optional<std::string> whyOutdated() const;
    /// Inside write(). Adds the clock to the payload. `actor` is a badge or kStationActor. The event's seq.
    std::int64_t appendEvent(const std::string& actor, const std::string& action, const std::string& subject,
                             Json payload);
    /// Inside write(): signs all events so far, unless that was done.
    Checkpoint signCheckpoint();
    /// Appends what the file outside lacks. Errors: WriteFailed...
    void extendCheckpointFile() const;

private:
    SQLite::Transaction begin();
    void committed() noexcept;
};

/// The actor of acts that no person asked for.
inline constexpr const char* kStationActor = "station";

/// The last event, if any.
std::optional<StoredEvent> lastEvent(const SQLite::Database& database);
StoredEvent eventAt(const SQLite::Statement& row);
inline constexpr const char* kEventColumns = "seq, time, actor, action, subject, payload, prev_hash, hash";

/// Calls `see` for each event from `firstSeq` until it returns false.
void visitStoredEvents(const SQLite::Database& database, std::int64_t firstSeq,
                       const std::function<bool(const StoredEvent&)>& see);
std::vector<Checkpoint> storedCheckpoints(const SQLite::Database& database);
std::optional<Checkpoint> lastStoredCheckpoint(const SQLite::Database& database);

/// Errors: InvalidArgument when it is not 64 lower-case hex digits.
void checkDigest(std::string_view what, std::string_view text);
/// A person whose badge is valid. Errors: NotFound; NeedsRoot when it was retired.
void requireKnownActor(const SQLite::Database& database, const std::string& badge);
/// One who may change something. Errors: also NeedsRoot for an auditor.
void requireActor(const SQLite::Database& database, const std::string& badge);
/// `act` names it for the message: "re-opening a slot". Errors: also NeedsRoot for one who is no supervisor.
void requireSupervisor(const SQLite::Database& database, const std::string& badge, std::string_view act);

} // namespace bindery::db
