// SPDX-License-Identifier: Apache-2.0
#include "card/found_content.h"

#include "base/aligned_buffer.h"
#include "base/error.h"
#include "device/partition_table.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

namespace bindery::card
{

namespace
{

constexpr std::uint64_t kBlock = device::kMediumAlignment;
constexpr std::uint64_t kSamples = 256;
constexpr std::uint64_t kSector = 512;
/// A table without partitions, of either kind, lies before this.
constexpr std::uint64_t kTableArea = std::uint64_t{1} << 20U;
constexpr std::uint64_t kBootCode = 440; // of an MBR

std::uint64_t numberAt(ByteView bytes, std::size_t at, std::size_t width)
{
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < width; ++i) {
        value |= std::to_integer<std::uint64_t>(bytes[at + i]) << (8 * i);
    }
    return value;
}

bool isConstant(ByteView bytes)
{
    return std::adjacent_find(bytes.begin(), bytes.end(), std::not_equal_to<>()) == bytes.end();
}

/// Empty where it lies beyond the end of the medium.
std::optional<std::vector<std::byte>> readAround(device::Medium& medium, std::uint64_t offset,
                                                 std::uint64_t length)
{
    const std::uint64_t size = roundDown(medium.size().count(), kBlock);
    if (offset > size || length > size - offset) {
        return std::nullopt;
    }
    const std::uint64_t from = roundDown(offset, kBlock);
    AlignedBuffer around(roundUp(offset + length, kBlock) - from);
    medium.read(from, around.span());
    const ByteView part = around.view().subspan(offset - from, length);
    return std::vector<std::byte>(part.begin(), part.end());
}

/// An empty file system, and where on the medium that ends which the factory wrote for it.
struct EmptyFileSystem {
    std::string name;
    std::uint64_t end = 0;
};

constexpr std::size_t kFolderEntry = 32;

/// Whether a root folder of FAT holds nothing but the name of the volume, and never held more.
bool isEmptyFatFolder(ByteView folder)
{
    constexpr std::size_t kAttributes = 11;
    constexpr std::uint64_t kVolumeName = 0x08;
    for (std::size_t at = 0; at + kFolderEntry <= folder.size(); at += kFolderEntry) {
        if (folder[at] == std::byte{0}) {
            return true;
        }
        if (folder[at] == std::byte{0xE5} || numberAt(folder, at + kAttributes, 1) != kVolumeName) {
            return false;
        }
    }
    return false;
}

std::optional<EmptyFileSystem> emptyFat(device::Medium& medium, std::uint64_t start, ByteView boot)
{
    constexpr std::uint64_t kMaxFolder = std::uint64_t{1} << 20U;
    const std::uint64_t perCluster = numberAt(boot, 13, 1);
    const std::uint64_t reserved = numberAt(boot, 14, 2);
    const std::uint64_t rootEntries = numberAt(boot, 17, 2);
    const std::uint64_t smallFat = numberAt(boot, 22, 2);
    if (numberAt(boot, 510, 2) != 0xAA55 || numberAt(boot, 11, 2) != kSector || perCluster == 0 ||
        reserved == 0) {
        return std::nullopt;
    }
    const bool large = smallFat == 0; // FAT32
    const std::uint64_t fats = numberAt(boot, 16, 1) * (large ? numberAt(boot, 36, 4) : smallFat);
    std::uint64_t folder = start + (reserved + fats) * kSector;
    std::uint64_t length = rootEntries * kFolderEntry;
    if (large) {
        const std::uint64_t cluster = numberAt(boot, 44, 4);
        if (cluster < 2) {
            return std::nullopt;
        }
        folder += (cluster - 2) * perCluster * kSector;
        length = perCluster * kSector;
    }
    const auto entries = length <= kMaxFolder ? readAround(medium, folder, length) : std::nullopt;
    if (!entries || !isEmptyFatFolder(*entries)) {
        return std::nullopt;
    }
    return EmptyFileSystem{large ? "an empty FAT32 file system" : "an empty FAT file system",
                           folder + length};
}

std::optional<EmptyFileSystem> emptyExfat(device::Medium& medium, std::uint64_t start, ByteView boot)
{
    constexpr std::uint64_t kLargestShift = 25; // of sector and cluster together, as the specification says
    constexpr std::uint64_t kBitmap = 0x81;
    constexpr std::uint64_t kUpCase = 0x82;
    constexpr std::uint64_t kVolumeName = 0x83;
    constexpr std::uint64_t kNoVolumeName = 0x03;
    const std::uint64_t sectorShift = numberAt(boot, 108, 1);
    const std::uint64_t clusterShift = sectorShift + numberAt(boot, 109, 1);
    if (asText(boot.subspan(3)).substr(0, 8) != "EXFAT   " || sectorShift < 9 || sectorShift > 12 ||
        clusterShift > kLargestShift) {
        return std::nullopt;
    }
    const std::uint64_t heap = start + (numberAt(boot, 88, 4) << sectorShift);
    const auto place = [&](std::uint64_t cluster) { return heap + ((cluster - 2) << clusterShift); };
    const std::uint64_t root = numberAt(boot, 96, 4);
    const auto entries = root < 2 ? std::nullopt : readAround(medium, place(root), kSector);
    if (!entries) {
        return std::nullopt;
    }
    EmptyFileSystem found{"an empty exFAT file system", place(root) + kSector};
    bool hasBitmap = false; // without one it is no root folder
    for (std::size_t at = 0; at < entries->size(); at += kFolderEntry) {
        const std::uint64_t type = numberAt(*entries, at, 1);
        if (type == 0) {
            return hasBitmap ? std::optional(found) : std::nullopt;
        }
        hasBitmap = hasBitmap || type == kBitmap;
        if (type == kBitmap || type == kUpCase) {
            const std::uint64_t cluster = numberAt(*entries, at + 20, 4);
            const std::uint64_t length = numberAt(*entries, at + 24, 8);
            if (cluster < 2 || length > medium.size().count()) {
                return std::nullopt;
            }
            found.end = std::max(found.end, place(cluster) + length);
        } else if (type != kVolumeName && type != kNoVolumeName) {
            return std::nullopt;
        }
    }
    return std::nullopt;
}

std::optional<EmptyFileSystem> emptyFileSystemAt(device::Medium& medium, std::uint64_t start)
{
    const auto boot = readAround(medium, start, kSector);
    if (!boot) {
        return std::nullopt;
    }
    auto found = emptyExfat(medium, start, *boot);
    return found ? found : emptyFat(medium, start, *boot);
}

/// The first sampled block of `area` that is not one byte repeated; the last block is always looked at.
std::optional<std::uint64_t> firstVaried(device::Medium& medium, Extent area)
{
    const std::uint64_t from = roundUp(area.offset, kBlock);
    const std::uint64_t end = roundDown(area.end(), kBlock);
    if (end <= from) {
        return std::nullopt;
    }
    const std::uint64_t blocks = (end - from) / kBlock;
    const std::uint64_t samples = std::min(blocks, kSamples);
    AlignedBuffer block(kBlock);
    for (std::uint64_t i = 0; i < samples; ++i) {
        const std::uint64_t number = samples == 1 ? 0 : (blocks - 1) * i / (samples - 1);
        medium.read(from + number * kBlock, block.span());
        if (!isConstant(block.view())) {
            return from + number * kBlock;
        }
    }
    return std::nullopt;
}

/// `kind` and `what`, unless there is more behind them.
FoundContent unlessVaried(device::Medium& medium, const Extents& areas, Found kind, std::string what)
{
    for (const Extent& area : areas) {
        if (const auto varied = firstVaried(medium, area)) {
            return {Found::Data, (kind == Found::Blank ? "bytes" : what + ", but bytes") + " at " +
                                     humanSize(Bytes(*varied))};
        }
    }
    return {kind, std::move(what)};
}

std::optional<device::PartitionTable> tableOn(const device::Medium& medium)
{
    try {
        return device::readPartitionTable(medium.facts().path);
    } catch (const Error&) {
        return std::nullopt; // what is no table, or a damaged one, is judged by its bytes
    }
}

} // namespace

FoundContent lookAtContent(device::Medium& medium)
{
    const std::uint64_t size = medium.size().count();
    const std::optional<device::PartitionTable> table = tableOn(medium);
    if (!table || table->partitions.empty()) { // a boot sector of FAT passes for a table, too
        if (const auto whole = emptyFileSystemAt(medium, 0); whole && whole->end <= size) {
            return unlessVaried(medium, {{whole->end, size - whole->end}}, Found::Factory, whole->name);
        }
    }
    if (!table) {
        return unlessVaried(medium, {{0, std::min(kTableArea, size)}, {0, size}}, Found::Blank, "nothing");
    }
    const std::vector<device::Partition>& partitions = table->partitions;
    if (partitions.empty()) {
        if (const auto code = readAround(medium, 0, kBootCode); code && !isConstant(*code)) {
            return {Found::Data, "a boot sector"};
        }
        const std::uint64_t from = std::min(kTableArea, size);
        return unlessVaried(medium, {{from, size - from}}, Found::Factory, "a table without partitions");
    }
    if (partitions.size() > 1) {
        return {Found::Data, std::to_string(partitions.size()) + " partitions"};
    }
    const std::uint64_t start = partitions.front().extent.offset;
    const auto only = emptyFileSystemAt(medium, start);
    if (!only || only->end > size) {
        return {Found::Data, "a partition that is not empty"};
    }
    return unlessVaried(medium, {{kBlock, start - std::min(kBlock, start)}, {only->end, size - only->end}},
                        Found::Factory, only->name);
}

} // namespace bindery::card
