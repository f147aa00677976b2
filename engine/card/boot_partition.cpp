// SPDX-License-Identifier: Apache-2.0
#include "card/boot_partition.h"

#include "base/aligned_buffer.h"
#include "base/error.h"
#include "card/card_source.h"

#include <algorithm>

namespace bindery::card
{

namespace
{

/// Calls `use(medium offset, bytes)` for each chunk of the patched boot partition; the last one is padded
/// with zeros to what direct I/O asks.
template <typename Use>
void forEachBootChunk(const golden::Manifest& manifest, const golden::CardGeometry& geometry,
                      const std::map<std::string, std::string>& patchFields, const ext4::BlockSource& boot,
                      const std::stop_token& stop, Use use)
{
    AlignedBuffer buffer(kChunkSize);
    const std::uint64_t size = geometry.boot.length;
    for (std::uint64_t at = 0; at < size; at += kChunkSize) {
        if (stop.stop_requested()) {
            throw Error(ErrorCode::Cancelled, "stopped at the boot partition");
        }
        const std::uint64_t length = std::min(kChunkSize, size - at);
        const std::uint64_t padded = roundUp(length, device::kMediumAlignment);
        boot.read(at, buffer.span().first(length));
        std::fill_n(buffer.span().data() + length, padded - length, std::byte{0});
        applyPatches(manifest, patchFields, at, buffer.span().first(length));
        use(geometry.boot.offset + at, buffer.view().first(padded));
    }
}

} // namespace

void writeBoot(device::Medium& medium, const golden::Manifest& manifest, const golden::CardGeometry& geometry,
               const std::map<std::string, std::string>& patchFields, const ext4::BlockSource& boot,
               CardProgress& progress, const std::stop_token& stop)
{
    forEachBootChunk(manifest, geometry, patchFields, boot, stop, [&](std::uint64_t offset, ByteView bytes) {
        medium.write(offset, bytes);
        progress.written += bytes.size();
    });
}

RegionReport verifyBoot(device::Medium& medium, const golden::Manifest& manifest,
                        const golden::CardGeometry& geometry,
                        const std::map<std::string, std::string>& patchFields, const ext4::BlockSource& boot,
                        CardProgress& progress, const std::stop_token& stop)
{
    RegionReport report;
    report.region = "boot partition";
    AlignedBuffer found(kChunkSize);
    forEachBootChunk(manifest, geometry, patchFields, boot, stop,
                     [&](std::uint64_t offset, ByteView expected) {
                         const ByteSpan part = found.span().first(expected.size());
                         medium.read(offset, part);
                         report.compare(offset, part, expected);
                         progress.verified += expected.size();
                     });
    return report;
}

} // namespace bindery::card
