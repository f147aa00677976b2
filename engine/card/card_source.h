// SPDX-License-Identifier: Apache-2.0
// What one card's root holds, composed from the golden root that all cards share and the card's own overlay.
// Only what the card's file system uses comes from either; everything else reads as zeros, because free
// blocks of the golden root may hold deleted secrets or the golden machine's identity. Threads: const after
// making.
#pragma once

#include "base/bytes.h"
#include "golden/golden_root.h"
#include "golden/personality.h"

#include <cstdint>
#include <vector>

namespace bindery::card
{

/// What is read, encrypted and written at once; a multiple of the erase block of common cards.
constexpr std::uint64_t kChunkSize = std::uint64_t{4} << 20U;

/// Offsets inside the root file system. `runs` are what is written: multiples of 4096, within one chunk.
struct ChunkPlan {
    std::uint64_t offset = 0;
    Extents runs;
    bool own =
        false; ///< differs from the golden chunk: pages of the overlay, or blocks the unit does not use
};

class CardSource
{
public:
    CardSource(const golden::GoldenRoot& root, const golden::Personality& personality);

    const std::vector<ChunkPlan>& chunks() const { return m_chunks; }
    Bytes bytesToWrite() const { return m_bytesToWrite; }
    /// Turns the golden chunk's bytes, in place, into this card's. Only for plans with `own`.
    void compose(const ChunkPlan& plan, ByteSpan chunk) const;
    /// Runs of the golden root that this card's file system does not use.
    const Extents& dropped() const { return m_dropped; }

private:
    std::shared_ptr<const ext4::Overlay> m_overlay;
    Extents m_used;
    Extents m_dropped;
    std::vector<ChunkPlan> m_chunks;
    Bytes m_bytesToWrite;
};

/// Cuts runs (multiples of 4096) at the borders of chunks.
std::vector<ChunkPlan> cutIntoChunks(const Extents& runs);

} // namespace bindery::card
