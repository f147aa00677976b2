// SPDX-License-Identifier: Apache-2.0
// A passphrase from a file or a pipe, byte for byte, as cryptsetup's --key-file takes it; "-" is standard
// input. Errors: NotFound, NeedsRoot, WriteFailed (reading); InvalidArgument for an empty one or one beyond
// kLargestKeyFile.
#pragma once

#include "base/secret_buffer.h"

#include <cstddef>
#include <filesystem>

namespace bindery::cli
{

constexpr std::size_t kLargestKeyFile = std::size_t{64} * 1024;

SecretBuffer readKeyFile(const std::filesystem::path& path);

} // namespace bindery::cli
