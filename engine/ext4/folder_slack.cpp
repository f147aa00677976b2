// SPDX-License-Identifier: Apache-2.0
#include "ext4/folder_slack_internal.h"

#include <algorithm>
#include <cstddef>

namespace bindery::ext4
{

namespace
{

struct Slack {
    ext2_filsys fs;
    bool hashed;
};

/// True when something was there.
bool zero(char* start, std::size_t length)
{
    if (std::all_of(start, start + length, [](char c) { return c == 0; })) {
        return false;
    }
    std::fill_n(start, length, '\0');
    return true;
}

int zeroBehind(ext2_ino_t /*folder*/, int kind, ext2_dir_entry* entry, int /*offset*/, int /*blockSize*/,
               char* /*buffer*/, void* data)
{
    const Slack& slack = *static_cast<const Slack*>(data);
    unsigned int length = 0;
    if (ext2fs_get_rec_len(slack.fs, entry, &length) != 0) {
        return DIRENT_ABORT;
    }
    const auto nameLength = static_cast<unsigned int>(ext2fs_dirent_name_len(entry));
    // Nodes of a hash tree look like one free entry without a name, or lie behind "..".
    if (slack.hashed && (kind == DIRENT_DOT_DOT_FILE || (entry->inode == 0 && nameLength == 0))) {
        return 0;
    }
    const auto used = entry->inode == 0 ? static_cast<unsigned int>(offsetof(ext2_dir_entry, name))
                                        : ext2fs_dir_rec_len(static_cast<__u8>(nameLength), 0);
    if (length <= used) {
        return 0;
    }
    return zero(reinterpret_cast<char*>(entry) + used, length - used) ? DIRENT_CHANGED : 0;
}

} // namespace

errcode_t zeroFolderSlack(ext2_filsys fs, ext2_ino_t folder)
{
    ext2_inode inode = {};
    if (const errcode_t code = ext2fs_read_inode(fs, folder, &inode); code != 0) {
        return code;
    }
    Slack slack{fs, (inode.i_flags & EXT2_INDEX_FL) != 0};
    return ext2fs_dir_iterate2(fs, folder, DIRENT_FLAG_INCLUDE_EMPTY, nullptr, zeroBehind, &slack);
}

} // namespace bindery::ext4
