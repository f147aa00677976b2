// SPDX-License-Identifier: Apache-2.0
#include "line/slots_lock.h"

#include "base/error.h"
#include "base/file.h"

#include <string_view>
#include <utility>

#include <fcntl.h>

namespace bindery::line
{

namespace
{

/// What the holder writes into the lock's file, for the message of those who come later.
std::string_view wordOf(SlotsHolder holder)
{
    switch (holder) {
    case SlotsHolder::Line:
        return "line\n";
    case SlotsHolder::Lesson:
        return "lesson\n";
    case SlotsHolder::Act:
        break;
    }
    return "act\n";
}

[[noreturn]] void refuse(const std::string& word, const std::string& cure)
{
    if (word == wordOf(SlotsHolder::Line)) {
        throw Error(ErrorCode::Conflict, "a line runs on this station: " + cure);
    }
    if (word == wordOf(SlotsHolder::Lesson)) {
        throw Error(ErrorCode::Busy, "somebody teaches the slots of this station (bindery slots learn or "
                                     "forget): wait until that has ended");
    }
    throw Error(ErrorCode::Busy, "somebody is at the slots of this station just now: try again");
}

} // namespace

SlotsLock::SlotsLock(LockFile lock) : m_lock(std::move(lock)) {}

SlotsLock SlotsLock::take(const std::filesystem::path& runFolder, SlotsHolder holder, const std::string& cure)
{
    const std::filesystem::path file = runFolder / "slots";
    std::optional<LockFile> lock = LockFile::tryAcquire(file);
    if (!lock) {
        refuse(readTextFile(file), cure);
    }
    // Written in place: a file that is put in its stead would not be the one that is locked.
    const UniqueFd fd = openFile(file, O_WRONLY | O_TRUNC);
    writeFully(fd.get(), 0, asBytes(wordOf(holder)), file);
    return SlotsLock(std::move(*lock));
}

} // namespace bindery::line
