// SPDX-License-Identifier: Apache-2.0
// Debian. Source: package raspi-firmware; the recipes debian-12-*.build.
#include "staging/boot_profile_rows.h"

namespace bindery::staging
{

namespace
{

/// raspi-firmware writes config.txt and cmdline.txt anew with every kernel and initramfs. Its settings, which
/// are read as shell, take over the part of the command line that belongs to the one card.
BootProfile raspiFirmwareRow()
{
    BootProfile row;
    row.id = "debian-12-arm64";
    row.name = "Debian 12 with raspi-firmware, 64-bit";
    row.architecture = "arm64";
    row.bootMount = "/boot/firmware";
    row.boards = {"pi3", "cm3", "pizero2", "pi4", "pi400", "cm4"};
    row.maxCommandLine = kWideCommandLine;
    row.firstBoot.units = {"rpi-resizerootfs.service"};
    row.firstBoot.scripts = {"/etc/systemd/system/rpi-resizerootfs.service"};
    row.lasting = {{"/etc/default/raspi-firmware",
                    "\n# The root lies in this card's LUKS container; which one that is, is taken over from "
                    "the command line "
                    "that there is.\n"
                    "ROOTPART=\"/dev/mapper/cryptrfs $(cat /boot/firmware/cmdline.txt /proc/cmdline "
                    "2>/dev/null | grep -o "
                    "'cryptopts=[^ ]*' | head -n 1) panic=10\"\n",
                    true, false},
                   {"/etc/default/raspi-firmware-custom", "dtparam=i2c_arm=on\n", true, false}};
    return row;
}

/// The virtual machine of the tests: kernel and initramfs are given to QEMU, the command line too.
BootProfile virtualMachineRow()
{
    BootProfile row;
    row.id = "debian-12-amd64";
    row.name = "Debian 12 in a virtual machine, amd64";
    row.architecture = "amd64";
    row.bootMount = "/boot/firmware";
    row.hasConfigTxt = false;
    row.maxCommandLine = kPcCommandLine;
    return row;
}

} // namespace

std::vector<BootProfile> debianRows()
{
    return {raspiFirmwareRow(), virtualMachineRow()};
}

} // namespace bindery::staging
