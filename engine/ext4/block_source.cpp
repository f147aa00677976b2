// SPDX-License-Identifier: Apache-2.0
#include "ext4/block_source.h"

#include "base/error.h"
#include "base/file.h"

#include <algorithm>
#include <cerrno>
#include <string>

#include <fcntl.h>
#include <sys/stat.h>

namespace bindery::ext4
{

namespace
{

std::int64_t modifiedNanos(const struct stat& facts)
{
    constexpr std::int64_t kNanosPerSecond = 1'000'000'000;
    return facts.st_mtim.tv_sec * kNanosPerSecond + facts.st_mtim.tv_nsec;
}

} // namespace

FileSource::FileSource(const std::filesystem::path& path) : m_path(path), m_fd(openFile(path, O_RDONLY))
{
    struct stat facts = {};
    if (::fstat(m_fd.get(), &facts) != 0) {
        throwErrno(ErrorCode::BadImage, "reading the size of " + path.string(), errno);
    }
    if (!S_ISREG(facts.st_mode) && !S_ISBLK(facts.st_mode)) {
        throw Error(ErrorCode::BadImage, path.string() + " is neither a regular file nor a block device");
    }
    // lseek knows the size of a block device too, where fstat says 0.
    const off_t end = ::lseek(m_fd.get(), 0, SEEK_END);
    if (end < 0) {
        throwErrno(ErrorCode::BadImage, "reading the size of " + path.string(), errno);
    }
    m_size = Bytes(static_cast<std::uint64_t>(end));
    m_modified = modifiedNanos(facts);
}

void FileSource::requireUnchanged() const
{
    struct stat facts = {};
    if (::fstat(m_fd.get(), &facts) != 0) {
        throwErrno(ErrorCode::BadImage, "looking at " + m_path.string(), errno);
    }
    if (modifiedNanos(facts) != m_modified) {
        throw Error(ErrorCode::BadImage,
                    m_path.string() + " was changed while it was in use; stage the image again");
    }
}

void FileSource::read(std::uint64_t offset, ByteSpan out) const
{
    std::size_t done = 0;
    while (done < out.size()) {
        const ssize_t got =
            ::pread(m_fd.get(), out.data() + done, out.size() - done, static_cast<off_t>(offset + done));
        if (got < 0 && errno == EINTR) {
            continue;
        }
        const std::string place = m_path.string() + " at byte " + std::to_string(offset + done);
        if (got < 0) {
            throwErrno(ErrorCode::BadImage, "reading " + place, errno);
        }
        if (got == 0) {
            throw Error(ErrorCode::BadImage, place + ": the file ends there; it was cut while in use");
        }
        done += static_cast<std::size_t>(got);
        m_bytesRead += static_cast<std::uint64_t>(got);
    }
}

} // namespace bindery::ext4
