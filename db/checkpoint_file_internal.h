// SPDX-License-Identifier: Apache-2.0
// STATE/checkpoints.jsonl: what was signed, kept outside the database, so that a database that was put back
// to an older state, or cut, gives itself away. Lines are only appended. Errors: as base/file.h; Corrupt when
// a whole line is no checkpoint.
#pragma once

#include "db/records.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>

namespace bindery::db
{

/// The last whole line. A line without its line feed is a write that a power cut ended: not counted.
std::optional<Checkpoint> lastCheckpointOfFile(const std::filesystem::path& path);
/// Appends those of `checkpoints` (ascending) that are newer than the last line, and flushes.
void appendCheckpoints(const std::filesystem::path& path, const std::vector<Checkpoint>& checkpoints);

} // namespace bindery::db
