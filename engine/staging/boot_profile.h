// SPDX-License-Identifier: Apache-2.0
// How one system starts and what it does at its first start: a row of a table, one a system. The row is data;
// what is done with it is in boot_files.h (boot partition) and in the staging of the root.
// Errors: BadImage for a system without a row, naming those there are. Threads: the table is constant.
// Source: the vendors' images as described in their documentation and build scripts (pi-gen, livecd-rootfs,
// Debian's raspi-firmware).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace bindery::staging
{

struct BootFile {
    std::string path; ///< in the boot partition, '/' between folders, no '/' in front: "current/cmdline.txt"
    std::string content; ///< may be left empty for a file of more than kMaxBootText
    bool operator==(const BootFile&) const = default;
};
using BootFiles = std::vector<BootFile>;

/// What makes the initramfs, and thereby reads the command line.
enum class InitramfsTool { InitramfsTools, Dracut };

/// A file that the staging puts into the root.
struct RootSetting {
    std::string path;
    std::string content;
    bool append = false;     ///< added at the end of what is there, once
    bool executable = false; ///< mode 755
};

/// What would grow the root or restart the machine at the first start. A name that an image does not have is
/// no error.
struct FirstBoot {
    std::vector<std::string> initPrograms; ///< ends of the value of init= that are dropped
    std::vector<std::string> words;        ///< of the command line, dropped
    std::vector<std::string> units;        ///< of systemd, to be disabled and masked
    std::vector<std::string> scripts;      ///< files of the root, to be removed; also from init.d's links
    std::vector<RootSetting> settings;     ///< to be written
    bool cloudInit = false;                ///< makes SSH keys and machine id by itself
};

struct BootProfile {
    std::string id;                  ///< "raspios-12-arm64", for people
    std::string name;                ///< "Raspberry Pi OS 12 (Bookworm), 64-bit"
    std::string architecture;        ///< Debian's name
    std::string bootMount;           ///< where the root mounts the boot partition: "/boot/firmware"
    bool hasConfigTxt = true;        ///< a Raspberry Pi's firmware starts it
    std::vector<std::string> boards; ///< names of pi_board.h; a recipe may narrow them
    std::vector<std::string> slots;  ///< folders that take turns as os_prefix: current, new, old
    /// Command lines that a package of the system may make the firmware take; edited when they are there.
    std::vector<std::string> otherCommandLines;
    InitramfsTool initramfsTool = InitramfsTool::InitramfsTools;
    bool hasCryptsetupInitramfs = true; ///< package cryptsetup-initramfs exists; else cryptsetup has the hook
    std::size_t maxCommandLine = 0;     ///< characters that the line may have
    FirstBoot firstBoot;
    /// So that a kernel's update on the unit leaves boot files that still open the root.
    std::vector<RootSetting> lasting;
};

/// By ID and VERSION_ID of os-release and Debian's name of the architecture. Raspberry Pi OS of 64 bits calls
/// itself Debian: the boot files tell them apart.
const BootProfile& bootProfileOf(std::string_view systemId, std::string_view version,
                                 std::string_view architecture, const BootFiles& files);
/// All rows.
const std::vector<BootProfile>& bootProfiles();

} // namespace bindery::staging
