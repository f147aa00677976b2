// SPDX-License-Identifier: Apache-2.0
// Raspberry Pi OS. Source: pi-gen's stages; packages raspberrypi-sys-mods and raspi-config.
#include "staging/boot_profile_rows.h"

namespace bindery::staging
{

namespace
{

using Names = std::vector<std::string>;

/// The old kernels' packages make an initramfs when told so, and leave it under the version's name;
/// config.txt has one name for each kernel file.
constexpr const char* kCopyInitramfs = R"(#!/bin/sh
# Puts a new initramfs under the name that config.txt has for its kernel. Arguments: version, file.
set -e
case "$1" in
  *-v8+) name=initramfs8 ;;
  *-v7l+) name=initramfs7l ;;
  *-v7+) name=initramfs7 ;;
  *+) name=initramfs ;;
  *) exit 0 ;;
esac
[ -s "$2" ] || exit 0
cp "$2" "/boot/$name.new"
sync
mv "/boot/$name.new" "/boot/$name"
)";

FirstBoot firstBootOf(int version)
{
    FirstBoot first;
    first.initPrograms = {"/raspi-config/init_resize.sh", "/raspberrypi-sys-mods/firstboot"};
    first.units = {"resize2fs_once.service"};
    first.scripts = {"/etc/init.d/resize2fs_once"};
    if (version >= 12) {
        first.scripts.push_back("/usr/share/initramfs-tools/scripts/local-premount/firstboot");
    }
    if (version >= 13) {
        first.words = {"resize"};
        first.units.push_back("rpi-resize.service");
        first.scripts.push_back("/usr/share/initramfs-tools/scripts/local-premount/resize_early");
        first.scripts.push_back("/usr/share/initramfs-tools/scripts/local-premount/set_partuuid");
        first.cloudInit = true;
        first.settings = {{"/etc/cloud/cloud.cfg.d/99-bindery.cfg",
                           "# the root lies in a LUKS container that has the card's size already\n"
                           "growpart:\n  mode: \"off\"\nresize_rootfs: false\n"}};
    }
    return first;
}

Names boardsOf(int version, bool wide)
{
    Names boards{"pi2", "pi3", "cm3", "pi4", "pi400", "cm4"};
    if (!wide) {
        boards.insert(boards.end(), {"pizero", "pizerow", "pi1"});
    }
    if (version >= 11) {
        boards.insert(boards.end(), {"pizero2", "cm4s"});
    }
    if (version >= 12) {
        boards.insert(boards.end(), {"pi5", "pi500", "cm5"});
    }
    return boards;
}

BootProfile rowOf(int version, const char* release, bool wide)
{
    BootProfile row;
    row.architecture = wide ? "arm64" : "armhf";
    row.id = "raspios-" + std::to_string(version) + "-" + row.architecture;
    row.name =
        "Raspberry Pi OS " + std::to_string(version) + " (" + release + "), " + (wide ? "64" : "32") + "-bit";
    row.bootMount = version < 12 ? "/boot" : "/boot/firmware";
    row.boards = boardsOf(version, wide);
    row.maxCommandLine = wide ? kWideCommandLine : kNarrowCommandLine;
    row.firstBoot = firstBootOf(version);
    if (version < 12) {
        row.lasting = {{"/etc/default/raspberrypi-kernel", "INITRD=Yes\n", true, false},
                       {"/etc/initramfs/post-update.d/bindery", kCopyInitramfs, false, true}};
    }
    return row;
}

} // namespace

std::vector<BootProfile> raspberryPiOsRows()
{
    return {rowOf(10, "Buster", false),  rowOf(10, "Buster", true),    rowOf(11, "Bullseye", false),
            rowOf(11, "Bullseye", true), rowOf(12, "Bookworm", false), rowOf(12, "Bookworm", true),
            rowOf(13, "Trixie", false),  rowOf(13, "Trixie", true)};
}

} // namespace bindery::staging
