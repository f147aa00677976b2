// SPDX-License-Identifier: Apache-2.0
// Which disks are plugged in, and what changes. The seam below which nothing knows of slots and orders; its
// twin for tests is SimulatedInventory.
//
// An insertion is one medium in one disk: sysPath + DISKSEQ + size (+ CID). Every insertion that was Present
// ends with exactly one Left, also when its card was swapped in its reader or pulled while events were lost:
// a swap is Left (the old medium, as it was remembered) and then Present (the new one). A reader that is
// emptied but stays plugged is Left and then Present with size 0; a reader that leaves while empty is Left
// with size 0. Present is also said of a disk that is still the same but was read again. Left tells what was
// remembered when the disk was last Present, never what the event said: the properties of `change` and
// `remove` are wrong when a stick is pulled.
//
// Units: sizes in bytes.
// Errors: NotFound when udevd does not run; Internal when the netlink socket fails.
// Threads: one thread at a time. Source: libudev(3), udev(7), Documentation/ABI/stable/sysfs-block (diskseq).
#pragma once

#include "device/device_facts.h"
#include "device/port.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace bindery::device
{

struct DiskSeen {
    std::string sysPath;        ///< "/sys/devices/.../block/sda": names the disk while it stays
    std::filesystem::path node; ///< "/dev/sda"; another disk may have it a second later
    DeviceNumber number;
    std::optional<Port> port;
    Bytes size; ///< 0: no medium
    std::optional<std::uint64_t> diskSeq;
    bool isReadOnly = false;
    std::optional<std::string> model;
    std::optional<std::string> serial; ///< of the reader, where a reader is between
    std::optional<std::string> cid;    ///< of the card, on a native MMC host

    bool operator==(const DiskSeen&) const = default;
    bool hasMedium() const { return size > Bytes(0); }
};

/// Whether both are one insertion: the same disk with the same medium.
bool isSameInsertion(const DiskSeen& a, const DiskSeen& b);

/// Ports that more than one disk claims: firmware that pairs the wrong connectors. Nothing may be written
/// there, for nobody knows which of them is meant.
std::vector<Port> portsClaimedTwice(const std::vector<DiskSeen>& disks);

struct DiskEvent {
    enum class Kind { Present, Left } kind = Kind::Present;
    DiskSeen disk;

    bool operator==(const DiskEvent&) const = default;
};

class Inventory
{
public:
    virtual ~Inventory() = default;

    /// All disks that are there now, by sysPath; they count as said. What left since the last call is still
    /// said by the next wait().
    virtual std::vector<DiskSeen> scan() = 0;
    /// What happened since the last call, oldest first; returns at the first event, when `atMost` has passed
    /// (then without any) or when `stop` is asked for. After lost events the disks are read again and the
    /// difference is given. Without a scan() before it, the first call says Present of what is there.
    virtual std::vector<DiskEvent> wait(std::chrono::milliseconds atMost, const std::stop_token& stop) = 0;
};

/// The disks of this machine. Disks without hardware (loops, mappings) only where the udev property
/// BINDERY_PORT names a port for them. Listening begins here: nothing that happens afterwards is missed.
std::unique_ptr<Inventory> makeUdevInventory();

} // namespace bindery::device
