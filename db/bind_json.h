// SPDX-License-Identifier: Apache-2.0
// Binds as JSON: schemas/bind-summary.json, bind-status.json, bind-unit.json.
#pragma once

#include "base/json.h"
#include "db/bind_records.h"

#include <optional>

namespace bindery::db
{

/// How far a unit's bind is, without its history.
Json bindSummaryJson(const BindStatus& status, const std::optional<BindRecords::Escrow>& escrow);
/// One unit of a list: whose it is, and the summary.
Json bindUnitJson(const BindStatus& status, const std::optional<BindRecords::Escrow>& escrow);
/// One unit with all its steps, keyslots and parts.
Json bindHistoryJson(const BindStatus& status, const std::optional<BindRecords::Escrow>& escrow);

} // namespace bindery::db
