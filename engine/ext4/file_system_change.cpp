// SPDX-License-Identifier: Apache-2.0
// Changes to an ext4 through libext2fs. Every time that is written comes from the caller, so that the same
// changes over the same base give the same bytes.
#include "base/error.h"
#include "ext4/file_system.h"
#include "ext4/folder_slack_internal.h"
#include "ext4/state_internal.h"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <utility>

namespace bindery::ext4
{

namespace
{

constexpr std::uint32_t kPermissionBits = 07777;
constexpr std::uint32_t kFolderMode = 0755;
constexpr std::uint32_t kLinkMode = 0777;
constexpr unsigned kMaxFolderLinks =
    65'000; // EXT4_LINK_MAX; beyond it the kernel stops counting, libext2fs does not
constexpr std::int64_t kMaxTime = (std::int64_t{1} << 31U) - 1;
constexpr std::int64_t kMaxWideTime = kMaxTime + (std::int64_t{3} << 32U);

struct Inode {
    ext2_inode_large large = {};
    ext2_inode* plain() { return reinterpret_cast<ext2_inode*>(&large); }
    static constexpr int kSize = sizeof(ext2_inode_large);
};

/// ext4 keeps bits 32 and 33 of a time in the low bits of its "extra" word.
std::uint32_t extraOf(std::int64_t time)
{
    return static_cast<std::uint32_t>((time - static_cast<std::int32_t>(time)) >> 32U) & 3U;
}

} // namespace

/// The steps of changing, over the open file system.
class FileSystem::Change
{
public:
    explicit Change(State& state) : m_state(state), m_fs(state.fs.get()) {}

    void useTime(std::int64_t time, const std::string& path)
    {
        const bool wide = EXT2_INODE_SIZE(m_fs->super) > EXT2_GOOD_OLD_INODE_SIZE;
        if (time < 0 || time > (wide ? kMaxWideTime : kMaxTime)) {
            throw Error(ErrorCode::InvalidArgument,
                        path + ": the time " + std::to_string(time) + " cannot be stored in this ext4");
        }
        // 0 would tell libext2fs to look at the clock.
        m_fs->now = std::max<std::int64_t>(time, 1);
        m_state.latest = std::max<std::int64_t>(m_state.latest, m_fs->now);
    }

    Inode read(ext2_ino_t number, const std::string& path)
    {
        Inode inode;
        m_state.check(ext2fs_read_inode_full(m_fs, number, inode.plain(), Inode::kSize), path);
        return inode;
    }

    void write(ext2_ino_t number, Inode& inode, const std::string& path)
    {
        m_state.check(ext2fs_write_inode_full(m_fs, number, inode.plain(), Inode::kSize), path);
    }

    void setTimes(Inode& inode, std::int64_t time, bool created)
    {
        const auto seconds = static_cast<std::uint32_t>(time);
        inode.large.i_atime = seconds;
        inode.large.i_mtime = seconds;
        inode.large.i_ctime = seconds;
        // Old inodes may have less room than this library's structure.
        const auto reaches = [&](std::size_t fieldEnd) {
            return EXT2_INODE_SIZE(m_fs->super) > EXT2_GOOD_OLD_INODE_SIZE &&
                   std::size_t{EXT2_GOOD_OLD_INODE_SIZE} + inode.large.i_extra_isize >= fieldEnd;
        };
        const std::uint32_t extra = extraOf(time);
        if (reaches(offsetof(ext2_inode_large, i_atime_extra) + sizeof(inode.large.i_atime_extra))) {
            inode.large.i_ctime_extra = extra;
            inode.large.i_mtime_extra = extra;
            inode.large.i_atime_extra = extra;
        } else if (extra != 0) {
            throw Error(ErrorCode::InvalidArgument, "a file of the image has no room for a time after 2038");
        }
        if (created &&
            reaches(offsetof(ext2_inode_large, i_crtime_extra) + sizeof(inode.large.i_crtime_extra))) {
            inode.large.i_crtime = seconds;
            inode.large.i_crtime_extra = extra;
        }
    }

    void setAttributes(ext2_ino_t number, const FileAttributes& attributes, bool created,
                       const std::string& path)
    {
        Inode inode = read(number, path);
        inode.large.i_mode = static_cast<std::uint16_t>((inode.large.i_mode & LINUX_S_IFMT) |
                                                        (attributes.mode & kPermissionBits));
        inode.large.i_uid = static_cast<std::uint16_t>(attributes.uid);
        inode.large.osd2.linux2.l_i_uid_high = static_cast<std::uint16_t>(attributes.uid >> 16U);
        inode.large.i_gid = static_cast<std::uint16_t>(attributes.gid);
        inode.large.osd2.linux2.l_i_gid_high = static_cast<std::uint16_t>(attributes.gid >> 16U);
        setTimes(inode, attributes.mtime, created);
        write(number, inode, path);
    }

    void touchFolder(ext2_ino_t folder, const std::string& path)
    {
        Inode inode = read(folder, path);
        const std::uint32_t accessed = inode.large.i_atime;
        const std::uint32_t accessedExtra = inode.large.i_atime_extra;
        setTimes(inode, m_fs->now, false);
        inode.large.i_atime = accessed;
        inode.large.i_atime_extra = accessedExtra;
        write(folder, inode, path);
    }

    /// Runs an act that adds a name to a folder; makes room when the folder is full.
    template <typename Act>
    void withRoomIn(ext2_ino_t folder, const std::string& path, Act&& act)
    {
        errcode_t code = act();
        if (code == EXT2_ET_DIR_NO_SPACE) {
            m_state.requireSaneBlocks(folder, path);
            m_state.check(ext2fs_expand_dir(m_fs, folder), path);
            code = act();
        }
        m_state.check(code, path);
        touchFolder(folder, path);
    }

    ext2_ino_t makeFolder(ext2_ino_t parent, const std::string& name, const FileAttributes& attributes,
                          const std::string& path)
    {
        const ext2_inode above = m_state.inodeOf(parent, path);
        if (above.i_links_count < 2 || above.i_links_count >= kMaxFolderLinks) {
            throw Error(ErrorCode::BadImage, path + ": the folder above holds too many folders");
        }
        withRoomIn(parent, path, [&] { return ext2fs_mkdir(m_fs, parent, 0, name.c_str()); });
        const std::optional<ext2_ino_t> number = m_state.lookup(parent, name, path);
        if (!number) {
            throw Error(ErrorCode::BadImage, path + ": the folder above is damaged");
        }
        setAttributes(*number, attributes, true, path);
        return *number;
    }

    /// The folder of a path, made where it is missing. Symbolic links are followed, inside the image.
    ext2_ino_t folderFor(const std::vector<std::string>& parts, std::int64_t time, const std::string& path)
    {
        std::string walked;
        ext2_ino_t at = EXT2_ROOT_INO;
        for (std::size_t i = 0; i + 1 < parts.size(); ++i) {
            walked += "/" + parts[i];
            std::optional<ext2_ino_t> next = m_state.lookup(at, parts[i], path);
            if (next && LINUX_S_ISLNK(m_state.inodeOf(*next, path).i_mode)) {
                next = m_state.findFollowing(walked);
                if (!next) {
                    throw Error(ErrorCode::BadImage, walked + " is a symbolic link to nothing");
                }
            }
            if (!next) {
                next = makeFolder(at, parts[i], {kFolderMode, 0, 0, time}, path);
            }
            if (!LINUX_S_ISDIR(m_state.inodeOf(*next, path).i_mode)) {
                throw Error(ErrorCode::InvalidArgument, walked + " is not a folder in the image");
            }
            at = *next;
        }
        return at;
    }

    void unlink(ext2_ino_t folder, const std::string& name, ext2_ino_t number, const std::string& path)
    {
        Inode inode = read(number, path);
        forgetName(folder, name, number, path);
        if (inode.large.i_links_count > 1) {
            --inode.large.i_links_count;
            inode.large.i_ctime = static_cast<std::uint32_t>(m_fs->now);
            write(number, inode, path);
            return;
        }
        release(number, inode, false, path);
    }

    void removeFolder(ext2_ino_t parent, const std::string& name, ext2_ino_t number, const std::string& path)
    {
        Inode inode = read(number, path);
        forgetName(parent, name, number, path);
        Inode above = read(parent, path);
        if (above.large.i_links_count > 2) { // 1: too many to count
            --above.large.i_links_count;
            write(parent, above, path);
        }
        m_state.slack.erase(number);
        release(number, inode, true, path);
    }

    ext2_ino_t makeFile(ext2_ino_t folder, const std::string& name, const FileAttributes& attributes,
                        const std::string& path)
    {
        ext2_ino_t number = 0;
        m_state.check(ext2fs_new_inode(m_fs, folder, LINUX_S_IFREG | 0644, nullptr, &number), path);
        Inode inode;
        inode.large.i_mode = LINUX_S_IFREG | 0644;
        inode.large.i_links_count = 1;
        if (EXT2_INODE_SIZE(m_fs->super) > EXT2_GOOD_OLD_INODE_SIZE) {
            inode.large.i_extra_isize = sizeof(ext2_inode_large) - EXT2_GOOD_OLD_INODE_SIZE;
        }
        setTimes(inode, attributes.mtime, true);
        if (ext2fs_has_feature_extents(m_fs->super) != 0) {
            inode.large.i_flags |= EXT4_EXTENTS_FL;
            ext2_extent_handle_t handle = nullptr;
            m_state.check(ext2fs_extent_open2(m_fs, number, inode.plain(), &handle), path);
            ext2fs_extent_free(handle);
        }
        m_state.check(ext2fs_write_new_inode(m_fs, number, inode.plain()), path);
        ext2fs_inode_alloc_stats2(m_fs, number, +1, 0);
        withRoomIn(folder, path,
                   [&] { return ext2fs_link(m_fs, folder, name.c_str(), number, EXT2_FT_REG_FILE); });
        return number;
    }

    void fill(ext2_ino_t number, ByteView content, const std::string& path)
    {
        ext2_file_t file = nullptr;
        m_state.check(ext2fs_file_open(m_fs, number, EXT2_FILE_WRITE, &file), path);
        errcode_t code = ext2fs_file_set_size2(file, 0);
        while (code == 0 && !content.empty()) {
            constexpr std::size_t kPart = std::size_t{1} << 20U;
            unsigned int put = 0;
            code = ext2fs_file_write(file, content.data(),
                                     static_cast<unsigned int>(std::min(kPart, content.size())), &put);
            content = content.subspan(put);
        }
        const errcode_t closed = ext2fs_file_close(file);
        m_state.check(code != 0 ? code : closed, path);
    }

private:
    void forgetName(ext2_ino_t folder, const std::string& name, ext2_ino_t number, const std::string& path)
    {
        m_state.requireSaneBlocks(number, path);
        m_state.check(ext2fs_unlink(m_fs, folder, name.c_str(), number, 0), path);
        m_state.slack.insert(folder);
        touchFolder(folder, path);
    }

    /// Frees an inode and what it holds, and leaves nothing in it: a short link's target lies there.
    void release(ext2_ino_t number, Inode& inode, bool isFolder, const std::string& path)
    {
        m_state.check(ext2fs_free_ext_attr(m_fs, number, &inode.large), path);
        if (ext2fs_inode_has_valid_blocks2(m_fs, inode.plain()) != 0) {
            m_state.check(ext2fs_punch(m_fs, number, inode.plain(), nullptr, 0, ~std::uint64_t{0}), path);
        }
        // Inodes may have more room than this library's structure, with attributes in it.
        const auto size = static_cast<std::size_t>(EXT2_INODE_SIZE(m_fs->super));
        std::vector<Inode> empty(std::max<std::size_t>(1, (size + sizeof(Inode) - 1) / sizeof(Inode)));
        empty.front().large.i_dtime = static_cast<std::uint32_t>(m_fs->now);
        m_state.check(ext2fs_write_inode_full(m_fs, number, empty.front().plain(), static_cast<int>(size)),
                      path);
        ext2fs_inode_alloc_stats2(m_fs, number, -1, isFolder ? 1 : 0);
    }

    State& m_state;
    ext2_filsys m_fs;
};

FileSystem FileSystem::openForChange(Overlay& overlay)
{
    auto state = std::make_unique<State>(nullptr, overlay, &overlay);
    state->beginStep();
    state->needBitmaps();
    FileSystem opened(std::move(state));
    opened.m_state->latest = std::max<std::int64_t>(opened.facts().writeTime, 1);
    opened.m_state->fs->now = opened.m_state->latest;
    opened.m_state->fs->umask = 022;
    return opened;
}

FileSystem::State& FileSystem::beginChange(std::uint64_t blocks)
{
    if (!m_state->fs || !m_state->channel.writable()) {
        throw Error(ErrorCode::InvalidArgument, "this ext4 is not open for changes");
    }
    m_state->beginStep(blocks);
    return *m_state;
}

void FileSystem::writeFile(const std::string& path, ByteView content, const FileAttributes& attributes)
{
    State& state = beginChange(content.size() / 1024);
    Change change(state);
    const std::vector<std::string> parts = partsOf(path);
    if (parts.empty()) {
        throw Error(ErrorCode::InvalidArgument, "\"" + path + "\" names no file");
    }
    change.useTime(attributes.mtime, path);
    const ext2_ino_t folder = change.folderFor(parts, attributes.mtime, path);
    std::optional<ext2_ino_t> number = state.lookup(folder, parts.back(), path);
    if (number) {
        const ext2_inode inode = state.inodeOf(*number, path);
        if (LINUX_S_ISLNK(inode.i_mode)) {
            change.unlink(folder, parts.back(), *number, path);
            number.reset();
        } else if (!LINUX_S_ISREG(inode.i_mode)) {
            throw Error(ErrorCode::InvalidArgument,
                        path + " is neither a file nor a symbolic link in the image");
        } else {
            state.requireSaneBlocks(*number, path);
        }
    }
    const bool created = !number;
    if (created) {
        number = change.makeFile(folder, parts.back(), attributes, path);
    }
    change.fill(*number, content, path);
    change.setAttributes(*number, attributes, created, path);
}

void FileSystem::makeFolder(const std::string& path, const FileAttributes& attributes)
{
    State& state = beginChange(0);
    Change change(state);
    const std::vector<std::string> parts = partsOf(path);
    change.useTime(attributes.mtime, path);
    if (parts.empty()) {
        change.setAttributes(EXT2_ROOT_INO, attributes, false, path);
        return;
    }
    const ext2_ino_t parent = change.folderFor(parts, attributes.mtime, path);
    const std::optional<ext2_ino_t> number = state.lookup(parent, parts.back(), path);
    if (!number) {
        change.makeFolder(parent, parts.back(), attributes, path);
        return;
    }
    if (!LINUX_S_ISDIR(state.inodeOf(*number, path).i_mode)) {
        throw Error(ErrorCode::InvalidArgument, path + " exists in the image and is not a folder");
    }
    change.setAttributes(*number, attributes, false, path);
}

void FileSystem::makeSymlink(const std::string& path, const std::string& target)
{
    State& state = beginChange(0);
    Change change(state);
    const std::vector<std::string> parts = partsOf(path);
    constexpr std::size_t kSmallestBlock = 1024;
    if (parts.empty() || target.empty() || target.size() >= kSmallestBlock ||
        target.find('\0') != std::string::npos) {
        throw Error(ErrorCode::InvalidArgument,
                    "\"" + path + "\" -> \"" + target + "\" cannot be a symbolic link");
    }
    const std::int64_t time = state.fs->now;
    const ext2_ino_t folder = change.folderFor(parts, time, path);
    if (const std::optional<ext2_ino_t> number = state.lookup(folder, parts.back(), path)) {
        if (LINUX_S_ISDIR(state.inodeOf(*number, path).i_mode)) {
            throw Error(ErrorCode::InvalidArgument, path + " is a folder in the image");
        }
        change.unlink(folder, parts.back(), *number, path);
    }
    change.withRoomIn(folder, path, [&] {
        return ext2fs_symlink(state.fs.get(), folder, 0, parts.back().c_str(), target.c_str());
    });
    if (const std::optional<ext2_ino_t> number = state.lookup(folder, parts.back(), path)) {
        change.setAttributes(*number, {kLinkMode, 0, 0, time}, true, path);
    }
}

void FileSystem::removeFile(const std::string& path)
{
    State& state = beginChange(0);
    const std::vector<std::string> parts = partsOf(path);
    if (parts.empty()) {
        throw Error(ErrorCode::InvalidArgument, "\"" + path + "\" names no file");
    }
    std::string folderPath;
    for (std::size_t i = 0; i + 1 < parts.size(); ++i) {
        folderPath += "/" + parts[i];
    }
    const std::optional<ext2_ino_t> folder = state.findFollowing(folderPath);
    const std::optional<ext2_ino_t> number =
        folder ? state.lookup(*folder, parts.back(), path) : std::nullopt;
    if (!number) {
        return;
    }
    if (LINUX_S_ISDIR(state.inodeOf(*number, path).i_mode)) {
        throw Error(ErrorCode::InvalidArgument,
                    path + " is a folder in the image; only files and links are removed");
    }
    Change(state).unlink(*folder, parts.back(), *number, path);
}

void FileSystem::removeFolder(const std::string& path)
{
    if (!list(path).empty()) {
        throw Error(ErrorCode::InvalidArgument, path + " is a folder that is not empty");
    }
    State& state = beginChange(0);
    const std::vector<std::string> parts = partsOf(path);
    if (parts.empty()) {
        throw Error(ErrorCode::InvalidArgument, "the root folder cannot be removed");
    }
    std::string parentPath;
    for (std::size_t i = 0; i + 1 < parts.size(); ++i) {
        parentPath += "/" + parts[i];
    }
    const std::optional<ext2_ino_t> parent = state.findFollowing(parentPath);
    const std::optional<ext2_ino_t> number =
        parent ? state.lookup(*parent, parts.back(), path) : std::nullopt;
    if (!number || !LINUX_S_ISDIR(state.inodeOf(*number, path).i_mode)) {
        throw Error(ErrorCode::InvalidArgument, path + " is a link to a folder");
    }
    Change(state).removeFolder(*parent, parts.back(), *number, path);
}

void FileSystem::setUuid(const Uuid& uuid)
{
    State& state = beginChange(0);
    ext2_filsys fs = state.fs.get();
    // All checksums of metadata_csum start from the UUID, unless the superblock says what they start from.
    if (ext2fs_has_feature_metadata_csum(fs->super) != 0 && ext2fs_has_feature_csum_seed(fs->super) == 0) {
        fs->super->s_checksum_seed = fs->csum_seed;
        ext2fs_set_feature_csum_seed(fs->super);
    }
    std::memcpy(fs->super->s_uuid, uuid.bytes().data(), uuid.bytes().size());
    if (ext2fs_has_group_desc_csum(fs) != 0) {
        for (dgrp_t group = 0; group < fs->group_desc_count; ++group) {
            ext2fs_group_desc_csum_set(fs, group);
        }
    }
    writeBackups();
}

void FileSystem::writeBackups()
{
    ext2_filsys fs = beginChange(0).fs.get();
    fs->flags &= ~EXT2_FLAG_MASTER_SB_ONLY;
    ext2fs_mark_super_dirty(fs);
}

void FileSystem::close()
{
    State& state = beginChange(0);
    for (const ext2_ino_t folder : std::exchange(state.slack, {})) {
        state.beginStep();
        state.check(zeroFolderSlack(state.fs.get(), folder),
                    "clearing the folder with inode " + std::to_string(folder));
    }
    state.fs->now = state.latest;
    state.check(ext2fs_flush2(state.fs.get(), EXT2_FLAG_FLUSH_NO_SYNC), "writing the changed ext4");
    state.fs.reset();
}

} // namespace bindery::ext4
