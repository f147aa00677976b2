// SPDX-License-Identifier: Apache-2.0
#include "golden/golden_identity.h"

#include "base/error.h"

#include <algorithm>
#include <array>
#include <functional>
#include <utility>

#include <fnmatch.h>

namespace bindery::golden
{

namespace
{

using ext4::Entry;

/// File: a file or link. Tree: also a folder with all that is in it. Files: those in a folder and in the
/// folders below it, which stay.
enum class How { File, Tree, Files };

/// Each part of a path may be a pattern of fnmatch(3).
struct Removal {
    IdentityTrait trait;
    How how;
    const char* path;
};
constexpr std::array kRemovals{
    Removal{IdentityTrait::Machine, How::File, "/var/lib/systemd/random-seed"},
    Removal{IdentityTrait::Machine, How::File, "/var/lib/urandom/random-seed"},
    Removal{IdentityTrait::Machine, How::File, "/var/lib/random-seed"},
    Removal{IdentityTrait::Machine, How::File, "/var/lib/systemd/credential.secret"},
    Removal{IdentityTrait::Machine, How::File, "/var/lib/NetworkManager/secret_key"},
    Removal{IdentityTrait::Machine, How::File, "/etc/nvme/hostid"},
    Removal{IdentityTrait::Machine, How::File, "/etc/nvme/hostnqn"},
    Removal{IdentityTrait::Machine, How::File, "/etc/iscsi/initiatorname.iscsi"},

    Removal{IdentityTrait::Wifi, How::Files, "/var/lib/iwd"},
    Removal{IdentityTrait::Wifi, How::Tree, "/var/lib/connman/wifi_*"},
    Removal{IdentityTrait::Wifi, How::File, "/var/lib/NetworkManager/seen-bssids"},
    Removal{IdentityTrait::Wifi, How::File, "/var/lib/NetworkManager/timestamps"},

    Removal{IdentityTrait::Leases, How::Files, "/var/lib/dhcp"},
    Removal{IdentityTrait::Leases, How::Files, "/var/lib/dhclient"},
    Removal{IdentityTrait::Leases, How::Files, "/var/lib/dhcpcd"},
    Removal{IdentityTrait::Leases, How::Files, "/var/lib/dhcpcd5"},
    Removal{IdentityTrait::Leases, How::File, "/etc/dhcpcd.duid"},
    Removal{IdentityTrait::Leases, How::File, "/etc/dhcpcd.secret"},
    Removal{IdentityTrait::Leases, How::File, "/var/lib/NetworkManager/*.lease"},
    Removal{IdentityTrait::Leases, How::File, "/etc/udev/rules.d/70-persistent-net.rules"},
    Removal{IdentityTrait::Leases, How::File, "/etc/udev/rules.d/70-persistent-cd.rules"},

    Removal{IdentityTrait::Bluetooth, How::Tree, "/var/lib/bluetooth/*"},

    Removal{IdentityTrait::History, How::File, "/{home}/.*_history"},
    Removal{IdentityTrait::History, How::File, "/{home}/.lesshst"},
    Removal{IdentityTrait::History, How::File, "/{home}/.viminfo"},
    Removal{IdentityTrait::History, How::File, "/{home}/.wget-hsts"},
    Removal{IdentityTrait::History, How::File, "/{home}/.ssh/known_hosts*"},
    Removal{IdentityTrait::History, How::File, "/etc/passwd-"},
    Removal{IdentityTrait::History, How::File, "/etc/shadow-"},
    Removal{IdentityTrait::History, How::File, "/etc/group-"},
    Removal{IdentityTrait::History, How::File, "/etc/gshadow-"},
    Removal{IdentityTrait::History, How::File, "/etc/subuid-"},
    Removal{IdentityTrait::History, How::File, "/etc/subgid-"},

    Removal{IdentityTrait::UserKeys, How::File, "/{home}/.ssh/id_*"},

    // First the journals: their folders are named after the machine-id.
    Removal{IdentityTrait::Logs, How::Tree, "/var/log/journal/*"},
    Removal{IdentityTrait::Logs, How::Files, "/var/log"},
    Removal{IdentityTrait::Logs, How::Files, "/var/crash"},
    Removal{IdentityTrait::Logs, How::Files, "/var/mail"},
    Removal{IdentityTrait::Logs, How::Files, "/var/lib/systemd/coredump"},
    Removal{IdentityTrait::Logs, How::Files, "/var/lib/systemd/pstore"},
    Removal{IdentityTrait::Logs, How::Tree, "/tmp/*"},
    Removal{IdentityTrait::Logs, How::Tree, "/var/tmp/*"},

    Removal{IdentityTrait::Cloud, How::Tree, "/var/lib/cloud/instance"},
    Removal{IdentityTrait::Cloud, How::Tree, "/var/lib/cloud/instances"},
    Removal{IdentityTrait::Cloud, How::Tree, "/var/lib/cloud/data"},
    Removal{IdentityTrait::Cloud, How::Tree, "/var/lib/cloud/sem"},
    Removal{IdentityTrait::Cloud, How::Tree, "/var/lib/ubuntu-advantage/private"},

    Removal{IdentityTrait::Module, How::Tree, "/var/lib/zymbit"},
    Removal{IdentityTrait::Module, How::File, "/etc/cryptroot/key.bin*"},
};

std::vector<std::string> partsOf(std::string_view path)
{
    std::vector<std::string> parts;
    for (std::size_t at = 1; at <= path.size();) {
        const std::size_t slash = std::min(path.find('/', at), path.size());
        parts.emplace_back(path.substr(at, slash - at));
        at = slash + 1;
    }
    return parts;
}

std::string pathOf(const std::string& folder, const std::string& name)
{
    std::string path = folder;
    path += '/';
    path += name;
    return path;
}

std::vector<std::string_view> linesOf(std::string_view text)
{
    std::vector<std::string_view> lines;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
        lines.push_back(text.substr(at, end - at));
        at = end;
    }
    return lines;
}

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view kBlank = " \t\r\n";
    const std::size_t first = std::min(text.find_first_not_of(kBlank), text.size());
    text.remove_prefix(first);
    return text.substr(0, text.find_last_not_of(kBlank) + 1);
}

constexpr std::uint32_t kEverybodyReads = 0644;
constexpr std::uint32_t kOnlyRoot = 0600; // for what may hold secrets

class Removing
{
public:
    Removing(ext4::FileSystem& root, std::int64_t utcSeconds) : m_root(root), m_time(utcSeconds) {}

    void run(const Removal& removal)
    {
        constexpr std::string_view kHome = "/{home}";
        const std::string_view path = removal.path;
        if (path.starts_with(kHome)) {
            for (const char* home : {"/root", "/home/*"}) {
                eachOf(home + std::string(path.substr(kHome.size())), removal.how);
            }
        } else {
            eachOf(path, removal.how);
        }
    }

    /// Rewrites what is a file with `mode`; without a result of `edit` it is removed.
    void edit(std::string_view pattern, std::uint32_t mode,
              const std::function<std::optional<std::string>(const std::string&)>& edit)
    {
        each(partsOf(pattern), [&](const std::string& path) {
            if (m_root.entryAt(path) != Entry::File) {
                return;
            }
            const std::string before = m_root.readFile(path);
            const std::optional<std::string> after = edit(before);
            if (!after) {
                m_root.removeFile(path);
            } else if (*after != before) {
                m_root.writeFile(path, asBytes(*after), {mode, 0, 0, m_time});
            }
        });
    }

    void forgetMachineId()
    {
        // An empty file is filled at boot, also on a root that is mounted read-only at first; without a file
        // there is no systemd.
        if (m_root.exists("/etc/machine-id")) {
            m_root.writeFile("/etc/machine-id", {}, {kEverybodyReads, 0, 0, m_time});
        }
        if (m_root.entryAt("/var/lib/dbus/machine-id") == Entry::File) {
            m_root.removeFile("/var/lib/dbus/machine-id");
        }
    }

private:
    /// The names in a folder, or in a link to one; none when it is neither.
    std::vector<std::string> namesIn(const std::string& folder)
    {
        const Entry entry = m_root.entryAt(folder);
        if (entry == Entry::Folder) {
            return m_root.list(folder);
        }
        if (entry != Entry::Link) {
            return {};
        }
        try {
            return m_root.list(folder);
        } catch (const Error& error) { // a link to nothing, or to a file
            if (error.code() == ErrorCode::NotFound || error.code() == ErrorCode::BadImage) {
                return {};
            }
            throw;
        }
    }

    void each(const std::vector<std::string>& parts, const std::function<void(const std::string&)>& act)
    {
        std::vector<std::string> paths{""};
        for (const std::string& part : parts) {
            std::vector<std::string> longer;
            for (const std::string& path : paths) {
                if (part.find('*') == std::string::npos) {
                    longer.push_back(pathOf(path, part));
                    continue;
                }
                for (const std::string& name : namesIn(path)) {
                    if (::fnmatch(part.c_str(), name.c_str(), 0) == 0) {
                        longer.push_back(pathOf(path, name));
                    }
                }
            }
            paths = std::move(longer);
        }
        std::for_each(paths.begin(), paths.end(), act);
    }

    void eachOf(std::string_view pattern, How how)
    {
        each(partsOf(pattern), [&](const std::string& path) {
            if (how == How::Files) {
                removeFilesIn(path, 0);
            } else {
                remove(path, how == How::Tree, 0);
            }
        });
    }

    void goDeeper(const std::string& path, int depth) const
    {
        constexpr int kMaxDepth = 64;
        if (depth > kMaxDepth) {
            throw Error(ErrorCode::BadImage, path + ": folders inside folders without an end");
        }
    }

    // NOLINTNEXTLINE(misc-no-recursion): as deep as goDeeper() allows
    void remove(const std::string& path, bool folders, int depth)
    {
        goDeeper(path, depth);
        const Entry entry = m_root.entryAt(path);
        if (entry == Entry::File || entry == Entry::Link || (entry == Entry::Other && folders)) {
            m_root.removeFile(path);
        } else if (entry == Entry::Folder && folders) {
            for (const std::string& name : m_root.list(path)) {
                remove(pathOf(path, name), true, depth + 1);
            }
            m_root.removeFolder(path);
        }
    }

    // NOLINTNEXTLINE(misc-no-recursion): as deep as goDeeper() allows
    void removeFilesIn(const std::string& folder, int depth)
    {
        goDeeper(folder, depth);
        for (const std::string& name : namesIn(folder)) {
            const std::string path = pathOf(folder, name);
            const Entry entry = m_root.entryAt(path);
            if (entry == Entry::File) {
                m_root.removeFile(path);
            } else if (entry == Entry::Folder) {
                removeFilesIn(path, depth + 1);
            }
        }
    }

    ext4::FileSystem& m_root;
    std::int64_t m_time;
};

std::optional<std::string> withoutHostId(std::string_view text)
{
    std::string kept;
    for (const std::string_view line : linesOf(text)) {
        if (!trimmed(line).starts_with("MY_HOSTID=")) {
            kept += line;
        }
    }
    return kept;
}

} // namespace

std::string withoutNetworks(std::string_view wpaSupplicant)
{
    std::string kept;
    bool inside = false;
    for (const std::string_view line : linesOf(wpaSupplicant)) {
        const std::string_view text = trimmed(line);
        const auto opens = [&](std::string_view word) {
            if (!text.starts_with(word)) {
                return false;
            }
            const std::string_view rest = trimmed(text.substr(word.size()));
            return rest.starts_with('=');
        };
        const bool starts =
            !inside && (opens("network") || opens("cred") || text.starts_with("blob-base64-"));
        inside = inside || starts;
        if (!inside) {
            kept += line;
        } else if (text.starts_with('}') || (starts && text.ends_with('}'))) {
            inside = false;
        }
    }
    return kept;
}

std::optional<std::string> withoutWifis(std::string_view netplan)
{
    std::string kept;
    std::optional<std::size_t> block; // how far "wifis:" is indented
    for (const std::string_view line : linesOf(netplan)) {
        const std::string_view text = trimmed(line);
        const std::size_t indent = std::min(line.find_first_not_of(' '), line.size());
        if (block && !text.empty() && indent <= *block) {
            block.reset();
        }
        if (!block && text.starts_with("wifis:")) {
            block = indent;
        }
        if (!block) {
            kept += line;
        }
    }
    // YAML can say it in other ways, which are not taken apart here.
    const bool hidden =
        kept.find("wifis") != std::string::npos || kept.find("access-points") != std::string::npos;
    return hidden ? std::nullopt : std::optional(std::move(kept));
}

bool isSecretConnection(std::string_view connection)
{
    constexpr std::array kSigns{"type=wifi",      "type=802-11-wireless",
                                "type=wireguard", "type=vpn",
                                "psk=",           "password=",
                                "private-key=",   "private-key-password=",
                                "wep-key",        "leap-password=",
                                "preshared-key=", "pin="};
    const std::vector<std::string_view> lines = linesOf(connection);
    return std::any_of(lines.begin(), lines.end(), [&](std::string_view line) {
        // Blanks may stand around the equals sign.
        std::string text(trimmed(line));
        text.erase(std::remove(text.begin(), text.end(), ' '), text.end());
        return std::any_of(kSigns.begin(), kSigns.end(),
                           [&](const char* sign) { return text.rfind(sign, 0) == 0; });
    });
}

void removeGoldenIdentity(ext4::FileSystem& root, const std::set<IdentityTrait>& keep,
                          std::int64_t utcSeconds)
{
    Removing removing(root, utcSeconds);
    const auto wanted = [&](IdentityTrait trait) { return keep.count(trait) == 0; };
    if (wanted(IdentityTrait::Machine)) {
        removing.forgetMachineId();
        removing.edit("/etc/popularity-contest.conf", kEverybodyReads, withoutHostId);
    }
    if (wanted(IdentityTrait::Wifi)) {
        removing.edit("/etc/wpa_supplicant/*.conf", kOnlyRoot, withoutNetworks);
        removing.edit("/etc/netplan/*.yaml", kOnlyRoot, withoutWifis);
        removing.edit("/etc/NetworkManager/system-connections/*", kOnlyRoot,
                      [](const std::string& text) -> std::optional<std::string> {
                          return isSecretConnection(text) ? std::nullopt : std::optional(text);
                      });
    }
    for (const Removal& removal : kRemovals) {
        if (wanted(removal.trait)) {
            removing.run(removal);
        }
    }
}

} // namespace bindery::golden
