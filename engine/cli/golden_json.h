// SPDX-License-Identifier: Apache-2.0
// A golden image as the command line shows it.
#pragma once

#include "base/json.h"
#include "db/records.h"
#include "golden/manifest.h"

#include <optional>

namespace bindery::cli
{

/// Schema: schemas/golden-image.json.
Json goldenJson(const golden::Manifest& manifest, const std::optional<db::StoredGolden>& recorded);

} // namespace bindery::cli
