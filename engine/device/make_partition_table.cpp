// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"
#include "base/file.h"
#include "base/uuid.h"
#include "device/fdisk_context_internal.h"
#include "device/partition_table.h"

#include <algorithm>
#include <cerrno>
#include <limits>
#include <set>

#include <sys/mman.h>
#include <unistd.h>

namespace bindery::device
{

namespace
{

constexpr std::uint64_t kSector = SectorCount::kSectorSize;
constexpr std::uint64_t kFirstGptSector = 2 + kGptEntrySectors;
constexpr std::uint64_t kLastMbrSector = std::numeric_limits<std::uint32_t>::max();
constexpr const char* kName = "the partition table to be made";

[[noreturn]] void refuse(const std::string& what)
{
    throw Error(ErrorCode::InvalidArgument, std::string(kName) + ": " + what);
}

bool isHex(const std::string& text, std::size_t length)
{
    return text.size() == length && text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

std::string upperCase(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
    return text;
}

std::string nameOf(const Partition& partition)
{
    return "partition " + std::to_string(partition.number);
}

void checkMbrPartition(const Partition& partition)
{
    const std::string& type = partition.type;
    if (!isHex(type, 2) || type == "00" || type == "ee") {
        refuse(nameOf(partition) + ": \"" + type +
               "\" is no type; use two lower-case hex digits such as 0c or 83");
    }
    if (type == "05" || type == "0f" || type == "85") {
        refuse(nameOf(partition) +
               ": extended partitions are not made; use at most four primary ones, or a GPT");
    }
    if (!partition.name.empty() || !partition.uuid.empty()) {
        refuse(nameOf(partition) + ": an MBR has no names and no GUIDs of partitions");
    }
}

void checkPlace(const PartitionTable& table, const Partition& partition, std::uint64_t sectors)
{
    const Extent extent = partition.extent;
    if (extent.offset % kSector != 0 || extent.length % kSector != 0 || extent.length == 0) {
        refuse(nameOf(partition) + " must start at and have a whole number of sectors");
    }
    const bool isGpt = table.kind == TableKind::Gpt;
    const std::uint64_t first = isGpt ? kFirstGptSector : 1;
    const std::uint64_t end = isGpt ? sectors - kGptEntrySectors - 1 : std::min(sectors, kLastMbrSector + 1);
    const std::uint64_t start = extent.offset / kSector;
    const std::uint64_t length = extent.length / kSector;
    if (start < first || start >= end || length > end - start) {
        refuse(nameOf(partition) + " (" + std::to_string(length) + " sectors from " + std::to_string(start) +
               ") must lie between the sectors " + std::to_string(first) + " and " + std::to_string(end - 1));
    }
}

void check(const PartitionTable& table, std::uint64_t sectors)
{
    const bool isGpt = table.kind == TableKind::Gpt;
    const int most = isGpt ? 128 : 4;
    constexpr std::uint64_t kSmallestGptMedium =
        mib(1).count() / kSector; // below, entries get fewer than usual
    if (sectors < (isGpt ? kSmallestGptMedium : 2)) {
        refuse("a medium of " + humanSize(SectorCount(sectors).bytes()) + " is too small for it");
    }
    if (isGpt) {
        Uuid::parse(table.id);
    } else if (!isHex(table.id, 8)) {
        refuse("\"" + table.id + "\" is no disk signature; use eight lower-case hex digits");
    }
    std::set<int> numbers;
    for (const Partition& partition : table.partitions) {
        if (partition.number < 1 || partition.number > most || !numbers.insert(partition.number).second) {
            refuse("the number " + std::to_string(partition.number) +
                   " is used twice, or not between 1 and " + std::to_string(most));
        }
        checkPlace(table, partition, sectors);
        if (!isGpt) {
            checkMbrPartition(partition);
        } else if (Uuid::parse(partition.type) == Uuid()) {
            refuse(nameOf(partition) + ": a type of zeros means that there is no partition");
        }
    }
}

void addPartition(const FdiskContext& fdisk, TableKind kind, const Partition& wanted)
{
    const FdiskPointer<fdisk_partition> partition(fdisk_new_partition());
    const std::string type = kind == TableKind::Gpt ? upperCase(wanted.type) : wanted.type;
    const FdiskPointer<fdisk_parttype> parsed(
        fdisk_label_parse_parttype(fdisk_get_label(fdisk.get(), nullptr), type.c_str()));
    if (!partition || !parsed) {
        refuse(nameOf(wanted) + ": the type " + wanted.type + " is not understood");
    }
    auto index = static_cast<std::size_t>(wanted.number - 1);
    fdisk_partition_set_partno(partition.get(), index);
    fdisk_partition_set_start(partition.get(), wanted.extent.offset / kSector);
    fdisk_partition_set_size(partition.get(), wanted.extent.length / kSector);
    fdisk_partition_size_explicit(partition.get(), 1);
    fdisk_partition_set_type(partition.get(), parsed.get());
    if (!wanted.name.empty()) {
        fdisk_partition_set_name(partition.get(), wanted.name.c_str());
    }
    if (!wanted.uuid.empty()) {
        fdisk_partition_set_uuid(partition.get(), upperCase(wanted.uuid).c_str());
    }
    if (fdisk_add_partition(fdisk.get(), partition.get(), &index) != 0) {
        refuse(nameOf(wanted) + " does not fit" + fdisk.complaint());
    }
    if (wanted.bootable) {
        const unsigned long flag = kind == TableKind::Gpt ? GPT_FLAG_LEGACYBOOT : DOS_FLAG_ACTIVE;
        if (fdisk_toggle_partition_flag(fdisk.get(), index, flag) != 0) {
            refuse(nameOf(wanted) + " cannot be made bootable" + fdisk.complaint());
        }
    }
}

void makeIn(int fd, const PartitionTable& table)
{
    FdiskContext fdisk;
    if (!fdisk.assign(fd, kName, false)) {
        throw Error(ErrorCode::Internal,
                    std::string(kName) + ": libfdisk does not take its memory" + fdisk.complaint());
    }
    const bool isGpt = table.kind == TableKind::Gpt;
    // Only a script sets the first usable sector that a GPT header states.
    const FdiskPointer<fdisk_script> script(fdisk_new_script(fdisk.get()));
    if (!script) {
        throw std::bad_alloc();
    }
    fdisk_script_set_header(script.get(), "label-id",
                            isGpt ? upperCase(table.id).c_str() : ("0x" + table.id).c_str());
    if (isGpt) {
        fdisk_script_set_header(script.get(), "first-lba", std::to_string(kFirstGptSector).c_str());
    }
    fdisk_set_script(fdisk.get(), script.get());
    const int created = fdisk_create_disklabel(fdisk.get(), isGpt ? "gpt" : "dos");
    fdisk_set_script(fdisk.get(), nullptr);
    if (created != 0) {
        refuse("it cannot be made on such a medium" + fdisk.complaint());
    }
    fdisk_set_first_lba(fdisk.get(), isGpt ? kFirstGptSector : 1);
    for (const Partition& partition : table.partitions) {
        addPartition(fdisk, table.kind, partition);
    }
    if (fdisk_write_disklabel(fdisk.get()) != 0) {
        throw Error(ErrorCode::Internal,
                    std::string(kName) + ": libfdisk cannot write it" + fdisk.complaint());
    }
}

/// Libfdisk rounds, cuts and defaults in many places; what it made is believed when it reads as what was
/// asked for.
void checkMade(int fd, PartitionTable wanted)
{
    const PartitionTable made = readPartitionTable(fd, kName);
    std::sort(wanted.partitions.begin(), wanted.partitions.end(),
              [](const Partition& a, const Partition& b) { return a.number < b.number; });
    const bool isGpt = wanted.kind == TableKind::Gpt;
    bool same = made.kind == wanted.kind && made.id == (isGpt ? upperCase(wanted.id) : wanted.id) &&
                made.partitions.size() == wanted.partitions.size();
    for (std::size_t i = 0; same && i < made.partitions.size(); ++i) {
        const Partition& got = made.partitions[i];
        const Partition& asked = wanted.partitions[i];
        same = got.number == asked.number && got.extent == asked.extent && got.bootable == asked.bootable &&
               got.name == asked.name && got.type == (isGpt ? upperCase(asked.type) : asked.type) &&
               (asked.uuid.empty() || got.uuid == upperCase(asked.uuid));
    }
    if (!same) {
        refuse("it cannot be expressed exactly; check the names (at most 36 characters) and identifiers");
    }
}

TableWrite take(int fd, std::uint64_t sector, std::uint64_t count)
{
    TableWrite write{sector * kSector, std::vector<std::byte>(count * kSector)};
    if (!readFully(fd, write.offset, write.bytes, kName)) {
        throw Error(ErrorCode::Internal, std::string(kName) + ": it is shorter than its medium");
    }
    return write;
}

} // namespace

std::vector<TableWrite> makePartitionTable(const PartitionTable& table, Bytes mediumSize)
{
    const std::uint64_t sectors = SectorCount::of(mediumSize).count();
    check(table, sectors);
    const UniqueFd fd(::memfd_create("partition-table", MFD_CLOEXEC));
    if (!fd || ::ftruncate(fd.get(), static_cast<off_t>(sectors * kSector)) != 0) {
        throwErrno(ErrorCode::Internal, std::string("taking memory for ") + kName, errno);
    }
    makeIn(fd.get(), table);
    checkMade(fd.get(), table);
    if (table.kind == TableKind::Mbr) {
        return {take(fd.get(), 0, 1)};
    }
    return {take(fd.get(), sectors - 1 - kGptEntrySectors, kGptEntrySectors), take(fd.get(), sectors - 1, 1),
            take(fd.get(), 2, kGptEntrySectors), take(fd.get(), 1, 1), take(fd.get(), 0, 1)};
}

} // namespace bindery::device
