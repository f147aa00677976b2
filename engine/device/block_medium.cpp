// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"
#include "base/file.h"
#include "device/media_internal.h"
#include "device/open_medium.h"
#include "device/sysfs_internal.h"

#include <array>
#include <cerrno>
#include <chrono>
#include <thread>
#include <utility>

#include <fcntl.h>
#include <linux/fs.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace bindery::device
{

namespace fs = std::filesystem;

namespace
{

std::optional<std::uint64_t> askSize(int fd)
{
    std::uint64_t size = 0;
    return ::ioctl(fd, BLKGETSIZE64, &size) == 0 ? std::optional(size) : std::nullopt;
}

std::optional<std::uint64_t> askDiskSeq(int fd)
{
    std::uint64_t sequence = 0;
    return ::ioctl(fd, BLKGETDISKSEQ, &sequence) == 0 ? std::optional(sequence) : std::nullopt;
}

std::string nameOf(const std::optional<std::uint64_t>& diskSeq)
{
    return diskSeq ? "DISKSEQ " + std::to_string(*diskSeq) : "no DISKSEQ";
}

} // namespace

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
    }
}

std::optional<std::string> BlockMedium::whyGone() const
{
    struct stat now {
    };
    if (::fstat(fd(), &now) != 0 || now.st_rdev != m_number) {
        return "the open descriptor belongs to another device";
    }
    const auto diskSeq = askDiskSeq(fd());
    if (diskSeq != facts().diskSeq) {
        return "another medium took its place (" + nameOf(diskSeq) + ", it had " + nameOf(facts().diskSeq) +
               ")";
    }
    const auto sizeNow = askSize(fd());
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
            return "another device has its number (" + nameOf(shown) + ", it had " + nameOf(facts().diskSeq) +
                   ")";
        }
    }
    return std::nullopt;
}

int BlockMedium::discardRun(Extent extent) const
{
    std::array<std::uint64_t, 2> range{extent.offset, extent.length};
    return ::ioctl(fd(), BLKDISCARD, range.data()) == 0 ? 0 : errno;
}

namespace
{

void refuseUnlessEligible(const DeviceFacts& facts)
{
    if (const auto refusal = whyNotEligible(facts)) {
        throw Error(ErrorCode::NotEligible, refusal->reason + "; " + refusal->cure);
    }
}

UniqueFd openDevice(const fs::path& path, int flags)
{
    UniqueFd fd(::open(path.c_str(), flags | O_CLOEXEC));
    if (fd) {
        return fd;
    }
    const int failure = errno;
    const std::string what = "opening " + path.string();
    switch (failure) {
    case EBUSY:
        throw Error(ErrorCode::Busy,
                    what + ": it is in use by another process or file system; close that first");
    case ENODEV:
    case ENXIO:
    case ENOMEDIUM:
        throwErrno(ErrorCode::DeviceGone, what, failure);
    case EROFS:
        throw Error(ErrorCode::NotEligible, what + ": it is read-only; use another card");
    default:
        throwErrno(codeOfFileErrno(failure), what, failure);
    }
}

void switchCacheOff(int fd, const fs::path& path)
{
    const int flags = ::fcntl(fd, F_GETFL);
    if (flags < 0 || ::fcntl(fd, F_SETFL, flags | O_DIRECT) != 0) {
        throwErrno(ErrorCode::NotEligible,
                   path.string() +
                       " refuses direct I/O, so nothing written to it could be verified; use another device",
                   errno);
    }
}

/// udevd holds a shared lock for a moment whenever it looks at a disk; whoever holds one longer is using it.
void lockAgainstOthers(int fd, const fs::path& path)
{
    constexpr auto kPatience = std::chrono::seconds(2);
    constexpr auto kPause = std::chrono::milliseconds(20);
    const auto deadline = std::chrono::steady_clock::now() + kPatience;
    while (::flock(fd, LOCK_EX | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK && errno != EINTR) {
            throwErrno(ErrorCode::WriteFailed, "locking " + path.string(), errno);
        }
        if (std::chrono::steady_clock::now() > deadline) {
            throw Error(ErrorCode::Busy,
                        path.string() + " is locked by another process; wait for it, or end it");
        }
        std::this_thread::sleep_for(kPause);
    }
}

DeviceNumber numberOfDescriptor(int fd, const fs::path& path)
{
    struct stat opened {
    };
    if (::fstat(fd, &opened) != 0) {
        throwErrno(ErrorCode::DeviceGone, "asking for the state of " + path.string(), errno);
    }
    if (!S_ISBLK(opened.st_mode)) {
        throw Error(ErrorCode::NotEligible,
                    path.string() + " is not a block device; name the whole disk of a card");
    }
    return deviceNumberOf(opened.st_rdev);
}

MediumFacts factsOfDescriptor(int fd, const fs::path& path)
{
    MediumFacts facts;
    facts.path = path.string();
    facts.isBlockDevice = true;
    facts.size = Bytes(askSize(fd).value_or(0));
    facts.diskSeq = askDiskSeq(fd);
    nameMedium(facts, numberOfDescriptor(fd, path));
    return facts;
}

} // namespace

std::unique_ptr<Medium> claimBlockDevice(const fs::path& path)
{
    refuseUnlessEligible(collectDeviceFacts(path));
    UniqueFd fd = openDevice(path, O_RDWR | O_EXCL | O_NOFOLLOW);
    const DeviceNumber number = numberOfDescriptor(fd.get(), path);
    switchCacheOff(fd.get(), path);
    lockAgainstOthers(fd.get(), path);
    // The node may have changed hands between the look and the opening: what counts is what the descriptor
    // shows now.
    const DeviceFacts now = collectDeviceFacts(path, number, {});
    refuseUnlessEligible(now);
    MediumFacts facts = factsOfDescriptor(fd.get(), path);
    if (facts.size != now.size || (now.diskSeq && facts.diskSeq != now.diskSeq)) {
        throw Error(ErrorCode::DeviceGone,
                    path.string() + ": another medium took its place while it was opened");
    }
    return std::make_unique<BlockMedium>(std::move(fd), std::move(facts), Access::ReadWrite);
}

std::unique_ptr<Medium> openBlockDeviceForReading(const fs::path& path)
{
    UniqueFd fd = openDevice(path, O_RDONLY);
    MediumFacts facts = factsOfDescriptor(fd.get(), path);
    if (facts.size == Bytes(0)) {
        throw Error(ErrorCode::DeviceGone, path.string() + " holds no medium; put a card in");
    }
    switchCacheOff(fd.get(), path);
    return std::make_unique<BlockMedium>(std::move(fd), std::move(facts), Access::ReadOnly);
}

} // namespace bindery::device
