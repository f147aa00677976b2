// SPDX-License-Identifier: Apache-2.0
#include "golden/personality.h"

#include "base/error.h"
#include "base/extents.h"
#include "base/sha256.h"
#include "base/ssh_host_key.h"
#include "ext4/file_system.h"

#include <algorithm>
#include <optional>

namespace bindery::golden
{

namespace
{

constexpr const char* kOwnAddress = "127.0.1.1";

/// Empty when there is no regular file at the path.
std::optional<std::string> textOf(const ext4::FileSystem& root, const std::string& path)
{
    return root.entryAt(path) == ext4::Entry::File ? std::optional(root.readFile(path)) : std::nullopt;
}

class Personalisation
{
public:
    Personalisation(ext4::FileSystem& root, const UnitIdentity& unit) : m_root(root), m_unit(unit) {}

    void run()
    {
        if (!m_root.exists("/etc")) {
            throw Error(ErrorCode::BadImage,
                        "the root has no /etc: it holds no system that could be given to a unit");
        }
        removeGoldenIdentity(m_root, m_unit.keep, m_unit.utcSeconds);
        if (!m_unit.hostName.empty()) {
            setHostName();
        }
        if (m_unit.sshKeys != SshKeys::Leave) {
            replaceHostKeys();
        }
        for (const UnitFile& file : m_unit.files) {
            withContext("laying " + file.path + " over the root of unit " + m_unit.serial,
                        [&] { lay(file); });
        }
        write("/etc/bindery/unit.json", canonicalJson(m_unit.unitJson) + "\n");
        m_root.setUuid(m_unit.fileSystemUuid);
    }

private:
    ext4::FileAttributes attributes(std::uint32_t mode) const { return {mode, 0, 0, m_unit.utcSeconds}; }
    void write(const std::string& path, const std::string& text)
    {
        m_root.writeFile(path, asBytes(text), attributes(0644));
    }

    void lay(const UnitFile& file)
    {
        const ext4::Entry there = m_root.entryAt(file.path);
        if (file.kind == UnitFile::Kind::Folder) {
            if (there == ext4::Entry::None) {
                m_root.makeFolder(file.path, attributes(file.mode));
            } else if (there != ext4::Entry::Folder && there != ext4::Entry::Link) {
                throw Error(ErrorCode::InvalidArgument, file.path + " is a file in the golden image");
            }
            return;
        }
        // A new file: the old one may have other names, and attributes that are not for this content.
        if (there != ext4::Entry::None && there != ext4::Entry::Folder) {
            m_root.removeFile(file.path);
        }
        if (file.kind == UnitFile::Kind::Link) {
            m_root.makeSymlink(file.path, file.content);
        } else {
            m_root.writeFile(file.path, asBytes(file.content), attributes(file.mode));
        }
    }

    void setHostName()
    {
        write("/etc/hostname", m_unit.hostName + "\n");
        const auto hosts = textOf(m_root, "/etc/hosts");
        write("/etc/hosts", hostsWithName(hosts.value_or("127.0.0.1\tlocalhost\n"), m_unit.hostName));
    }

    void replaceHostKeys()
    {
        if (!m_root.exists("/etc/ssh")) {
            return;
        }
        for (const std::string& name : m_root.list("/etc/ssh")) {
            if (name.rfind("ssh_host_", 0) == 0) {
                m_root.removeFile("/etc/ssh/" + name);
            }
        }
        const bool hasServer = m_root.exists("/usr/sbin/sshd") || m_root.exists("/etc/ssh/sshd_config");
        if (m_unit.sshKeys != SshKeys::Fresh || !hasServer) {
            return;
        }
        const std::string comment = "root@" + (m_unit.hostName.empty() ? m_unit.serial : m_unit.hostName);
        for (const auto& [kind, name] :
             {std::pair(SshKeyKind::Ed25519, "ed25519"), std::pair(SshKeyKind::EcdsaP256, "ecdsa")}) {
            const SshHostKey key = makeSshHostKey(kind, comment);
            const std::string path = std::string("/etc/ssh/ssh_host_") + name + "_key";
            m_root.writeFile(path, key.privateFile.view(), attributes(0600));
            m_root.writeFile(path + ".pub", asBytes(key.publicLine), attributes(0644));
        }
    }

    ext4::FileSystem& m_root;
    const UnitIdentity& m_unit;
};

/// Only what the unit's file system uses: the rest is not on a card.
std::vector<ChangedRun> changesOf(const ext4::Overlay& overlay, const Extents& used)
{
    std::vector<ChangedRun> changes;
    for (const Extent& extent : intersect(overlay.extents(), used)) {
        std::vector<std::byte> bytes(static_cast<std::size_t>(extent.length));
        overlay.read(extent.offset, bytes);
        changes.push_back({extent, Sha256::hexOf(bytes)});
    }
    return changes;
}

bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

} // namespace

bool isHostName(std::string_view text)
{
    constexpr std::size_t kMaxLength = 64; // HOST_NAME_MAX
    constexpr std::size_t kMaxLabel = 63;
    if (text.empty() || text.size() > kMaxLength) {
        return false;
    }
    for (std::size_t start = 0; start <= text.size();) {
        const std::size_t end = std::min(text.find('.', start), text.size());
        const std::string_view label = text.substr(start, end - start);
        const bool plain = std::all_of(label.begin(), label.end(), [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
        });
        if (!plain || label.empty() || label.size() > kMaxLabel || label.front() == '-' ||
            label.back() == '-') {
            return false;
        }
        start = end + 1;
    }
    return true;
}

std::string hostsWithName(const std::string& hosts, const std::string& hostName)
{
    const std::size_t dot = hostName.find('.');
    const std::string ownLine = std::string(kOwnAddress) + "\t" + hostName +
                                (dot == std::string::npos ? "" : " " + hostName.substr(0, dot)) + "\n";
    std::string result;
    bool done = false;
    for (std::size_t start = 0; start < hosts.size();) {
        const std::size_t end = std::min(hosts.find('\n', start), hosts.size());
        const std::string line = hosts.substr(start, end - start);
        start = end + 1;
        const std::size_t address =
            static_cast<std::size_t>(std::find_if_not(line.begin(), line.end(), isBlank) - line.begin());
        const std::size_t length = std::string(kOwnAddress).size();
        const bool own = line.compare(address, length, kOwnAddress) == 0 &&
                         (address + length == line.size() || isBlank(line[address + length]));
        if (!own) {
            result += line + "\n";
        } else if (!std::exchange(done, true)) {
            result += ownLine;
        }
    }
    return done ? result : result + ownLine;
}

Personality personalise(const GoldenRoot& root, const UnitIdentity& unit)
{
    if (!unit.hostName.empty() && !isHostName(unit.hostName)) {
        throw Error(
            ErrorCode::InvalidArgument,
            "\"" + unit.hostName +
                "\" is not a host name: letters, digits and hyphens between them, at most 64 characters");
    }
    const auto overlay = std::make_shared<ext4::Overlay>(root.grown, root.grown->size());
    {
        ext4::FileSystem changing = ext4::FileSystem::openForChange(*overlay);
        Personalisation(changing, unit).run();
        changing.close();
    }
    Personality personality;
    personality.used = ext4::FileSystem::open(overlay).usedExtents();
    personality.changes = changesOf(*overlay, personality.used);
    personality.overlay = overlay;
    return personality;
}

} // namespace bindery::golden
