// SPDX-License-Identifier: Apache-2.0
#include "card/root_verifier.h"

#include "base/extents.h"
#include "base/sha256.h"
#include "card/memory_ceiling.h"
#include "card/read_pipeline.h"
#include "ext4/file_system.h"

#include <cstring>
#include <functional>

namespace bindery::card
{

namespace
{

/// For a reader that shares with nobody.
constexpr WindowLimits kAlone{1};

std::vector<std::vector<Piece>> wishesOf(const std::vector<ChunkPlan>& chunks, std::uint64_t dataOffset)
{
    std::vector<std::vector<Piece>> wishes;
    wishes.reserve(chunks.size());
    for (const ChunkPlan& plan : chunks) {
        std::vector<Piece>& pieces = wishes.emplace_back();
        for (const Extent& run : plan.runs) {
            pieces.push_back({dataOffset + run.offset, run.offset - plan.offset, run.length});
        }
    }
    return wishes;
}

/// Reads and decrypts chunk by chunk; `see` gets the plan, its ciphertext and its plaintext (chunk-sized
/// views).
void readRoot(device::Medium& medium, std::uint64_t dataOffset, const std::vector<ChunkPlan>& chunks,
              luks::SectorCipher& cipher, CardProgress& progress,
              const std::function<void(const ChunkPlan&, ByteView cipherText, ByteView plain)>& see)
{
    ReadPipeline pipeline(medium, wishesOf(chunks, dataOffset), kQueueBuffers, kChunkSize);
    AlignedBuffer plain(kChunkSize);
    for (const ChunkPlan& plan : chunks) {
        std::unique_ptr<Batch> batch = pipeline.next();
        for (const Piece& piece : batch->pieces) {
            cipher.decrypt(piece.mediumOffset - dataOffset,
                           batch->buffer.view().subspan(piece.bufferOffset, piece.length),
                           plain.span().subspan(piece.bufferOffset, piece.length));
        }
        see(plan, batch->buffer.view(), plain.view());
        for (const Piece& piece : batch->pieces) {
            progress.verified += piece.length;
        }
        pipeline.release(std::move(batch));
    }
}

/// Composes chunk after chunk of what was written; the view holds until the next call.
class ComposedChunks
{
public:
    ComposedChunks(const CardSource& source, SharedWindow::Reader& golden)
        : m_source(source), m_golden(golden)
    {
    }
    ByteView chunk(const ChunkPlan& plan, const std::stop_token& stop)
    {
        m_chunk.reset(); // one chunk per card, not two
        m_chunk = m_golden.chunk(plan.offset / kChunkSize, stop);
        if (!plan.own) {
            return m_chunk->view();
        }
        std::memcpy(m_own.span().data(), m_chunk->view().data(), kChunkSize);
        m_source.compose(plan, m_own.span());
        return m_own.view();
    }

private:
    const CardSource& m_source;
    SharedWindow::Reader& m_golden;
    SharedWindow::Chunk m_chunk;
    AlignedBuffer m_own{kChunkSize};
};

struct BadBlock {
    std::uint64_t rootOffset = 0;
    std::vector<std::byte> cipherText;
};

/// Where else this ciphertext was written; a counterfeit card lets late writes land on early blocks.
std::optional<Bytes> wrapAroundOf(const BadBlock& bad, const golden::GoldenRoot& root,
                                  const CardSource& source, luks::SectorCipher& cipher,
                                  CardProgress& progress, const std::stop_token& stop)
{
    SharedWindow::Reader golden = SharedWindow::create(*root.grown, root.used, kAlone)->join();
    ComposedChunks composed(source, golden);
    AlignedBuffer written(kChunkSize);
    for (const ChunkPlan& plan : source.chunks()) {
        ++progress.pulses;
        const ByteView plain = composed.chunk(plan, stop);
        for (const Extent& run : plan.runs) {
            const std::size_t at = run.offset - plan.offset;
            cipher.encrypt(run.offset, plain.subspan(at, run.length), written.span().subspan(at, run.length));
            for (std::uint64_t block = 0; block < run.length; block += kVerifyBlock) {
                const std::uint64_t offset = run.offset + block;
                if (offset > bad.rootOffset && std::memcmp(written.view().data() + at + block,
                                                           bad.cipherText.data(), kVerifyBlock) == 0) {
                    return Bytes(offset - bad.rootOffset);
                }
            }
        }
    }
    return std::nullopt;
}

} // namespace

RootReport verifyFreshRoot(device::Medium& medium, std::uint64_t dataOffset, const golden::GoldenRoot& root,
                           const CardSource& source, SharedWindow::Reader& golden, luks::SectorCipher& cipher,
                           CardProgress& progress, const std::stop_token& stop)
{
    RootReport report;
    report.region.region = "root";
    ComposedChunks composed(source, golden);
    std::optional<BadBlock> firstBad;
    readRoot(medium, dataOffset, source.chunks(), cipher, progress,
             [&](const ChunkPlan& plan, ByteView cipherText, ByteView plain) {
                 const ByteView expected = composed.chunk(plan, stop);
                 for (const Extent& run : plan.runs) {
                     const std::size_t at = run.offset - plan.offset;
                     report.region.compare(dataOffset + run.offset, plain.subspan(at, run.length),
                                           expected.subspan(at, run.length));
                 }
                 if (report.region.firstBad && !firstBad) {
                     const std::uint64_t offset =
                         roundDown(*report.region.firstBad - dataOffset, kVerifyBlock);
                     const ByteView block = cipherText.subspan(offset - plan.offset, kVerifyBlock);
                     firstBad = BadBlock{offset, {block.begin(), block.end()}};
                 }
             });
    golden.leave();
    if (firstBad) {
        report.fakeCapacity = wrapAroundOf(*firstBad, root, source, cipher, progress, stop);
    }
    return report;
}

RegionReport verifyRecordedRoot(device::Medium& medium, std::uint64_t dataOffset,
                                const golden::GoldenRoot& root, const RecordedRoot& record,
                                luks::SectorCipher& cipher, CardProgress& progress,
                                const std::stop_token& stop)
{
    RegionReport report;
    report.region = "root";
    Extents changed;
    for (const golden::ChangedRun& change : record.changes) {
        changed = unite(changed, {change.extent});
    }
    // Exactly the golden root's runs are compared; what is read is widened to whole sectors.
    const Extents exact = subtract(subtract(root.used, record.dropped), changed);
    const std::vector<ChunkPlan> chunks = cutIntoChunks(ext4::coalesce(exact, kVerifyBlock, 0));
    SharedWindow::Reader golden = SharedWindow::create(*root.grown, root.used, kAlone)->join();
    readRoot(medium, dataOffset, chunks, cipher, progress,
             [&](const ChunkPlan& plan, ByteView, ByteView plain) {
                 const SharedWindow::Chunk expected = golden.chunk(plan.offset / kChunkSize, stop);
                 for (const Extent& run : clip(exact, {plan.offset, kChunkSize})) {
                     const std::size_t at = run.offset - plan.offset;
                     report.compare(dataOffset + run.offset, plain.subspan(at, run.length),
                                    expected->view().subspan(at, run.length));
                 }
             });

    // Each recorded run lies in memory whole: they are the few files of one unit.
    for (const golden::ChangedRun& change : record.changes) {
        const std::uint64_t from = roundDown(change.extent.offset, kVerifyBlock);
        const std::uint64_t to = roundUp(change.extent.end(), kVerifyBlock);
        AlignedBuffer buffer(to - from);
        medium.read(dataOffset + from, buffer.span());
        cipher.decrypt(from, buffer.view(), buffer.span());
        report.blocksCompared += (change.extent.length + kVerifyBlock - 1) / kVerifyBlock;
        if (Sha256::hexOf(buffer.view().subspan(change.extent.offset - from, change.extent.length)) !=
            change.sha256) {
            report.blocksBad += (change.extent.length + kVerifyBlock - 1) / kVerifyBlock;
            const std::uint64_t offset = dataOffset + change.extent.offset;
            report.firstBad = std::min(report.firstBad.value_or(offset), offset);
        }
        progress.verified += change.extent.length;
    }
    return report;
}

} // namespace bindery::card
