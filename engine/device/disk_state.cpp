// SPDX-License-Identifier: Apache-2.0
#include "device/disk_state_internal.h"
#include "device/sysfs_internal.h"

#include <linux/fs.h>
#include <sys/ioctl.h>

namespace bindery::device
{

DiskState stateOfDisk(DeviceNumber number, const SystemFolders& folders)
{
    DiskState state;
    const auto node = BlockSysfs(folders).nodeOf(number);
    const auto sectors = node ? BlockSysfs::number(*node, "size") : std::nullopt;
    if (!sectors) {
        return state;
    }
    state.isShown = true;
    state.size = SectorCount(*sectors).bytes();
    state.diskSeq = BlockSysfs::number(*node, "diskseq");
    state.isDetaching = BlockSysfs::number(*node, "loop/autoclear").value_or(0) != 0;
    return state;
}

std::optional<DiskLoss> lossOf(const DiskIdentity& seen, const DiskState& now, bool wasDetaching)
{
    if (!now.isShown || now.size == Bytes(0) || (now.isDetaching && !wasDetaching)) {
        return DiskLoss{DiskLoss::Kind::Left, "it left the station"};
    }
    // A card that is pulled out of a reader counts the reader's DISKSEQ up, long before its size is 0.
    if (seen.diskSeq && now.diskSeq != seen.diskSeq) {
        return DiskLoss{DiskLoss::Kind::OtherMedium, "it was taken out, or another medium took its place (" +
                                                         nameOfDiskSeq(now.diskSeq) + ", it had " +
                                                         nameOfDiskSeq(seen.diskSeq) + ")"};
    }
    if (now.size != seen.size) {
        return DiskLoss{DiskLoss::Kind::OtherSize, "its size changed from " +
                                                       std::to_string(seen.size.count()) + " to " +
                                                       std::to_string(now.size.count()) + " bytes"};
    }
    return std::nullopt;
}

std::string nameOfDiskSeq(const std::optional<std::uint64_t>& diskSeq)
{
    return diskSeq ? "DISKSEQ " + std::to_string(*diskSeq) : "no DISKSEQ";
}

std::optional<std::uint64_t> sizeOfDescriptor(int fd)
{
    std::uint64_t size = 0;
    return ::ioctl(fd, BLKGETSIZE64, &size) == 0 ? std::optional(size) : std::nullopt;
}

std::optional<std::uint64_t> diskSeqOfDescriptor(int fd)
{
    std::uint64_t sequence = 0;
    return ::ioctl(fd, BLKGETDISKSEQ, &sequence) == 0 ? std::optional(sequence) : std::nullopt;
}

} // namespace bindery::device
