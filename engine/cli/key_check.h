// SPDX-License-Identifier: Apache-2.0
// The keys of a station as the doctor sees them: who can read them, whether they are all there, whether one
// lies where it should not. Reads rights and names; of the site's keys also whether they fit together.
// Errors: none; what cannot be found out is a finding.
#pragma once

#include "cli/station_check.h"

#include <filesystem>
#include <vector>

namespace bindery::cli
{

/// "keys": every private file below STATE/keys is its owner's alone, and that is who has the folder.
HealthFinding checkKeys(const std::filesystem::path& state);

/// "bind site": units trust this station; "spare key": it is in a safe, where there is a site.
std::vector<HealthFinding> checkSite(const std::filesystem::path& state);

} // namespace bindery::cli
