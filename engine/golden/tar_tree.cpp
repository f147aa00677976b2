// SPDX-License-Identifier: Apache-2.0
// Source: tar(5) of libarchive, POSIX.1-2001 pax; acl(5) and linux/posix_acl_xattr.h for ACLs.
#include "base/error.h"
#include "golden/tree_limits_internal.h"
#include "golden/tree_source.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include <archive.h>
#include <archive_entry.h>

namespace bindery::golden
{

namespace fs = std::filesystem;

namespace
{

constexpr std::size_t kMaxPath = 4096;

std::string orEmpty(const char* text)
{
    return text == nullptr ? std::string() : std::string(text);
}

/// pax archives keep names in UTF-8; the others' bytes are taken as they are.
std::string nameOf(archive_entry* entry, const char* (*asUtf8)(archive_entry*),
                   const char* (*asBytes)(archive_entry*))
{
    std::string name = orEmpty(asUtf8(entry));
    return name.empty() ? orEmpty(asBytes(entry)) : name;
}

/// "./etc//passwd" -> "etc/passwd".
std::string cleanPath(const std::string& path, const fs::path& archive)
{
    std::string clean;
    for (std::size_t start = 0; start <= path.size();) {
        const std::size_t end = std::min(path.find('/', start), path.size());
        const std::string part = path.substr(start, end - start);
        start = end + 1;
        if (part.empty() || part == ".") {
            continue;
        }
        if (part == "..") {
            throw Error(ErrorCode::BadImage, archive.string() + ": the entry \"" + path +
                                                 "\" leads out of the tree; pack it without ..");
        }
        clean += (clean.empty() ? "" : "/") + part;
    }
    if (clean.size() > kMaxPath) {
        throw Error(ErrorCode::BadImage,
                    archive.string() +
                        ": an entry has a path of more than 4096 bytes: " + clean.substr(0, 100) + "...");
    }
    return clean;
}

void append(std::vector<std::byte>& out, std::uint64_t value, int bytes)
{
    for (int i = 0; i < bytes; ++i) {
        out.push_back(static_cast<std::byte>(value >> (8 * i)));
    }
}

struct AclEntry {
    std::uint16_t tag;
    std::uint16_t permissions;
    std::uint32_t id;
    bool operator<(const AclEntry& other) const
    {
        return std::pair(tag, id) < std::pair(other.tag, other.id);
    }
};

/// Ids of the tree's own users and groups: tar writes the names of those that an ACL names, not their
/// numbers.
class AccountIds
{
public:
    /// Content of the tree's etc/passwd or etc/group, as far as it was read.
    void read(const std::string& path, ByteView bytes)
    {
        constexpr std::size_t kMost = std::size_t{4} << 20U;
        std::string& text = path == kUsers ? m_users : m_groups;
        if (text.size() + bytes.size() <= kMost) {
            text.append(asText(bytes));
        }
    }
    static bool isFor(const std::string& path) { return path == kUsers || path == kGroups; }
    void forget(const std::string& path) { (path == kUsers ? m_users : m_groups).clear(); }
    std::optional<std::uint32_t> user(const std::string& name) const { return idOf(m_users, name); }
    std::optional<std::uint32_t> group(const std::string& name) const { return idOf(m_groups, name); }

private:
    static constexpr const char* kUsers = "etc/passwd";
    static constexpr const char* kGroups = "etc/group";

    /// The third field of the line whose first is the name; passwd(5), group(5).
    static std::optional<std::uint32_t> idOf(const std::string& text, const std::string& name)
    {
        for (std::size_t start = 0; !name.empty() && start < text.size();) {
            const std::size_t end = std::min(text.find('\n', start), text.size());
            const std::string line = text.substr(start, end - start);
            start = end + 1;
            const std::size_t password = line.find(':');
            const std::size_t number =
                password == std::string::npos ? password : line.find(':', password + 1);
            if (number == std::string::npos || line.compare(0, password, name) != 0) {
                continue;
            }
            std::uint32_t id = 0;
            const char* from = line.data() + number + 1;
            const auto [last, error] = std::from_chars(from, line.data() + line.size(), id);
            if (error == std::errc() && last != from) {
                return id;
            }
        }
        return std::nullopt;
    }

    std::string m_users;
    std::string m_groups;
};

/// An ACL as the kernel's extended attribute holds it; empty when there is none. Without `ids` those who are
/// named only are left out.
std::vector<std::byte> aclOf(archive_entry* entry, int type, const std::string& path, const AccountIds* ids)
{
    constexpr std::uint32_t kVersion = 2;
    constexpr std::uint32_t kNoId = 0xffffffff;
    if ((::archive_entry_acl_types(entry) & type) == 0 || ::archive_entry_acl_reset(entry, type) == 0) {
        return {};
    }
    std::vector<AclEntry> entries;
    int kind = 0;
    int permissions = 0;
    int tag = 0;
    int id = 0;
    const char* name = nullptr;
    while (::archive_entry_acl_next(entry, type, &kind, &permissions, &tag, &id, &name) == ARCHIVE_OK) {
        AclEntry acl{0, static_cast<std::uint16_t>(permissions & 7), kNoId};
        switch (tag) {
        case ARCHIVE_ENTRY_ACL_USER_OBJ:
            acl.tag = 0x01;
            break;
        case ARCHIVE_ENTRY_ACL_USER:
            acl.tag = 0x02;
            break;
        case ARCHIVE_ENTRY_ACL_GROUP_OBJ:
            acl.tag = 0x04;
            break;
        case ARCHIVE_ENTRY_ACL_GROUP:
            acl.tag = 0x08;
            break;
        case ARCHIVE_ENTRY_ACL_MASK:
            acl.tag = 0x10;
            break;
        default:
            acl.tag = 0x20;
        }
        if (acl.tag == 0x02 || acl.tag == 0x08) {
            std::optional<std::uint32_t> known;
            if (id >= 0) {
                known = static_cast<std::uint32_t>(id);
            } else if (ids == nullptr) {
                continue;
            } else {
                known = acl.tag == 0x02 ? ids->user(orEmpty(name)) : ids->group(orEmpty(name));
            }
            if (!known) {
                throw Error(ErrorCode::BadImage,
                            path + ": its ACL names \"" + orEmpty(name) +
                                "\", whom neither etc/passwd nor etc/group in the tree knows");
            }
            acl.id = *known;
        }
        entries.push_back(acl);
    }
    std::sort(entries.begin(), entries.end());
    std::vector<std::byte> out;
    append(out, kVersion, 4);
    for (const AclEntry& acl : entries) {
        append(out, acl.tag, 2);
        append(out, acl.permissions, 2);
        append(out, acl.id, 4);
    }
    return out;
}

std::map<std::string, std::vector<std::byte>> attributesOf(archive_entry* entry, const std::string& path,
                                                           const AccountIds* ids)
{
    std::map<std::string, std::vector<std::byte>> attributes;
    ::archive_entry_xattr_reset(entry);
    const char* name = nullptr;
    const void* value = nullptr;
    std::size_t size = 0;
    while (::archive_entry_xattr_next(entry, &name, &value, &size) == ARCHIVE_OK) {
        const auto* bytes = static_cast<const std::byte*>(value);
        attributes[orEmpty(name)] = std::vector<std::byte>(bytes, bytes + size);
    }
    for (const auto& [type, attribute] :
         {std::pair(ARCHIVE_ENTRY_ACL_TYPE_ACCESS, "system.posix_acl_access"),
          std::pair(ARCHIVE_ENTRY_ACL_TYPE_DEFAULT, "system.posix_acl_default")}) {
        if (std::vector<std::byte> acl = aclOf(entry, type, path, ids); !acl.empty()) {
            attributes[attribute] = std::move(acl);
        }
    }
    return attributes;
}

/// With a mask in its ACL, the group's bits of a file's mode are the mask's; libarchive gives the group's
/// own.
std::uint32_t modeWithMask(std::uint32_t mode,
                           const std::map<std::string, std::vector<std::byte>>& attributes)
{
    const auto acl = attributes.find("system.posix_acl_access");
    if (acl == attributes.end()) {
        return mode;
    }
    for (std::size_t at = 4; at + 8 <= acl->second.size(); at += 8) {
        if (acl->second[at] == std::byte{0x10}) {
            return (mode & ~std::uint32_t{070}) | std::to_integer<std::uint32_t>(acl->second[at + 2]) << 3U;
        }
    }
    return mode;
}

ext4::NodeKind kindOf(archive_entry* entry, const std::string& path)
{
    switch (::archive_entry_filetype(entry)) {
    case AE_IFREG:
        return ext4::NodeKind::File;
    case AE_IFDIR:
        return ext4::NodeKind::Folder;
    case AE_IFLNK:
        return ext4::NodeKind::Symlink;
    case AE_IFCHR:
        return ext4::NodeKind::CharacterDevice;
    case AE_IFBLK:
        return ext4::NodeKind::BlockDevice;
    case AE_IFIFO:
        return ext4::NodeKind::Fifo;
    case AE_IFSOCK:
        return ext4::NodeKind::Socket;
    default:
        throw Error(ErrorCode::BadImage, path + ": an entry of a kind that is not known");
    }
}

ext4::Node nodeOf(archive_entry* entry, const fs::path& archive, const AccountIds* ids)
{
    ext4::Node node;
    node.path = cleanPath(nameOf(entry, ::archive_entry_pathname_utf8, ::archive_entry_pathname), archive);
    const std::string place = archive.string() + ": " + node.path;
    if (const std::string link = nameOf(entry, ::archive_entry_hardlink_utf8, ::archive_entry_hardlink);
        !link.empty()) {
        node.kind = ext4::NodeKind::HardLink;
        node.target = cleanPath(link, archive);
        return node;
    }
    node.kind = kindOf(entry, place);
    node.mode = static_cast<std::uint32_t>(::archive_entry_perm(entry));
    const la_int64_t uid = ::archive_entry_uid(entry);
    const la_int64_t gid = ::archive_entry_gid(entry);
    if (uid < 0 || uid > UINT32_MAX || gid < 0 || gid > UINT32_MAX) {
        throw Error(ErrorCode::BadImage, place + ": an owner that is no number of 32 bits");
    }
    node.uid = static_cast<std::uint32_t>(uid);
    node.gid = static_cast<std::uint32_t>(gid);
    node.seconds = ::archive_entry_mtime(entry);
    node.nanoseconds = static_cast<std::uint32_t>(::archive_entry_mtime_nsec(entry)) % 1'000'000'000;
    if (node.kind == ext4::NodeKind::File) {
        node.size = static_cast<std::uint64_t>(std::max<la_int64_t>(::archive_entry_size(entry), 0));
    }
    if (node.kind == ext4::NodeKind::Symlink) {
        node.target = nameOf(entry, ::archive_entry_symlink_utf8, ::archive_entry_symlink);
    }
    node.major = static_cast<std::uint32_t>(::archive_entry_rdevmajor(entry));
    node.minor = static_cast<std::uint32_t>(::archive_entry_rdevminor(entry));
    node.attributes = attributesOf(entry, place, ids);
    node.mode = modeWithMask(node.mode, node.attributes);
    return node;
}

class TarTree : public TreeSource
{
public:
    TarTree(fs::path archive, const TreeLimits& limits) : m_archive(std::move(archive)), m_limits(limits) {}

    std::string visit(TreeVisitor& visitor, const SourceProgress& report,
                      const std::stop_token& stop) override
    {
        SourceFile file(m_archive, report, stop);
        ArchiveReader reader(file, {ArchiveKind::Tar});
        TreeLimitCounter limits(m_limits, m_archive.string());
        while (archive_entry* entry = reader.next()) {
            limits.entry();
            const ext4::Node node = nodeOf(entry, m_archive, m_idsKnown ? &m_ids : nullptr);
            visitor.entry(node);
            if (node.kind != ext4::NodeKind::File) {
                continue;
            }
            const bool accounts = !m_idsKnown && AccountIds::isFor(node.path);
            if (accounts) {
                m_ids.forget(node.path); // of two entries the later one counts
            }
            std::uint64_t offset = 0;
            ByteView bytes;
            while (reader.content(offset, bytes)) {
                if (accounts) {
                    m_ids.read(node.path, bytes);
                }
                limits.content(bytes.size());
                if (!bytes.empty()) {
                    visitor.content(offset, bytes);
                }
                if (stop.stop_requested()) {
                    throw Error(ErrorCode::Cancelled, "staging was stopped");
                }
            }
        }
        const bool plain = reader.packings() == 0;
        std::string digest = file.finish();
        // Where a cut falls between two entries only the missing end tells of it; packed files have their
        // own.
        if (plain && !file.endsInZeros()) {
            throw Error(ErrorCode::BadImage,
                        m_archive.string() + " has no end: the file is cut off, get it again");
        }
        m_idsKnown = true;
        return digest;
    }

private:
    fs::path m_archive;
    TreeLimits m_limits;
    AccountIds m_ids;
    bool m_idsKnown = false; ///< after the first visit, on which ACLs are not complete
};

} // namespace

std::unique_ptr<TreeSource> tarTree(const fs::path& archive, const TreeLimits& limits)
{
    return std::make_unique<TarTree>(archive, limits);
}

} // namespace bindery::golden
