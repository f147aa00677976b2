// SPDX-License-Identifier: Apache-2.0
// Source: openat(2) O_NOFOLLOW, fsetxattr(2), utimensat(2), proc(5) /proc/self/fd.
#include "staging/unpacked_root.h"

#include "base/error.h"
#include "base/file.h"
#include "staging/shifted_ids.h"

#include <cerrno>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/xattr.h>
#include <unistd.h>

namespace bindery::staging
{

namespace fs = std::filesystem;

namespace
{

bool isKept(const std::string& attribute)
{
    return attribute == "security.capability" || attribute.rfind("user.", 0) == 0;
}

/// Writes the entries of a tree, which come folder by folder.
class FolderWriter : public ext4::TreeSink
{
public:
    FolderWriter(const fs::path& folder, const std::function<void(std::uint64_t)>& report)
        : m_folder(folder), m_report(report)
    {
        m_open.push_back({"", openFile(folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW), {}});
    }

    void entry(const ext4::Node& node) override
    {
        finishFile();
        if (node.path.empty()) {
            m_open.front().node = node;
            return;
        }
        const std::string name = enterFolderOf(node.path);
        const int folder = m_open.back().fd.get();
        if (node.kind == ext4::NodeKind::Folder) {
            require(::mkdirat(folder, name.c_str(), 0700) == 0, node.path);
            UniqueFd fd(::openat(folder, name.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
            require(fd.get() >= 0, node.path);
            m_open.push_back({node.path, std::move(fd), node});
        } else if (node.kind == ext4::NodeKind::HardLink) {
            link(node, folder, name);
        } else if (node.kind == ext4::NodeKind::File) {
            m_file = UniqueFd(
                ::openat(folder, name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
            require(m_file.get() >= 0, node.path);
            m_node = node;
        } else {
            makeOther(node, folder, name);
        }
    }

    void content(std::uint64_t offset, ByteView bytes) override
    {
        writeFully(m_file.get(), offset, bytes, m_folder / m_node.path);
        m_done += bytes.size();
        m_report(m_done);
    }

    void close()
    {
        finishFile();
        while (!m_open.empty()) {
            leaveFolder();
        }
    }

private:
    struct OpenFolder {
        std::string path;
        UniqueFd fd;
        ext4::Node node;
    };

    void require(bool good, const std::string& path) const
    {
        if (good) {
            return;
        }
        const int error = errno;
        if (error == EEXIST) {
            throw Error(ErrorCode::BadImage, "/" + path + " is there twice; run e2fsck on the image");
        }
        if (error == EPERM) {
            throw Error(ErrorCode::NeedsRoot,
                        "giving /" + path + " of the image its owner; run this as root");
        }
        throwErrno(codeOfFileErrno(error), "unpacking /" + path + " of the image", error);
    }

    /// The last part of the path; the folder above it is the last of those that are open.
    std::string enterFolderOf(const std::string& path)
    {
        const std::size_t slash = path.rfind('/');
        const std::string above = slash == std::string::npos ? "" : path.substr(0, slash);
        while (m_open.size() > 1 && m_open.back().path != above) {
            leaveFolder();
        }
        if (m_open.back().path != above) {
            throw Error(ErrorCode::Internal, "/" + path + " came outside of its folder");
        }
        return slash == std::string::npos ? path : path.substr(slash + 1);
    }

    void leaveFolder()
    {
        const OpenFolder& folder = m_open.back();
        setAttributes(folder.fd.get(), folder.node);
        m_open.pop_back();
    }

    void finishFile()
    {
        if (m_file.get() < 0) {
            return;
        }
        require(::ftruncate(m_file.get(), static_cast<off_t>(m_node.size)) == 0, m_node.path);
        setAttributes(m_file.get(), m_node);
        m_file.reset();
    }

    static std::uint32_t shifted(std::uint32_t id, const std::string& path)
    {
        if (id >= kShiftedIds) {
            throw Error(ErrorCode::BadImage, "/" + path + " belongs to number " + std::to_string(id) +
                                                 "; owners of more than " + std::to_string(kShiftedIds - 1) +
                                                 " are not supported");
        }
        return kFirstShiftedId + id;
    }

    static std::array<timespec, 2> timesOf(const ext4::Node& node)
    {
        const timespec time{node.seconds, static_cast<long>(node.nanoseconds % 1'000'000'000)};
        return {time, time};
    }

    void setAttributes(int fd, const ext4::Node& node) const
    {
        require(::fchown(fd, shifted(node.uid, node.path), shifted(node.gid, node.path)) == 0, node.path);
        require(::fchmod(fd, node.mode) == 0, node.path);
        for (const auto& [name, value] : node.attributes) {
            if (isKept(name)) {
                require(::fsetxattr(fd, name.c_str(), value.data(), value.size(), 0) == 0, node.path);
            }
        }
        require(::futimens(fd, timesOf(node).data()) == 0, node.path);
    }

    void link(const ext4::Node& node, int folder, const std::string& name) const
    {
        // Walked part by part from the top, so that no link in between could lead away; there is none, for
        // all was made here.
        UniqueFd at(::dup(m_open.front().fd.get()));
        std::string rest = node.target;
        for (std::size_t slash = rest.find('/'); slash != std::string::npos; slash = rest.find('/')) {
            at = UniqueFd(::openat(at.get(), rest.substr(0, slash).c_str(),
                                   O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
            require(at.get() >= 0, node.path);
            rest.erase(0, slash + 1);
        }
        require(::linkat(at.get(), rest.c_str(), folder, name.c_str(), 0) == 0, node.path);
    }

    void makeOther(const ext4::Node& node, int folder, const std::string& name) const
    {
        if (node.kind == ext4::NodeKind::Symlink) {
            require(::symlinkat(node.target.c_str(), folder, name.c_str()) == 0, node.path);
        } else {
            const mode_t kind = node.kind == ext4::NodeKind::CharacterDevice ? S_IFCHR
                                : node.kind == ext4::NodeKind::BlockDevice   ? S_IFBLK
                                : node.kind == ext4::NodeKind::Fifo          ? S_IFIFO
                                                                             : S_IFSOCK;
            require(::mknodat(folder, name.c_str(), kind | 0600, ::makedev(node.major, node.minor)) == 0,
                    node.path);
        }
        require(::fchownat(folder, name.c_str(), shifted(node.uid, node.path), shifted(node.gid, node.path),
                           AT_SYMLINK_NOFOLLOW) == 0,
                node.path);
        if (node.kind != ext4::NodeKind::Symlink) {
            require(::fchmodat(folder, name.c_str(), node.mode, 0) == 0, node.path);
        }
        require(::utimensat(folder, name.c_str(), timesOf(node).data(), AT_SYMLINK_NOFOLLOW) == 0, node.path);
    }

    fs::path m_folder;
    const std::function<void(std::uint64_t)>& m_report;
    std::vector<OpenFolder> m_open; ///< from the root to where the entries come from
    UniqueFd m_file;
    ext4::Node m_node; ///< of m_file
    std::uint64_t m_done = 0;
};

} // namespace

void unpackRoot(const ext4::FileSystem& root, const fs::path& folder,
                const std::function<void(std::uint64_t)>& report, const std::stop_token& stop)
{
    FolderWriter writer(folder, report);
    root.readTree(writer, stop);
    writer.close();
}

} // namespace bindery::staging
