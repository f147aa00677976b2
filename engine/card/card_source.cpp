// SPDX-License-Identifier: Apache-2.0
#include "card/card_source.h"

#include "base/extents.h"
#include "ext4/file_system.h"

#include <algorithm>

namespace bindery::card
{

namespace
{

constexpr std::uint64_t kWriteUnit = 4096;
/// Small gaps are written as zeros rather than split a write; the price is at most this share of the bytes.
constexpr std::uint32_t kMergePermille = 10;

} // namespace

std::vector<ChunkPlan> cutIntoChunks(const Extents& runs)
{
    std::vector<ChunkPlan> chunks;
    for (Extent run : runs) {
        while (run.length > 0) {
            const std::uint64_t chunk = roundDown(run.offset, kChunkSize);
            const std::uint64_t length = std::min(run.length, chunk + kChunkSize - run.offset);
            if (chunks.empty() || chunks.back().offset != chunk) {
                chunks.push_back({chunk, {}, false});
            }
            chunks.back().runs.push_back({run.offset, length});
            run = {run.offset + length, run.length - length};
        }
    }
    return chunks;
}

CardSource::CardSource(const golden::GoldenRoot& root, const golden::Personality& personality)
    : m_overlay(personality.overlay), m_used(personality.used),
      m_dropped(subtract(root.used, personality.used)),
      m_chunks(cutIntoChunks(ext4::coalesce(m_used, kWriteUnit, kMergePermille)))
{
    const Extents changed = intersect(personality.overlay->extents(), personality.used);
    const Extents added = subtract(personality.used, root.used);
    for (ChunkPlan& plan : m_chunks) {
        const Extent window{plan.offset, kChunkSize};
        plan.own = !clip(changed, window).empty() || !clip(m_dropped, window).empty() ||
                   !clip(added, window).empty();
        m_bytesToWrite += totalLength(plan.runs);
    }
}

void CardSource::compose(const ChunkPlan& plan, ByteSpan chunk) const
{
    m_overlay->paste(plan.offset, chunk);
    const Extent window{plan.offset, chunk.size()};
    for (const Extent& unused : subtract({window}, clip(m_used, window))) {
        const ByteSpan part = chunk.subspan(unused.offset - plan.offset, unused.length);
        std::fill(part.begin(), part.end(), std::byte{0});
    }
}

} // namespace bindery::card
