// SPDX-License-Identifier: Apache-2.0
// What FileSystem keeps behind its back, and the steps that reading and changing share.
#pragma once

#include "ext4/channel_internal.h"
#include "ext4/file_system.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <ext2fs/ext2fs.h>

namespace bindery::ext4
{

struct FreeFileSystem {
    void operator()(ext2_filsys fs) const { ext2fs_free(fs); }
};

struct FileSystem::State {
    State(std::shared_ptr<const BlockSource> keptAlive, const BlockSource& source, Overlay* overlay);

    void check(errcode_t code, const std::string& what) { channel.check(code, what); }
    /// Opens a step that may touch about `blocks` blocks of content.
    void beginStep(std::uint64_t blocks = 0);
    void needBitmaps();

    ext2_inode inodeOf(ext2_ino_t number, const std::string& what);
    std::string linkTarget(ext2_ino_t number, const ext2_inode& inode, const std::string& what);
    std::string content(ext2_ino_t number, std::uint64_t size, const std::string& what);
    std::optional<ext2_ino_t> lookup(ext2_ino_t folder, const std::string& name, const std::string& what);
    /// Follows symbolic links in all parts but the last.
    std::optional<ext2_ino_t> find(const std::string& path);
    /// Follows symbolic links in all parts.
    std::optional<ext2_ino_t> findFollowing(const std::string& path);
    /// A walk over the blocks of an inode that ends even when its tree is damaged. Errors: BadImage.
    void requireSaneBlocks(ext2_ino_t number, const std::string& what);

    std::optional<ext2_ino_t> walk(const std::string& path, bool followLast);

    std::shared_ptr<const BlockSource> source;
    Channel channel;
    std::unique_ptr<struct_ext2_filsys, FreeFileSystem> fs;
    std::set<ext2_ino_t> slack; ///< folders that names were removed from, see folder_slack_internal.h
    std::int64_t latest = 1;    ///< the latest time that a change has named, for the superblock
};

/// The parts of a path. Errors: InvalidArgument for an empty path, "..", a part of more than 255 bytes or
/// with a NUL.
std::vector<std::string> partsOf(const std::string& path);

} // namespace bindery::ext4
