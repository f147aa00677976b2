// SPDX-License-Identifier: Apache-2.0
// Reads a source image, plain, compressed (xz, zstd, gzip, bzip2) or in a zip archive, in one pass into a
// sparse work file. The source is hostile input. Errors: BadImage for what is no image, is damaged, cut off
// or unpacks to more than allowed; NotFound; WriteFailed (full disk); Cancelled. Threads: free function.
#pragma once

#include "base/bytes.h"
#include "golden/source_file.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>

namespace bindery::golden
{

struct SourceFacts {
    std::string digest; ///< SHA-256 hex of the source file as given
    Bytes imageSize;    ///< unpacked
};

/// `report` gets the bytes of the source that were read, and its size.
SourceFacts unpackSource(const std::filesystem::path& source, const std::filesystem::path& image,
                         Bytes maximumImageSize, const SourceProgress& report, const std::stop_token& stop);

} // namespace bindery::golden
