// SPDX-License-Identifier: Apache-2.0
// What the kernel shows of a disk right now, and whether it still is the one that was seen. Nothing is
// opened. Units: bytes. Errors: none; what is not shown is empty. Threads: any. Source:
// Documentation/ABI/testing/sysfs-block; loop(4).
#pragma once

#include "device/disk_identity.h"
#include "device/disk_watch.h"

#include <cstdint>
#include <optional>
#include <string>

namespace bindery::device
{

struct DiskState {
    bool isShown = false;
    std::optional<std::uint64_t> diskSeq;
    Bytes size;
    /// A loop device that goes with its last user: being asked to while it is in use is how it is pulled.
    bool isDetaching = false;
};

DiskState stateOfDisk(DeviceNumber number, const SystemFolders& folders);

/// `wasDetaching`: how it was when it was seen.
std::optional<DiskLoss> lossOf(const DiskIdentity& seen, const DiskState& now, bool wasDetaching = false);

/// "DISKSEQ 7", "no DISKSEQ"
std::string nameOfDiskSeq(const std::optional<std::uint64_t>& diskSeq);

std::optional<std::uint64_t> sizeOfDescriptor(int fd);
std::optional<std::uint64_t> diskSeqOfDescriptor(int fd);

} // namespace bindery::device
