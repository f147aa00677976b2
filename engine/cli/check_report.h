// SPDX-License-Identifier: Apache-2.0
// Tells what a check of the records found. Schema: schemas/db-check.json.
#pragma once

#include "db/database_check.h"

namespace bindery::cli
{

/// Gives the exit status. `depth`: that the check had, so that no more is claimed than was looked at.
int tellCheck(bool json, const db::CheckReport& report, db::CheckDepth depth);

} // namespace bindery::cli
