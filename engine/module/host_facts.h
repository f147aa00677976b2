// SPDX-License-Identifier: Apache-2.0
// What a module measures of the host it is fitted to, and what a unit tells the station of itself: the things
// that Zymbit's host fingerprint is made of. Empty text: not known on this host.
// Threads: values, free functions. Source: /proc/device-tree (devicetree of the Raspberry Pi's firmware),
// /proc/cpuinfo; of a PC sysfs-class-dmi; sysfs-class-net (address, addr_assign_type), sysfs-block.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace bindery::module
{

struct HostFacts {
    std::string cpuSerial;         ///< of the Pi: 16 hex digits; of a virtual machine its SMBIOS serial
    std::string revision;          ///< hardware revision code: "c03115"
    std::string model;             ///< "Raspberry Pi 4 Model B Rev 1.5"
    std::string bootMedium;        ///< CID or serial of the medium that holds the card's root
    std::vector<std::string> macs; ///< of wired and wireless interfaces, lower case, sorted
    bool operator==(const HostFacts&) const = default;
};

/// Of the host whose /proc, /sys and /dev lie below `systemRoot` ("/"; tests have trees). `bootDevice` is the
/// card's root: a disk, a partition, or a mapping over one, as named below /dev. What cannot be read, or is a
/// maker's placeholder ("To be filled by O.E.M."), is empty; no text is longer than 128 printable ASCII
/// characters, odd ones show as '?'. Left out of the MACs: interfaces without hardware (bridges, tunnels),
/// and those whose address the kernel makes up anew at each boot. Errors: none.
HostFacts readHostFacts(const std::filesystem::path& systemRoot, const std::filesystem::path& bootDevice);

} // namespace bindery::module
