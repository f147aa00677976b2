// SPDX-License-Identifier: Apache-2.0
// What can be read like the bytes of a file system: a file, or layers over one.
// Units: bytes. Threads: all implementations may be read by many threads at once.
// Errors: BadImage when a file cannot be read or ends before its size; the message names it.
#pragma once

#include "base/bytes.h"
#include "base/unique_fd.h"

#include <atomic>
#include <cstdint>
#include <filesystem>

namespace bindery::ext4
{

class BlockSource
{
public:
    virtual ~BlockSource() = default;
    virtual Bytes size() const = 0;
    /// Reads `out.size()` bytes at `offset`; the run lies inside size().
    virtual void read(std::uint64_t offset, ByteSpan out) const = 0;
};

/// A regular file (or device), read through the page cache; counts what is read, so that "read once" can be
/// asserted.
class FileSource : public BlockSource
{
public:
    explicit FileSource(const std::filesystem::path& path);
    Bytes size() const override { return m_size; }
    void read(std::uint64_t offset, ByteSpan out) const override;
    Bytes bytesRead() const { return Bytes(m_bytesRead.load()); }
    /// Proves that nobody wrote to the file since it was opened; that it was removed is no harm.
    /// Errors: BadImage.
    void requireUnchanged() const;

private:
    std::filesystem::path m_path;
    UniqueFd m_fd;
    Bytes m_size;
    std::int64_t m_modified = 0; ///< nanoseconds
    mutable std::atomic<std::uint64_t> m_bytesRead = 0;
};

} // namespace bindery::ext4
