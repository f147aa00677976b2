// SPDX-License-Identifier: Apache-2.0
#include "base/file.h"
#include "base/random.h"
#include "db/create_once_internal.h"

#include <array>
#include <cerrno>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace bindery::db
{

namespace fs = std::filesystem;

bool createOnce(const fs::path& path, const SecretBuffer& content)
{
    std::array<std::byte, 8> unique{};
    fillRandom(unique);
    const fs::path temporary = path.string() + ".new-" + toHex(unique);
    bool made = false;
    try {
        const UniqueFd fd = openFile(temporary, O_WRONLY | O_CREAT | O_EXCL, 0600);
        writeFully(fd.get(), 0, content.view(), temporary);
        flushFile(fd.get(), temporary);
        // link(2) is the one rename that fails when the name is taken.
        made = ::link(temporary.c_str(), path.c_str()) == 0;
        if (!made && errno != EEXIST) {
            const int saved = errno;
            throwErrno(codeOfFileErrno(saved), "making " + path.string(), saved);
        }
    } catch (...) {
        ::unlink(temporary.c_str());
        throw;
    }
    ::unlink(temporary.c_str());
    flushFolder(path.parent_path());
    return made;
}

SecretBuffer readKeyFile(const fs::path& path)
{
    constexpr std::uint64_t kLimit = 65536;
    const UniqueFd fd = openFile(path, O_RDONLY | O_NOFOLLOW);
    struct stat status {
    };
    if (::fstat(fd.get(), &status) != 0) {
        const int saved = errno;
        throwErrno(codeOfFileErrno(saved), "reading " + path.string(), saved);
    }
    if (!S_ISREG(status.st_mode) || status.st_size <= 0 ||
        static_cast<std::uint64_t>(status.st_size) > kLimit) {
        throw Error(ErrorCode::Corrupt,
                    path.string() + " is not a key file; restore it from a backup of the station");
    }
    if ((status.st_mode & 0077U) != 0) {
        throw Error(ErrorCode::Conflict, path.string() +
                                             " can be read by others than its owner, so it may not be "
                                             "secret any more; if you know that it is, run chmod 600 on it");
    }
    SecretBuffer content(static_cast<std::size_t>(status.st_size));
    if (!readFully(fd.get(), 0, content.span(), path)) {
        throw Error(ErrorCode::Corrupt, path.string() + " changed while it was read");
    }
    return content;
}

} // namespace bindery::db
