// SPDX-License-Identifier: Apache-2.0
// The parts of units inside a running transaction: what is fitted where. Errors: Conflict naming the unit
// that has the part.
#pragma once

#include "db/bind_records.h"
#include "db/keyslot_history_internal.h"

#include <optional>
#include <string>
#include <vector>

namespace bindery::db
{

/// As the records keep them: text that can be held and no longer than it should be. Errors: InvalidArgument
/// when a serial or the module's key is missing.
UnitParts cleaned(const UnitParts& parts);
/// The same of a report that is refused: nothing needs to be there.
UnitParts shortened(const UnitParts& parts);

/// Nothing when the unit may have these parts, be they fitted already; else why not.
std::optional<std::string> partsConflict(const SQLite::Database& database, const std::string& unit,
                                         const Uuid& luksUuid, const UnitParts& parts);
/// Whether Pi and module are those that are fitted to the unit.
bool hasParts(const SQLite::Database& database, const std::string& unit, const UnitParts& parts);
/// Whether a Pi or a module is fitted to it at all.
bool hasAnyParts(const SQLite::Database& database, const std::string& unit);
/// Fits what is not fitted yet. Errors: as partsConflict().
void fitParts(Records::State& state, const CardOwner& card, const Uuid& luksUuid, const UnitParts& parts,
              const std::string& actor);
/// The card of the unit, where one is fitted.
void takeOutCard(Records::State& state, const CardOwner& card, const std::string& reason,
                 const std::string& actor);
/// All parts of the unit.
void takeOutAll(Records::State& state, const std::string& unit, const std::string& reason,
                const std::string& actor);
std::vector<StoredPart> partsOf(const SQLite::Database& database, const std::string& unit);

} // namespace bindery::db
