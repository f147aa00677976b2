// SPDX-License-Identifier: Apache-2.0
// The digest of what a root holds: SHA-256 over its used runs in ascending order, of each its offset and
// length as 64-bit little-endian numbers, then its bytes. What lies outside the runs does not count. Errors:
// as BlockSource; Cancelled. Threads: free function.
#pragma once

#include "ext4/block_source.h"

#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>

namespace bindery::golden
{

/// SHA-256 hex. `report` gets the bytes that were read.
std::string rootDigest(const ext4::BlockSource& root, const Extents& used,
                       const std::function<void(std::uint64_t)>& report = {},
                       const std::stop_token& stop = {});

} // namespace bindery::golden
