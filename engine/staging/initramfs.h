// SPDX-License-Identifier: Apache-2.0
// What an initramfs holds: cpio archives (newc) one behind the other, the first ones plain, one packed with
// gzip, bzip2, xz, lzma, zstd or lz4, as the kernel unpacks them. Hostile input.
// Units: bytes. Errors: BadImage saying what is wrong and where. Threads: const after making. Source: kernel
// Documentation/driver-api/early-userspace/buffer-format.rst; libarchive for the packing.
#pragma once

#include "base/bytes.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace bindery::staging
{

struct InitramfsEntry {
    std::uint32_t mode = 0; ///< kind and permission bits, as in inode(7)
    std::uint64_t size = 0;
    std::string digest;  ///< SHA-256 hex of a file
    std::string content; ///< of a file or link of at most kMaxKept bytes

    bool isFile() const { return (mode & 0170000U) == 0100000U; }
    bool isLink() const { return (mode & 0170000U) == 0120000U; }
    bool isExecutable() const { return isFile() && (mode & 0111U) != 0; }
};

class Initramfs
{
public:
    static constexpr std::size_t kMaxKept = std::size_t{512} << 10U;

    explicit Initramfs(ByteView packed);

    /// Follows links in all parts, inside the archive; `path` without "/" in front.
    const InitramfsEntry* find(std::string_view path) const;
    /// Every path that is there, in order.
    const std::map<std::string, InitramfsEntry, std::less<>>& entries() const { return m_entries; }

private:
    void readArchives(ByteView bytes, bool packedAllowed);
    std::size_t readArchive(ByteView bytes);
    void shareContents(const std::map<std::uint32_t, std::vector<std::string>>& linked);

    std::map<std::string, InitramfsEntry, std::less<>> m_entries;
    std::uint64_t m_held = 0;
};

} // namespace bindery::staging
