// SPDX-License-Identifier: Apache-2.0
// A golden image as the command line shows it.
#pragma once

#include "base/json.h"
#include "db/records.h"
#include "golden/manifest.h"

#include <optional>
#include <string>

namespace bindery::cli
{

/// "staged", "approved"; "unrecorded": in the store only, as after a crash between store and records.
std::string goldenState(const golden::Manifest& manifest, const std::optional<db::StoredGolden>& recorded);
/// Schema: schemas/golden-image.json.
Json goldenJson(const golden::Manifest& manifest, const std::optional<db::StoredGolden>& recorded);

} // namespace bindery::cli
