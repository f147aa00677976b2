// SPDX-License-Identifier: Apache-2.0
#include "staging/own_network.h"

#include "base/error.h"
#include "base/unique_fd.h"

#include <cerrno>

#include <net/if.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

namespace bindery::staging
{

void enterOwnNetwork()
{
    if (::unshare(CLONE_NEWNET) != 0) {
        throwErrno(errno == EPERM ? ErrorCode::NeedsRoot : ErrorCode::Internal,
                   "making a network of its own for the machine", errno);
    }
    const UniqueFd socket(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    ifreq loopback{"lo", {}};
    bool up = socket && ::ioctl(socket.get(), SIOCGIFFLAGS, &loopback) == 0;
    if (up) {
        loopback.ifr_flags = static_cast<short>(loopback.ifr_flags | IFF_UP);
        up = ::ioctl(socket.get(), SIOCSIFFLAGS, &loopback) == 0;
    }
    if (!up) {
        throwErrno(ErrorCode::Internal, "starting the loopback of the machine's own network", errno);
    }
}

} // namespace bindery::staging
