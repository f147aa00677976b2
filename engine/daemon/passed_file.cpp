// SPDX-License-Identifier: Apache-2.0
#include "daemon/passed_file.h"

#include "base/error.h"
#include "daemon/dictionary.h"

#include <string_view>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>

namespace bindery::daemon
{

UniqueFd passedFile(const sdbus::UnixFd& file, PassedFor purpose, const std::string& what)
{
    UniqueFd own(::fcntl(file.get(), F_DUPFD_CLOEXEC, 3));
    if (!own) {
        throw Error(ErrorCode::InvalidArgument, what + ": no descriptor came with the call");
    }
    struct stat facts {
    };
    if (::fstat(own.get(), &facts) != 0 || !S_ISREG(facts.st_mode)) {
        throw Error(ErrorCode::InvalidArgument, what + ": pass a regular file, not a folder, device or pipe");
    }
    // O_PATH needs no right to the content at all.
    const int flags = ::fcntl(own.get(), F_GETFL);
    const int access = flags & O_ACCMODE;
    const bool mayRead = access == O_RDONLY || access == O_RDWR;
    const bool mayWrite = access == O_WRONLY || access == O_RDWR;
    if (flags < 0 || (flags & O_PATH) != 0 || (purpose == PassedFor::Reading ? !mayRead : !mayWrite)) {
        throw Error(ErrorCode::InvalidArgument, what + ": open it for " +
                                                    (purpose == PassedFor::Reading ? "reading" : "writing") +
                                                    " and pass that");
    }
    return own;
}

std::filesystem::path nameOf(const UniqueFd& file)
{
    return "/proc/self/fd/" + std::to_string(file.get());
}

std::string calledFile(const UniqueFd& file)
{
    constexpr std::string_view kRemoved = " (deleted)"; // proc(5)
    std::error_code failed;
    std::string name = std::filesystem::read_symlink(nameOf(file), failed).filename().string();
    if (name.ends_with(kRemoved)) {
        name.resize(name.size() - kRemoved.size());
    }
    return name.empty() ? "a file without a name" : busText(name); // a manifest is UTF-8
}

} // namespace bindery::daemon
