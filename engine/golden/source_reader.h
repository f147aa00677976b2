// SPDX-License-Identifier: Apache-2.0
// Reads a source image, plain or compressed (xz, zstd, gzip, bzip2), in one pass into a sparse work file. The
// source is hostile input. Errors: BadImage for what is no image, is damaged, cut off or unpacks to more than
// allowed; NotFound; WriteFailed (full disk); Cancelled. Threads: free function. Source: libarchive's read
// interface, archive_read(3), with the format "raw".
#pragma once

#include "base/bytes.h"

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
                         Bytes maximumImageSize,
                         const std::function<void(std::uint64_t done, std::uint64_t total)>& report,
                         const std::stop_token& stop);

} // namespace bindery::golden
