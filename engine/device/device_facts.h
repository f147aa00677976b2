// SPDX-License-Identifier: Apache-2.0
// Finds out about a block device what decides whether it may be written, and what its record names.
// Units: sizes in bytes.
// Errors: NotEligible when the system does not show the device well enough to decide; NotFound when there is
// no such device. Threads: free functions; no shared state. Source: Documentation/ABI/stable/sysfs-block,
// proc_pid_mountinfo(5), proc_swaps(5), loop(4).
#pragma once

#include "device/eligibility.h"
#include "device/medium.h"

#include <cstdint>
#include <filesystem>
#include <string>

namespace bindery::device
{

/// Where the system shows itself. Tests show another one.
struct SystemFolders {
    std::filesystem::path sys = "/sys";
    std::filesystem::path proc = "/proc";
    std::filesystem::path dev = "/dev";
};

struct DeviceNumber {
    std::uint32_t major = 0;
    std::uint32_t minor = 0;
    std::string text() const; ///< "8:16"
    bool operator==(const DeviceNumber&) const = default;
    bool operator<(const DeviceNumber& other) const
    {
        return major != other.major ? major < other.major : minor < other.minor;
    }
};

/// Of the node at `path`.
DeviceFacts collectDeviceFacts(const std::filesystem::path& path);
/// Of the device with a number; `path` is only its name.
DeviceFacts collectDeviceFacts(const std::filesystem::path& path, DeviceNumber number,
                               const SystemFolders& folders);

/// Fills in model, serial number and CID where the system shows them, made printable.
void nameMedium(MediumFacts& facts, DeviceNumber number, const SystemFolders& folders = {});

} // namespace bindery::device
