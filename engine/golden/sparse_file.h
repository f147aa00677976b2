// SPDX-License-Identifier: Apache-2.0
// Work files of staging, in which runs of zeros take no room.
// Units: bytes. Errors: WriteFailed naming the file and, on a full disk, what is left; Cancelled.
// Threads: one object belongs to one thread.
// Source: fallocate(2) FALLOC_FL_PUNCH_HOLE and FALLOC_FL_COLLAPSE_RANGE, lseek(2) SEEK_DATA.
#pragma once

#include "base/bytes.h"
#include "base/unique_fd.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <stop_token>

namespace bindery::golden
{

/// A new file that grows at its end.
class SparseWriter
{
public:
    explicit SparseWriter(const std::filesystem::path& path);

    void append(ByteView bytes);
    /// Gives the file its length; no further use.
    void finish();
    Bytes size() const { return Bytes(m_size); }

private:
    void checkRoom(std::uint64_t written);

    std::filesystem::path m_path;
    UniqueFd m_fd;
    std::uint64_t m_size = 0;
    std::uint64_t m_writtenSinceCheck = 0;
};

using ByteProgress = std::function<void(std::uint64_t done)>;

/// Copies `part` of a file to a new file; holes stay holes.
void copyPart(const std::filesystem::path& from, Extent part, const std::filesystem::path& to,
              const ByteProgress& report, const std::stop_token& stop);

/// Copies only `runs` (offsets inside `part`) of the part; the rest of the new file is holes.
void copyRuns(const std::filesystem::path& from, Extent part, const Extents& runs,
              const std::filesystem::path& to, const ByteProgress& report, const std::stop_token& stop);

/// Makes a file its own `part`, without copying where the file system can drop the front of a file (ext4,
/// xfs); false, and nothing changed, where it cannot.
bool cutToPart(const std::filesystem::path& path, Extent part);

/// Makes everything outside `keep` read as zeros and, where the file system can, take no room.
void clearOutside(const std::filesystem::path& path, const Extents& keep);

bool isZero(ByteView bytes);

} // namespace bindery::golden
