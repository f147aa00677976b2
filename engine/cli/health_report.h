// SPDX-License-Identifier: Apache-2.0
// Says what a station needs and lacks. Schema: schemas/doctor.json. Threads: free function.
#pragma once

#include "cli/station_check.h"

#include <vector>

namespace bindery::cli
{

/// Gives the exit status: 1 when something is missing.
int tellHealth(bool json, const std::vector<HealthFinding>& findings);

} // namespace bindery::cli
