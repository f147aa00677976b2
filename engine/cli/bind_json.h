// SPDX-License-Identifier: Apache-2.0
// Binds as JSON: schemas/bind-summary.json, bind-status.json, bind-unit.json, bind-event.json.
#pragma once

#include "base/json.h"
#include "db/bind_records.h"
#include "line/bench.h"

#include <optional>

namespace bindery::cli
{

/// How far a unit's bind is, without its history.
Json bindSummaryJson(const db::BindStatus& status, const std::optional<db::BindRecords::Escrow>& escrow);
/// One unit of a list: whose it is, and the summary.
Json bindUnitJson(const db::BindStatus& status, const std::optional<db::BindRecords::Escrow>& escrow);
/// One unit with all its steps, keyslots and parts.
Json bindHistoryJson(const db::BindStatus& status, const std::optional<db::BindRecords::Escrow>& escrow);

Json benchEventJson(const line::BenchEvent& event);

} // namespace bindery::cli
