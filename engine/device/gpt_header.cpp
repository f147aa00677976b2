// SPDX-License-Identifier: Apache-2.0
#include "base/bytes.h"
#include "base/error.h"
#include "base/file.h"
#include "device/gpt_header_internal.h"

#include <algorithm>
#include <array>

namespace bindery::device
{

namespace
{

using Sector = std::array<std::byte, SectorCount::kSectorSize>;

constexpr std::uint32_t kSmallestHeader = 92;
constexpr std::uint32_t kEntrySize = 128; // libfdisk walks entries in this step, whatever the header says
constexpr std::uint32_t kMostEntries = 1024;

std::uint64_t littleEndian(const Sector& sector, std::size_t offset, std::size_t length)
{
    std::uint64_t value = 0;
    for (std::size_t i = length; i-- > 0;) {
        value = value << 8U | std::to_integer<std::uint64_t>(sector.at(offset + i));
    }
    return value;
}

Sector readSector(int fd, std::uint64_t number, const std::string& name)
{
    Sector sector{};
    readFully(fd, number * sector.size(), sector, name); // what a short file lacks reads as zeros
    return sector;
}

bool isHeader(const Sector& sector)
{
    constexpr std::string_view kSignature = "EFI PART";
    const ByteView signature = asBytes(kSignature);
    return std::equal(signature.begin(), signature.end(), sector.begin());
}

void checkHeader(const Sector& sector, std::uint64_t place, const std::string& name)
{
    if (!isHeader(sector)) {
        return;
    }
    const std::uint64_t headerSize = littleEndian(sector, 12, 4);
    const std::uint64_t entries = littleEndian(sector, 80, 4);
    const std::uint64_t entrySize = littleEndian(sector, 84, 4);
    if (headerSize < kSmallestHeader || headerSize > sector.size() || entrySize != kEntrySize ||
        entries == 0 || entries > kMostEntries) {
        throw Error(ErrorCode::BadImage, name + ": the GPT header in sector " + std::to_string(place) +
                                             " is not supported (header of " + std::to_string(headerSize) +
                                             " bytes, " + std::to_string(entries) + " entries of " +
                                             std::to_string(entrySize) + " bytes); repair the table");
    }
}

} // namespace

void checkGptHeaders(int fd, std::uint64_t sectors, const std::string& name)
{
    if (sectors < 2) {
        return;
    }
    const Sector primary = readSector(fd, 1, name);
    checkHeader(primary, 1, name);
    checkHeader(readSector(fd, sectors - 1, name), sectors - 1, name);
    const std::uint64_t backup = littleEndian(primary, 32, 8);
    if (isHeader(primary) && backup < sectors) {
        checkHeader(readSector(fd, backup, name), backup, name);
    }
}

bool hasProtectiveMbr(int fd, const std::string& name)
{
    constexpr std::uint64_t kProtective = 0xee;
    const Sector mbr = readSector(fd, 0, name);
    for (std::size_t entry = 446; entry < 510; entry += 16) {
        if (littleEndian(mbr, entry + 4, 1) == kProtective) {
            return true;
        }
    }
    return false;
}

} // namespace bindery::device
