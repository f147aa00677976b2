// SPDX-License-Identifier: Apache-2.0
#include "base/file.h"

#include "base/random.h"

#include <array>
#include <cerrno>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace bindery
{

namespace fs = std::filesystem;

ErrorCode codeOfFileErrno(int errnoValue)
{
    switch (errnoValue) {
    case ENOENT:
    case ENOTDIR:
        return ErrorCode::NotFound;
    case EACCES:
    case EPERM:
    case EROFS:
        return ErrorCode::NeedsRoot;
    case EBUSY:
    case EWOULDBLOCK:
        return ErrorCode::Busy;
    case EEXIST:
        return ErrorCode::Conflict;
    default:
        return ErrorCode::WriteFailed;
    }
}

namespace
{

[[noreturn]] void fail(const char* act, const fs::path& path)
{
    const int saved = errno;
    const std::string what = std::string(act) + " " + path.string();
    if (saved == ENOSPC || saved == EDQUOT) {
        throw Error(ErrorCode::WriteFailed,
                    what + ": the file system is full; free space on it and start again");
    }
    if (saved == EROFS) {
        throw Error(codeOfFileErrno(saved),
                    what + ": the file system is read-only; mount it for writing or name another place");
    }
    throwErrno(codeOfFileErrno(saved), what, saved);
}

} // namespace

UniqueFd openFile(const fs::path& path, int flags, mode_t mode)
{
    UniqueFd fd(::open(path.c_str(), flags | O_CLOEXEC, mode));
    if (!fd) {
        fail("opening", path);
    }
    return fd;
}

std::string readTextFile(const fs::path& path, Bytes limit)
{
    const UniqueFd fd = openFile(path, O_RDONLY);
    std::string text;
    std::array<char, 65536> part{};
    for (;;) {
        const ssize_t got = ::read(fd.get(), part.data(), part.size());
        if (got < 0) {
            if (errno == EINTR) {
                continue;
            }
            fail("reading", path);
        }
        if (got == 0) {
            return text;
        }
        text.append(part.data(), static_cast<std::size_t>(got));
        if (text.size() > limit.count()) {
            throw Error(ErrorCode::BadImage, path.string() + " is larger than " + humanSize(limit));
        }
    }
}

void flushFile(int fd, const fs::path& path)
{
    if (::fsync(fd) != 0) {
        fail("flushing", path);
    }
}

void flushFolder(const fs::path& folder)
{
    const UniqueFd fd = openFile(folder.empty() ? fs::path(".") : folder, O_RDONLY | O_DIRECTORY);
    flushFile(fd.get(), folder);
}

void replaceFile(const fs::path& path, ByteView content, mode_t mode)
{
    std::array<std::byte, 8> unique{};
    fillRandom(unique);
    const fs::path temporary = path.string() + ".new-" + toHex(unique);
    try {
        const UniqueFd fd = openFile(temporary, O_WRONLY | O_CREAT | O_EXCL, mode);
        if (::fchmod(fd.get(), mode) != 0) {
            fail("setting the mode of", temporary);
        }
        writeFully(fd.get(), 0, content, temporary);
        flushFile(fd.get(), temporary);
        if (::rename(temporary.c_str(), path.c_str()) != 0) {
            fail("renaming to", path);
        }
    } catch (...) {
        ::unlink(temporary.c_str());
        throw;
    }
    flushFolder(path.parent_path());
}

void makeFolders(const fs::path& folder, mode_t mode)
{
    if (folder.empty() || fs::is_directory(folder)) {
        return;
    }
    makeFolders(folder.parent_path(), mode);
    if (::mkdir(folder.c_str(), mode) != 0) {
        if (errno == EEXIST && fs::is_directory(folder)) {
            return;
        }
        fail("making the folder", folder);
    }
    ::chmod(folder.c_str(), mode);
}

bool readFully(int fd, std::uint64_t offset, ByteSpan out, const fs::path& path)
{
    while (!out.empty()) {
        const ssize_t got = ::pread(fd, out.data(), out.size(), static_cast<off_t>(offset));
        if (got < 0) {
            if (errno == EINTR) {
                continue;
            }
            fail("reading", path);
        }
        if (got == 0) {
            return false;
        }
        offset += static_cast<std::uint64_t>(got);
        out = out.subspan(static_cast<std::size_t>(got));
    }
    return true;
}

void writeFully(int fd, std::uint64_t offset, ByteView bytes, const fs::path& path)
{
    while (!bytes.empty()) {
        const ssize_t put = ::pwrite(fd, bytes.data(), bytes.size(), static_cast<off_t>(offset));
        if (put < 0) {
            if (errno == EINTR) {
                continue;
            }
            fail("writing", path);
        }
        offset += static_cast<std::uint64_t>(put);
        bytes = bytes.subspan(static_cast<std::size_t>(put));
    }
}

} // namespace bindery
