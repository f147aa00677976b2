// SPDX-License-Identifier: Apache-2.0
#include "base/random.h"

#include "base/error.h"

#include <cerrno>

#include <sys/random.h>

namespace bindery
{

void fillRandom(ByteSpan out)
{
    while (!out.empty()) {
        const ssize_t got = ::getrandom(out.data(), out.size(), 0);
        if (got < 0) {
            if (errno == EINTR) {
                continue;
            }
            throwErrno(ErrorCode::Internal, "getrandom", errno);
        }
        out = out.subspan(static_cast<std::size_t>(got));
    }
}

} // namespace bindery
