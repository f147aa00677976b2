// SPDX-License-Identifier: Apache-2.0
#include "ext4/file_system.h"

#include "base/error.h"
#include "ext4/state_internal.h"
#include "ext4/superblock_internal.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <deque>
#include <utility>

namespace bindery::ext4
{

namespace
{

constexpr std::size_t kMaxNameLength = EXT2_NAME_LEN;
constexpr int kMaxLinksFollowed = 40; // as the kernel, path_resolution(7)
constexpr std::size_t kMaxLinkTarget = 4096;

/// Gives a C callback of libext2fs a place to collect into.
struct Names {
    std::vector<std::string> found;
    std::size_t bytes = 0;
    bool tooMany = false;
};

int collectName(ext2_dir_entry* entry, int /*offset*/, int /*blockSize*/, char* /*buffer*/, void* data)
{
    constexpr std::size_t kMaxNameBytes = std::size_t{64} << 20U;
    auto& names = *static_cast<Names*>(data);
    const std::string_view name(entry->name, static_cast<std::size_t>(ext2fs_dirent_name_len(entry)));
    names.bytes += name.size() + 1;
    if (names.bytes > kMaxNameBytes) {
        names.tooMany = true;
        return DIRENT_ABORT;
    }
    if (name != "." && name != "..") {
        names.found.emplace_back(name);
    }
    return 0;
}

struct BlockWalk {
    std::uint64_t limit;
    std::uint64_t blockCount;
    std::uint64_t seen = 0;
    bool bad = false;
};

int countBlock(ext2_filsys /*fs*/, blk64_t* block, e2_blkcnt_t /*logical*/, blk64_t /*ref*/,
               int /*refOffset*/, void* data)
{
    auto& walk = *static_cast<BlockWalk*>(data);
    if (++walk.seen > walk.limit || *block >= walk.blockCount) {
        walk.bad = true;
        return BLOCK_ABORT;
    }
    return 0;
}

} // namespace

std::vector<std::string> partsOf(const std::string& path)
{
    std::vector<std::string> parts;
    for (std::size_t at = 0; at < path.size();) {
        const std::size_t slash = std::min(path.find('/', at), path.size());
        std::string part = path.substr(at, slash - at);
        at = slash + 1;
        if (part.empty() || part == ".") {
            continue;
        }
        if (part == ".." || part.size() > kMaxNameLength || part.find('\0') != std::string::npos) {
            throw Error(ErrorCode::InvalidArgument,
                        path + " is not a path inside an image: .. and names of more than " +
                            std::to_string(kMaxNameLength) + " bytes are not allowed");
        }
        parts.push_back(std::move(part));
    }
    return parts;
}

FileSystem::State::State(std::shared_ptr<const BlockSource> keptAlive, const BlockSource& shown,
                         Overlay* overlay)
    : source(std::move(keptAlive)), channel(shown, overlay)
{
    checkSuperblock(shown);
    constexpr std::uint64_t kReadsForDescriptors = 1U << 20U;
    channel.allowReads(kReadsForDescriptors);
    ext2_filsys opened = nullptr;
    const int flags = EXT2_FLAG_64BITS | (overlay != nullptr ? EXT2_FLAG_RW : 0);
    check(ext2fs_open2(channel.name().c_str(), nullptr, flags, 0, 0, Channel::manager(), &opened),
          "opening the ext4 file system");
    fs.reset(opened);
    // A bit array has a size known beforehand; the default tree grows with what a hostile bitmap says.
    fs->default_bitmap_type = EXT2FS_BMAP64_BITARRAY;
    if (ext2fs_has_group_desc_csum(fs.get()) != 0) {
        for (dgrp_t group = 0; group < fs->group_desc_count; ++group) {
            if (ext2fs_group_desc_csum_verify(fs.get(), group) == 0) {
                throw Error(ErrorCode::BadImage,
                            "ext4 group descriptor " + std::to_string(group) +
                                " does not fit its checksum; run e2fsck on a copy of the image");
            }
        }
    }
    check(ext2fs_check_desc(fs.get()), "checking the ext4 group descriptors");
}

void FileSystem::State::beginStep(std::uint64_t blocks)
{
    // Generous for every sound file system, and still an end for a damaged one.
    constexpr std::uint64_t kReadsPerStep = 65'536;
    constexpr std::uint64_t kReadsPerUnit = 16;
    channel.allowReads(kReadsPerStep + kReadsPerUnit * (blocks + fs->group_desc_count));
}

void FileSystem::State::needBitmaps()
{
    if (fs->block_map == nullptr || fs->inode_map == nullptr) {
        check(ext2fs_read_bitmaps(fs.get()), "reading the ext4 bitmaps");
    }
}

ext2_inode FileSystem::State::inodeOf(ext2_ino_t number, const std::string& what)
{
    ext2_inode inode = {};
    check(ext2fs_read_inode(fs.get(), number, &inode), what);
    return inode;
}

std::string FileSystem::State::content(ext2_ino_t number, std::uint64_t size, const std::string& what)
{
    ext2_file_t file = nullptr;
    check(ext2fs_file_open(fs.get(), number, 0, &file), what);
    const auto closeFile = [](ext2_file_t open) { ext2fs_file_close(open); };
    const std::unique_ptr<std::remove_pointer_t<ext2_file_t>, decltype(closeFile)> owner(file, closeFile);
    std::string text(size, '\0');
    std::size_t done = 0;
    while (done < size) {
        constexpr std::size_t kPart = std::size_t{1} << 20U;
        unsigned int got = 0;
        const auto wanted = static_cast<unsigned int>(std::min(kPart, text.size() - done));
        check(ext2fs_file_read(file, text.data() + done, wanted, &got), what);
        if (got == 0) {
            throw Error(ErrorCode::BadImage, what + ": it ends before its size");
        }
        done += got;
    }
    return text;
}

std::string FileSystem::State::linkTarget(ext2_ino_t number, const ext2_inode& inode, const std::string& what)
{
    const std::uint64_t size = EXT2_I_SIZE(&inode);
    if (size == 0 || size > kMaxLinkTarget) {
        throw Error(ErrorCode::BadImage, what + ": a symbolic link of " + std::to_string(size) + " bytes");
    }
    if (size < sizeof(inode.i_block)) {
        std::string target(size, '\0');
        std::memcpy(target.data(), inode.i_block, size);
        return target;
    }
    return content(number, size, what);
}

std::optional<ext2_ino_t> FileSystem::State::lookup(ext2_ino_t folder, const std::string& name,
                                                    const std::string& what)
{
    ext2_ino_t number = 0;
    const errcode_t code =
        ext2fs_lookup(fs.get(), folder, name.data(), static_cast<int>(name.size()), nullptr, &number);
    if (code == EXT2_ET_FILE_NOT_FOUND || code == EXT2_ET_NO_DIRECTORY) {
        return std::nullopt;
    }
    check(code, what);
    if (number == 0 || number > fs->super->s_inodes_count) {
        throw Error(ErrorCode::BadImage, what + ": it has the impossible inode " + std::to_string(number));
    }
    return number;
}

std::optional<ext2_ino_t> FileSystem::State::find(const std::string& path)
{
    return walk(path, false);
}

std::optional<ext2_ino_t> FileSystem::State::findFollowing(const std::string& path)
{
    return walk(path, true);
}

std::optional<ext2_ino_t> FileSystem::State::walk(const std::string& path, bool followLast)
{
    const std::vector<std::string> parts = partsOf(path);
    std::deque<std::string> left(parts.begin(), parts.end());
    ext2_ino_t at = EXT2_ROOT_INO;
    int followed = 0;
    while (!left.empty()) {
        const std::string name = std::move(left.front());
        left.pop_front();
        const std::optional<ext2_ino_t> next = lookup(at, name, path);
        if (!next) {
            return std::nullopt;
        }
        const ext2_inode inode = inodeOf(*next, path);
        if ((left.empty() && !followLast) || !LINUX_S_ISLNK(inode.i_mode)) {
            at = *next;
            continue;
        }
        if (++followed > kMaxLinksFollowed) {
            throw Error(ErrorCode::BadImage, path + ": too many symbolic links");
        }
        const std::string target = linkTarget(*next, inode, path);
        if (target.front() == '/') {
            at = EXT2_ROOT_INO;
        }
        // ".." is a name in every folder; the root's leads to itself.
        std::vector<std::string> inside;
        for (std::size_t start = 0; start < target.size();) {
            const std::size_t slash = std::min(target.find('/', start), target.size());
            if (slash > start) {
                inside.push_back(target.substr(start, slash - start));
            }
            start = slash + 1;
        }
        left.insert(left.begin(), inside.begin(), inside.end());
    }
    return at;
}

void FileSystem::State::requireSaneBlocks(ext2_ino_t number, const std::string& what)
{
    const std::uint64_t blocks = ext2fs_blocks_count(fs->super);
    BlockWalk walked{blocks, blocks};
    ext2_inode inode = inodeOf(number, what);
    if (ext2fs_inode_has_valid_blocks2(fs.get(), &inode) == 0) {
        return;
    }
    check(ext2fs_block_iterate3(fs.get(), number, BLOCK_FLAG_READ_ONLY, nullptr, countBlock, &walked), what);
    if (walked.bad) {
        throw Error(ErrorCode::BadImage,
                    what + ": its blocks lie outside the file system or are too many; run e2fsck on it");
    }
}

FileSystem::FileSystem(std::unique_ptr<State> state) : m_state(std::move(state)) {}
FileSystem::FileSystem(FileSystem&&) noexcept = default;
FileSystem::~FileSystem() = default;

FileSystem FileSystem::open(std::shared_ptr<const BlockSource> source)
{
    const BlockSource& shown = *source;
    return FileSystem(std::make_unique<State>(std::move(source), shown, nullptr));
}

Facts FileSystem::facts() const
{
    const ext2_super_block& super = *m_state->fs->super;
    Facts facts;
    facts.blockSize = m_state->fs->blocksize;
    facts.blockCount = ext2fs_blocks_count(m_state->fs->super);
    facts.freeBlocks =
        std::min<std::uint64_t>(ext2fs_free_blocks_count(m_state->fs->super), facts.blockCount);
    std::array<std::byte, 16> uuid{};
    std::memcpy(uuid.data(), super.s_uuid, uuid.size());
    facts.uuid = Uuid(uuid);
    const auto* label = reinterpret_cast<const char*>(super.s_volume_name);
    facts.label.assign(label, ::strnlen(label, sizeof(super.s_volume_name)));
    facts.features = featureNames(super);
    facts.writeTime = static_cast<std::int64_t>(std::uint64_t{super.s_wtime_hi} << 32U | super.s_wtime);
    return facts;
}

bool FileSystem::exists(const std::string& path) const
{
    m_state->beginStep();
    return m_state->find(path).has_value();
}

Entry FileSystem::entryAt(const std::string& path) const
{
    m_state->beginStep();
    const std::optional<ext2_ino_t> number = m_state->find(path);
    if (!number) {
        return Entry::None;
    }
    const auto mode = m_state->inodeOf(*number, path).i_mode;
    return LINUX_S_ISREG(mode)   ? Entry::File
           : LINUX_S_ISDIR(mode) ? Entry::Folder
           : LINUX_S_ISLNK(mode) ? Entry::Link
                                 : Entry::Other;
}

std::string FileSystem::readFile(const std::string& path, Bytes limit) const
{
    m_state->beginStep(limit.count() / m_state->fs->blocksize);
    const std::optional<ext2_ino_t> number = m_state->find(path);
    if (!number) {
        throw Error(ErrorCode::NotFound, path + ": no such file in the image");
    }
    const ext2_inode inode = m_state->inodeOf(*number, path);
    if (!LINUX_S_ISREG(inode.i_mode)) {
        throw Error(ErrorCode::BadImage, path + " is not a regular file");
    }
    const std::uint64_t size = EXT2_I_SIZE(&inode);
    if (size > limit.count()) {
        throw Error(ErrorCode::BadImage, path + " is larger than " + humanSize(limit));
    }
    return m_state->content(*number, size, path);
}

std::string FileSystem::readLink(const std::string& path) const
{
    m_state->beginStep();
    const std::optional<ext2_ino_t> number = m_state->find(path);
    if (!number) {
        throw Error(ErrorCode::NotFound, path + ": no such link in the image");
    }
    const ext2_inode inode = m_state->inodeOf(*number, path);
    if (!LINUX_S_ISLNK(inode.i_mode)) {
        throw Error(ErrorCode::InvalidArgument, path + " is not a symbolic link");
    }
    return m_state->linkTarget(*number, inode, path);
}

std::vector<std::string> FileSystem::list(const std::string& path) const
{
    m_state->beginStep();
    const std::optional<ext2_ino_t> number = m_state->findFollowing(path);
    if (!number) {
        throw Error(ErrorCode::NotFound, path + ": no such folder in the image");
    }
    const ext2_inode inode = m_state->inodeOf(*number, path);
    if (!LINUX_S_ISDIR(inode.i_mode)) {
        throw Error(ErrorCode::BadImage, path + " is not a folder");
    }
    Names names;
    m_state->check(ext2fs_dir_iterate(m_state->fs.get(), *number, 0, nullptr, collectName, &names), path);
    if (names.tooMany) {
        throw Error(ErrorCode::BadImage, path + " holds too many names");
    }
    std::sort(names.found.begin(), names.found.end());
    return std::move(names.found);
}

} // namespace bindery::ext4
