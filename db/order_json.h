// SPDX-License-Identifier: Apache-2.0
// Work orders as the command line hands them to programs. Schemas: schemas/order.json,
// schemas/order-show.json.
#pragma once

#include "base/json.h"
#include "db/records.h"

namespace bindery::db
{

Json orderJson(const StoredOrder& order);
Json reconciliationJson(const Reconciliation& counts);

} // namespace bindery::db
