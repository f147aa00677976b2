// SPDX-License-Identifier: Apache-2.0
// Serials inside a running transaction.
#pragma once

#include "db/records_internal.h"

#include <string>

namespace bindery::db
{

/// The next free serial of the order's counter, as a new unit.
std::string takeNextSerial(Records::State& state, const std::string& order);
/// A given serial as a new unit. Errors: InvalidArgument.
void addUnit(Records::State& state, const std::string& order, const std::string& serial);
std::optional<StoredUnit> unitOf(const SQLite::Database& database, const std::string& serial);
/// Errors: NotFound; Conflict when it is closed.
void requireOpenOrder(const SQLite::Database& database, const std::string& order);

} // namespace bindery::db
