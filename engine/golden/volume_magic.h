// SPDX-License-Identifier: Apache-2.0
// What a run of a file seems to hold, by the marks that every such volume has. Not more than a guess.
// Errors: as readFully. Threads: free functions.
#pragma once

#include "base/bytes.h"

#include <filesystem>

namespace bindery::golden
{

bool holdsFat(int fd, Extent extent, const std::filesystem::path& path);
bool holdsExt(int fd, Extent extent, const std::filesystem::path& path);

} // namespace bindery::golden
