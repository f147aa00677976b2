// SPDX-License-Identifier: Apache-2.0
#include "device/partition_table.h"

#include "base/error.h"
#include "base/file.h"
#include "device/fdisk_context_internal.h"
#include "device/gpt_header_internal.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include <fcntl.h>
#include <linux/fs.h>
#include <sys/ioctl.h>
#include <sys/stat.h>

namespace bindery::device
{

namespace
{

[[noreturn]] void bad(const std::string& name, const std::string& what)
{
    throw Error(ErrorCode::BadImage, name + ": " + what);
}

std::uint64_t sizeOf(int fd, const std::string& name)
{
    struct stat state {
    };
    std::uint64_t size = 0;
    if (::fstat(fd, &state) != 0) {
        throwErrno(ErrorCode::WriteFailed, "asking for the size of " + name, errno);
    }
    if (S_ISREG(state.st_mode)) {
        size = static_cast<std::uint64_t>(state.st_size);
    } else if (!S_ISBLK(state.st_mode)) {
        bad(name, "neither a file nor a block device, so it has no partition table");
    } else if (::ioctl(fd, BLKGETSIZE64, &size) != 0) {
        throwErrno(ErrorCode::DeviceGone, "asking for the size of " + name, errno);
    }
    return size;
}

std::string textOf(const char* text)
{
    return text == nullptr ? "" : text;
}

std::string mbrType(unsigned int code)
{
    const std::array<std::byte, 1> byte{static_cast<std::byte>(code)};
    return toHex(byte);
}

bool isExtended(const Partition& partition)
{
    return partition.type == "05" || partition.type == "0f" || partition.type == "85";
}

std::string nameOf(const Partition& partition)
{
    return "partition " + std::to_string(partition.number);
}

Partition readPartition(fdisk_context* context, TableKind kind, fdisk_partition* found, std::uint64_t sectors,
                        const std::string& name)
{
    Partition partition;
    const std::size_t index = fdisk_partition_get_partno(found);
    partition.number = static_cast<int>(index) + 1;
    if (fdisk_partition_has_start(found) == 0 || fdisk_partition_has_size(found) == 0) {
        bad(name, nameOf(partition) + " has no place");
    }
    const std::uint64_t start = fdisk_partition_get_start(found);
    const std::uint64_t length = fdisk_partition_get_size(found);
    if (length == 0) {
        bad(name, nameOf(partition) + " is empty");
    }
    if (start == 0) {
        bad(name, nameOf(partition) + " lies over the partition table");
    }
    if (start >= sectors || length > sectors - start) {
        bad(name, nameOf(partition) + " goes past the end: it starts at sector " + std::to_string(start) +
                      " and has " + std::to_string(length) + " of them, where there are " +
                      std::to_string(sectors) + "; the image was cut short, or belongs on a larger medium");
    }
    partition.extent = {SectorCount(start).bytes().count(), SectorCount(length).bytes().count()};
    const fdisk_parttype* const type = fdisk_partition_get_type(found);
    if (type == nullptr) {
        bad(name, nameOf(partition) + " has no type");
    }
    if (kind == TableKind::Mbr) {
        partition.type = mbrType(fdisk_parttype_get_code(type));
        partition.bootable = fdisk_partition_is_bootable(found) == 1;
        return partition;
    }
    std::uint64_t attributes = 0;
    constexpr std::uint64_t kLegacyBootable = 1U << 2U;
    fdisk_gpt_get_partition_attrs(context, index, &attributes);
    partition.type = textOf(fdisk_parttype_get_string(type));
    partition.name = textOf(fdisk_partition_get_name(found));
    partition.uuid = textOf(fdisk_partition_get_uuid(found));
    partition.bootable = (attributes & kLegacyBootable) != 0;
    return partition;
}

/// What the header leaves for partitions.
Extent usableByGpt(fdisk_context* context, const std::string& name)
{
    const auto ask = [&](int item) {
        const FdiskPointer<fdisk_labelitem> answer(fdisk_new_labelitem());
        std::uint64_t sector = 0;
        if (!answer || fdisk_get_disklabel_item(context, item, answer.get()) != 0 ||
            fdisk_labelitem_get_data_u64(answer.get(), &sector) != 0) {
            bad(name, "its GPT header does not say where partitions may lie");
        }
        return SectorCount(sector).bytes().count();
    };
    const std::uint64_t first = ask(GPT_LABELITEM_FIRSTLBA);
    const std::uint64_t last = ask(GPT_LABELITEM_LASTLBA);
    return {first, last - first + SectorCount::kSectorSize};
}

bool contains(Extent outer, Extent inner)
{
    return outer.offset <= inner.offset && inner.end() <= outer.end();
}

void checkOverlaps(std::vector<Partition> partitions, const std::string& name)
{
    std::sort(partitions.begin(), partitions.end(),
              [](const Partition& a, const Partition& b) { return a.extent.offset < b.extent.offset; });
    for (std::size_t i = 1; i < partitions.size(); ++i) {
        if (partitions[i].extent.offset < partitions[i - 1].extent.end()) {
            bad(name, nameOf(partitions[i - 1]) + " and " + nameOf(partitions[i]) + " overlap");
        }
    }
}

void checkMbrPlaces(const std::vector<Partition>& partitions, const std::string& name)
{
    const auto firstLogical = std::find_if(partitions.begin(), partitions.end(),
                                           [](const Partition& partition) { return partition.number > 4; });
    const std::vector<Partition> primary(partitions.begin(), firstLogical);
    const std::vector<Partition> logical(firstLogical, partitions.end());
    checkOverlaps(primary, name);
    checkOverlaps(logical, name);
    const auto extended = std::find_if(primary.begin(), primary.end(), isExtended);
    for (const Partition& partition : logical) {
        if (extended == primary.end() || !contains(extended->extent, partition.extent)) {
            bad(name, nameOf(partition) + " lies outside of the extended partition");
        }
    }
}

void checkGptPlaces(fdisk_context* context, const std::vector<Partition>& partitions, const std::string& name)
{
    checkOverlaps(partitions, name);
    const Extent usable = usableByGpt(context, name);
    for (const Partition& partition : partitions) {
        if (!contains(usable, partition.extent)) {
            bad(name, nameOf(partition) + " lies over the partition table");
        }
    }
}

std::string readId(fdisk_context* context, TableKind kind, const std::string& name)
{
    char* text = nullptr;
    if (fdisk_get_disklabel_id(context, &text) != 0 || text == nullptr) {
        bad(name, "its partition table has no identifier");
    }
    const std::unique_ptr<char, decltype(&std::free)> owned(text, &std::free);
    const std::string id = text;
    return kind == TableKind::Mbr && id.rfind("0x", 0) == 0 ? id.substr(2) : id;
}

std::vector<Partition> readPartitions(fdisk_context* context, TableKind kind, std::uint64_t sectors,
                                      const std::string& name)
{
    fdisk_table* found = nullptr;
    if (fdisk_get_partitions(context, &found) != 0) {
        bad(name, "its partitions cannot be listed");
    }
    const FdiskPointer<fdisk_table> owned(found);
    const FdiskPointer<fdisk_iter> iterator(fdisk_new_iter(FDISK_ITER_FORWARD));
    if (!iterator) {
        throw std::bad_alloc();
    }
    std::vector<Partition> partitions;
    fdisk_partition* partition = nullptr;
    while (fdisk_table_next_partition(found, iterator.get(), &partition) == 0) {
        partitions.push_back(readPartition(context, kind, partition, sectors, name));
    }
    std::sort(partitions.begin(), partitions.end(),
              [](const Partition& a, const Partition& b) { return a.number < b.number; });
    return partitions;
}

} // namespace

PartitionTable readPartitionTable(int fd, const std::string& name)
{
    const std::uint64_t sectors = SectorCount::of(Bytes(sizeOf(fd, name))).count();
    if (sectors == 0) {
        bad(name, "it is empty");
    }
    const bool claimsGpt = hasProtectiveMbr(fd, name);
    if (claimsGpt) {
        checkGptHeaders(fd, sectors, name);
    }
    FdiskContext fdisk;
    if (!fdisk.assign(fd, name, true)) {
        bad(name, "its partition table cannot be read" + fdisk.complaint());
    }
    PartitionTable table;
    if (fdisk_is_label(fdisk.get(), GPT)) {
        table.kind = TableKind::Gpt;
    } else if (fdisk_is_label(fdisk.get(), DOS) && claimsGpt) {
        bad(name, "its first sector announces a GPT, but no copy of one is valid" + fdisk.complaint());
    } else if (!fdisk_is_label(fdisk.get(), DOS)) {
        bad(name, "it has no partition table (MBR or GPT); name an image of a whole card");
    }
    table.id = readId(fdisk.get(), table.kind, name);
    table.partitions = readPartitions(fdisk.get(), table.kind, sectors, name);
    if (table.kind == TableKind::Gpt) {
        checkGptPlaces(fdisk.get(), table.partitions, name);
    } else {
        checkMbrPlaces(table.partitions, name);
    }
    return table;
}

PartitionTable readPartitionTable(const std::filesystem::path& path)
{
    const UniqueFd fd = openFile(path, O_RDONLY | O_NONBLOCK);
    return readPartitionTable(fd.get(), path.string());
}

} // namespace bindery::device
