// SPDX-License-Identifier: Apache-2.0
// Reading a whole ext4 as a tree. Every walk ends: folders are read once, files have no more blocks than the
// file system.
#include "base/error.h"
#include "ext4/file_system.h"
#include "ext4/state_internal.h"

#include <algorithm>
#include <array>
#include <set>
#include <unordered_map>
#include <utility>

namespace bindery::ext4
{

namespace
{

constexpr std::uint64_t kPart = std::uint64_t{1} << 20U;
constexpr std::size_t kMaxDepth = 200;
constexpr std::uint32_t kPermissionBits = 07777;

struct Listing {
    std::vector<std::pair<std::string, ext2_ino_t>> entries;
    std::size_t bytes = 0;
    bool tooMany = false;
};

int collectEntry(ext2_dir_entry* entry, int /*offset*/, int /*blockSize*/, char* /*buffer*/, void* data)
{
    constexpr std::size_t kMaxNameBytes = std::size_t{64} << 20U;
    auto& listing = *static_cast<Listing*>(data);
    const std::string_view name(entry->name, static_cast<std::size_t>(ext2fs_dirent_name_len(entry)));
    listing.bytes += name.size() + 1;
    if (listing.bytes > kMaxNameBytes) {
        listing.tooMany = true;
        return DIRENT_ABORT;
    }
    if (name != "." && name != "..") {
        listing.entries.emplace_back(name, entry->inode);
    }
    return 0;
}

/// Where a file has blocks, in bytes of the file.
struct Mapped {
    Extents runs;
    std::uint64_t blockSize;
    std::uint64_t blockCount;
    std::uint64_t seen = 0;
    bool bad = false;
};

int collectBlock(ext2_filsys /*fs*/, blk64_t* block, e2_blkcnt_t logical, blk64_t /*ref*/, int /*refOffset*/,
                 void* data)
{
    auto& mapped = *static_cast<Mapped*>(data);
    constexpr e2_blkcnt_t kMaxLogical = e2_blkcnt_t{1} << 32U; // EXT_MAX_BLOCKS
    if (++mapped.seen > mapped.blockCount || *block >= mapped.blockCount || logical >= kMaxLogical) {
        mapped.bad = true;
        return BLOCK_ABORT;
    }
    if (logical < 0) { // a block of the tree itself
        return 0;
    }
    const std::uint64_t offset = static_cast<std::uint64_t>(logical) * mapped.blockSize;
    if (!mapped.runs.empty() && mapped.runs.back().end() == offset) {
        mapped.runs.back().length += mapped.blockSize;
    } else {
        mapped.runs.push_back({offset, mapped.blockSize});
    }
    return 0;
}

int collectAttribute(char* name, char* value, std::size_t length, void* data)
{
    auto& attributes = *static_cast<std::map<std::string, std::vector<std::byte>>*>(data);
    const auto* bytes = reinterpret_cast<const std::byte*>(value);
    attributes[name].assign(bytes, bytes + length);
    return 0;
}

NodeKind kindOf(std::uint16_t mode, const std::string& path)
{
    switch (mode & LINUX_S_IFMT) {
    case LINUX_S_IFREG:
        return NodeKind::File;
    case LINUX_S_IFDIR:
        return NodeKind::Folder;
    case LINUX_S_IFLNK:
        return NodeKind::Symlink;
    case LINUX_S_IFCHR:
        return NodeKind::CharacterDevice;
    case LINUX_S_IFBLK:
        return NodeKind::BlockDevice;
    case LINUX_S_IFIFO:
        return NodeKind::Fifo;
    case LINUX_S_IFSOCK:
        return NodeKind::Socket;
    default:
        throw Error(ErrorCode::BadImage, "/" + path + " is of no kind that a file can be; run e2fsck on it");
    }
}

void setTime(Node& node, const ext2_inode_large& inode, bool large)
{
    node.seconds = static_cast<std::int32_t>(inode.i_mtime);
    if (large && inode.i_extra_isize >= offsetof(ext2_inode_large, i_mtime_extra) +
                                            sizeof(inode.i_mtime_extra) - EXT2_GOOD_OLD_INODE_SIZE) {
        node.seconds += static_cast<std::int64_t>(inode.i_mtime_extra & 3U) << 32U;
        node.nanoseconds = inode.i_mtime_extra >> 2U;
    }
}

/// The two ways to keep a device number in an inode (old_decode_dev, new_decode_dev).
void setDevice(Node& node, const ext2_inode_large& inode)
{
    const std::uint32_t old = inode.i_block[0];
    const std::uint32_t wide = inode.i_block[1];
    node.major = old != 0 ? old >> 8U & 0xffU : wide >> 8U & 0xfffU;
    node.minor = old != 0 ? old & 0xffU : (wide & 0xffU) | (wide >> 12U & 0xfff00U);
}

} // namespace

class FileSystem::TreeReader
{
public:
    TreeReader(State& state, TreeSink& sink, const std::stop_token& stop)
        : m_state(state), m_sink(sink), m_stop(stop)
    {
    }

    void run() { tellFolder(EXT2_ROOT_INO, "", 0); }

private:
    void stopIfAsked() const
    {
        if (m_stop.stop_requested()) {
            throw Error(ErrorCode::Cancelled, "reading the tree was stopped");
        }
    }

    ext2_inode_large read(ext2_ino_t number, const std::string& path)
    {
        ext2_inode_large inode = {};
        m_state.check(ext2fs_read_inode_full(m_state.fs.get(), number, reinterpret_cast<ext2_inode*>(&inode),
                                             sizeof inode),
                      "/" + path);
        return inode;
    }

    Node nodeOf(ext2_ino_t number, const ext2_inode_large& inode, const std::string& path)
    {
        Node node;
        node.path = path;
        node.kind = kindOf(inode.i_mode, path);
        node.mode = inode.i_mode & kPermissionBits;
        node.uid = inode.i_uid | std::uint32_t{inode.osd2.linux2.l_i_uid_high} << 16U;
        node.gid = inode.i_gid | std::uint32_t{inode.osd2.linux2.l_i_gid_high} << 16U;
        setTime(node, inode, EXT2_INODE_SIZE(m_state.fs->super) > EXT2_GOOD_OLD_INODE_SIZE);
        if (node.kind == NodeKind::CharacterDevice || node.kind == NodeKind::BlockDevice) {
            setDevice(node, inode);
        }
        readAttributes(number, node);
        return node;
    }

    void readAttributes(ext2_ino_t number, Node& node)
    {
        ext2_xattr_handle* handle = nullptr;
        m_state.check(ext2fs_xattrs_open(m_state.fs.get(), number, &handle), "/" + node.path);
        errcode_t code = ext2fs_xattrs_read(handle);
        if (code == 0) {
            code = ext2fs_xattrs_iterate(handle, collectAttribute, &node.attributes);
        }
        ext2fs_xattrs_close(&handle);
        m_state.check(code, "the attributes of /" + node.path);
    }

    void tellFolder(ext2_ino_t number, const std::string& path, std::size_t depth)
    {
        if (depth > kMaxDepth) {
            throw Error(ErrorCode::BadImage, "/" + path + ": folders lie more than 200 deep");
        }
        stopIfAsked();
        m_state.beginStep();
        if (!m_folders.insert(number).second) {
            throw Error(ErrorCode::BadImage,
                        "/" + path + " is a folder that can be reached in two ways; run e2fsck on it");
        }
        const ext2_inode_large inode = read(number, path);
        if (!LINUX_S_ISDIR(inode.i_mode)) {
            throw Error(ErrorCode::BadImage, "/" + path + " is not a folder; run e2fsck on it");
        }
        m_sink.entry(nodeOf(number, inode, path));
        m_state.requireSaneBlocks(number, "/" + path);
        m_state.beginStep(EXT2_I_SIZE(&inode) / m_state.fs->blocksize);
        Listing listing;
        m_state.check(ext2fs_dir_iterate(m_state.fs.get(), number, 0, nullptr, collectEntry, &listing),
                      "/" + path);
        if (listing.tooMany) {
            throw Error(ErrorCode::BadImage, "/" + path + " holds too many names");
        }
        std::sort(listing.entries.begin(), listing.entries.end());
        for (const auto& [name, entry] : listing.entries) {
            tellEntry(entry, path, name, depth);
        }
    }

    void tellEntry(ext2_ino_t number, const std::string& folder, const std::string& name, std::size_t depth)
    {
        if (name.empty() || name.find('/') != std::string::npos || name.find('\0') != std::string::npos) {
            throw Error(ErrorCode::BadImage,
                        "/" + folder + " holds a name that no file can have; run e2fsck on it");
        }
        const std::string path = folder.empty() ? name : folder + "/" + name;
        if (number == 0 || number > m_state.fs->super->s_inodes_count) {
            throw Error(ErrorCode::BadImage, "/" + path + " has the impossible inode " +
                                                 std::to_string(number) + "; run e2fsck on it");
        }
        m_state.beginStep();
        const ext2_inode_large inode = read(number, path);
        if (LINUX_S_ISDIR(inode.i_mode)) {
            tellFolder(number, path, depth + 1);
            return;
        }
        const auto [first, isFirst] = m_files.emplace(number, path);
        if (!isFirst) {
            Node link;
            link.path = path;
            link.kind = NodeKind::HardLink;
            link.target = first->second;
            m_sink.entry(link);
            return;
        }
        stopIfAsked();
        Node node = nodeOf(number, inode, path);
        if (node.kind == NodeKind::Symlink) {
            ext2_inode plain = m_state.inodeOf(number, "/" + path);
            node.target = m_state.linkTarget(number, plain, "/" + path);
            if (node.target.find('\0') != std::string::npos) {
                throw Error(ErrorCode::BadImage, "/" + path + " is a symbolic link to no name");
            }
        }
        node.size = node.kind == NodeKind::File ? EXT2_I_SIZE(&inode) : 0;
        m_sink.entry(node);
        if (node.kind == NodeKind::File) {
            tellContent(number, node);
        }
    }

    void tellContent(ext2_ino_t number, const Node& node)
    {
        const std::string what = "/" + node.path;
        ext2_inode inode = m_state.inodeOf(number, what);
        Mapped mapped{{}, m_state.fs->blocksize, ext2fs_blocks_count(m_state.fs->super)};
        if ((inode.i_flags & EXT4_INLINE_DATA_FL) != 0) {
            mapped.runs.push_back({0, node.size});
        } else if (ext2fs_inode_has_valid_blocks2(m_state.fs.get(), &inode) != 0) {
            m_state.beginStep(std::min<std::uint64_t>(node.size / mapped.blockSize, mapped.blockCount));
            m_state.check(ext2fs_block_iterate3(m_state.fs.get(), number,
                                                BLOCK_FLAG_READ_ONLY | BLOCK_FLAG_DATA_ONLY, nullptr,
                                                collectBlock, &mapped),
                          what);
        }
        if (mapped.bad) {
            throw Error(ErrorCode::BadImage,
                        what + ": its blocks lie outside the file system or are too many; run e2fsck on it");
        }
        ext2_file_t file = nullptr;
        m_state.check(ext2fs_file_open(m_state.fs.get(), number, 0, &file), what);
        const auto closeFile = [](ext2_file_t open) { ext2fs_file_close(open); };
        const std::unique_ptr<std::remove_pointer_t<ext2_file_t>, decltype(closeFile)> owner(file, closeFile);
        for (const Extent& run : mapped.runs) {
            copy(file, run.offset, std::min(run.end(), node.size), what);
        }
    }

    void copy(ext2_file_t file, std::uint64_t from, std::uint64_t to, const std::string& what)
    {
        if (from >= to) { // preallocated beyond the end
            return;
        }
        m_state.check(ext2fs_file_llseek(file, from, EXT2_SEEK_SET, nullptr), what);
        while (from < to) {
            stopIfAsked();
            const auto wanted = static_cast<unsigned int>(std::min(kPart, to - from));
            m_state.beginStep(wanted / 1024);
            unsigned int got = 0;
            m_state.check(ext2fs_file_read(file, m_buffer.data(), wanted, &got), what);
            if (got == 0) {
                throw Error(ErrorCode::BadImage, what + ": it ends before its size");
            }
            m_sink.content(from, ByteView(m_buffer).first(got));
            from += got;
        }
    }

    State& m_state;
    TreeSink& m_sink;
    const std::stop_token& m_stop;
    std::vector<std::byte> m_buffer = std::vector<std::byte>(kPart);
    std::set<ext2_ino_t> m_folders;
    std::unordered_map<ext2_ino_t, std::string> m_files; ///< the first path of each
};

void FileSystem::readTree(TreeSink& sink, const std::stop_token& stop) const
{
    TreeReader(*m_state, sink, stop).run();
}

} // namespace bindery::ext4
