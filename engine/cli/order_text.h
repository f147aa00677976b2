// SPDX-License-Identifier: Apache-2.0
// Work orders for people, as wide as standard output. Threads: free functions.
#pragma once

#include "db/records.h"

#include <string>
#include <vector>

namespace bindery::cli
{

std::string ordersTable(const std::vector<db::StoredOrder>& orders);
/// All of one order, and what became of its serials.
std::string orderText(const db::StoredOrder& order, const db::Reconciliation& counts);
/// What a person may do next; a line, or empty.
std::string nextStep(const db::StoredOrder& order);
std::string closedText(const std::string& number, const db::Reconciliation& counts);
std::string addedText(const std::string& number, std::size_t serials);

} // namespace bindery::cli
