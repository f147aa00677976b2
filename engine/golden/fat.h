// SPDX-License-Identifier: Apache-2.0
// Reads a FAT12, FAT16 or FAT32 volume: where the bytes of a file lie. Nothing is ever written through it.
// The content is hostile input. Units: bytes from the start of the volume. Errors: BadImage saying what is
// wrong in which structure; NotFound for a path. Threads: const after making. Source: Microsoft, "FAT:
// General Overview of On-Disk Format", version 1.03; Linux fs/fat/inode.c for how the kind of FAT is told.
#pragma once

#include "base/bytes.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace bindery::golden
{

/// A regular file: the extents lie in the order of its content, and together have its size.
struct FatFile {
    std::uint64_t size = 0;
    std::vector<Extent> extents;
};

class FatVolume
{
public:
    /// `volume` is borrowed. It may be longer than the file system in it, never shorter.
    explicit FatVolume(ByteView volume);

    /// `path` is "cmdline.txt" or "extlinux/extlinux.conf"; letters match in either case (ASCII).
    FatFile find(std::string_view path) const;
    std::string content(const FatFile& file) const;
    /// The paths of all files, each folder in the order of its entries. Errors: BadImage also for folders
    /// that lie in themselves.
    std::vector<std::string> list() const;
    /// In clusters that nothing uses.
    Bytes free() const;
    Bytes clusterSize() const { return Bytes(m_clusterSize); }
    /// As fstab names it: "4249-4E44".
    std::string serial() const;
    /// Of the file system, as its boot sector says.
    Bytes size() const { return m_size; }

private:
    struct Entry {
        std::string longName; ///< empty when there is none
        std::string shortName;
        bool folder = false;
        std::uint32_t firstCluster = 0;
        std::uint32_t size = 0;
    };

    void listInto(std::vector<std::string>& paths, const std::vector<Extent>& folder,
                  const std::string& folderPath, std::size_t& seen) const;
    std::uint32_t next(std::uint32_t cluster) const;
    std::vector<Extent> chain(std::uint32_t firstCluster, const std::string& what) const;
    Extent extentOf(std::uint32_t cluster) const;
    std::vector<Entry> entriesOf(const std::vector<Extent>& folder, const std::string& what) const;

    ByteView m_volume;
    Bytes m_size;
    int m_bits = 0; ///< of a FAT entry
    std::uint64_t m_clusterSize = 0;
    std::uint64_t m_fatOffset = 0;
    std::uint64_t m_dataOffset = 0;
    std::uint32_t m_clusterEnd = 0;  ///< one past the last cluster number
    Extent m_rootFolder;             ///< FAT12 and FAT16
    std::uint32_t m_rootCluster = 0; ///< FAT32
};

} // namespace bindery::golden
