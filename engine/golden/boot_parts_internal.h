// SPDX-License-Identifier: Apache-2.0
// The boot partition that a person gives beside a root: a tar archive, a folder, or a FAT image.
// Errors: BadImage, NotFound, WriteFailed, Cancelled. Threads: one object belongs to one thread.
#pragma once

#include "golden/source_parts.h"

namespace bindery::golden
{

/// Name of the folder of boot files in the folder that the parts are made in.
constexpr const char* kBootFilesFolder = "boot-files";

/// Makes kBootFile out of `request.boot`. Gives the SHA-256 (hex) of what was given.
std::string makeGivenBoot(const PartsRequest& request);

} // namespace bindery::golden
