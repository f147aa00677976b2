// SPDX-License-Identifier: Apache-2.0
#include "device/claim.h"

#include "base/error.h"
#include "base/file.h"
#include "device/disk_state_internal.h"
#include "device/media_internal.h"
#include "device/open_medium.h"
#include "device/sysfs_internal.h"

#include <cerrno>
#include <thread>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace bindery::device
{

namespace fs = std::filesystem;

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
void lockAgainstOthers(int fd, const fs::path& path, std::chrono::milliseconds patience)
{
    constexpr auto kPause = std::chrono::milliseconds(20);
    const auto deadline = std::chrono::steady_clock::now() + patience;
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
    facts.size = Bytes(sizeOfDescriptor(fd).value_or(0));
    facts.diskSeq = diskSeqOfDescriptor(fd);
    nameMedium(facts, numberOfDescriptor(fd, path));
    return facts;
}

DiskIdentity identityOf(const DeviceFacts& facts, DeviceNumber number)
{
    return {facts.path, number, facts.diskSeq, facts.size};
}

void refuseUnlessStill(const DiskIdentity& seen, const DiskIdentity& now)
{
    const DiskState state{true, now.diskSeq, now.size, false};
    if (now.number != seen.number) {
        throw Error(ErrorCode::DeviceGone, seen.node.string() + ": another device took its place (" +
                                               now.number.text() + ", it had " + seen.number.text() + ")");
    }
    if (const auto loss = lossOf(seen, state)) {
        throw Error(ErrorCode::DeviceGone, seen.node.string() + ": " + loss->reason);
    }
}

/// Before the node is opened, for opening another's disk for writing makes udevd look at it again.
void refuseUnlessShownAs(const DiskIdentity& seen)
{
    struct stat state {
    };
    if (::lstat(seen.node.c_str(), &state) != 0) {
        throwErrno(errno == EACCES ? ErrorCode::NeedsRoot : ErrorCode::DeviceGone,
                   "looking for " + seen.node.string(), errno);
    }
    if (!S_ISBLK(state.st_mode)) {
        return; // eligibility says what it is instead
    }
    const DeviceNumber number = deviceNumberOf(state.st_rdev);
    const DiskState now = stateOfDisk(number, {});
    if (!now.isShown) {
        throw Error(ErrorCode::DeviceGone, seen.node.string() + ": it left the station");
    }
    refuseUnlessStill(seen, {seen.node, number, now.diskSeq, now.size});
}

std::unique_ptr<Medium> claim(const fs::path& path, const std::optional<DiskIdentity>& seen,
                              std::chrono::milliseconds patience)
{
    refuseUnlessEligible(collectDeviceFacts(path));
    UniqueFd fd = openDevice(path, O_RDWR | O_EXCL | O_NOFOLLOW);
    const DeviceNumber number = numberOfDescriptor(fd.get(), path);
    switchCacheOff(fd.get(), path);
    lockAgainstOthers(fd.get(), path, patience);
    // The node may have changed hands between the look and the opening: what counts is what the descriptor
    // shows now.
    MediumFacts facts = factsOfDescriptor(fd.get(), path);
    const DiskIdentity open{path, number, facts.diskSeq, facts.size};
    if (seen) {
        refuseUnlessStill(*seen, open);
    }
    const DeviceFacts now = collectDeviceFacts(path, number, {});
    refuseUnlessEligible(now);
    refuseUnlessStill(identityOf(now, number), open);
    return std::make_unique<BlockMedium>(std::move(fd), std::move(facts), Access::ReadWrite);
}

} // namespace

std::unique_ptr<Medium> claimDisk(const DiskIdentity& seen, std::chrono::milliseconds patience)
{
    refuseUnlessShownAs(seen);
    try {
        return claim(seen.node, seen, patience);
    } catch (const Error& error) {
        // The disk was there when it was seen: a node or a medium that is missing now has left.
        const bool isMissing = error.code() == ErrorCode::NotFound;
        throw Error(isMissing ? ErrorCode::DeviceGone : error.code(), error.what());
    }
}

std::unique_ptr<Medium> claimBlockDevice(const fs::path& path)
{
    constexpr auto kPatienceWithAPersonWaiting = std::chrono::seconds(2);
    return claim(path, std::nullopt, kPatienceWithAPersonWaiting);
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
