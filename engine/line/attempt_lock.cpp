// SPDX-License-Identifier: Apache-2.0
#include "line/attempt_lock.h"

#include <utility>

namespace bindery::line
{

AttemptLock::AttemptLock(LockFile lock) : m_lock(std::move(lock)) {}

std::optional<AttemptLock> AttemptLock::tryTakeOver(const std::filesystem::path& runFolder,
                                                    const std::string& attempt)
{
    const LockFile gate = LockFile::acquire(gatePath(runFolder));
    std::optional<LockFile> lock = LockFile::tryAcquire(runFolder / attempt);
    if (!lock) {
        return std::nullopt;
    }
    return AttemptLock(std::move(*lock));
}

void AttemptLock::release()
{
    m_lock.removeFile();
}

} // namespace bindery::line
