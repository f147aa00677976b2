// SPDX-License-Identifier: Apache-2.0
#include "card/card_plan.h"

#include "base/error.h"
#include "base/random.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace bindery::card
{

namespace
{

constexpr std::uint32_t kLargeSector = 4096;
constexpr std::uint32_t kSmallSector = 512;

/// Eight hex digits; zero means "none" to Linux and is avoided.
std::string freshDiskSignature()
{
    std::array<std::byte, 4> bytes{};
    do {
        fillRandom(bytes);
    } while (std::all_of(bytes.begin(), bytes.end(), [](std::byte byte) { return byte == std::byte{0}; }));
    return toHex(bytes);
}

} // namespace

CardPlan planCard(const golden::Manifest& manifest, Bytes mediumSize, std::uint32_t rootBlockSize)
{
    if (mediumSize < manifest.minimumMedium) {
        throw Error(ErrorCode::TooSmall,
                    "the card has " + humanSize(mediumSize) + " (" + std::to_string(mediumSize.count()) +
                        " bytes), the golden image " + manifest.name + " needs " +
                        humanSize(manifest.minimumMedium) + " (" +
                        std::to_string(manifest.minimumMedium.count()) + " bytes): use a larger card");
    }
    if (manifest.table != device::TableKind::Mbr) {
        throw Error(ErrorCode::BadImage,
                    "golden image " + manifest.name + " wants a GPT, which this version does not write");
    }
    CardPlan plan;
    plan.geometry = golden::geometryFor(manifest.bootSize, mediumSize);
    plan.luksUuid = Uuid::random();
    plan.header.cipher = manifest.cipher;
    plan.header.sectorSize = rootBlockSize >= kLargeSector ? kLargeSector : kSmallSector;
    plan.table = tableOf(manifest, plan.geometry, freshDiskSignature());
    plan.patchFields = {{"luks_uuid", plan.luksUuid.text()}};
    for (const golden::PatchPoint& point : manifest.patchPoints) {
        const auto field = plan.patchFields.find(point.field);
        if (field == plan.patchFields.end() || field->second.size() != totalLength(point.extents).count()) {
            throw Error(ErrorCode::BadImage,
                        "golden image " + manifest.name + ", file " + point.file + ": the field \"" +
                            point.field +
                            "\" is unknown or has another length; stage the image again with this version");
        }
    }
    return plan;
}

device::PartitionTable tableOf(const golden::Manifest& manifest, const golden::CardGeometry& geometry,
                               const std::string& diskSignature)
{
    device::PartitionTable table;
    table.kind = manifest.table;
    table.id = diskSignature;
    table.partitions = {{1, geometry.boot, manifest.bootPartitionType, {}, true, {}},
                        {2, geometry.crypt, "83", {}, false, {}}};
    return table;
}

void applyPatches(const golden::Manifest& manifest, const std::map<std::string, std::string>& fields,
                  std::uint64_t offset, ByteSpan run)
{
    const Extent window{offset, run.size()};
    for (const golden::PatchPoint& point : manifest.patchPoints) {
        const ByteView text = asBytes(fields.at(point.field));
        std::uint64_t position = 0; // in the text
        for (const Extent& extent : point.extents) {
            const std::uint64_t from = std::max(extent.offset, window.offset);
            const std::uint64_t to = std::min(extent.end(), window.end());
            if (from < to) {
                std::memcpy(run.data() + (from - offset), text.data() + position + (from - extent.offset),
                            to - from);
            }
            position += extent.length;
        }
    }
}

} // namespace bindery::card
