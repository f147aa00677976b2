// SPDX-License-Identifier: Apache-2.0
// Runs what mounts and unmounts where no other process has these mounts. Needs root.
// A process that makes a mount name space (the sandbox, unshare --mount) takes a copy of every mount of its
// parent's: unmounting here then leaves the file system in use there, and its device has not seen the last
// writes although umount said yes. Errors: Internal, and what `act` throws.
// Threads: `act` runs on a thread of its own, which the caller waits for. Source: mount_namespaces(7).
#pragma once

#include "base/error.h"

#include <cerrno>
#include <exception>
#include <functional>
#include <thread>

#include <sched.h>
#include <sys/mount.h>

namespace bindery::test
{

inline void withOwnMounts(const std::function<void()>& act)
{
    std::exception_ptr failure;
    std::jthread([&] {
        try {
            if (::unshare(CLONE_NEWNS) != 0 || // of this thread and its children alone
                ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0) {
                throwErrno(ErrorCode::Internal, "making a mount name space", errno);
            }
            act();
        } catch (...) {
            failure = std::current_exception();
        }
    }).join();
    if (failure) {
        std::rethrow_exception(failure);
    }
}

} // namespace bindery::test
