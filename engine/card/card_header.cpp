// SPDX-License-Identifier: Apache-2.0
#include "card/card_header.h"

#include "base/aligned_buffer.h"
#include "base/error.h"
#include "card/card_source.h"

namespace bindery::card
{

namespace
{

static_assert(luks::kHeaderSize % kChunkSize == 0);

/// `count` moves with every chunk: a slow card that is at work is told from one that stands still.
AlignedBuffer readHeaderArea(device::Medium& medium, std::uint64_t offset, std::atomic<std::uint64_t>& count)
{
    AlignedBuffer area(luks::kHeaderSize);
    for (std::uint64_t at = 0; at < luks::kHeaderSize; at += kChunkSize) {
        medium.read(offset + at, area.span().subspan(at, kChunkSize));
        count += kChunkSize;
    }
    return area;
}

/// Empty when each secret opens its keyslot and there is no other one.
std::string problemOfKeyslots(luks::Header& header, const CardSecrets& secrets)
{
    if (header.keyslots().size() != (secrets.recovery ? 2U : 1U)) {
        return "it has " + std::to_string(header.keyslots().size()) + " keyslots";
    }
    if (!header.testKeyslot(kTransportSlot, secrets.transport)) {
        return "keyslot " + std::to_string(kTransportSlot) + " does not open";
    }
    if (secrets.recovery && !header.testKeyslot(kRecoverySlot, *secrets.recovery)) {
        return "keyslot " + std::to_string(kRecoverySlot) + " does not open";
    }
    return "";
}

} // namespace

void writeHeader(device::Medium& medium, std::uint64_t offset, const luks::Header& header,
                 std::atomic<std::uint64_t>& written)
{
    for (std::uint64_t at = 0; at < luks::kHeaderSize; at += kChunkSize) {
        medium.write(offset + at, header.view().subspan(at, kChunkSize));
        written += kChunkSize;
    }
}

luks::Header readHeader(device::Medium& medium, std::uint64_t offset)
{
    std::atomic<std::uint64_t> read = 0;
    return luks::Header::load(readHeaderArea(medium, offset, read).view());
}

RegionReport verifyHeader(device::Medium& medium, std::uint64_t offset, const luks::Header& written,
                          const CardSecrets& secrets, CardProgress& progress)
{
    RegionReport report;
    report.region = "LUKS2 header";
    const AlignedBuffer area = readHeaderArea(medium, offset, progress.verified);
    report.compare(offset, area.view(), written.view());
    try {
        luks::Header found = luks::Header::load(area.view());
        report.problem = found.uuid() != written.uuid() ? "another UUID than was written"
                                                        : problemOfKeyslots(found, secrets);
    } catch (const Error& error) {
        if (error.code() != ErrorCode::Corrupt && error.code() != ErrorCode::NotFound) {
            throw;
        }
        report.problem = error.what();
    }
    return report;
}

} // namespace bindery::card
