// SPDX-License-Identifier: Apache-2.0
#include "card/old_content.h"

#include "base/aligned_buffer.h"
#include "base/error.h"
#include "base/extents.h"
#include "device/partition_table.h"
#include "luks/header.h"

#include <algorithm>
#include <cstring>

namespace bindery::card
{

namespace
{

constexpr std::uint64_t kZeroChunk = std::uint64_t{1} << 20U;
/// Covers the tables, boot code, and the superblocks at the start of a medium that blkid knows.
constexpr std::uint64_t kStartArea = std::uint64_t{8} << 20U;
/// The same at its end: backup tables, RAID and ZFS labels (the farthest, of ZFS, is 512 KiB from the end).
constexpr std::uint64_t kEndArea = std::uint64_t{1} << 20U;
/// Both copies of the largest metadata that LUKS2 allows. Without them no keyslot opens: the salts lie there.
constexpr std::uint64_t kLuksMetadata = std::uint64_t{8} << 20U;
/// Both copies of the metadata where no first copy is left to tell their size: 512 KiB each, at most.
constexpr std::uint64_t kLoneLuksMetadata = std::uint64_t{1} << 20U;
constexpr std::string_view kLuksMagic = "LUKS\xba\xbe";

void checkStop(const std::stop_token& stop)
{
    if (stop.stop_requested()) {
        throw Error(ErrorCode::Cancelled, "stopped while erasing");
    }
}

void zeroUnlessZero(device::Medium& medium, Extent extent, CardProgress& progress,
                    const std::stop_token& stop)
{
    AlignedBuffer found(kZeroChunk);
    const AlignedBuffer zeros(kZeroChunk);
    for (std::uint64_t at = extent.offset; at < extent.end(); at += kZeroChunk) {
        checkStop(stop);
        const std::size_t length = std::min(kZeroChunk, extent.end() - at);
        const ByteSpan part = found.span().first(length);
        medium.read(at, part);
        ++progress.pulses;
        if (std::memcmp(part.data(), zeros.view().data(), length) != 0) {
            medium.write(at, zeros.view().first(length));
            progress.written += length;
        }
    }
}

/// Where old LUKS headers begin: at the start of the medium or of a partition of its old table, 1 or 2.
std::vector<std::uint64_t> oldLuksHeaders(device::Medium& medium)
{
    std::vector<std::uint64_t> starts{0};
    try {
        for (const device::Partition& partition :
             device::readPartitionTable(medium.facts().path).partitions) {
            starts.push_back(partition.extent.offset);
        }
    } catch (const Error&) { // NOLINT(bugprone-empty-catch): no table that can be read means no partitions to
                             // look at
    }
    std::vector<std::uint64_t> headers;
    AlignedBuffer block(device::kMediumAlignment);
    for (const std::uint64_t start : starts) {
        const std::uint64_t from = roundDown(start, device::kMediumAlignment);
        if (from + block.size() > medium.size().count()) {
            continue;
        }
        medium.read(from, block.span());
        if (asText(block.view().subspan(start - from)).starts_with(kLuksMagic)) {
            headers.push_back(from);
        }
    }
    return headers;
}

/// What is zeroed. Reading what a card holds costs as much as writing it, so this is no more than is needed:
/// where the new header will lie, the old metadata is enough, as all of it is written anew.
Extents areasToZero(device::Medium& medium, std::uint64_t size, const Extent& newHeader)
{
    const Extents whole{{0, size}};
    Extents areas = unite({{0, kStartArea}}, {{size - std::min(kEndArea, size), kEndArea}});
    areas = unite(areas, {{newHeader.offset, kLoneLuksMetadata}});
    for (const std::uint64_t header : oldLuksHeaders(medium)) {
        areas = unite(areas, {{header, kLuksMetadata}});
        areas = unite(areas, subtract({{header, luks::kHeaderSize}}, {newHeader}));
    }
    return intersect(areas, whole);
}

} // namespace

void destroyOldContent(device::Medium& medium, const golden::CardGeometry& geometry, CardProgress& progress,
                       const std::stop_token& stop)
{
    const std::uint64_t size = roundDown(medium.size().count(), device::kMediumAlignment);
    const Extents areas = areasToZero(medium, size, {geometry.crypt.offset, luks::kHeaderSize});
    // The table goes first, alone: a card that was good and loses power now is either untouched or no card
    // any more.
    zeroUnlessZero(medium, {0, kZeroChunk}, progress, stop);
    medium.flush();
    for (const Extent& area : areas) {
        zeroUnlessZero(medium, area, progress, stop);
    }
    medium.flush();
}

} // namespace bindery::card
