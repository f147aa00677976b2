// SPDX-License-Identifier: Apache-2.0
// A lock between processes: flock(2) on a file. It ends with the process, however that ends.
// Errors: as file.h.
#pragma once

#include "base/unique_fd.h"

#include <filesystem>
#include <optional>

namespace bindery
{

class LockFile
{
public:
    /// Makes the file when it is missing. Empty when another holder has the lock.
    static std::optional<LockFile> tryAcquire(const std::filesystem::path& path);
    /// Waits until the lock is free.
    static LockFile acquire(const std::filesystem::path& path);
    /// Removes the file while the lock is still held, so that nobody locks a name that is gone.
    void removeFile();

private:
    LockFile(UniqueFd fd, std::filesystem::path path);
    static std::optional<LockFile> open(const std::filesystem::path& path, bool wait);

    UniqueFd m_fd;
    std::filesystem::path m_path;
};

} // namespace bindery
