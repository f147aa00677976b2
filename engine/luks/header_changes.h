// SPDX-License-Identifier: Apache-2.0
// How a header that has changed in memory gets onto the medium in place, so that power may fail at any
// moment: key material first, then the second copy of the metadata, then the first, each flushed before the
// next. One copy is whole at any time, and names no key material that is not there. Keyslots that are gone
// are overwritten where they lay. Units: bytes from the start of the partition; offsets and lengths are
// multiples of kHeaderChangeUnit. Errors: Corrupt when the medium's header is none of ours; Conflict when the
// two are not the same header. Threads: free function. Source: LUKS2 on-disk format 1.1.3, sections 2.1
// and 2.2 (binary header, its two copies).
#pragma once

#include "base/bytes.h"
#include "luks/header.h"

#include <cstdint>
#include <vector>

namespace bindery::luks
{

/// What direct I/O wants.
constexpr std::uint64_t kHeaderChangeUnit = 4096;

struct HeaderStep {
    enum class Kind { Write, Flush } kind = Kind::Flush;
    enum class Part { KeyMaterial, SecondCopy, FirstCopy } part = Part::KeyMaterial;
    std::uint64_t offset = 0;          ///< of a write
    std::vector<std::byte> bytes = {}; ///< of a write
};

/// The steps from what `medium` holds, its first kHeaderSize bytes, to `after`; none when they are the same.
/// A medium on which an earlier change was cut off (one copy damaged, or older than the other) is first made
/// whole as libcryptsetup understands it: else a second cut could bring the older copy back to life.
std::vector<HeaderStep> headerChanges(ByteView medium, const Header& after);

} // namespace bindery::luks
