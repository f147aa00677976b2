// SPDX-License-Identifier: Apache-2.0
// The sign that an attempt's process lives: a lock on STATE/run/ATTEMPT, which the kernel drops when the
// process ends, however it ends. Opening an attempt and taking its lock happen behind one gate, so that
// recovery never sees the one without the other. Errors: as base/file.h.
#pragma once

#include "base/lock_file.h"

#include <filesystem>
#include <optional>
#include <string>

namespace bindery::line
{

class AttemptLock
{
public:
    /// Runs `open`, which commits the attempt's row and gives its id, and takes the lock before anyone can
    /// look.
    template <typename Open>
    static AttemptLock openLocked(const std::filesystem::path& runFolder, Open&& open)
    {
        const LockFile gate = LockFile::acquire(gatePath(runFolder));
        const std::string id = open();
        return AttemptLock(LockFile::acquire(runFolder / id));
    }
    /// The lock of an attempt that its process left behind; empty while that process lives.
    static std::optional<AttemptLock> tryTakeOver(const std::filesystem::path& runFolder,
                                                  const std::string& attempt);

    /// Removes the lock's file; after the attempt was closed.
    void release();

private:
    explicit AttemptLock(LockFile lock);
    static std::filesystem::path gatePath(const std::filesystem::path& runFolder)
    {
        return runFolder / "gate";
    }

    LockFile m_lock;
};

} // namespace bindery::line
