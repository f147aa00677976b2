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

void copyPart(const fs::path& from, Extent part, const fs::path& to, const ByteProgress& report,
              const std::stop_token& stop)
{
    const UniqueFd source = openFile(from, O_RDONLY);
    SparseWriter target(to);
    std::vector<std::byte> chunk(static_cast<std::size_t>(kChunk));
    static constexpr std::size_t kZeros = 65536;
    const std::vector<std::byte> zeros(kZeros);
    const auto skip = [&](std::uint64_t length) {
        for (; length > 0; length -= std::min<std::uint64_t>(length, kZeros)) {
            target.append(
                ByteView(zeros).first(static_cast<std::size_t>(std::min<std::uint64_t>(length, kZeros))));
        }
    };
    std::uint64_t offset = part.offset;
    while (offset < part.end()) {
        const Extent data = nextData(source.get(), offset, part.end(), from);
        skip(data.offset - offset);
        offset = data.offset;
        while (offset < data.end()) {
            if (stop.stop_requested()) {
                throw Error(ErrorCode::Cancelled, "staging was stopped");
            }
            const ByteSpan piece =
                ByteSpan(chunk).first(static_cast<std::size_t>(std::min(kChunk, data.end() - offset)));
            if (!readFully(source.get(), offset, piece, from)) {
                throw Error(ErrorCode::WriteFailed, from.string() + " became shorter while it was read");
            }
            target.append(piece);
            offset += piece.size();
            if (report) {
                report(offset - part.offset);
            }
        }
    }
    target.finish();
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
