// SPDX-License-Identifier: Apache-2.0
// The end of the chain, checked at every open: do the last events hang together, and does the database still
// hold what was signed, also by the file outside it?
#pragma once

#include "db/connection_internal.h"
#include "db/database_check.h"
#include "db/records.h"

#include <cstdint>
#include <vector>

namespace bindery::db
{

/// The last `events` events, the last checkpoint of the database, and the last line of the file.
std::vector<CheckFinding> checkChainEnd(const SQLite::Database& database, const StateFolder& state,
                                        std::int64_t events);
/// Tables, indices and triggers against those that the schema makes.
std::vector<CheckFinding> checkSchema(const SQLite::Database& database);
/// Signature, station, and whether the event it names is here and the same. `place` is for the findings.
void checkCheckpoint(const SQLite::Database& database, const std::optional<StationKey>& key,
                     const Checkpoint& checkpoint, const std::string& place,
                     std::vector<CheckFinding>& findings);

inline constexpr std::int64_t kQuickEvents = 100;

/// The key in the station's row.
std::optional<StationKey> storedStationKey(const SQLite::Database& database);

} // namespace bindery::db
