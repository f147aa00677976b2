// SPDX-License-Identifier: Apache-2.0
// Builds the folders by which sysfs shows USB controllers, hubs, readers and MMC hosts. Below a folder of the
// test, or below that of a umockdev test bed.
#pragma once

#include <filesystem>
#include <fstream>
#include <string>

namespace bindery::test
{

class SysTree
{
public:
    /// `sys` is what stands for /sys.
    explicit SysTree(std::filesystem::path sys) : m_sys(std::move(sys)) {}

    static constexpr const char* kXhci = "pci0000:00/0000:00:14.0";
    static constexpr const char* kUsb2 = "480";
    static constexpr const char* kUsb3 = "5000";

    std::filesystem::path devices() const { return m_sys / "devices"; }

    /// The root hub of a bus; gives its folder.
    std::filesystem::path rootHub(int bus, const std::string& speed,
                                  const std::filesystem::path& controller = kXhci) const
    {
        const std::filesystem::path folder = devices() / controller / ("usb" + std::to_string(bus));
        usbDevice(folder, speed);
        return folder;
    }
    /// Says that two ports of root hubs are one connector, as the kernel does: at both.
    void pair(const std::filesystem::path& hubA, int portA, const std::filesystem::path& hubB,
              int portB) const
    {
        const std::filesystem::path a = portFolder(hubA, portA);
        const std::filesystem::path b = portFolder(hubB, portB);
        std::filesystem::create_directories(a);
        std::filesystem::create_directories(b);
        std::filesystem::create_directory_symlink(b, a / "peer");
        std::filesystem::create_directory_symlink(a, b / "peer");
    }
    /// What is plugged into a port of a root hub or of a hub; gives its folder.
    std::filesystem::path plug(const std::filesystem::path& hub, int port) const
    {
        const std::string name = hub.filename().string();
        const bool isRoot = name.rfind("usb", 0) == 0;
        const std::filesystem::path folder =
            hub / (isRoot ? name.substr(3) + "-" + std::to_string(port) : name + "." + std::to_string(port));
        usbDevice(folder, kUsb2);
        return folder;
    }
    /// A hub that shows what tells its two halves from those of others.
    std::filesystem::path plugHub(const std::filesystem::path& hub, int port,
                                  const std::string& vendor = "2109") const
    {
        const std::filesystem::path folder = plug(hub, port);
        put(folder / "idVendor", vendor);
        put(folder / "bcdDevice", "9011");
        put(folder / "maxchild", "4");
        return folder;
    }
    /// A disk of a USB device; gives its folder.
    std::filesystem::path disk(const std::filesystem::path& device, const std::string& name, int lun = 0,
                               const std::string& interface = "1.0") const
    {
        return block(device / (device.filename().string() + ":" + interface) / "host3/target3:0:0" /
                         ("3:0:0:" + std::to_string(lun)),
                     name);
    }
    std::filesystem::path mmcCard(const std::filesystem::path& controller, int host,
                                  const std::string& name) const
    {
        const std::string mmc = "mmc" + std::to_string(host);
        return block(controller / "mmc_host" / mmc / (mmc + ":aaaa"), name);
    }
    std::filesystem::path block(const std::filesystem::path& device, const std::string& name) const
    {
        std::filesystem::create_directories(device / "block" / name);
        return device / "block" / name;
    }

    static void put(const std::filesystem::path& file, const std::string& text)
    {
        std::filesystem::create_directories(file.parent_path());
        std::ofstream(file) << text << "\n";
    }

private:
    static void usbDevice(const std::filesystem::path& folder, const std::string& speed)
    {
        put(folder / "idVendor", "1d6b");
        put(folder / "speed", speed);
    }
    static std::filesystem::path portFolder(const std::filesystem::path& rootHub, int port)
    {
        const std::string name = rootHub.filename().string();
        return rootHub / (name.substr(3) + "-0:1.0") / (name + "-port" + std::to_string(port));
    }

    std::filesystem::path m_sys;
};

} // namespace bindery::test
