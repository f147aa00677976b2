// SPDX-License-Identifier: Apache-2.0
#include "card/table_writer.h"

#include "base/aligned_buffer.h"

#include <cstring>

namespace bindery::card
{

namespace
{

/// The aligned run around a piece, with what the medium holds beside it.
struct AlignedRun {
    std::uint64_t offset;
    std::size_t skip; ///< bytes before the piece
    AlignedBuffer buffer;
};

AlignedRun readAround(device::Medium& medium, const device::TableWrite& piece)
{
    const std::uint64_t from = roundDown(piece.offset, device::kMediumAlignment);
    const std::uint64_t to = roundUp(piece.offset + piece.bytes.size(), device::kMediumAlignment);
    AlignedRun run{from, piece.offset - from, AlignedBuffer(to - from)};
    medium.read(from, run.buffer.span());
    return run;
}

} // namespace

std::uint64_t writeTable(device::Medium& medium, const device::PartitionTable& table)
{
    std::uint64_t written = 0;
    for (const device::TableWrite& piece : device::makePartitionTable(table, medium.size())) {
        AlignedRun run = readAround(medium, piece);
        std::memcpy(run.buffer.span().data() + run.skip, piece.bytes.data(), piece.bytes.size());
        medium.write(run.offset, run.buffer.view());
        medium.flush();
        written += run.buffer.size();
    }
    return written;
}

RegionReport verifyTable(device::Medium& medium, const device::PartitionTable& table)
{
    RegionReport report;
    report.region = "partition table";
    for (const device::TableWrite& piece : device::makePartitionTable(table, medium.size())) {
        const AlignedRun run = readAround(medium, piece);
        report.compare(piece.offset, run.buffer.view().subspan(run.skip, piece.bytes.size()), piece.bytes);
    }
    return report;
}

} // namespace bindery::card
