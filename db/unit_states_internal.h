// SPDX-License-Identifier: Apache-2.0
// Moves of a unit between its bind states inside a running transaction. The database refuses all others
// (trigger unit_moves). Errors: Conflict naming unit and state.
#pragma once

#include "db/records_internal.h"

#include <optional>
#include <string>
#include <string_view>

namespace bindery::db
{

/// Whether a unit may go from one state to the other by a bind step or a person's word.
bool mayMove(std::string_view from, std::string_view to);
/// Nothing is written when it is there already.
void moveUnit(Records::State& state, const std::string& unit, const std::string& to,
              const std::optional<std::string>& reason);

} // namespace bindery::db
