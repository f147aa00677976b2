// SPDX-License-Identifier: Apache-2.0
// Rows of the table bind inside a running transaction, with their events, and what else the files of the bind
// share.
#pragma once

#include "db/bind_records.h"
#include "db/keyslot_history_internal.h"

#include <optional>
#include <string>
#include <vector>

namespace bindery::db
{

/// Event "bind.STEP" and its row. Call it after the unit moved: both say its state.
void addBindRow(Records::State& state, const CardOwner& card, const std::string& name, const BindStep& step,
                const std::optional<UnitParts>& parts, const std::string& actor);
/// Of somebody whose card nobody knows: the event alone.
void addBindEvent(Records::State& state, const std::string& name, const BindStep& step,
                  const std::optional<UnitParts>& parts, const std::string& actor);
/// Oldest first.
std::vector<StoredBindStep> bindStepsOf(const SQLite::Database& database, const std::string& unit);

/// "SN-1, SN-2"
std::string listOf(const std::vector<std::string>& words);

/// The attempt that made the card that the unit has now.
std::optional<std::string> lastCardOf(const SQLite::Database& database, const std::string& unit);

/// Whether there was one that holds for the unit.
bool useUpConfirmation(Records::State& state, const std::string& unit, const std::string& moduleSerial,
                       const std::string& piSerial, const std::string& actor);

/// Units whose cards asked with these parts unconfirmed and could still bind with them, the first one first.
std::vector<std::string> claimantsOf(const SQLite::Database& database, const std::string& moduleSerial,
                                     const std::string& piSerial, const std::string& exceptUnit = {});

} // namespace bindery::db
