// SPDX-License-Identifier: Apache-2.0
#include "card/fill.h"

#include "base/error.h"
#include "base/extents.h"
#include "base/random_stream.h"
#include "card/memory_ceiling.h"
#include "card/write_pipeline.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace bindery::card
{

namespace
{

constexpr std::uint64_t kDiscardChunk = std::uint64_t{1} << 30U; // cancellable between two of them

void checkStop(const std::stop_token& stop)
{
    if (stop.stop_requested()) {
        throw Error(ErrorCode::Cancelled, "stopped while filling what the card does not use");
    }
}

/// The blocks that a write of `extent` takes.
Extent blocksOf(Extent extent)
{
    const std::uint64_t from = roundDown(extent.offset, device::kMediumAlignment);
    return {from, roundUp(extent.end(), device::kMediumAlignment) - from};
}

/// What is written of the root, on the medium, with the cuts between chunks healed.
Extents rootOnMedium(const CardSource& source, std::uint64_t dataOffset)
{
    Extents runs;
    for (const ChunkPlan& plan : source.chunks()) {
        for (const Extent& run : plan.runs) {
            const std::uint64_t from = dataOffset + run.offset;
            if (!runs.empty() && runs.back().end() == from) {
                runs.back().length += run.length;
            } else {
                runs.push_back({from, run.length});
            }
        }
    }
    return runs;
}

/// Gathers pieces into big batches. No piece crosses a border of chunks, so that long ones are written in
/// whole erase blocks.
class FillWriter
{
public:
    FillWriter(device::Medium& medium, Fill fill, CardProgress& progress, const std::stop_token& stop)
        : m_pipeline(medium, kQueueBuffers, kChunkSize, progress.written), m_stop(stop)
    {
        if (fill == Fill::Random) {
            m_random.emplace(); // else the buffers stay as they are made: zero
        }
    }
    void add(Extent piece)
    {
        if (m_batch && m_used + piece.length > kChunkSize) {
            send();
        }
        if (!m_batch) {
            checkStop(m_stop);
            m_batch = m_pipeline.acquire();
        }
        if (m_random) {
            m_random->fill(m_batch->buffer.span().subspan(m_used, piece.length));
        }
        m_batch->pieces.push_back({piece.offset, m_used, piece.length});
        m_used += roundUp(piece.length, device::kMediumAlignment);
    }
    void finish()
    {
        if (m_batch) {
            send();
        }
        m_pipeline.finish();
    }

private:
    void send()
    {
        m_pipeline.submit(std::move(m_batch));
        m_used = 0;
    }

    WritePipeline m_pipeline;
    const std::stop_token& m_stop;
    std::optional<RandomStream> m_random;
    std::unique_ptr<Batch> m_batch;
    std::size_t m_used = 0; ///< of its buffer
};

} // namespace

Extents placesToFill(const CardPlan& plan, const CardSource& source, Bytes mediumSize)
{
    const golden::CardGeometry& geometry = plan.geometry;
    Extents written = unite({blocksOf(geometry.boot)}, {{geometry.crypt.offset, luks::kHeaderSize}});
    written = unite(written, rootOnMedium(source, geometry.data.offset));
    for (const device::TableWrite& piece : device::makePartitionTable(plan.table, mediumSize)) {
        written = unite(written, {blocksOf({piece.offset, piece.bytes.size()})});
    }
    return subtract({{0, mediumSize.count()}}, written);
}

Fill discardAll(device::Medium& medium, CardProgress& progress, const std::stop_token& stop)
{
    const std::uint64_t size = medium.size().count();
    for (std::uint64_t at = 0; at < size; at += kDiscardChunk) {
        checkStop(stop);
        if (medium.discard({at, std::min(kDiscardChunk, size - at)}) == device::DiscardResult::Unsupported) {
            return Fill::None;
        }
        ++progress.pulses;
    }
    return Fill::Discard;
}

void writeFill(device::Medium& medium, const Extents& places, Fill fill, CardProgress& progress,
               const std::stop_token& stop)
{
    FillWriter writer(medium, fill, progress, stop);
    for (const Extent& place : places) {
        for (std::uint64_t at = place.offset; at < place.end();) {
            const std::uint64_t end = std::min(place.end(), roundDown(at, kChunkSize) + kChunkSize);
            writer.add({at, end - at});
            at = end;
        }
    }
    writer.finish();
}

} // namespace bindery::card
