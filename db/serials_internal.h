// SPDX-License-Identifier: Apache-2.0
// Serials and their orders inside a running transaction.
#pragma once

#include "db/records_internal.h"

#include <string>

namespace bindery::db
{

/// What must be known of an order to give it serials and attempts.
struct OrderRow {
    OrderState state = OrderState::Open;
    FirstArticle article = FirstArticle::NotWanted;
    SerialScheme scheme = SerialScheme::Counter;
    std::optional<std::int64_t> target;
    bool isActive = false;
};
/// Errors: NotFound.
OrderRow requireOrder(const SQLite::Database& database, const std::string& order);
/// One that takes cards. Errors: NotFound; Conflict.
OrderRow requireOpenOrder(const SQLite::Database& database, const std::string& order);
/// Errors: Conflict when the target is reached, or the first article is being made or waits for approval.
void requirePlace(const SQLite::Database& database, const std::string& order, const OrderRow& row);

/// The next serial for an order whose scheme gives one: a reserved one that is free, else the counter's next.
/// Errors: Conflict when the list is used up, or serials are scanned.
std::string takeNextSerial(Records::State& state, const std::string& order);
/// A given serial as a new unit. Errors: InvalidArgument.
void addUnit(Records::State& state, const std::string& order, const std::string& serial);
std::optional<StoredUnit> unitOf(const SQLite::Database& database, const std::string& serial);
/// Errors: NotFound.
StoredUnit requireUnit(const SQLite::Database& database, const std::string& serial);

/// The reason of an unused release to make the unit once more.
std::optional<std::string> reprovisionOf(const SQLite::Database& database, const std::string& serial);
void useReprovision(const SQLite::Database& database, const std::string& serial, const std::string& attempt);

/// As the records keep it. Errors: InvalidArgument when it says nothing.
std::string requireReason(std::string_view reason, std::string_view what);

} // namespace bindery::db
