// SPDX-License-Identifier: Apache-2.0
#include "cli/key_file.h"

#include "base/error.h"
#include "base/file.h"

#include <cerrno>

#include <fcntl.h>
#include <unistd.h>

namespace bindery::cli
{

SecretBuffer readKeyFile(const std::filesystem::path& path)
{
    const bool standardInput = path == "-";
    const UniqueFd file = standardInput ? UniqueFd() : openFile(path, O_RDONLY);
    const int fd = standardInput ? STDIN_FILENO : file.get();
    const std::string name = standardInput ? "standard input" : path.string();
    SecretBuffer room(kLargestKeyFile + 1);
    std::size_t size = 0;
    while (size < room.size()) {
        const ssize_t got = ::read(fd, room.span().data() + size, room.size() - size);
        if (got < 0 && errno != EINTR) {
            throwErrno(codeOfFileErrno(errno), "reading the key from " + name, errno);
        }
        if (got == 0) {
            break;
        }
        size += got > 0 ? static_cast<std::size_t>(got) : 0;
    }
    if (size == 0 || size > kLargestKeyFile) {
        throw Error(
            ErrorCode::InvalidArgument,
            name +
                (size == 0 ? " is empty" : " holds more than " + std::to_string(kLargestKeyFile) + " bytes") +
                ": a key file holds the passphrase of one keyslot and nothing else");
    }
    return SecretBuffer::copyOf(room.view().first(size));
}

} // namespace bindery::cli
