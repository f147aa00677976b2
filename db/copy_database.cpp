// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"
#include "base/file.h"
#include "base/random.h"
#include "db/copy_database_internal.h"
#include "db/rename_new_internal.h"

#include <array>

#include <SQLiteCpp/Backup.h>
#include <fcntl.h>
#include <unistd.h>

namespace bindery::db
{

namespace fs = std::filesystem;

namespace
{

void copyInto(const fs::path& source, const fs::path& temporary, std::chrono::milliseconds busyTimeout,
              const std::function<void(SQLite::Database&)>& check)
{
    openFile(temporary, O_WRONLY | O_CREAT | O_EXCL, 0600).reset();
    translated(temporary, [&] {
        SQLite::Database copy(temporary.string(), SQLite::OPEN_READWRITE,
                              static_cast<int>(busyTimeout.count()));
        {
            SQLite::Database original = connect(source, Access::ReadOnly, busyTimeout);
            SQLite::Backup backup(copy, original);
            // All at once: a reader never holds a writer back in WAL mode, and a backup in steps starts again
            // with every write of another process.
            backup.executeStep(-1);
        }
        copy.exec("PRAGMA journal_mode = DELETE"); // one file, nothing beside it
        check(copy);
    });
    const UniqueFd fd = openFile(temporary, O_RDONLY);
    flushFile(fd.get(), temporary);
}

} // namespace

void copyDatabase(const fs::path& source, const fs::path& target, std::chrono::milliseconds busyTimeout,
                  const std::function<void(SQLite::Database&)>& check)
{
    if (fs::exists(fs::symlink_status(target))) {
        throw Error(ErrorCode::Conflict, target.string() + " exists; choose another name for the backup");
    }
    std::array<std::byte, 8> unique{};
    fillRandom(unique);
    const fs::path temporary = target.string() + ".new-" + toHex(unique);
    const auto discard = [&] {
        for (const char* suffix : {"", "-journal", "-wal", "-shm"}) {
            ::unlink((temporary.string() + suffix).c_str());
        }
    };
    try {
        copyInto(source, temporary, busyTimeout, check);
        renameNew(temporary, target);
    } catch (...) {
        discard();
        throw;
    }
    discard();
    flushFolder(target.parent_path());
}

} // namespace bindery::db
