// SPDX-License-Identifier: Apache-2.0
// Attempts and units as the command line hands them to programs. Schemas: schemas/attempt.json,
// schemas/records-show.json.
#pragma once

#include "base/json.h"
#include "db/records.h"

#include <vector>

namespace bindery::cli
{

Json attemptJson(const db::StoredAttempt& attempt);
Json unitJson(const db::StoredUnit& unit, const std::vector<db::StoredAttempt>& attempts,
              const std::vector<db::StoredKeyslot>& keyslots, const std::vector<db::StoredEvent>& events);

} // namespace bindery::cli
