// SPDX-License-Identifier: Apache-2.0
// The first kHeaderSize bytes of the card's encrypted partition: a seam, so that tests can cut power. Units:
// bytes from the start of the partition; offsets, lengths and memory are multiples of
// luks::kHeaderChangeUnit. Errors: those of base/file.h. Threads: one object belongs to one thread.
#pragma once

#include "base/bytes.h"

#include <cstdint>

namespace bindery::unit
{

class HeaderMedium
{
public:
    virtual ~HeaderMedium() = default;
    /// What the medium itself holds, not what the kernel remembers of it.
    virtual void read(std::uint64_t offset, ByteSpan out) = 0;
    virtual void write(std::uint64_t offset, ByteView bytes) = 0;
    /// Returns when all that was written before is on the medium.
    virtual void flush() = 0;
};

} // namespace bindery::unit
