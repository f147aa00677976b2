// SPDX-License-Identifier: Apache-2.0
#include "ext4/tree_writer.h"

#include "base/error.h"
#include "base/file.h"
#include "base/process.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstddef>
#include <optional>
#include <unordered_map>

#include <ext2fs/ext2fs.h>
#include <fcntl.h>

namespace bindery::ext4
{

namespace
{

constexpr std::chrono::seconds kDeadline(1800);
constexpr std::uint32_t kBlockSize = 4096;
constexpr std::uint32_t kPermissionBits = 07777;
constexpr unsigned kMaxLinks = 65'000; // EXT4_LINK_MAX
constexpr std::size_t kMaxName = 255;
constexpr std::int64_t kMinTime = -(std::int64_t{1} << 31U);
constexpr std::int64_t kMaxTime = (std::int64_t{1} << 31U) - 1 + (std::int64_t{3} << 32U);

struct FreeFileSystem {
    void operator()(ext2_filsys fs) const { ext2fs_free(fs); }
};

struct Inode {
    ext2_inode_large large = {};
    ext2_inode* plain() { return reinterpret_cast<ext2_inode*>(&large); }
    static constexpr int kSize = sizeof(ext2_inode_large);
};

[[noreturn]] void fail(errcode_t code, const std::string& what)
{
    ErrorCode kind = ErrorCode::BadImage;
    std::string why = ::error_message(code);
    if (code == ENOSPC || code == EIO || code == EDQUOT || code == EFBIG) {
        kind = ErrorCode::WriteFailed;
    } else if (code == EXT2_ET_BLOCK_ALLOC_FAIL || code == EXT2_ET_INODE_ALLOC_FAIL) {
        kind = ErrorCode::TooSmall;
        why = "the new file system is full";
    } else if (code == EXT2_ET_EA_NO_SPACE) {
        why = "its extended attributes do not fit into one block of 4096 bytes, which is what ext4 has for "
              "them";
    }
    throw Error(kind, what + ": " + why);
}

void check(errcode_t code, const std::string& what)
{
    if (code != 0) {
        fail(code, what);
    }
}

void makeFileSystem(const std::filesystem::path& file, const Format& format)
{
    const UniqueFd fd = openFile(file, O_RDWR | O_CREAT | O_EXCL, 0600);
    const std::uint64_t size = roundDown(format.size.count(), kBlockSize);
    if (::ftruncate(fd.get(), static_cast<off_t>(size)) != 0) {
        throwErrno(codeOfFileErrno(errno), "making " + file.string(), errno);
    }
    std::string features = "none";
    for (const std::string& feature : format.features) {
        features += "," + feature;
    }
    const std::uint64_t perInode =
        std::clamp<std::uint64_t>(size / std::max<std::uint64_t>(format.inodes, 1), 1024, 16384);
    const std::string uuid = format.uuid.text();
    const ProcessResult result =
        runProgram({"env",
                    "E2FSPROGS_FAKE_TIME=" + std::to_string(std::max<std::int64_t>(format.time, 1)),
                    "mke2fs",
                    "-q",
                    "-F",
                    "-t",
                    "ext4",
                    "-b",
                    std::to_string(kBlockSize),
                    "-I",
                    "256",
                    "-i",
                    std::to_string(perInode),
                    "-O",
                    features,
                    "-L",
                    format.label,
                    "-U",
                    uuid,
                    "-E",
                    "hash_seed=" + uuid + ",lazy_itable_init=1,lazy_journal_init=1,root_owner=0:0,nodiscard",
                    file.string()},
                   kDeadline);
    if (result.exitStatus != 0) {
        throw Error(ErrorCode::WriteFailed, "mke2fs cannot make " + file.string() + ": " + result.output);
    }
}

int fileTypeOf(NodeKind kind)
{
    switch (kind) {
    case NodeKind::CharacterDevice:
        return EXT2_FT_CHRDEV;
    case NodeKind::BlockDevice:
        return EXT2_FT_BLKDEV;
    case NodeKind::Fifo:
        return EXT2_FT_FIFO;
    case NodeKind::Socket:
        return EXT2_FT_SOCK;
    default:
        return EXT2_FT_REG_FILE;
    }
}

std::uint16_t formatOf(NodeKind kind)
{
    switch (kind) {
    case NodeKind::CharacterDevice:
        return LINUX_S_IFCHR;
    case NodeKind::BlockDevice:
        return LINUX_S_IFBLK;
    case NodeKind::Fifo:
        return LINUX_S_IFIFO;
    case NodeKind::Socket:
        return LINUX_S_IFSOCK;
    default:
        return LINUX_S_IFREG;
    }
}

/// The kernel's two ways to keep a device number in an inode (new_encode_dev).
void setDevice(Inode& inode, std::uint32_t major, std::uint32_t minor)
{
    if (major < 256 && minor < 256) {
        inode.large.i_block[0] = major << 8U | minor;
    } else {
        inode.large.i_block[1] = (minor & 0xffU) | major << 8U | (minor & ~0xffU) << 12U;
    }
}

} // namespace

class TreeWriter::Impl
{
public:
    Impl(const std::filesystem::path& file, const Format& format)
    {
        makeFileSystem(file, format);
        ext2_filsys opened = nullptr;
        check(ext2fs_open(file.c_str(), EXT2_FLAG_RW | EXT2_FLAG_64BITS, 0, 0, unix_io_manager, &opened),
              file.string());
        m_fs.reset(opened);
        m_fs->now = std::max<std::int64_t>(format.time, 1);
        m_fs->umask = 0;
        check(ext2fs_read_bitmaps(opened), file.string());
        m_known.emplace("", Known{EXT2_ROOT_INO, true, EXT2_FT_DIR, {}});
        m_known.emplace("lost+found",
                        Known{find(EXT2_ROOT_INO, "lost+found", "lost+found"), true, EXT2_FT_DIR, {}});
    }

    void add(const Node& node)
    {
        finishFile();
        if (node.path.empty() && node.kind != NodeKind::Folder) {
            throw Error(ErrorCode::BadImage, "the root of the tree is not a folder");
        }
        const auto known = m_known.find(node.path);
        if (known != m_known.end()) {
            if (known->second.folder != (node.kind == NodeKind::Folder)) {
                throw Error(ErrorCode::BadImage,
                            node.path + " is given both as a folder and as something else");
            }
            if (node.kind == NodeKind::Folder) {
                known->second.isFor(node);
                return;
            }
            if (node.kind == NodeKind::HardLink && node.target == node.path) {
                throw Error(ErrorCode::BadImage, node.path + " is a hard link to itself");
            }
            removeName(node.path, known->second.inode);
            m_known.erase(known);
        }
        const auto [folder, name] = placeOf(node.path);
        switch (node.kind) {
        case NodeKind::Folder:
            m_known.at(makeFolder(folder, name, node.path)).isFor(node);
            break;
        case NodeKind::HardLink:
            addHardLink(folder, name, node);
            break;
        case NodeKind::Symlink:
            addSymlink(folder, name, node);
            break;
        default:
            addOther(folder, name, node);
        }
    }

    void write(std::uint64_t offset, ByteView bytes)
    {
        if (!m_open) {
            throw Error(ErrorCode::Internal, "content without a file");
        }
        if (offset > m_open->node.size || bytes.size() > m_open->node.size - offset) {
            throw Error(ErrorCode::BadImage, m_open->node.path + ": more content than its size says");
        }
        check(ext2fs_file_llseek(m_open->file, offset, EXT2_SEEK_SET, nullptr), m_open->node.path);
        while (!bytes.empty()) {
            constexpr std::size_t kPart = std::size_t{1} << 20U;
            unsigned int put = 0;
            check(ext2fs_file_write(m_open->file, bytes.data(),
                                    static_cast<unsigned int>(std::min(kPart, bytes.size())), &put),
                  m_open->node.path);
            bytes = bytes.subspan(put);
        }
    }

    void close()
    {
        finishFile();
        // Last, because every name that was added changed a folder's time.
        for (const auto& [path, known] : m_known) {
            if (known.node) {
                setAttributes(known.inode, *known.node);
            }
        }
        check(ext2fs_flush(m_fs.get()), "writing the new ext4");
        ext2_filsys fs = m_fs.release();
        check(ext2fs_close_free(&fs), "closing the new ext4");
    }

    ~Impl()
    {
        if (m_open) {
            ext2fs_file_close(m_open->file);
        }
    }
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;

private:
    struct Known {
        ext2_ino_t inode = 0;
        bool folder = false;
        int type = 0;             ///< EXT2_FT_*
        std::optional<Node> node; ///< of a folder, once it was given

        void isFor(const Node& given) { node = given; }
    };
    struct OpenFile {
        ext2_file_t file = nullptr;
        ext2_ino_t inode = 0;
        Node node;
    };

    ext2_ino_t find(ext2_ino_t folder, const std::string& name, const std::string& path)
    {
        ext2_ino_t inode = 0;
        check(ext2fs_lookup(m_fs.get(), folder, name.data(), static_cast<int>(name.size()), nullptr, &inode),
              path);
        return inode;
    }

    Inode read(ext2_ino_t number, const std::string& path)
    {
        Inode inode;
        check(ext2fs_read_inode_full(m_fs.get(), number, inode.plain(), Inode::kSize), path);
        return inode;
    }
    void put(ext2_ino_t number, Inode& inode, const std::string& path)
    {
        check(ext2fs_write_inode_full(m_fs.get(), number, inode.plain(), Inode::kSize), path);
    }

    /// Folder and last part of a path; what is missing above is made.
    std::pair<ext2_ino_t, std::string> placeOf(const std::string& path)
    {
        const std::size_t slash = path.rfind('/');
        const std::string name = slash == std::string::npos ? path : path.substr(slash + 1);
        if (name.empty() || name == "." || name == ".." || name.size() > kMaxName ||
            name.find('\0') != std::string::npos) {
            throw Error(ErrorCode::BadImage, "\"" + path + "\" is not a path that a file can have");
        }
        if (slash == std::string::npos) {
            return {EXT2_ROOT_INO, name};
        }
        const std::string above = path.substr(0, slash);
        auto known = m_known.find(above);
        if (known == m_known.end()) {
            const auto [folder, folderName] = placeOf(above);
            known = m_known.find(makeFolder(folder, folderName, above));
            Node node;
            node.path = above;
            node.kind = NodeKind::Folder;
            node.mode = 0755;
            node.seconds = m_fs->now;
            known->second.isFor(node);
        }
        if (!known->second.folder) {
            throw Error(ErrorCode::BadImage,
                        path + ": " + above +
                            " is not a folder in the tree; an entry cannot lie beyond a link or a file");
        }
        return {known->second.inode, name};
    }

    template <typename Act>
    void withRoomIn(ext2_ino_t folder, const std::string& path, Act&& act)
    {
        errcode_t code = act();
        if (code == EXT2_ET_DIR_NO_SPACE) {
            check(ext2fs_expand_dir(m_fs.get(), folder), path);
            code = act();
        }
        check(code, path);
    }

    /// Gives the path.
    const std::string& makeFolder(ext2_ino_t folder, const std::string& name, const std::string& path)
    {
        if (read(folder, path).large.i_links_count >= kMaxLinks) {
            throw Error(ErrorCode::BadImage, path + ": the folder above holds more than 65000 folders");
        }
        withRoomIn(folder, path, [&] { return ext2fs_mkdir(m_fs.get(), folder, 0, name.c_str()); });
        m_known.emplace(path, Known{find(folder, name, path), true, EXT2_FT_DIR, {}});
        return path;
    }

    void addSymlink(ext2_ino_t folder, const std::string& name, const Node& node)
    {
        if (node.target.empty() || node.target.size() >= kBlockSize ||
            node.target.find('\0') != std::string::npos) {
            throw Error(ErrorCode::BadImage,
                        node.path + " is a symbolic link to nothing, or to a name that is too long");
        }
        withRoomIn(folder, node.path,
                   [&] { return ext2fs_symlink(m_fs.get(), folder, 0, name.c_str(), node.target.c_str()); });
        const ext2_ino_t number = find(folder, name, node.path);
        m_known.emplace(node.path, Known{number, false, EXT2_FT_SYMLINK, {}});
        setAttributes(number, node);
    }

    void addHardLink(ext2_ino_t folder, const std::string& name, const Node& node)
    {
        const auto target = m_known.find(node.target);
        if (target == m_known.end() || target->second.folder) {
            throw Error(ErrorCode::BadImage, node.path + " is a hard link to " + node.target +
                                                 ", which is not a file that came before it");
        }
        const ext2_ino_t number = target->second.inode;
        Inode inode = read(number, node.path);
        if (inode.large.i_links_count >= kMaxLinks) {
            throw Error(ErrorCode::BadImage, node.target + " has more than 65000 hard links");
        }
        const int type = target->second.type;
        withRoomIn(folder, node.path,
                   [&] { return ext2fs_link(m_fs.get(), folder, name.c_str(), number, type); });
        ++inode.large.i_links_count;
        put(number, inode, node.path);
        m_known.emplace(node.path, Known{number, false, type, {}});
    }

    void addOther(ext2_ino_t folder, const std::string& name, const Node& node)
    {
        const std::uint16_t format = formatOf(node.kind);
        ext2_ino_t number = 0;
        check(ext2fs_new_inode(m_fs.get(), folder, format, nullptr, &number), node.path);
        Inode inode;
        inode.large.i_mode = format;
        inode.large.i_links_count = 1;
        inode.large.i_extra_isize = sizeof(ext2_inode_large) - EXT2_GOOD_OLD_INODE_SIZE;
        if (node.kind == NodeKind::CharacterDevice || node.kind == NodeKind::BlockDevice) {
            setDevice(inode, node.major, node.minor);
        } else if (node.kind == NodeKind::File && ext2fs_has_feature_extents(m_fs->super) != 0) {
            inode.large.i_flags |= EXT4_EXTENTS_FL;
            ext2_extent_handle_t handle = nullptr;
            check(ext2fs_extent_open2(m_fs.get(), number, inode.plain(), &handle), node.path);
            ext2fs_extent_free(handle);
        }
        check(ext2fs_write_new_inode(m_fs.get(), number, inode.plain()), node.path);
        ext2fs_inode_alloc_stats2(m_fs.get(), number, +1, 0);
        withRoomIn(folder, node.path, [&] {
            return ext2fs_link(m_fs.get(), folder, name.c_str(), number, fileTypeOf(node.kind));
        });
        m_known.emplace(node.path, Known{number, false, fileTypeOf(node.kind), {}});
        if (node.kind != NodeKind::File) {
            setAttributes(number, node);
            return;
        }
        OpenFile open{nullptr, number, node};
        check(ext2fs_file_open(m_fs.get(), number, EXT2_FILE_WRITE, &open.file), node.path);
        m_open = std::move(open);
    }

    void finishFile()
    {
        if (!m_open) {
            return;
        }
        const OpenFile open = std::move(*m_open);
        m_open.reset();
        errcode_t code = ext2fs_file_set_size2(open.file, static_cast<ext2_off64_t>(open.node.size));
        const errcode_t closed = ext2fs_file_close(open.file);
        check(code != 0 ? code : closed, open.node.path);
        setAttributes(open.inode, open.node);
    }

    void removeName(const std::string& path, ext2_ino_t number)
    {
        const auto [folder, name] = placeOf(path);
        check(ext2fs_unlink(m_fs.get(), folder, name.c_str(), number, 0), path);
        Inode inode = read(number, path);
        if (--inode.large.i_links_count > 0) {
            put(number, inode, path);
            return;
        }
        check(ext2fs_free_ext_attr(m_fs.get(), number, &inode.large), path);
        if (ext2fs_inode_has_valid_blocks2(m_fs.get(), inode.plain()) != 0) {
            check(ext2fs_punch(m_fs.get(), number, inode.plain(), nullptr, 0, ~std::uint64_t{0}), path);
        }
        inode.large.i_dtime = static_cast<std::uint32_t>(m_fs->now);
        put(number, inode, path);
        ext2fs_inode_alloc_stats2(m_fs.get(), number, -1, 0);
    }

    void setAttributes(ext2_ino_t number, const Node& node)
    {
        Inode inode = read(number, node.path);
        inode.large.i_mode =
            static_cast<std::uint16_t>((inode.large.i_mode & LINUX_S_IFMT) | (node.mode & kPermissionBits));
        inode.large.i_uid = static_cast<std::uint16_t>(node.uid);
        inode.large.osd2.linux2.l_i_uid_high = static_cast<std::uint16_t>(node.uid >> 16U);
        inode.large.i_gid = static_cast<std::uint16_t>(node.gid);
        inode.large.osd2.linux2.l_i_gid_high = static_cast<std::uint16_t>(node.gid >> 16U);
        inode.large.i_extra_isize = sizeof(ext2_inode_large) - EXT2_GOOD_OLD_INODE_SIZE;
        const std::int64_t time = std::clamp(node.seconds, kMinTime, kMaxTime);
        const auto seconds = static_cast<std::uint32_t>(time);
        // The low two bits hold bits 32 and 33 of the seconds, the others the nanoseconds.
        const std::uint32_t extra =
            (static_cast<std::uint32_t>((time - static_cast<std::int32_t>(time)) >> 32U) & 3U) |
            node.nanoseconds << 2U;
        inode.large.i_atime = inode.large.i_mtime = inode.large.i_ctime = inode.large.i_crtime = seconds;
        inode.large.i_atime_extra = inode.large.i_mtime_extra = inode.large.i_ctime_extra =
            inode.large.i_crtime_extra = extra;
        put(number, inode, node.path);
        if (node.attributes.empty()) {
            return;
        }
        ext2_xattr_handle* handle = nullptr;
        check(ext2fs_xattrs_open(m_fs.get(), number, &handle), node.path);
        errcode_t code = 0;
        std::string name;
        for (auto it = node.attributes.begin(); it != node.attributes.end() && code == 0; ++it) {
            name = it->first;
            code = ext2fs_xattr_set(handle, name.c_str(), it->second.data(), it->second.size());
        }
        ext2fs_xattrs_close(&handle);
        check(code, node.path + ", attribute " + name);
    }

    std::unique_ptr<struct_ext2_filsys, FreeFileSystem> m_fs;
    std::unordered_map<std::string, Known> m_known; ///< every path in the file system
    std::optional<OpenFile> m_open;
};

TreeWriter::TreeWriter(const std::filesystem::path& file, const Format& format)
    : m_impl(std::make_unique<Impl>(file, format))
{
}
TreeWriter::~TreeWriter() = default;

void TreeWriter::add(const Node& node)
{
    m_impl->add(node);
}

void TreeWriter::write(std::uint64_t offset, ByteView bytes)
{
    m_impl->write(offset, bytes);
}

void TreeWriter::close()
{
    m_impl->close();
}

} // namespace bindery::ext4
