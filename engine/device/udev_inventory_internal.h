// SPDX-License-Identifier: Apache-2.0
// The inventory of libudev, with what tests turn down.
#pragma once

#include "device/inventory.h"

#include <chrono>
#include <filesystem>
#include <memory>

namespace bindery::device
{

struct UdevInventoryOptions {
    int receiveBuffer = 128 << 20; ///< bytes; as much as udevd itself takes
    /// How often the disks are read again although nothing was said: events are lost while udevd restarts.
    std::chrono::milliseconds readAgainAfter{2000};
    /// Is there while udevd runs. Without it libudev may give a monitor that stays silent for ever.
    std::filesystem::path control = "/run/udev/control";
};

std::unique_ptr<Inventory> makeUdevInventory(const UdevInventoryOptions& options);

} // namespace bindery::device
