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
#include "ext4/tree_node.h"

#include <cstdint>
#include <filesystem>
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
