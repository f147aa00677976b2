// SPDX-License-Identifier: Apache-2.0
#include "card/root_writer.h"

#include "card/memory_ceiling.h"
#include "card/write_pipeline.h"

#include <cstring>

namespace bindery::card
{

void writeRoot(device::Medium& medium, std::uint64_t dataOffset, const CardSource& source,
               SharedWindow::Reader& golden, luks::SectorCipher& cipher, CardProgress& progress,
               const std::stop_token& stop)
{
    WritePipeline pipeline(medium, kQueueBuffers, kChunkSize, progress.written);
    AlignedBuffer composed(kChunkSize);
    for (const ChunkPlan& plan : source.chunks()) {
        const SharedWindow::Chunk chunk = golden.chunk(plan.offset / kChunkSize, stop);
        ByteView plain = chunk->view();
        if (plan.own) {
            std::memcpy(composed.span().data(), plain.data(), plain.size());
            source.compose(plan, composed.span());
            plain = composed.view();
        }
        std::unique_ptr<Batch> batch = pipeline.acquire();
        for (const Extent& run : plan.runs) {
            const std::size_t at = run.offset - plan.offset;
            cipher.encrypt(run.offset, plain.subspan(at, run.length),
                           batch->buffer.span().subspan(at, run.length));
            batch->pieces.push_back({dataOffset + run.offset, at, run.length});
        }
        pipeline.submit(std::move(batch));
    }
    golden.leave();
    pipeline.finish();
}

} // namespace bindery::card
