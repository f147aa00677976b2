// SPDX-License-Identifier: Apache-2.0
// A fresh ext4 in a file, filled with a tree of files entry by entry: owners, modes, times, extended
// attributes (ACLs and capabilities are such), hard links, device nodes and holes as they are given. Units:
// bytes; times in seconds and nanoseconds, UTC. Errors: BadImage for an entry that cannot be (its path is
// named); WriteFailed when the disk of the file is full; TooSmall when the file system is. After an error the
// file must be thrown away. Threads: one object belongs to one thread. Source: libext2fs (ext2fs/ext2fs.h);
// mke2fs(8); xattr(7).
#pragma once

#include "base/bytes.h"
#include "base/uuid.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace bindery::ext4
{

/// How the file system is made. The features are named one by one: those of this machine's mke2fs.conf are
/// not asked for.
struct Format {
    Bytes size;
    std::uint64_t inodes = 0;          ///< at least so many can be made
    std::vector<std::string> features; ///< as mke2fs -O takes them
    std::string label = "rootfs";
    Uuid uuid;
    std::int64_t time = 1; ///< seconds, UTC: of the file system itself
};

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

class TreeWriter
{
public:
    /// Makes the file system in a new file.
    TreeWriter(const std::filesystem::path& file, const Format& format);
    TreeWriter(const TreeWriter&) = delete;
    TreeWriter& operator=(const TreeWriter&) = delete;
    ~TreeWriter();

    /// Adds an entry. Folders above it that were not given yet are made (0755, root). An entry that is there
    /// already is replaced, a folder keeps what is in it.
    void add(const Node& node);
    /// Content of the file that was added last; what is not written is a hole.
    void write(std::uint64_t offset, ByteView bytes);
    /// Writes out everything. No further use.
    void close();

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace bindery::ext4
