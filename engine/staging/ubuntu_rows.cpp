// SPDX-License-Identifier: Apache-2.0
// Ubuntu for Raspberry Pi. Source: Ubuntu's gadget snap for the Pi, flash-kernel and piboot-try; cloud-init's
// documentation of growpart.
#include "staging/boot_profile_rows.h"

namespace bindery::staging
{

namespace
{

using Names = std::vector<std::string>;

FirstBoot firstBoot()
{
    FirstBoot first;
    first.cloudInit = true;
    first.settings = {{"/etc/cloud/cloud.cfg.d/99-bindery.cfg",
                       "# the root lies in a LUKS container that has the card's size already\n"
                       "growpart:\n  mode: \"off\"\nresize_rootfs: false\n"}};
    return first;
}

BootProfile rowOf(const char* version, bool wide, Names boards)
{
    BootProfile row;
    row.architecture = wide ? "arm64" : "armhf";
    row.id = std::string("ubuntu-") + version + "-" + row.architecture;
    row.name = std::string("Ubuntu ") + version + (wide ? ", 64-bit" : ", 32-bit");
    row.bootMount = "/boot/firmware";
    row.boards = std::move(boards);
    row.maxCommandLine = wide ? kWideCommandLine : kNarrowCommandLine;
    row.firstBoot = firstBoot();
    return row;
}

BootProfile uBootRow(const char* version, bool wide, Names boards)
{
    BootProfile row = rowOf(version, wide, std::move(boards));
    row.maxCommandLine = kNarrowCommandLine;
    // with and without a serial console, as pi-bluetooth wants it
    row.otherCommandLines = {"cmdline.txt", "nobtcmd.txt", "btcmd.txt"};
    row.hasCryptsetupInitramfs = row.id.find("18.04") == std::string::npos;
    return row;
}

/// From 25.10 on: os_prefix=current/, tried as new/, kept as old/.
BootProfile slotsRow(const char* version)
{
    BootProfile row =
        rowOf(version, true, {"pizero2", "pi3", "cm3", "pi4", "pi400", "cm4", "pi5", "pi500", "cm5"});
    row.slots = {"current", "new", "old"};
    row.otherCommandLines = {"cmdline.txt"};
    row.initramfsTool = InitramfsTool::Dracut;
    return row;
}

} // namespace

std::vector<BootProfile> ubuntuRows()
{
    return {uBootRow("18.04", false, {"pi2", "pi3", "cm3", "pi4"}),
            uBootRow("18.04", true, {"pi3", "cm3", "pi4"}),
            uBootRow("20.04", false, {"pi2", "pi3", "cm3", "pi4", "pi400"}),
            uBootRow("20.04", true, {"pi3", "cm3", "pi4", "pi400"}),
            rowOf("22.04", false, {"pi2", "pi3", "cm3", "pizero2", "pi4", "pi400", "cm4"}),
            rowOf("22.04", true, {"pi3", "cm3", "pizero2", "pi4", "pi400", "cm4"}),
            rowOf("24.04", false, {"pi2", "pi3", "cm3", "pizero2", "pi4", "pi400", "cm4"}),
            rowOf("24.04", true, {"pi3", "cm3", "pizero2", "pi4", "pi400", "cm4", "pi5", "pi500", "cm5"}),
            slotsRow("25.10"),
            slotsRow("26.04")};
}

} // namespace bindery::staging
