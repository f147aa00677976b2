// SPDX-License-Identifier: Apache-2.0
#include "base/file.h"
#include "db/rename_new_internal.h"

#include <cerrno>
#include <cstdio>

#include <fcntl.h>

namespace bindery::db
{

namespace fs = std::filesystem;

void renameNew(const fs::path& from, const fs::path& to)
{
    int status = ::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE);
    if (status != 0 && errno == EINVAL) { // a file system that does not know the flag
        errno = EEXIST;
        status = fs::exists(fs::symlink_status(to)) ? -1 : ::rename(from.c_str(), to.c_str());
    }
    if (status != 0) {
        const int saved = errno;
        if (saved == EEXIST || saved == ENOTEMPTY) {
            throw Error(ErrorCode::Conflict, to.string() + " exists; choose another name");
        }
        throwErrno(codeOfFileErrno(saved), "renaming to " + to.string(), saved);
    }
    flushFolder(to.parent_path());
}

} // namespace bindery::db
