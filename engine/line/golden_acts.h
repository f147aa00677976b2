// SPDX-License-Identifier: Apache-2.0
// What is done to golden images, in the store and on record together; first on record, so that nothing holds
// that nobody recorded. Errors: NotFound; Conflict (approved already, not on record, in use, cards were
// made); NeedsRoot when the person may not; those of store and records. Threads: free functions, any.
#pragma once

#include "db/records.h"
#include "golden/manifest.h"
#include "line/station.h"

#include <optional>
#include <string>

namespace bindery::line
{

/// "staged", "approved"; "unrecorded": in the store only, as after a crash between store and records.
std::string goldenState(const golden::Manifest& manifest, const std::optional<db::StoredGolden>& recorded);

/// False when it was on record before.
bool recordStaging(Station& station, const golden::Manifest& manifest, const std::string& actor);

enum class Approver {
    Anybody,
    AnotherPerson, ///< than the one who staged it
};
/// Gives the approved image.
golden::Manifest approveGolden(Station& station, const std::string& name, const std::string& actor,
                               Approver approver = Approver::Anybody);

/// `force`: although cards were made of it, which can then not be verified any more.
void removeGolden(Station& station, const golden::Manifest& manifest, const std::string& actor, bool force);

} // namespace bindery::line
