// SPDX-License-Identifier: Apache-2.0
// Who has the slots of a station: one line that runs, one person who teaches them, or one who re-opens a slot
// or takes it out of service; never two of them, so that nothing is said of a slot that a running line does
// not know. A lock on STATE/run/slots, which ends with its process. Errors: Conflict when a line runs; Busy
// when somebody is at the slots by hand; each with the cure; those of base/file.h.
#pragma once

#include "base/lock_file.h"

#include <filesystem>
#include <string>

namespace bindery::line
{

enum class SlotsHolder {
    Line,   ///< a line that runs
    Lesson, ///< ports are taught or forgotten
    Act,    ///< a slot is re-opened or taken out of service
};

class SlotsLock
{
public:
    /// `cure`: what to do when a line runs.
    static SlotsLock take(const std::filesystem::path& runFolder, SlotsHolder holder,
                          const std::string& cure = "stop it first");

private:
    explicit SlotsLock(LockFile lock);
    LockFile m_lock;
};

} // namespace bindery::line
