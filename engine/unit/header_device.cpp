// SPDX-License-Identifier: Apache-2.0
#include "unit/header_device.h"

#include "base/error.h"
#include "base/file.h"

#include <algorithm>
#include <cerrno>
#include <string>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>

namespace bindery::unit
{

namespace
{

/// A slow card answers one of these in well under a second, and can be told from a dead one.
constexpr std::size_t kChunk = std::size_t{1} << 20U;

/// Empty where the file system knows no direct I/O.
UniqueFd openDirect(const std::filesystem::path& path, int flags)
{
    UniqueFd fd(::open(path.c_str(), flags | O_DIRECT | O_CLOEXEC));
    if (!fd && errno != EINVAL) {
        throwErrno(codeOfFileErrno(errno), "opening " + path.string(), errno);
    }
    return fd;
}

} // namespace

HeaderDevice::HeaderDevice(std::filesystem::path path, Access access) : m_path(std::move(path))
{
    const int flags = access == Access::ReadOnly ? O_RDONLY : O_RDWR;
    m_fd = openDirect(m_path, flags);
    if (!m_fd) {
        m_fd = openFile(m_path, flags);
        m_direct = false;
    }
    struct stat status {
    };
    if (::fstat(m_fd.get(), &status) != 0 || (!S_ISBLK(status.st_mode) && !S_ISREG(status.st_mode))) {
        throw Error(ErrorCode::InvalidArgument,
                    m_path.string() + " is neither a block device nor a file; name the encrypted partition");
    }
}

void HeaderDevice::read(std::uint64_t offset, ByteSpan out)
{
    if (!m_direct) {
        ::posix_fadvise(m_fd.get(), static_cast<off_t>(offset), static_cast<off_t>(out.size()),
                        POSIX_FADV_DONTNEED);
    }
    for (std::size_t at = 0; at < out.size(); at += kChunk) {
        const ByteSpan part = out.subspan(at, std::min(kChunk, out.size() - at));
        if (!readFully(m_fd.get(), offset + at, part, m_path)) {
            throw Error(ErrorCode::BadImage, m_path.string() +
                                                 " ends before a LUKS2 header does; name the encrypted "
                                                 "partition");
        }
    }
}

void HeaderDevice::write(std::uint64_t offset, ByteView bytes)
{
    writeFully(m_fd.get(), offset, bytes, m_path);
}

void HeaderDevice::flush()
{
    flushFile(m_fd.get(), m_path);
}

} // namespace bindery::unit
