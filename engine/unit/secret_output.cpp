// SPDX-License-Identifier: Apache-2.0
#include "unit/secret_output.h"

#include "base/error.h"

#include <cerrno>

#include <unistd.h>

namespace bindery::unit
{

void requireNoTerminal(int fd)
{
    if (::isatty(fd) == 1) {
        throw Error(
            ErrorCode::InvalidArgument,
            "unlock gives the key to the program that reads its output; it is not shown on a terminal");
    }
}

void putSecret(int fd, const SecretBuffer& secret)
{
    ByteView rest = secret.view();
    while (!rest.empty()) {
        const ssize_t put = ::write(fd, rest.data(), rest.size());
        if (put < 0 && errno == EINTR) {
            continue;
        }
        if (put <= 0) {
            throwErrno(ErrorCode::WriteFailed, "giving the key to the program that reads it", errno);
        }
        rest = rest.subspan(static_cast<std::size_t>(put));
    }
}

} // namespace bindery::unit
