// SPDX-License-Identifier: Apache-2.0
// A source file, hashed as it is read from its first to its last byte, and the archive in it: packed with xz,
// zstd, gzip, bzip2 or not at all. The source is hostile input. Errors: BadImage for what is no regular file,
// empty, damaged or cut off; NotFound; Cancelled. Threads: one object belongs to one thread. Source:
// libarchive's read interface, archive_read(3); RFC 1952 for gzip; APPNOTE.TXT 4.3.16 for
// zip.
#pragma once

#include "base/bytes.h"
#include "base/sha256.h"
#include "base/unique_fd.h"

#include <cstdint>
#include <exception>
#include <filesystem>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

struct archive;
struct archive_entry;

namespace bindery::golden
{

/// Bytes of the source that were read, and its size.
using SourceProgress = std::function<void(std::uint64_t done, std::uint64_t total)>;

class GzipCheck;

class SourceFile
{
public:
    SourceFile(std::filesystem::path path, SourceProgress report, std::stop_token stop);
    SourceFile(const SourceFile&) = delete;
    SourceFile& operator=(const SourceFile&) = delete;
    ~SourceFile();

    const std::filesystem::path& path() const { return m_path; }
    /// Empty at the end.
    ByteView next();
    std::uint64_t done() const { return m_done; }
    /// Reads what is left. Gives the SHA-256 (hex) of the file. Errors: BadImage when gzip's checksum does
    /// not hold.
    std::string finish();
    /// Whether the last 1024 bytes that were read are zeros.
    bool endsInZeros() const;
    /// Whether what was read ends with the last record of a zip archive, and the comment that belongs to it.
    bool endsAsZip() const;

private:
    static constexpr std::size_t kZerosLength = 1024;
    static constexpr std::size_t kZipEndLength = 22; ///< without its comment
    static constexpr std::size_t kEndLength = kZipEndLength + 65535;

    std::filesystem::path m_path;
    SourceProgress m_report;
    std::stop_token m_stop;
    std::vector<std::byte> m_buffer;
    UniqueFd m_fd;
    Sha256 m_digest;
    std::unique_ptr<GzipCheck> m_gzip; ///< of a gzip file
    std::string m_end;
    std::uint64_t m_size = 0;
    std::uint64_t m_done = 0;
};

enum class ArchiveKind { Raw, Tar, Zip };

/// Reads the archive in a source file.
class ArchiveReader
{
public:
    /// `kinds` that are looked for; what is none of them is Raw, one entry without a name.
    ArchiveReader(SourceFile& file, const std::vector<ArchiveKind>& kinds);
    ArchiveReader(const ArchiveReader&) = delete;
    ArchiveReader& operator=(const ArchiveReader&) = delete;
    ~ArchiveReader();

    /// The next entry; null at the end.
    archive_entry* next();
    /// Of the entry that next() gave last.
    ArchiveKind kind() const;
    /// The next piece of the entry's content; false at its end. What lies between two pieces is a hole. The
    /// view is good until the next call.
    bool content(std::uint64_t& offset, ByteView& bytes);
    /// Filters between the file and the archive; more than one is compression within compression.
    int packings() const;

private:
    static long readMore(archive* reader, void* self, const void** buffer);
    void check(int result);

    SourceFile& m_file;
    archive* m_reader;
    std::exception_ptr m_failure; ///< an exception must not pass through C: it waits here
};

} // namespace bindery::golden
