// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"
#include "base/file.h"
#include "module/simulated_file_internal.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <thread>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace bindery::module
{

namespace
{

namespace fs = std::filesystem;

constexpr std::uint64_t kCopyDistance = kSimulatedModuleSize / 2;

/// The system's device manager locks a disk as well, for moments, when it has been written to.
void lockFile(int fd, const fs::path& path)
{
    constexpr int kTries = 500;
    constexpr std::chrono::milliseconds kPause(10);
    for (int i = 0; i < kTries; ++i) {
        if (::flock(fd, LOCK_EX | LOCK_NB) == 0) {
            return;
        }
        if (errno != EWOULDBLOCK && errno != EINTR) {
            throwErrno(ErrorCode::WriteFailed, "locking " + path.string(), errno);
        }
        std::this_thread::sleep_for(kPause);
    }
    throw Error(ErrorCode::Busy, "the simulated module " + path.string() +
                                     " is in use by another process; try again when that is done");
}

mode_t typeOf(int fd, const fs::path& path)
{
    struct stat state {
    };
    if (::fstat(fd, &state) != 0) {
        throwErrno(ErrorCode::WriteFailed, "looking at " + path.string(), errno);
    }
    return state.st_mode & static_cast<mode_t>(S_IFMT);
}

std::uint64_t sizeOf(int fd, const fs::path& path)
{
    const off_t size = ::lseek(fd, 0, SEEK_END);
    if (size < 0) {
        throwErrno(ErrorCode::WriteFailed, "asking for the size of " + path.string(), errno);
    }
    return static_cast<std::uint64_t>(size);
}

void requireZeros(int fd, std::uint64_t size, const fs::path& path)
{
    SecretBuffer part(kib(64).count()); // it may be another module's
    for (std::uint64_t offset = 0; offset < size;) {
        const ByteSpan bytes = part.span().first(std::min<std::uint64_t>(part.size(), size - offset));
        if (!readFully(fd, offset, bytes, path)) {
            return;
        }
        if (std::any_of(bytes.begin(), bytes.end(), [](std::byte b) { return b != std::byte{}; })) {
            throw Error(ErrorCode::Conflict,
                        path.string() + " is not empty, and would be lost for ever; name another file, or "
                                        "remove it (a device: overwrite it with zeros) first");
        }
        offset += bytes.size();
    }
}

} // namespace

void SimulatedFile::makeBlank(const fs::path& path)
{
    std::error_code ignored;
    const bool device = fs::is_block_file(path, ignored);
    // O_EXCL of a device: not one that is mounted or part of another
    const UniqueFd fd = openFile(path, device ? O_RDWR | O_EXCL : O_RDWR | O_CREAT, 0600);
    lockFile(fd.get(), path);
    const mode_t type = typeOf(fd.get(), path);
    if (type != S_IFREG && type != S_IFBLK) {
        throw Error(ErrorCode::InvalidArgument,
                    path.string() + " is neither a file nor a block device; name one of these");
    }
    const std::uint64_t size = sizeOf(fd.get(), path);
    requireZeros(fd.get(), size, path);
    if (size >= kSimulatedModuleSize) {
        return;
    }
    if (type == S_IFBLK) {
        throw Error(ErrorCode::TooSmall, path.string() + " has " + std::to_string(size) +
                                             " bytes; a simulated module needs " +
                                             std::to_string(kSimulatedModuleSize));
    }
    const std::vector<std::byte> zeros(kSimulatedModuleSize);
    writeFully(fd.get(), 0, zeros, path);
    flushFile(fd.get(), path);
    flushFolder(path.parent_path());
}

SimulatedFile::SimulatedFile(fs::path path) : m_path(std::move(path)), m_fd(openFile(m_path, O_RDWR))
{
    lockFile(m_fd.get(), m_path);
}

std::optional<SimulatedState> SimulatedFile::copyAt(std::uint64_t index) const
{
    SecretBuffer bytes(kCopySize);
    if (!readFully(m_fd.get(), index * kCopyDistance, bytes.span(), m_path)) {
        return std::nullopt;
    }
    try {
        SimulatedState state = decodeCopy(bytes.view());
        if (state.number % 2 == index) {
            return state;
        }
    } catch (const Error& error) {
        if (error.code() != ErrorCode::Corrupt) {
            throw;
        }
    }
    return std::nullopt;
}

SimulatedState SimulatedFile::read() const
{
    std::optional<SimulatedState> first = copyAt(0);
    std::optional<SimulatedState> second = copyAt(1);
    if (!first && !second) {
        throw Error(ErrorCode::Corrupt,
                    m_path.string() +
                        " holds no state of a simulated module; its keys are lost: make another "
                        "one");
    }
    const bool secondCounts = second && (!first || second->number > first->number);
    return secondCounts ? std::move(*second) : std::move(*first);
}

int SimulatedFile::soundCopies() const
{
    return (copyAt(0) ? 1 : 0) + (copyAt(1) ? 1 : 0);
}

void SimulatedFile::write(SimulatedState& state) const
{
    ++state.number;
    const SecretBuffer copy = encodeCopy(state);
    writeFully(m_fd.get(), state.number % 2 * kCopyDistance, copy.view(), m_path);
    flushFile(m_fd.get(), m_path);
}

void SimulatedFile::writeForGood(SimulatedState& state) const
{
    write(state);
    write(state);
}

} // namespace bindery::module
