// SPDX-License-Identifier: Apache-2.0
// Key files: made once by whoever is first, readable by their owner only, and never on the disk half-written.
// Errors: as base/file.h; Conflict when an existing file may be read by others.
#pragma once

#include "base/secret_buffer.h"

#include <filesystem>

namespace bindery::db
{

/// Writes the file (mode 0600) unless it exists; true when this call made it. It is on the disk when this
/// returns.
bool createOnce(const std::filesystem::path& path, const SecretBuffer& content);
/// Reads a key file of at most 64 KiB that only its owner can read. Errors also: NotFound.
SecretBuffer readKeyFile(const std::filesystem::path& path);

} // namespace bindery::db
