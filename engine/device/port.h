// SPDX-License-Identifier: Apache-2.0
// A physical port: where a card is put in, whatever name the kernel gives the disk.
//
//   usb:CONTROLLER/CHAIN:INTERFACE/lunL     usb:0000:00:14.0/1.4.2:1.0/lun0
//   usb3:CONTROLLER/CHAIN:INTERFACE/lunL    a USB 3 port that firmware pairs with no USB 2 port
//   usb:CONTROLLER/CHAIN:INTERFACE/mmcN     an MMC host that is itself a USB device
//   mmc:CONTROLLER/N                        mmc:fe340000.mmc/0, the Nth MMC host of a controller
//   udev:VALUE                              the udev property BINDERY_PORT
//
// CONTROLLER is the PCI address, or the name of the platform device. CHAIN is the port number on the root hub
// and on every hub below it. It holds no bus number, for those depend on the order of start-up. A SCSI id or
// channel other than 0 stands before the LUN: lun0.1.0.
//
// A USB 3 connector is two ports for the kernel. Where it says which two (the link `peer`) and nothing in the
// tree contradicts it, both have the name of the USB 2 one; else the USB 3 one is a port of its own, for two
// connectors with one name would be an accident. What contradicts: a device in the USB 2 port while a disk is
// in the USB 3 one; a hub whose USB 2 half is missing or another model. Firmware may still pair the wrong
// connectors: the truth is what was taught (slot_map.h), and a slot may be taught two ports.
//
// Errors: none but those of parsePort(); what has no port is empty. Threads: free functions; no shared state.
// Source: Documentation/ABI/testing/sysfs-bus-usb (peer, port), drivers/usb/core/port.c, systemd issue 10683.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace bindery::device
{

struct Port {
    std::string text;
    bool operator==(const Port&) const = default;
    bool operator<(const Port& other) const { return text < other.text; }
};

/// Of the disk whose sysfs folder is `sysPath`, read from the tree that the folder is in. Empty for a
/// partition, for a disk on another kind of bus and for a disk without hardware.
std::optional<Port> portOf(const std::filesystem::path& sysPath);

/// Named by a udev rule, thus by root. Empty for a blank value and for one that is not printable ASCII.
std::optional<Port> portOfProperty(std::string_view value);

/// What a person typed or a file holds. Errors: InvalidArgument naming the kinds there are.
Port parsePort(std::string_view text);

} // namespace bindery::device
