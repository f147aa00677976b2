// SPDX-License-Identifier: Apache-2.0
#include "golden/fat.h"

#include "base/error.h"

#include <algorithm>
#include <array>
#include <optional>

namespace bindery::golden
{

namespace
{

constexpr std::uint64_t kEntrySize = 32;
constexpr std::uint64_t kMaxFolderSize = 65536 * kEntrySize; // the specification's limit
constexpr std::uint32_t kFirstCluster = 2;
constexpr std::uint32_t kMaxClustersOfFat12 = 0xff4;
constexpr std::uint32_t kMaxClustersOfFat16 = 0xfff4;
constexpr std::uint32_t kMaxClustersOfFat32 = 0x0ffffff6;
constexpr std::uint8_t kAttributeLabel = 0x08;
constexpr std::uint8_t kAttributeFolder = 0x10;
constexpr std::uint8_t kAttributesOfLongName = 0x0f;

[[noreturn]] void fail(const std::string& what)
{
    throw Error(ErrorCode::BadImage, "FAT: " + what);
}

std::uint8_t u8(ByteView bytes, std::size_t offset)
{
    return std::to_integer<std::uint8_t>(bytes[offset]);
}

std::uint32_t u16(ByteView bytes, std::size_t offset)
{
    return u8(bytes, offset) | (static_cast<std::uint32_t>(u8(bytes, offset + 1)) << 8U);
}

std::uint32_t u32(ByteView bytes, std::size_t offset)
{
    return u16(bytes, offset) | (u16(bytes, offset + 2) << 16U);
}

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool sameName(std::string_view left, std::string_view right)
{
    return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                      [](char a, char b) { return lower(a) == lower(b); });
}

std::string shortNameOf(ByteView entry)
{
    // Windows NT's flags, which mtools and Linux know too; letters are stored large.
    constexpr std::uint8_t kSmallBase = 0x08;
    constexpr std::uint8_t kSmallEnding = 0x10;
    const std::uint8_t flags = u8(entry, 12);
    const auto trimmed = [&](std::size_t from, std::size_t length, bool small) {
        std::string part(asText(entry.subspan(from, length)));
        part.erase(part.find_last_not_of(' ') + 1);
        if (small) {
            std::transform(part.begin(), part.end(), part.begin(), lower);
        }
        return part;
    };
    const std::string base = trimmed(0, 8, (flags & kSmallBase) != 0);
    const std::string ending = trimmed(8, 3, (flags & kSmallEnding) != 0);
    return ending.empty() ? base : base + "." + ending;
}

std::uint8_t checksumOf(ByteView entry)
{
    std::uint32_t sum = 0;
    for (std::size_t i = 0; i < 11; ++i) {
        sum = (((sum & 1U) << 7U) + (sum >> 1U) + u8(entry, i)) & 0xffU;
    }
    return static_cast<std::uint8_t>(sum);
}

/// Puts a long name together from the entries before a short one, which hold it from its end to its start.
/// Only ASCII is kept: names beyond it are none that a recipe asks for.
class LongName
{
public:
    void add(ByteView entry)
    {
        constexpr std::uint32_t kLast = 0x40;
        const std::uint32_t order = u8(entry, 0);
        if ((order & kLast) != 0) {
            m_text.clear();
            m_expected = order & ~kLast;
            m_checksum = u8(entry, 13);
        }
        if (m_expected == 0 || (order & ~kLast) != m_expected || u8(entry, 13) != m_checksum) {
            forget();
            return;
        }
        constexpr std::array<std::size_t, 13> kPlaces{1, 3, 5, 7, 9, 14, 16, 18, 20, 22, 24, 28, 30};
        std::string part;
        for (const std::size_t place : kPlaces) {
            const std::uint32_t unit = u16(entry, place);
            if (unit == 0) {
                break;
            }
            part += unit < 0x80 ? static_cast<char>(unit) : '?';
        }
        m_text.insert(0, part);
        --m_expected;
        m_complete = m_expected == 0;
    }
    std::string take(ByteView shortEntry)
    {
        const bool fits = m_complete && m_checksum == checksumOf(shortEntry);
        std::string text = fits ? m_text : std::string();
        forget();
        return text;
    }
    void forget()
    {
        m_text.clear();
        m_expected = 0;
        m_complete = false;
    }

private:
    std::string m_text;
    std::uint32_t m_expected = 0;
    std::uint8_t m_checksum = 0;
    bool m_complete = false;
};

void append(std::vector<Extent>& extents, Extent next)
{
    if (!extents.empty() && extents.back().end() == next.offset) {
        extents.back().length += next.length;
    } else {
        extents.push_back(next);
    }
}

} // namespace

FatVolume::FatVolume(ByteView volume) : m_volume(volume)
{
    constexpr std::size_t kBootSectorSize = 512;
    if (volume.size() < kBootSectorSize) {
        fail("the partition is smaller than a boot sector");
    }
    if (u8(volume, 510) != 0x55 || u8(volume, 511) != 0xaa) {
        fail("the boot sector lacks its signature 55 aa: no FAT file system is there");
    }
    const std::uint64_t sectorSize = u16(volume, 11);
    const std::uint64_t sectorsPerCluster = u8(volume, 13);
    const std::uint64_t reserved = u16(volume, 14);
    const std::uint64_t fats = u8(volume, 16);
    const std::uint64_t rootEntries = u16(volume, 17);
    const std::uint64_t sectors = u16(volume, 19) != 0 ? u16(volume, 19) : u32(volume, 32);
    const bool isFat32 = u16(volume, 22) == 0;
    const std::uint64_t fatSectors = isFat32 ? u32(volume, 36) : u16(volume, 22);
    const auto isPowerOfTwo = [](std::uint64_t value) { return value != 0 && (value & (value - 1)) == 0; };
    if (sectorSize != SectorCount::kSectorSize) {
        fail("the boot sector says " + std::to_string(sectorSize) +
             " bytes per sector; only 512 is supported");
    }
    if (!isPowerOfTwo(sectorsPerCluster)) {
        fail("the boot sector says " + std::to_string(sectorsPerCluster) + " sectors per cluster");
    }
    if (reserved == 0 || fats == 0 || fatSectors == 0 || sectors == 0) {
        fail("the boot sector says " + std::to_string(reserved) + " reserved sectors, " +
             std::to_string(fats) + " FATs of " + std::to_string(fatSectors) + " sectors and " +
             std::to_string(sectors) + " sectors in all: none may be 0");
    }
    if (isFat32 == (rootEntries != 0)) {
        fail("the boot sector says " + std::to_string(rootEntries) +
             " entries in the root folder, which does not fit its kind of FAT");
    }
    m_size = Bytes(sectors * sectorSize);
    if (m_size.count() > volume.size()) {
        fail("the file system has " + std::to_string(m_size.count()) + " bytes, its partition only " +
             std::to_string(volume.size()) + ": the image is cut off or its table is wrong");
    }
    const std::uint64_t rootSectors = roundUp(rootEntries * kEntrySize, sectorSize) / sectorSize;
    const std::uint64_t dataSector = reserved + fats * fatSectors + rootSectors;
    if (dataSector >= sectors) {
        fail("the FATs and the root folder fill " + std::to_string(dataSector) + " of " +
             std::to_string(sectors) + " sectors");
    }
    const std::uint64_t clusters = (sectors - dataSector) / sectorsPerCluster;
    m_bits = isFat32 ? 32 : (clusters > kMaxClustersOfFat12 ? 16 : 12);
    const std::uint64_t maxClusters = isFat32 ? kMaxClustersOfFat32 : kMaxClustersOfFat16;
    if (clusters == 0 || clusters > maxClusters) {
        fail(std::to_string(clusters) + " clusters do not fit FAT" + std::to_string(m_bits));
    }
    const std::uint64_t fatEntries = fatSectors * sectorSize * 8 / static_cast<std::uint64_t>(m_bits);
    m_clusterEnd = static_cast<std::uint32_t>(std::min(clusters + kFirstCluster, fatEntries));
    m_clusterSize = sectorsPerCluster * sectorSize;
    m_fatOffset = reserved * sectorSize;
    m_dataOffset = dataSector * sectorSize;
    m_rootFolder = {(reserved + fats * fatSectors) * sectorSize, rootEntries * kEntrySize};
    m_rootCluster = isFat32 ? u32(volume, 44) : 0;
}

Extent FatVolume::extentOf(std::uint32_t cluster) const
{
    return {m_dataOffset + (cluster - kFirstCluster) * m_clusterSize, m_clusterSize};
}

std::uint32_t FatVolume::next(std::uint32_t cluster) const
{
    if (m_bits == 12) {
        const std::uint32_t pair = u16(m_volume, m_fatOffset + cluster + cluster / 2);
        return (cluster & 1U) != 0 ? pair >> 4U : pair & 0xfffU;
    }
    if (m_bits == 16) {
        return u16(m_volume, m_fatOffset + std::uint64_t{cluster} * 2);
    }
    return u32(m_volume, m_fatOffset + std::uint64_t{cluster} * 4) & 0x0fffffffU;
}

std::vector<Extent> FatVolume::chain(std::uint32_t firstCluster, const std::string& what) const
{
    const std::uint32_t endMark = m_bits == 12 ? 0xff8U : (m_bits == 16 ? 0xfff8U : 0x0ffffff8U);
    std::vector<Extent> extents;
    std::uint32_t steps = 0;
    for (std::uint32_t cluster = firstCluster; cluster < endMark; cluster = next(cluster)) {
        if (cluster < kFirstCluster || cluster >= m_clusterEnd) {
            fail("the chain of " + what + " leads to cluster " + std::to_string(cluster) +
                 ", which does not exist");
        }
        if (++steps > m_clusterEnd) {
            fail("the chain of " + what + " runs in a circle");
        }
        append(extents, extentOf(cluster));
    }
    return extents;
}

std::vector<FatVolume::Entry> FatVolume::entriesOf(const std::vector<Extent>& folder,
                                                   const std::string& what) const
{
    constexpr std::uint8_t kEnd = 0x00;
    constexpr std::uint8_t kDeleted = 0xe5;
    std::vector<Entry> entries;
    LongName longName;
    std::uint64_t seen = 0;
    for (const Extent& extent : folder) {
        for (std::uint64_t offset = extent.offset; offset + kEntrySize <= extent.end();
             offset += kEntrySize) {
            seen += kEntrySize;
            if (seen > kMaxFolderSize) {
                fail(what + " has more than 65536 entries");
            }
            const ByteView raw = m_volume.subspan(offset, kEntrySize);
            const std::uint8_t first = u8(raw, 0);
            const std::uint8_t attributes = u8(raw, 11);
            if (first == kEnd) {
                return entries;
            }
            if (first != kDeleted && (attributes & 0x3fU) == kAttributesOfLongName) {
                longName.add(raw);
            } else if (first == kDeleted || (attributes & kAttributeLabel) != 0) {
                longName.forget();
            } else {
                Entry entry;
                entry.longName = longName.take(raw);
                entry.shortName = shortNameOf(raw);
                entry.folder = (attributes & kAttributeFolder) != 0;
                entry.firstCluster = u16(raw, 26) | (m_bits == 32 ? u16(raw, 20) << 16U : 0);
                entry.size = u32(raw, 28);
                entries.push_back(std::move(entry));
            }
        }
    }
    return entries;
}

FatFile FatVolume::find(std::string_view path) const
{
    std::vector<Extent> folder =
        m_bits == 32 ? chain(m_rootCluster, "the root folder") : std::vector<Extent>{m_rootFolder};
    std::string folderName = "the root folder";
    std::string_view rest = path;
    for (;;) {
        const std::size_t slash = rest.find('/');
        const std::string_view name = rest.substr(0, slash);
        const std::vector<Entry> entries = entriesOf(folder, folderName);
        const auto found = std::find_if(entries.begin(), entries.end(), [&](const Entry& entry) {
            return sameName(entry.shortName, name) ||
                   (!entry.longName.empty() && sameName(entry.longName, name));
        });
        const bool last = slash == std::string_view::npos;
        if (name.empty() || found == entries.end() || found->folder == last) {
            throw Error(ErrorCode::NotFound, "the boot partition has no file " + std::string(path));
        }
        const std::string what = std::string(path.substr(0, path.size() - (last ? 0 : rest.size() - slash)));
        if (last) {
            FatFile file;
            file.size = found->size;
            std::uint64_t left = file.size;
            if (left > 0) {
                for (Extent extent : chain(found->firstCluster, what)) {
                    extent.length = std::min(extent.length, left);
                    left -= extent.length;
                    if (extent.length > 0) {
                        file.extents.push_back(extent);
                    }
                }
            }
            if (left > 0) {
                fail(what + " has " + std::to_string(file.size) + " bytes, but its chain ends " +
                     std::to_string(left) + " before");
            }
            return file;
        }
        folder = chain(found->firstCluster, what);
        folderName = what;
        rest.remove_prefix(slash + 1);
    }
}

std::string FatVolume::content(const FatFile& file) const
{
    std::string text;
    for (const Extent& extent : file.extents) {
        text += asText(m_volume.subspan(extent.offset, extent.length));
    }
    return text;
}

std::vector<std::string> FatVolume::list() const
{
    std::vector<std::string> paths;
    std::size_t seen = 0;
    listInto(paths,
             m_bits == 32 ? chain(m_rootCluster, "the root folder") : std::vector<Extent>{m_rootFolder}, "",
             seen);
    return paths;
}

void FatVolume::listInto(std::vector<std::string>& paths, const std::vector<Extent>& folder,
                         const std::string& folderPath, std::size_t& seen) const
{
    constexpr std::size_t kMaxEntries = 100'000;
    constexpr std::size_t kMaxPath = 1024; // an end also to folders that lie in themselves
    for (const Entry& entry : entriesOf(folder, folderPath.empty() ? "the root folder" : folderPath)) {
        const std::string& name = entry.longName.empty() ? entry.shortName : entry.longName;
        if (name == "." || name == "..") {
            continue;
        }
        const std::string path = folderPath.empty() ? name : folderPath + "/" + name;
        if (name.empty() || name.find('/') != std::string::npos || path.size() > kMaxPath ||
            ++seen > kMaxEntries) {
            fail("the folders hold a name that no file can have, or more than anybody needs, at " + path);
        }
        if (entry.folder) {
            listInto(paths, chain(entry.firstCluster, path), path, seen);
        } else {
            paths.push_back(path);
        }
    }
}

Bytes FatVolume::free() const
{
    std::uint64_t clusters = 0;
    for (std::uint32_t cluster = kFirstCluster; cluster < m_clusterEnd; ++cluster) {
        clusters += next(cluster) == 0 ? 1U : 0U;
    }
    return Bytes(clusters * m_clusterSize);
}

std::string FatVolume::serial() const
{
    const std::uint32_t serial = u32(m_volume, m_bits == 32 ? 67 : 39);
    std::string text;
    for (int digit = 7; digit >= 0; --digit) {
        text += "0123456789ABCDEF"[serial >> (4 * digit) & 15U];
        text += digit == 4 ? "-" : "";
    }
    return text;
}

} // namespace bindery::golden
