// SPDX-License-Identifier: Apache-2.0
#include "base/aligned_buffer.h"
#include "base/error.h"
#include "base/file.h"
#include "device/media_internal.h"
#include "device/open_medium.h"

#include <cerrno>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace bindery::device
{

namespace fs = std::filesystem;

FileMedium::FileMedium(UniqueFd fileFd, MediumFacts facts, Access access, ReadBack readBack)
    : DescriptorMedium(std::move(fileFd), std::move(facts), access, readBack),
      m_absolutePath(fs::absolute(DescriptorMedium::facts().path))
{
    if (::fstat(fd(), &m_opened) != 0) {
        throwErrno(ErrorCode::Internal, "asking for the state of " + DescriptorMedium::facts().path, errno);
    }
}

std::optional<std::string> FileMedium::whyGone() const
{
    struct stat now {
    };
    if (::fstat(fd(), &now) != 0) {
        return "the open file cannot be asked for its state any more";
    }
    if (static_cast<std::uint64_t>(now.st_size) != size().count()) {
        return "its size changed from " + std::to_string(size().count()) + " to " +
               std::to_string(now.st_size) + " bytes";
    }
    struct stat named {
    };
    if (::stat(m_absolutePath.c_str(), &named) != 0) {
        return "it was removed or renamed";
    }
    if (named.st_dev != m_opened.st_dev || named.st_ino != m_opened.st_ino) {
        return "another file took its place";
    }
    return std::nullopt;
}

int FileMedium::discardRun(Extent extent) const
{
    const int done = ::fallocate(fd(), FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE,
                                 static_cast<off_t>(extent.offset), static_cast<off_t>(extent.length));
    return done == 0 ? 0 : errno;
}

namespace
{

std::string kindOf(mode_t mode)
{
    switch (mode & static_cast<mode_t>(S_IFMT)) {
    case S_IFREG:
        return "a file";
    case S_IFDIR:
        return "a folder";
    case S_IFLNK:
        return "a symbolic link";
    case S_IFBLK:
        return "a block device";
    case S_IFCHR:
        return "a character device";
    case S_IFIFO:
        return "a pipe";
    default:
        return "a socket";
    }
}

[[noreturn]] void refuse(const fs::path& path, mode_t mode)
{
    throw Error(ErrorCode::NotEligible,
                path.string() + " is " + kindOf(mode) + ", not an image file; name a regular file");
}

/// Switches the cache off where the file system can do without one, and tries it: some accept the flag and
/// refuse the act.
ReadBack avoidCache(int fd, FileCaching caching)
{
    if (caching == FileCaching::Use) {
        return ReadBack::Cached;
    }
    const int flags = ::fcntl(fd, F_GETFL);
    if (flags < 0 || ::fcntl(fd, F_SETFL, flags | O_DIRECT) != 0) {
        return ReadBack::Cached;
    }
    AlignedBuffer block(kMediumAlignment);
    if (::pread(fd, block.span().data(), block.size(), 0) >= 0 || errno != EINVAL) {
        return ReadBack::Direct;
    }
    ::fcntl(fd, F_SETFL, flags);
    return ReadBack::Cached;
}

/// Makes the new file; empty when the name is taken.
std::optional<UniqueFd> makeFile(const fs::path& path)
{
    UniqueFd fd(::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
    if (fd) {
        return fd;
    }
    if (errno == EEXIST) {
        return std::nullopt;
    }
    throwErrno(codeOfFileErrno(errno), "making " + path.string(), errno);
}

UniqueFd openExisting(const fs::path& path, bool overwrite)
{
    struct stat named {
    };
    if (::lstat(path.c_str(), &named) != 0) {
        throwErrno(codeOfFileErrno(errno), "opening " + path.string(), errno);
    }
    if (!S_ISREG(named.st_mode)) {
        refuse(path, named.st_mode);
    }
    if (!overwrite) {
        throw Error(ErrorCode::Conflict,
                    path.string() + " exists already; choose another name, or ask for it to be overwritten");
    }
    UniqueFd fd = openFile(path, O_RDWR | O_NOFOLLOW | O_NONBLOCK);
    struct stat opened {
    };
    if (::fstat(fd.get(), &opened) != 0 || !S_ISREG(opened.st_mode)) {
        refuse(path, opened.st_mode);
    }
    return fd;
}

void lockAgainstOthers(int fd, const fs::path& path)
{
    if (::flock(fd, LOCK_EX | LOCK_NB) == 0) {
        return;
    }
    if (errno == EWOULDBLOCK) {
        throw Error(ErrorCode::Busy,
                    path.string() + " is in use by another process; wait for it, or choose another name");
    }
    throwErrno(ErrorCode::WriteFailed, "locking " + path.string(), errno);
}

void setSize(int fd, const fs::path& path, Bytes size)
{
    // Emptied first, so that nothing of an earlier card is left inside the new one.
    if (::ftruncate(fd, 0) == 0 && ::fchmod(fd, 0600) == 0 &&
        ::ftruncate(fd, static_cast<off_t>(size.count())) == 0) {
        return;
    }
    const int failure = errno;
    const std::string what = "giving " + path.string() + " a size of " + humanSize(size);
    if (failure == ENOSPC || failure == EDQUOT) {
        throw Error(ErrorCode::WriteFailed,
                    what + ": the file system is full; free space on it and start again");
    }
    if (failure == EFBIG || failure == EINVAL) {
        throw Error(ErrorCode::WriteFailed,
                    what +
                        ": the file system cannot hold so large a file; use another one, or a smaller size");
    }
    throwErrno(codeOfFileErrno(failure), what, failure);
}

} // namespace

std::unique_ptr<Medium> createImageFile(const fs::path& path, Bytes size, bool overwrite, FileCaching caching)
{
    if (size == Bytes(0) || size.count() % kMediumAlignment != 0 || size.count() > INT64_MAX) {
        throw Error(ErrorCode::InvalidArgument,
                    path.string() + " cannot have " + std::to_string(size.count()) +
                        " bytes; choose a multiple of " + std::to_string(kMediumAlignment));
    }
    std::optional<UniqueFd> made = makeFile(path);
    const bool isNew = made.has_value();
    UniqueFd fd = isNew ? std::move(*made) : openExisting(path, overwrite);
    lockAgainstOthers(fd.get(), path);
    try {
        setSize(fd.get(), path, size);
        flushFile(fd.get(), path);
        flushFolder(path.parent_path());
        const ReadBack readBack = avoidCache(fd.get(), caching);
        MediumFacts facts;
        facts.path = path.string();
        facts.size = size;
        return std::make_unique<FileMedium>(std::move(fd), std::move(facts), Access::ReadWrite, readBack);
    } catch (...) {
        if (isNew) {
            ::unlink(path.c_str());
        }
        throw;
    }
}

std::unique_ptr<Medium> openFileForReading(const fs::path& path, FileCaching caching)
{
    UniqueFd fd = openFile(path, O_RDONLY | O_NONBLOCK);
    struct stat opened {
    };
    if (::fstat(fd.get(), &opened) != 0 || !S_ISREG(opened.st_mode)) {
        refuse(path, opened.st_mode);
    }
    MediumFacts facts;
    facts.path = path.string();
    facts.size = Bytes(static_cast<std::uint64_t>(opened.st_size));
    const ReadBack readBack = avoidCache(fd.get(), caching);
    return std::make_unique<FileMedium>(std::move(fd), std::move(facts), Access::ReadOnly, readBack);
}

std::unique_ptr<Medium> openImageFile(const fs::path& path)
{
    UniqueFd fd = openExisting(path, true);
    lockAgainstOthers(fd.get(), path);
    struct stat opened {
    };
    if (::fstat(fd.get(), &opened) != 0) {
        throwErrno(ErrorCode::Internal, "asking for the state of " + path.string(), errno);
    }
    MediumFacts facts;
    facts.path = path.string();
    facts.size = Bytes(static_cast<std::uint64_t>(opened.st_size));
    const ReadBack readBack = avoidCache(fd.get(), FileCaching::AvoidIfPossible);
    return std::make_unique<FileMedium>(std::move(fd), std::move(facts), Access::ReadWrite, readBack);
}

} // namespace bindery::device
