// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"
#include "base/file.h"
#include "device/disk_state_internal.h"
#include "device/media_internal.h"
#include "device/sysfs_internal.h"

#include <array>
#include <cerrno>
#include <chrono>
#include <thread>
#include <utility>

#include <fcntl.h>
#include <linux/fs.h>
#include <sys/ioctl.h>

namespace bindery::device
{

namespace fs = std::filesystem;

BlockMedium::BlockMedium(UniqueFd deviceFd, MediumFacts facts, Access access)
    : DescriptorMedium(std::move(deviceFd), std::move(facts), access, ReadBack::Direct)
{
    struct stat opened {
    };
    if (::fstat(fd(), &opened) != 0) {
        throwErrno(ErrorCode::DeviceGone, "asking for the state of " + DescriptorMedium::facts().path, errno);
    }
    m_number = opened.st_rdev;
    const fs::path node = fs::path("/sys/dev/block") / deviceNumberOf(m_number).text();
    std::error_code ignored;
    if (fs::exists(node, ignored)) {
        m_sysfs = node;
        m_wasDetaching = stateOfDisk(deviceNumberOf(m_number), {}).isDetaching;
    }
}

std::optional<std::string> BlockMedium::whyGone() const
{
    struct stat now {
    };
    if (::fstat(fd(), &now) != 0 || now.st_rdev != m_number) {
        return "the open descriptor belongs to another device";
    }
    const auto diskSeq = diskSeqOfDescriptor(fd());
    if (diskSeq != facts().diskSeq) {
        return "another medium took its place (" + nameOfDiskSeq(diskSeq) + ", it had " +
               nameOfDiskSeq(facts().diskSeq) + ")";
    }
    const auto sizeNow = sizeOfDescriptor(fd());
    if (!sizeNow || *sizeNow == 0) {
        return "it left the station";
    }
    if (*sizeNow != size().count()) {
        return "its size changed from " + std::to_string(size().count()) + " to " + std::to_string(*sizeNow) +
               " bytes";
    }
    // The number may meanwhile belong to another device, while our descriptor still holds the dead one.
    if (!m_sysfs.empty()) {
        std::error_code failure;
        if (!fs::exists(m_sysfs, failure)) {
            return "it left the station";
        }
        const auto shown = BlockSysfs::number(m_sysfs, "diskseq");
        if (shown && shown != facts().diskSeq) {
            return "another device has its number (" + nameOfDiskSeq(shown) + ", it had " +
                   nameOfDiskSeq(facts().diskSeq) + ")";
        }
    }
    return std::nullopt;
}

/// A loop device outlives what is behind it: it shows neither that it was asked to detach while it is in use,
/// nor that the file system below it died, otherwise than by errors.
std::optional<std::string> BlockMedium::whyLoopIsGone() const
{
    const auto behind = m_sysfs.empty() ? std::nullopt : BlockSysfs::attribute(m_sysfs, "loop/backing_file");
    if (!behind) {
        return std::nullopt;
    }
    if (!m_wasDetaching && stateOfDisk(deviceNumberOf(m_number), {}).isDetaching) {
        return "it left the station (it was detached)";
    }
    struct stat unused {
    };
    if (::stat(behind->c_str(), &unused) != 0 && errno == ENOTCONN) {
        return "it left the station (the file system behind it is gone)";
    }
    return std::nullopt;
}

std::optional<std::string> BlockMedium::whyGoneAfter(int errnoValue) const
{
    // A pulled card fails its I/O first; the system takes its device away some moments later.
    constexpr auto kGrace = std::chrono::milliseconds(1000);
    constexpr auto kPause = std::chrono::milliseconds(20);
    const auto deadline = std::chrono::steady_clock::now() + kGrace;
    for (;;) {
        if (auto reason = whyGone()) {
            return reason;
        }
        if (auto reason = whyLoopIsGone()) {
            return reason;
        }
        if (errnoValue != EIO || isWriteProtected() || std::chrono::steady_clock::now() > deadline) {
            return std::nullopt;
        }
        std::this_thread::sleep_for(kPause);
    }
}

bool BlockMedium::isWriteProtected() const
{
    int readOnly = 0;
    return ::ioctl(fd(), BLKROGET, &readOnly) == 0 && readOnly != 0;
}

int BlockMedium::discardRun(Extent extent) const
{
    std::array<std::uint64_t, 2> range{extent.offset, extent.length};
    return ::ioctl(fd(), BLKDISCARD, range.data()) == 0 ? 0 : errno;
}

} // namespace bindery::device
