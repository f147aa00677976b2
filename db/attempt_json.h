// SPDX-License-Identifier: Apache-2.0
// Attempts and units as the command line hands them to programs. Schemas: schemas/attempt.json,
// schemas/records-show.json.
#pragma once

#include "base/json.h"
#include "db/records.h"

#include <vector>

namespace bindery::db
{

Json attemptJson(const StoredAttempt& attempt);
Json unitJson(const StoredUnit& unit, const std::vector<StoredAttempt>& attempts,
              const std::vector<StoredKeyslot>& keyslots, const std::vector<StoredEvent>& events);

} // namespace bindery::db
