// SPDX-License-Identifier: Apache-2.0
// One entry of a tree of files, with all that a Linux file system knows of it but its inode. Units: bytes;
// times in seconds and nanoseconds, UTC. Source: inode(7), xattr(7).
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace bindery::ext4
{

enum class NodeKind { File, Folder, Symlink, HardLink, CharacterDevice, BlockDevice, Fifo, Socket };

/// One entry of a tree.
struct Node {
    std::string path; ///< "etc/passwd"; without "/" at either end, "." or ".."; empty: the root folder
    NodeKind kind = NodeKind::File;
    std::uint32_t mode = 0; ///< permission bits
    std::uint32_t uid = 0;
    std::uint32_t gid = 0;
    std::int64_t seconds = 0; ///< of the last change of the content
    std::uint32_t nanoseconds = 0;
    std::uint64_t size = 0; ///< of a file
    std::string target;     ///< of a symbolic link: its text; of a hard link: the path of the entry it is
    std::uint32_t major = 0;
    std::uint32_t minor = 0;
    std::map<std::string, std::vector<std::byte>> attributes; ///< by their full names: "security.capability"
};

} // namespace bindery::ext4
