// SPDX-License-Identifier: Apache-2.0
// What a module measures of the host it is fitted to, and what a unit tells the station of itself: the things
// that Zymbit's host fingerprint is made of. Empty text: not known on this host.
#pragma once

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

} // namespace bindery::module
