// SPDX-License-Identifier: Apache-2.0
#include "base/lock_file.h"

#include "base/error.h"
#include "base/file.h"

#include <cerrno>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

namespace bindery
{

LockFile::LockFile(UniqueFd fd, std::filesystem::path path) : m_fd(std::move(fd)), m_path(std::move(path)) {}

std::optional<LockFile> LockFile::open(const std::filesystem::path& path, bool wait)
{
    for (;;) {
        UniqueFd fd = openFile(path, O_RDWR | O_CREAT | O_NOFOLLOW, 0600);
        while (::flock(fd.get(), LOCK_EX | (wait ? 0 : LOCK_NB)) != 0) {
            if (errno == EWOULDBLOCK) {
                return std::nullopt;
            }
            if (errno != EINTR) {
                throwErrno(ErrorCode::Internal, "locking " + path.string(), errno);
            }
        }
        // The holder before us may have removed the name we opened: then our lock guards nothing.
        struct stat opened {
        };
        struct stat named {
        };
        if (::fstat(fd.get(), &opened) == 0 && ::stat(path.c_str(), &named) == 0 &&
            opened.st_ino == named.st_ino && opened.st_dev == named.st_dev) {
            return LockFile(std::move(fd), path);
        }
    }
}

std::optional<LockFile> LockFile::tryAcquire(const std::filesystem::path& path)
{
    return open(path, false);
}

LockFile LockFile::acquire(const std::filesystem::path& path)
{
    return std::move(*open(path, true));
}

void LockFile::removeFile()
{
    ::unlink(m_path.c_str());
}

} // namespace bindery
