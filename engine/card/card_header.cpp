// SPDX-License-Identifier: Apache-2.0
#include "card/card_header.h"

#include "base/aligned_buffer.h"
#include "base/error.h"

namespace bindery::card
{

namespace
{

AlignedBuffer readHeaderArea(device::Medium& medium, std::uint64_t offset)
{
    AlignedBuffer area(luks::kHeaderSize);
    medium.read(offset, area.span());
    return area;
}

} // namespace

void writeHeader(device::Medium& medium, std::uint64_t offset, const luks::Header& header,
                 std::atomic<std::uint64_t>& written)
{
    medium.write(offset, header.view());
    written += luks::kHeaderSize;
}

luks::Header readHeader(device::Medium& medium, std::uint64_t offset)
{
    return luks::Header::load(readHeaderArea(medium, offset).view());
}

RegionReport verifyHeader(device::Medium& medium, std::uint64_t offset, const luks::Header& written, int slot,
                          const SecretBuffer& passphrase, CardProgress& progress)
{
    RegionReport report;
    report.region = "LUKS2 header";
    const AlignedBuffer area = readHeaderArea(medium, offset);
    report.compare(offset, area.view(), written.view());
    progress.verified += area.size();
    try {
        luks::Header found = luks::Header::load(area.view());
        if (found.uuid() != written.uuid()) {
            report.problem = "another UUID than was written";
        } else if (!found.testKeyslot(slot, passphrase)) {
            report.problem = "keyslot " + std::to_string(slot) + " does not open";
        }
    } catch (const Error& error) {
        if (error.code() != ErrorCode::Corrupt && error.code() != ErrorCode::NotFound) {
            throw;
        }
        report.problem = error.what();
    }
    return report;
}

} // namespace bindery::card
