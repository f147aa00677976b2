// SPDX-License-Identifier: Apache-2.0
#include "base/aligned_buffer.h"
#include "base/error.h"
#include "device/descriptor_medium_internal.h"
#include "device/medium_act_internal.h"

#include <algorithm>
#include <cerrno>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

namespace bindery::device
{

DescriptorMedium::DescriptorMedium(UniqueFd fd, MediumFacts facts, Access access, ReadBack readBack)
    : m_fd(std::move(fd)), m_facts(std::move(facts)), m_access(access), m_readBack(readBack)
{
}

void DescriptorMedium::fail(std::string_view act, std::uint64_t offset, int errnoValue) const
{
    const std::string what = nameOfAct(act, m_facts, offset);
    if (errnoValue == ENODEV || errnoValue == ENXIO || errnoValue == ENOMEDIUM) {
        throwErrno(ErrorCode::DeviceGone, what, errnoValue);
    }
    // A pulled card shows as EIO, or as ENOSPC once its size is 0: ask before a reader or a disk is blamed.
    if (const auto reason = whyGoneAfter(errnoValue)) {
        throw Error(ErrorCode::DeviceGone, what + ": " + *reason);
    }
    if (m_access == Access::ReadWrite && isWriteProtected()) {
        throw Error(ErrorCode::WriteFailed,
                    what + ": it became write-protected; open the lock of the card or its adapter, or use "
                           "another card");
    }
    if (errnoValue == ENOSPC || errnoValue == EDQUOT) {
        throw Error(ErrorCode::WriteFailed,
                    what + ": the file system is full; free space on it and start again");
    }
    throwErrno(ErrorCode::WriteFailed, what, errnoValue);
}

void DescriptorMedium::checkWritable(std::string_view act, std::uint64_t offset) const
{
    if (m_access == Access::ReadOnly) {
        throw Error(ErrorCode::InvalidArgument,
                    nameOfAct(act, m_facts, offset) + ": it was opened for reading only");
    }
}

void DescriptorMedium::dropCachedPages(Extent extent)
{
    {
        const std::lock_guard lock(m_flushMutex);
        if (m_dirty) {
            synchronise("flushing before a read-back of");
        }
    }
    const int failed = ::posix_fadvise(m_fd.get(), static_cast<off_t>(extent.offset),
                                       static_cast<off_t>(extent.length), POSIX_FADV_DONTNEED);
    if (failed != 0) {
        fail("dropping cached pages of", extent.offset, failed);
    }
}

void DescriptorMedium::readTail(std::uint64_t offset, ByteSpan out)
{
    AlignedBuffer block(kMediumAlignment);
    ssize_t got = 0;
    do {
        got = ::pread(m_fd.get(), block.span().data(), block.size(), static_cast<off_t>(offset));
    } while (got < 0 && errno == EINTR);
    if (got < 0) {
        fail("reading", offset, errno);
    }
    if (static_cast<std::size_t>(got) < out.size()) {
        fail("reading", offset, EIO);
    }
    std::copy_n(block.view().begin(), out.size(), out.begin());
}

void DescriptorMedium::read(std::uint64_t offset, ByteSpan out)
{
    checkAct("reading", m_facts, {offset, out.size()}, out.data());
    if (out.empty()) {
        return;
    }
    if (m_readBack == ReadBack::Cached) {
        dropCachedPages({offset, out.size()});
    }
    while (out.size() >= kMediumAlignment) {
        const std::size_t part = roundDown(out.size(), kMediumAlignment);
        const ssize_t got = ::pread(m_fd.get(), out.data(), part, static_cast<off_t>(offset));
        if (got < 0) {
            if (errno == EINTR) {
                continue;
            }
            fail("reading", offset, errno);
        }
        // Going on at an odd place would be refused by direct I/O: the whole block is read again.
        const std::size_t whole = roundDown(static_cast<std::size_t>(got), kMediumAlignment);
        if (whole == 0) {
            fail("reading", offset, EIO);
        }
        offset += whole;
        out = out.subspan(whole);
    }
    if (!out.empty()) {
        readTail(offset, out);
    }
}

void DescriptorMedium::write(std::uint64_t offset, ByteView bytes)
{
    checkAct("writing", m_facts, {offset, bytes.size()}, bytes.data());
    checkWritable("writing", offset);
    while (!bytes.empty()) {
        const ssize_t put = ::pwrite(m_fd.get(), bytes.data(), bytes.size(), static_cast<off_t>(offset));
        m_dirty = true;
        if (put < 0) {
            if (errno == EINTR) {
                continue;
            }
            fail("writing", offset, errno);
        }
        auto done = static_cast<std::size_t>(put);
        if (done < bytes.size()) {
            done = roundDown(done, kMediumAlignment);
        }
        if (done == 0) {
            fail("writing", offset, put == 0 ? EIO : ENOSPC);
        }
        offset += done;
        bytes = bytes.subspan(done);
    }
}

void DescriptorMedium::synchronise(std::string_view act)
{
    if (m_flushFailed) {
        throw Error(ErrorCode::WriteFailed,
                    std::string(act) + " " + m_facts.path +
                        ": a flush of it failed before, so nothing written to it can be "
                        "trusted; make the card again");
    }
    m_dirty = false;
    if (::fdatasync(m_fd.get()) != 0) {
        const int failure = errno;
        m_flushFailed = true;
        fail(act, 0, failure);
    }
}

void DescriptorMedium::flush()
{
    const std::lock_guard lock(m_flushMutex);
    synchronise("flushing");
}

DiscardResult DescriptorMedium::discard(Extent extent)
{
    checkAct("discarding", m_facts, extent, nullptr);
    checkWritable("discarding", extent.offset);
    if (extent.length == 0) {
        return DiscardResult::Done;
    }
    int failed = 0;
    do {
        failed = discardRun(extent);
    } while (failed == EINTR);
    m_dirty = true;
    switch (failed) {
    case 0:
        return DiscardResult::Done;
    // Readers that claim to discard and then refuse the command answer EREMOTEIO.
    case EOPNOTSUPP:
    case ENOSYS:
    case ENOTTY:
    case EREMOTEIO:
        return DiscardResult::Unsupported;
    default:
        fail("discarding", extent.offset, failed);
    }
}

void DescriptorMedium::recheck()
{
    if (const auto reason = whyGone()) {
        throw Error(ErrorCode::DeviceGone, m_facts.path + ": " + *reason);
    }
}

} // namespace bindery::device
