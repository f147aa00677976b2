// SPDX-License-Identifier: Apache-2.0
#include "golden/sparse_file.h"

#include "base/error.h"
#include "base/file.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <vector>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

namespace bindery::golden
{

namespace fs = std::filesystem;

namespace
{

constexpr std::uint64_t kBlock = 4096;
constexpr std::uint64_t kChunk = std::uint64_t{1} << 20U;
constexpr std::uint64_t kRoomCheckInterval = mib(64).count();
// Left to the records and the log of the station, which share the disk.
constexpr Bytes kReserve = mib(256);

/// The first byte at or after `offset` that is data, and where that data ends; empty when only holes follow.
Extent nextData(int fd, std::uint64_t offset, std::uint64_t end, const fs::path& path)
{
    const off_t data = ::lseek(fd, static_cast<off_t>(offset), SEEK_DATA);
    if (data < 0) {
        if (errno == ENXIO) {
            return {end, 0};
        }
        throwErrno(ErrorCode::WriteFailed, "seeking data in " + path.string(), errno);
    }
    const off_t hole = ::lseek(fd, data, SEEK_HOLE);
    if (hole < 0) {
        throwErrno(ErrorCode::WriteFailed, "seeking a hole in " + path.string(), errno);
    }
    const std::uint64_t from = std::min(static_cast<std::uint64_t>(data), end);
    return {from, std::min(static_cast<std::uint64_t>(hole), end) - from};
}

void clear(int fd, Extent gap, const fs::path& path)
{
    if (::fallocate(fd, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, static_cast<off_t>(gap.offset),
                    static_cast<off_t>(gap.length)) == 0) {
        return;
    }
    if (errno != EOPNOTSUPP && errno != ENOSYS) {
        throwErrno(codeOfFileErrno(errno), "clearing unused parts of " + path.string(), errno);
    }
    const std::vector<std::byte> zeros(static_cast<std::size_t>(std::min(gap.length, kChunk)));
    for (std::uint64_t offset = gap.offset; offset < gap.end();) {
        const std::uint64_t length = std::min<std::uint64_t>(zeros.size(), gap.end() - offset);
        writeFully(fd, offset, ByteView(zeros).first(static_cast<std::size_t>(length)), path);
        offset += length;
    }
}

} // namespace

bool isZero(ByteView bytes)
{
    return bytes.empty() ||
           (bytes[0] == std::byte{0} && std::memcmp(bytes.data(), bytes.data() + 1, bytes.size() - 1) == 0);
}

SparseWriter::SparseWriter(const fs::path& path)
    : m_path(path), m_fd(openFile(path, O_WRONLY | O_CREAT | O_EXCL, 0600))
{
    checkRoom(kRoomCheckInterval);
}

void SparseWriter::checkRoom(std::uint64_t written)
{
    m_writtenSinceCheck += written;
    if (m_writtenSinceCheck < kRoomCheckInterval) {
        return;
    }
    m_writtenSinceCheck = 0;
    struct statvfs disk {
    };
    if (::fstatvfs(m_fd.get(), &disk) == 0 && disk.f_blocks != 0) {
        const Bytes left(static_cast<std::uint64_t>(disk.f_bavail) * disk.f_frsize);
        if (left < kReserve) {
            throw Error(ErrorCode::WriteFailed,
                        "writing " + m_path.string() + ": only " + humanSize(left) +
                            " are left on its disk; free some room or keep the state on a larger disk");
        }
    }
}

void SparseWriter::append(ByteView bytes)
{
    while (!bytes.empty()) {
        // Blocks of the file, not of the call, so that the result does not depend on how the source came in
        // pieces.
        const std::uint64_t untilBlockEnd = kBlock - m_size % kBlock;
        std::size_t length = static_cast<std::size_t>(std::min<std::uint64_t>(untilBlockEnd, bytes.size()));
        if (isZero(bytes.first(length))) {
            m_size += length;
            bytes = bytes.subspan(length);
            continue;
        }
        while (length + kBlock <= std::min<std::uint64_t>(bytes.size(), kChunk) &&
               !isZero(bytes.subspan(length, kBlock))) {
            length += kBlock;
        }
        writeFully(m_fd.get(), m_size, bytes.first(length), m_path);
        checkRoom(length);
        m_size += length;
        bytes = bytes.subspan(length);
    }
}

void SparseWriter::finish()
{
    if (::ftruncate(m_fd.get(), static_cast<off_t>(m_size)) != 0) {
        throwErrno(codeOfFileErrno(errno), "setting the length of " + m_path.string(), errno);
    }
    m_fd.reset();
}

namespace
{

/// Copies runs of one file to the end of another, holes between them.
class RunCopier
{
public:
    RunCopier(const fs::path& from, const fs::path& to, const std::stop_token& stop)
        : m_path(from), m_source(openFile(from, O_RDONLY)), m_target(to), m_stop(stop),
          m_chunk(static_cast<std::size_t>(kChunk))
    {
    }
    int source() const { return m_source.get(); }
    Bytes size() const { return m_target.size(); }

    void skipTo(std::uint64_t size)
    {
        while (m_target.size().count() < size) {
            m_target.append(ByteView(m_zeros).first(static_cast<std::size_t>(
                std::min<std::uint64_t>(size - m_target.size().count(), m_zeros.size()))));
        }
    }
    /// `report` gets the bytes that the target has.
    void copy(Extent run, const ByteProgress& report)
    {
        for (std::uint64_t offset = run.offset; offset < run.end();) {
            if (m_stop.stop_requested()) {
                throw Error(ErrorCode::Cancelled, "staging was stopped");
            }
            const ByteSpan piece =
                ByteSpan(m_chunk).first(static_cast<std::size_t>(std::min(kChunk, run.end() - offset)));
            if (!readFully(m_source.get(), offset, piece, m_path)) {
                throw Error(ErrorCode::WriteFailed, m_path.string() + " became shorter while it was read");
            }
            m_target.append(piece);
            offset += piece.size();
            if (report) {
                report(m_target.size().count());
            }
        }
    }
    void finish() { m_target.finish(); }

private:
    fs::path m_path;
    UniqueFd m_source;
    SparseWriter m_target;
    const std::stop_token& m_stop;
    std::vector<std::byte> m_chunk;
    std::vector<std::byte> m_zeros = std::vector<std::byte>(65536);
};

} // namespace

void copyPart(const fs::path& from, Extent part, const fs::path& to, const ByteProgress& report,
              const std::stop_token& stop)
{
    RunCopier copier(from, to, stop);
    for (std::uint64_t offset = part.offset; offset < part.end();) {
        const Extent data = nextData(copier.source(), offset, part.end(), from);
        copier.skipTo(data.offset - part.offset);
        copier.copy(data, report);
        offset = data.end();
    }
    copier.finish();
}

void copyRuns(const fs::path& from, Extent part, const Extents& runs, const fs::path& to,
              const ByteProgress& report, const std::stop_token& stop)
{
    RunCopier copier(from, to, stop);
    for (const Extent& run : runs) {
        copier.skipTo(run.offset);
        copier.copy({part.offset + run.offset, run.length}, report);
    }
    copier.skipTo(part.length);
    copier.finish();
}

bool cutToPart(const fs::path& path, Extent part)
{
    const UniqueFd fd = openFile(path, O_RDWR);
    struct stat facts {
    };
    if (::fstat(fd.get(), &facts) != 0 || part.end() > static_cast<std::uint64_t>(facts.st_size)) {
        throw Error(ErrorCode::WriteFailed, path.string() + " became shorter while it was worked on");
    }
    // The front must not reach the end of the file, so the tail is cut last.
    if (part.offset > 0 &&
        ::fallocate(fd.get(), FALLOC_FL_COLLAPSE_RANGE, 0, static_cast<off_t>(part.offset)) != 0) {
        return false;
    }
    if (::ftruncate(fd.get(), static_cast<off_t>(part.length)) != 0) {
        throwErrno(codeOfFileErrno(errno), "setting the length of " + path.string(), errno);
    }
    return true;
}

void clearOutside(const fs::path& path, const Extents& keep)
{
    const UniqueFd fd = openFile(path, O_RDWR);
    const std::uint64_t size = fs::file_size(path);
    std::uint64_t position = 0;
    for (const Extent& extent : keep) {
        if (extent.offset > position) {
            clear(fd.get(), {position, extent.offset - position}, path);
        }
        position = extent.end();
    }
    if (position < size) {
        clear(fd.get(), {position, size - position}, path);
    }
}

} // namespace bindery::golden
