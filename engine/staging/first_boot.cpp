// SPDX-License-Identifier: Apache-2.0
#include "staging/first_boot.h"

#include "base/error.h"

#include <array>
#include <string_view>

namespace bindery::staging
{

namespace
{

constexpr std::array<const char*, 3> kUnitFolders{"/usr/lib/systemd/system/", "/lib/systemd/system/",
                                                  "/etc/systemd/system/"};
constexpr std::array<const char*, 8> kRunLevelFolders{"/etc/rc0.d", "/etc/rc1.d", "/etc/rc2.d", "/etc/rc3.d",
                                                      "/etc/rc4.d", "/etc/rc5.d", "/etc/rc6.d", "/etc/rcS.d"};

/// Of every system: updates without asking replace kernels while nobody looks.
constexpr std::array<const char*, 5> kUpdateUnits{"unattended-upgrades.service", "apt-daily.timer",
                                                  "apt-daily.service", "apt-daily-upgrade.timer",
                                                  "apt-daily-upgrade.service"};

class Quieting
{
public:
    Quieting(ext4::FileSystem& root, std::int64_t time) : m_root(root), m_time(time) {}

    void mask(const std::string& unit)
    {
        bool there = m_root.exists("/etc/init.d/" + unit.substr(0, unit.rfind('.')));
        for (const char* folder : kUnitFolders) {
            there = there || m_root.exists(folder + unit);
        }
        if (!there) {
            return;
        }
        const std::string own = "/etc/systemd/system/" + unit;
        if (m_root.entryAt(own) == ext4::Entry::Link && m_root.readLink(own) == "/dev/null") {
            return;
        }
        m_root.makeSymlink(own, "/dev/null");
        m_said.push_back("masked " + unit);
    }

    void remove(const std::string& path)
    {
        const ext4::Entry there = m_root.entryAt(path);
        if (there != ext4::Entry::File && there != ext4::Entry::Link) {
            return;
        }
        m_root.removeFile(path);
        m_said.push_back("removed " + path);
        constexpr std::string_view kInit = "/etc/init.d/";
        if (path.rfind(kInit, 0) == 0) {
            forgetStarts(path.substr(kInit.size()));
        }
    }

    void write(const RootSetting& setting)
    {
        std::string content = setting.content;
        if (setting.append) {
            const std::string there =
                m_root.entryAt(setting.path) == ext4::Entry::File ? m_root.readFile(setting.path) : "";
            if (there.find(setting.content) != std::string::npos) {
                return;
            }
            content = there + (there.empty() || there.back() == '\n' ? "" : "\n") + content;
        }
        m_root.writeFile(setting.path, asBytes(content), {setting.executable ? 0755U : 0644U, 0, 0, m_time});
        m_said.push_back("wrote " + setting.path);
    }

    bool has(const std::string& path) const { return m_root.exists(path); }
    std::vector<std::string> said() { return std::move(m_said); }

private:
    /// "S01NAME", "K01NAME" of the run levels.
    void forgetStarts(const std::string& script)
    {
        constexpr std::size_t kPrefix = 3;
        for (const char* folder : kRunLevelFolders) {
            if (m_root.entryAt(folder) != ext4::Entry::Folder) {
                continue;
            }
            for (const std::string& name : m_root.list(folder)) {
                if (name.size() == script.size() + kPrefix && name.ends_with(script)) {
                    m_root.removeFile(std::string(folder) + "/" + name);
                }
            }
        }
    }

    ext4::FileSystem& m_root;
    std::int64_t m_time;
    std::vector<std::string> m_said;
};

} // namespace

std::vector<std::string> quietFirstBoot(ext4::FileSystem& root, const BootProfile& profile, std::int64_t time)
{
    Quieting quieting(root, time);
    for (const char* unit : kUpdateUnits) {
        quieting.mask(unit);
    }
    if (quieting.has("/etc/apt")) {
        quieting.write({"/etc/apt/apt.conf.d/99bindery-no-unasked-updates",
                        "// Made by Bindery: a kernel is replaced when somebody looks.\n"
                        "APT::Periodic::Enable \"0\";\n"
                        "APT::Periodic::Unattended-Upgrade \"0\";\n",
                        false, false});
    }
    for (const std::string& unit : profile.firstBoot.units) {
        quieting.mask(unit);
    }
    for (const std::string& script : profile.firstBoot.scripts) {
        quieting.remove(script);
    }
    for (const std::vector<RootSetting>& settings : {profile.firstBoot.settings, profile.lasting}) {
        for (const RootSetting& setting : settings) {
            quieting.write(setting);
        }
    }
    return quieting.said();
}

} // namespace bindery::staging
