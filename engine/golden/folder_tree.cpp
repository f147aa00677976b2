// SPDX-License-Identifier: Apache-2.0
// Source: openat(2) O_NOFOLLOW, lseek(2) SEEK_DATA, listxattr(2), proc(5) /proc/self/fd.
#include "base/error.h"
#include "base/file.h"
#include "golden/tree_limits_internal.h"
#include "golden/tree_source.h"

#include <algorithm>
#include <cerrno>
#include <map>
#include <utility>

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/xattr.h>
#include <unistd.h>

namespace bindery::golden
{

namespace fs = std::filesystem;

namespace
{

constexpr std::size_t kPart = std::size_t{1} << 20U;
constexpr std::size_t kMaxDepth = 200;

struct CloseFolder {
    void operator()(DIR* folder) const { ::closedir(folder); }
};

std::vector<std::string> namesIn(int folder, const fs::path& path)
{
    const std::string place = "/proc/self/fd/" + std::to_string(folder);
    const std::unique_ptr<DIR, CloseFolder> open(::opendir(place.c_str()));
    if (!open) {
        throwErrno(codeOfFileErrno(errno), "reading " + path.string(), errno);
    }
    std::vector<std::string> names;
    errno = 0;
    while (const dirent* entry = ::readdir(open.get())) {
        const std::string name = entry->d_name;
        if (name != "." && name != "..") {
            names.push_back(name);
        }
        errno = 0;
    }
    if (errno != 0) {
        throwErrno(codeOfFileErrno(errno), "reading " + path.string(), errno);
    }
    std::sort(names.begin(), names.end());
    return names;
}

/// Through the folder's descriptor: its path may be another one by now. `name` may be a link, which is not
/// followed.
std::string placeOf(int folder, const std::string& name)
{
    return "/proc/self/fd/" + std::to_string(folder) + "/" + name;
}

std::map<std::string, std::vector<std::byte>> attributesOf(const std::string& place, const fs::path& path)
{
    std::map<std::string, std::vector<std::byte>> attributes;
    std::string names(XATTR_LIST_MAX, '\0');
    const ssize_t length = ::llistxattr(place.c_str(), names.data(), names.size());
    if (length < 0) {
        if (errno == ENOTSUP) {
            return attributes;
        }
        throwErrno(codeOfFileErrno(errno), "reading the attributes of " + path.string(), errno);
    }
    for (std::size_t at = 0; at < static_cast<std::size_t>(length);) {
        const std::string name = names.c_str() + at;
        at += name.size() + 1;
        std::vector<std::byte> value(XATTR_SIZE_MAX);
        const ssize_t size = ::lgetxattr(place.c_str(), name.c_str(), value.data(), value.size());
        if (size < 0) {
            throwErrno(codeOfFileErrno(errno), "reading the attribute " + name + " of " + path.string(),
                       errno);
        }
        value.resize(static_cast<std::size_t>(size));
        attributes.emplace(name, std::move(value));
    }
    return attributes;
}

std::string below(const std::string& folder, const std::string& name)
{
    return folder.empty() ? name : folder + "/" + name;
}

class FolderVisit
{
public:
    FolderVisit(const fs::path& folder, const TreeLimits& limits, TreeVisitor& visitor,
                const SourceProgress& report, const std::stop_token& stop)
        : m_folder(folder), m_limits(limits, folder.string()), m_visitor(visitor), m_report(report),
          m_stop(stop), m_buffer(kPart)
    {
    }

    std::string run()
    {
        const UniqueFd root = openFile(m_folder, O_RDONLY | O_DIRECTORY);
        struct stat facts {
        };
        if (::fstat(root.get(), &facts) != 0) {
            throwErrno(codeOfFileErrno(errno), "reading " + m_folder.string(), errno);
        }
        m_device = facts.st_dev;
        ext4::Node node = nodeOf("", ext4::NodeKind::Folder, facts);
        node.attributes = attributesOf(placeOf(root.get(), "."), m_folder);
        tell(node);
        visitFolder(root.get(), "", 0);
        return toHex(m_digest.finish());
    }

private:
    static ext4::Node nodeOf(const std::string& path, ext4::NodeKind kind, const struct stat& facts)
    {
        ext4::Node node;
        node.path = path;
        node.kind = kind;
        node.mode = facts.st_mode & 07777U;
        node.uid = facts.st_uid;
        node.gid = facts.st_gid;
        node.seconds = facts.st_mtim.tv_sec;
        node.nanoseconds = static_cast<std::uint32_t>(facts.st_mtim.tv_nsec);
        node.major = ::major(facts.st_rdev);
        node.minor = ::minor(facts.st_rdev);
        return node;
    }

    void count(const std::string& text)
    {
        m_digest.update(asBytes(std::to_string(text.size()) + ":" + text));
    }
    void tell(const ext4::Node& node)
    {
        m_limits.entry();
        count(node.path);
        for (const std::uint64_t number :
             {std::uint64_t(node.kind), std::uint64_t(node.mode), std::uint64_t(node.uid),
              std::uint64_t(node.gid), static_cast<std::uint64_t>(node.seconds),
              std::uint64_t(node.nanoseconds), node.size, std::uint64_t(node.major),
              std::uint64_t(node.minor)}) {
            count(std::to_string(number));
        }
        count(node.target);
        for (const auto& [name, value] : node.attributes) {
            count(name);
            count(std::string(asText(value)));
        }
        m_visitor.entry(node);
    }

    void visitFolder(int folder, const std::string& path, std::size_t depth)
    {
        if (depth > kMaxDepth) {
            throw Error(ErrorCode::BadImage, (m_folder / path).string() + ": folders lie more than 200 deep");
        }
        for (const std::string& name : namesIn(folder, m_folder / path)) {
            if (m_stop.stop_requested()) {
                throw Error(ErrorCode::Cancelled, "staging was stopped");
            }
            visitEntry(folder, below(path, name), name, depth);
        }
    }

    void visitEntry(int folder, const std::string& path, const std::string& name, std::size_t depth)
    {
        const fs::path place = m_folder / path;
        struct stat facts {
        };
        if (::fstatat(folder, name.c_str(), &facts, AT_SYMLINK_NOFOLLOW) != 0) {
            throw Error(ErrorCode::Conflict,
                        place.string() + " went away while the folder was read; stage it again");
        }
        if (S_ISDIR(facts.st_mode)) {
            visitSubfolder(folder, path, name, depth, facts);
            return;
        }
        if (facts.st_nlink > 1) {
            const auto [first, isFirst] = m_linked.emplace(std::pair(facts.st_dev, facts.st_ino), path);
            if (!isFirst) {
                ext4::Node link;
                link.path = path;
                link.kind = ext4::NodeKind::HardLink;
                link.target = first->second;
                tell(link);
                return;
            }
        }
        if (S_ISREG(facts.st_mode)) {
            visitFile(folder, path, name);
            return;
        }
        ext4::Node node = nodeOf(path, kindOf(facts.st_mode), facts);
        if (S_ISLNK(facts.st_mode)) {
            node.target = targetOf(folder, name, place);
        }
        node.attributes = attributesOf(placeOf(folder, name), place);
        tell(node);
    }

    static ext4::NodeKind kindOf(mode_t mode)
    {
        if (S_ISLNK(mode)) {
            return ext4::NodeKind::Symlink;
        }
        if (S_ISCHR(mode)) {
            return ext4::NodeKind::CharacterDevice;
        }
        if (S_ISBLK(mode)) {
            return ext4::NodeKind::BlockDevice;
        }
        return S_ISFIFO(mode) ? ext4::NodeKind::Fifo : ext4::NodeKind::Socket;
    }

    static std::string targetOf(int folder, const std::string& name, const fs::path& place)
    {
        std::string target(PATH_MAX, '\0');
        const ssize_t length = ::readlinkat(folder, name.c_str(), target.data(), target.size());
        if (length < 0) {
            throwErrno(codeOfFileErrno(errno), "reading the link " + place.string(), errno);
        }
        target.resize(static_cast<std::size_t>(length));
        return target;
    }

    void visitSubfolder(int folder, const std::string& path, const std::string& name, std::size_t depth,
                        const struct stat& facts)
    {
        const fs::path place = m_folder / path;
        if (facts.st_dev != m_device) {
            throw Error(ErrorCode::BadImage,
                        place.string() +
                            " is mounted in the folder, and would be missing in the root; unmount it");
        }
        const UniqueFd below(::openat(folder, name.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
        if (!below) {
            throwErrno(codeOfFileErrno(errno), "reading " + place.string(), errno);
        }
        ext4::Node node = nodeOf(path, ext4::NodeKind::Folder, facts);
        node.attributes = attributesOf(placeOf(below.get(), "."), place);
        tell(node);
        visitFolder(below.get(), path, depth + 1);
    }

    void visitFile(int folder, const std::string& path, const std::string& name)
    {
        const fs::path place = m_folder / path;
        const UniqueFd file(
            ::openat(folder, name.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
        struct stat facts {
        };
        if (!file || ::fstat(file.get(), &facts) != 0) {
            throwErrno(codeOfFileErrno(errno), "reading " + place.string(), errno);
        }
        if (!S_ISREG(facts.st_mode)) {
            throw Error(ErrorCode::Conflict, place.string() + " changed while it was read; stage it again");
        }
        ext4::Node node = nodeOf(path, ext4::NodeKind::File, facts);
        node.size = static_cast<std::uint64_t>(facts.st_size);
        node.attributes = attributesOf(placeOf(folder, name), place);
        tell(node);
        off_t at = 0;
        for (;;) {
            at = ::lseek(file.get(), at, SEEK_DATA);
            if (at < 0) {
                break; // ENXIO: nothing but a hole is left
            }
            const off_t end = ::lseek(file.get(), at, SEEK_HOLE);
            copy(file.get(), place, static_cast<std::uint64_t>(at),
                 std::min(static_cast<std::uint64_t>(std::max<off_t>(end, at)), node.size));
            at = std::max<off_t>(end, at + 1);
        }
        if (errno != ENXIO) {
            throwErrno(ErrorCode::BadImage, "reading " + place.string(), errno);
        }
    }

    void copy(int file, const fs::path& place, std::uint64_t from, std::uint64_t to)
    {
        while (from < to) {
            if (m_stop.stop_requested()) {
                throw Error(ErrorCode::Cancelled, "staging was stopped");
            }
            const ByteSpan part = ByteSpan(m_buffer).first(std::min<std::uint64_t>(kPart, to - from));
            if (!readFully(file, from, part, place)) {
                throw Error(ErrorCode::Conflict,
                            place.string() + " became shorter while it was read; stage it again");
            }
            m_limits.content(part.size());
            count(std::to_string(from));
            m_digest.update(part);
            m_visitor.content(from, part);
            from += part.size();
            m_done += part.size();
            if (m_report) {
                m_report(m_done, 0);
            }
        }
    }

    fs::path m_folder;
    TreeLimitCounter m_limits;
    TreeVisitor& m_visitor;
    const SourceProgress& m_report;
    const std::stop_token& m_stop;
    std::vector<std::byte> m_buffer;
    Sha256 m_digest;
    dev_t m_device = 0;
    std::map<std::pair<dev_t, ino_t>, std::string> m_linked; ///< the first path of each file with several
    std::uint64_t m_done = 0;
};

class FolderTree : public TreeSource
{
public:
    FolderTree(fs::path folder, const TreeLimits& limits) : m_folder(std::move(folder)), m_limits(limits) {}
    std::string visit(TreeVisitor& visitor, const SourceProgress& report,
                      const std::stop_token& stop) override
    {
        return FolderVisit(m_folder, m_limits, visitor, report, stop).run();
    }

private:
    fs::path m_folder;
    TreeLimits m_limits;
};

} // namespace

std::unique_ptr<TreeSource> folderTree(const fs::path& folder, const TreeLimits& limits)
{
    return std::make_unique<FolderTree>(folder, limits);
}

} // namespace bindery::golden
