// SPDX-License-Identifier: Apache-2.0
// Block devices as sysfs shows them.
#pragma once

#include "device/device_facts.h"

#include <optional>
#include <set>
#include <string>
#include <vector>

#include <sys/types.h>

namespace bindery::device
{

DeviceNumber deviceNumberOf(dev_t number);

/// Without what would disturb a terminal or a log, at most 128 bytes.
std::string printable(std::string_view text);

class BlockSysfs
{
public:
    explicit BlockSysfs(SystemFolders folders) : m_folders(std::move(folders)) {}

    /// The folder of a device; empty when there is none.
    std::optional<std::filesystem::path> nodeOf(DeviceNumber number) const;
    /// An attribute without surrounding blanks; empty when it is missing, unreadable or blank.
    static std::optional<std::string> attribute(const std::filesystem::path& node, const std::string& name);
    static std::optional<std::uint64_t> number(const std::filesystem::path& node, const std::string& name);
    static std::optional<DeviceNumber> deviceNumber(const std::filesystem::path& node);
    static bool isPartition(const std::filesystem::path& node);
    /// The folders of a disk and of its partitions.
    static std::vector<std::filesystem::path> withPartitions(const std::filesystem::path& disk);
    /// Names in a folder, sorted; none when there is no such folder.
    static std::vector<std::string> namesIn(const std::filesystem::path& folder);

    /// The device that a name such as "/dev/mapper/root" leads to.
    std::optional<DeviceNumber> resolve(const std::string& devicePath) const;
    /// The device itself and everything it is built upon: disks of partitions, slaves of mappings, files of
    /// loops.
    std::set<DeviceNumber> allBelow(DeviceNumber number) const;
    /// Loops over a device of `numbers`.
    std::vector<std::string> loopsOver(const std::set<DeviceNumber>& numbers) const;

private:
    std::optional<DeviceNumber> backingOfLoop(const std::filesystem::path& node) const;

    SystemFolders m_folders;
};

} // namespace bindery::device
