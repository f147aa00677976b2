// SPDX-License-Identifier: Apache-2.0
// Tells what a check of the records found. Schema: schemas/db-check.json.
#pragma once

#include "db/database_check.h"

namespace bindery::cli
{

/// Gives the exit status.
int tellCheck(bool json, const db::CheckReport& report);

} // namespace bindery::cli
