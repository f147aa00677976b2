// SPDX-License-Identifier: Apache-2.0
// Builds folders that stand for /proc, /sys and /dev of a host.
#pragma once

#include "support/temp_folder.h"

#include <filesystem>
#include <fstream>
#include <string>

namespace bindery::test
{

class HostTree
{
public:
    std::filesystem::path root() const { return m_folder.path(); }

    void put(const std::filesystem::path& file, const std::string& content) const
    {
        std::filesystem::create_directories((root() / file).parent_path());
        std::ofstream(root() / file, std::ios::binary) << content;
    }
    void folder(const std::filesystem::path& path) const
    {
        std::filesystem::create_directories(root() / path);
    }
    /// `target` as it stands in the link.
    void link(const std::filesystem::path& path, const std::filesystem::path& target) const
    {
        std::filesystem::create_directories((root() / path).parent_path());
        std::filesystem::create_symlink(target, root() / path);
    }

    void netInterface(const std::string& name, const std::string& mac, bool hardware = true,
                      const std::string& assigned = "0") const
    {
        put("sys/class/net/" + name + "/address", mac + "\n");
        put("sys/class/net/" + name + "/addr_assign_type", assigned + "\n");
        if (hardware) {
            folder("sys/class/net/" + name + "/device");
        }
    }
    /// A disk with one partition, as sysfs and /dev show them.
    void disk(const std::string& name, const std::string& partition) const
    {
        const std::string node = "sys/devices/host/" + name;
        folder(node + "/device");
        put(node + "/" + partition + "/partition", "1\n");
        link("sys/class/block/" + name, "../../devices/host/" + name);
        link("sys/class/block/" + partition, "../../devices/host/" + name + "/" + partition);
        put("dev/" + name, "");
        put("dev/" + partition, "");
    }
    /// A mapping over a device.
    void mapping(const std::string& name, const std::string& over, const std::string& title) const
    {
        const std::string node = "sys/devices/virtual/block/" + name;
        put(node + "/dm/name", title + "\n");
        folder(node + "/slaves/" + over);
        link("sys/class/block/" + name, "../../devices/virtual/block/" + name);
        put("dev/" + name, "");
    }
    void attribute(const std::string& disk, const std::string& name, const std::string& content) const
    {
        put("sys/devices/host/" + disk + "/" + name, content);
    }

private:
    const TempFolder m_folder;
};

} // namespace bindery::test
