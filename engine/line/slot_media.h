// SPDX-License-Identifier: Apache-2.0
// How the line gets hold of the card in a slot. The seam between the line and real disks; tests put simulated
// media behind it. Errors: DeviceGone when the medium under the node is not the one that was seen; those of
// open_medium.h and claim.h. Threads: any.
#pragma once

#include "device/disk_watch.h"
#include "device/eligibility.h"
#include "device/inventory.h"
#include "device/medium.h"

#include <functional>
#include <memory>

namespace bindery::line
{

class SlotMedia
{
public:
    using Lost = std::function<void(const std::string& reason)>;

    virtual ~SlotMedia() = default;
    virtual device::DeviceFacts factsOf(const device::DiskSeen& disk) = 0;
    virtual std::unique_ptr<device::Medium> openForReading(const device::DiskSeen& disk) = 0;
    virtual std::unique_ptr<device::Medium> claim(const device::DiskSeen& disk) = 0;
    /// Calls back once, from another thread, when the disk leaves or holds another medium; the watch ends
    /// with what is given back.
    virtual std::shared_ptr<void> watch(const device::DiskSeen& disk, Lost lost) = 0;
};

std::unique_ptr<SlotMedia> makeDiskMedia();

} // namespace bindery::line
