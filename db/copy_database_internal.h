// SPDX-License-Identifier: Apache-2.0
// A copy of a database through SQLite's backup interface, while others write to it.
#pragma once

#include "db/connection_internal.h"

#include <chrono>
#include <filesystem>
#include <functional>

namespace bindery::db
{

/// `check` sees the copy and throws when it is not good; then nothing is left. Errors: Conflict when the
/// target exists.
void copyDatabase(const std::filesystem::path& source, const std::filesystem::path& target,
                  std::chrono::milliseconds busyTimeout, const std::function<void(SQLite::Database&)>& check);

} // namespace bindery::db
