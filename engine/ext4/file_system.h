// SPDX-License-Identifier: Apache-2.0
// An ext4 file system inside a block source, opened by libext2fs without the kernel: facts, map of used
// blocks, and (over an Overlay) changes. The content is hostile input.
// Units: bytes.
// Errors: BadImage naming the feature or structure that is wrong; NotFound for a path; InvalidArgument;
// TooSmall when no block or inode is free. After an error in a change the overlay must be thrown away.
// Threads: one object belongs to one thread; different objects may live on different threads.
// Source: kernel Documentation/filesystems/ext4; libext2fs (ext2fs/ext2fs.h).
#pragma once

#include "base/bytes.h"
#include "base/uuid.h"
#include "ext4/overlay.h"
#include "ext4/tree_sink.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace bindery::ext4
{

struct Facts {
    std::uint32_t blockSize = 0;
    std::uint64_t blockCount = 0;
    Uuid uuid;
    std::string label;
    std::vector<std::string> features; ///< names as tune2fs prints them
    std::int64_t writeTime = 0;        ///< of the superblock, seconds, UTC
    std::uint64_t freeBlocks = 0;
    Bytes size() const { return Bytes(blockSize * blockCount); }
    Bytes free() const { return Bytes(blockSize * freeBlocks); }
};

/// What a path leads to.
enum class Entry { None, File, Folder, Link, Other };

/// Owner, mode and time of a file that is written.
struct FileAttributes {
    std::uint32_t mode = 0644; ///< permission bits
    std::uint32_t uid = 0;
    std::uint32_t gid = 0;
    std::int64_t mtime = 0; ///< seconds, UTC
};

class FileSystem
{
public:
    /// Opens for reading. Features outside the whitelist, a journal that needs recovery and an unclean state
    /// are errors.
    static FileSystem open(std::shared_ptr<const BlockSource> source);
    /// Opens for changes that go into `overlay`; they are complete only after close().
    static FileSystem openForChange(Overlay& overlay);

    FileSystem(FileSystem&&) noexcept;
    ~FileSystem();

    Facts facts() const;
    /// The runs that a card must hold, in ascending order: every allocated block, but for
    /// - inode tables that are INODE_UNINIT and not ITABLE_ZEROED,
    /// - bitmaps that are INODE_UNINIT or BLOCK_UNINIT: kernel and e2fsck make them up and never read them,
    /// - the body of a journal that needs no recovery (its superblock is kept).
    /// Holes of the file that are allocated blocks are in it.
    Extents usedExtents() const;

    bool exists(const std::string& path) const;
    /// Follows no symbolic link in the last part.
    Entry entryAt(const std::string& path) const;
    /// Follows no symbolic link in the last part. Errors: NotFound; BadImage when larger than `limit`.
    std::string readFile(const std::string& path, Bytes limit = mib(1)) const;
    std::string readLink(const std::string& path) const;
    /// Names in a folder, without . and .., sorted. Follows symbolic links to it.
    std::vector<std::string> list(const std::string& path) const;

    /// Shows the whole tree, each folder in the order of its names. No link is followed; a folder that can be
    /// reached in two ways and a name that is no name are BadImage. Errors: Cancelled; those of the sink.
    void readTree(TreeSink& sink, const std::stop_token& stop) const;

    /// Makes missing folders (0755 root), writes or rewrites a regular file. An existing symbolic link at the
    /// path is replaced. An existing file keeps its inode; owner and mode are set from `attributes`.
    void writeFile(const std::string& path, ByteView content, const FileAttributes& attributes);
    /// Makes missing folders above it as writeFile does; an existing folder gets the attributes.
    void makeFolder(const std::string& path, const FileAttributes& attributes);
    /// Owned by root, with the time of the latest change. Replaces an existing file or link.
    void makeSymlink(const std::string& path, const std::string& target);
    /// Removes a file or link; nothing happens when there is none. Of what is removed no name, inode or link
    /// target stays behind; its blocks become free as they are.
    void removeFile(const std::string& path);
    /// Removes a folder, in the same way. Errors: InvalidArgument when it is not empty.
    void removeFolder(const std::string& path);
    /// A fresh UUID, with what depends on it: metadata_csum gets metadata_csum_seed (unless it has it),
    /// uninit_bg its group checksums; every superblock backup is written.
    void setUuid(const Uuid& uuid);
    /// Writes out all changes. No further use.
    void close();

private:
    struct State;
    class Change;
    class TreeReader;
    Extents cleanJournalBody() const;
    State& beginChange(std::uint64_t blocks);
    void writeBackups();
    explicit FileSystem(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

/// Runs e2fsck on a file: `repair` = false is -fn (anything to repair is BadImage), true is -fp for a
/// work copy: the journal is replayed and what e2fsck calls safe is repaired, without the clock's time.
void checkFileSystem(const std::filesystem::path& path, bool repair);
/// Shrinks the ext4 in a file to its minimum plus `slack` and cuts the file (resize2fs). The file is a work
/// copy.
void shrink(const std::filesystem::path& path, Bytes slack);
/// Makes the ext4 in a file larger (resize2fs), in place. The file is a work copy.
void enlarge(const std::filesystem::path& path, Bytes size);
/// Merges runs whose gaps are small, smallest gaps first, as long as the added bytes stay below
/// `maxAddedPermille` of the total; then widens every run to multiples of `unit`. The reader of the result
/// zeroes what is not used.
Extents coalesce(const Extents& used, std::uint64_t unit, std::uint32_t maxAddedPermille);

/// The root in `rootFile` grown to at most `size` bytes by resize2fs, as the pages that growing changed. Made
/// on a copy in `workFolder`, which is removed afterwards. Errors: TooSmall when the file system is larger
/// than `size`; BadImage when resize2fs or e2fsck refuses; WriteFailed when the folder's disk is full.
std::unique_ptr<Overlay> grow(const std::filesystem::path& rootFile, std::shared_ptr<const BlockSource> root,
                              Bytes size, const std::filesystem::path& workFolder);

} // namespace bindery::ext4
