// SPDX-License-Identifier: Apache-2.0
// Gives a finished file or folder its name, which must be free, and flushes the folder around it.
// Errors: Conflict when the name is taken; as base/file.h. Source: renameat2(2) RENAME_NOREPLACE.
#pragma once

#include <filesystem>

namespace bindery::db
{

void renameNew(const std::filesystem::path& from, const std::filesystem::path& to);

} // namespace bindery::db
