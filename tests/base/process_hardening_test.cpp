// SPDX-License-Identifier: Apache-2.0
#include "base/process_hardening.h"

#include <csignal>
#include <cstdlib>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

namespace bindery
{

namespace
{

/// In a process of its own: what it changes must not outlive the test.
int hardenedExitStatus()
{
    ::close(STDIN_FILENO);
    hardenProcess();
    rlimit limit{};
    ::getrlimit(RLIMIT_CORE, &limit);
    struct sigaction pipe {
    };
    ::sigaction(SIGPIPE, nullptr, &pipe);
    const bool good = ::prctl(PR_GET_DUMPABLE) == 0 && limit.rlim_cur == 0 && limit.rlim_max == 0 &&
                      ::umask(0) == 077 && pipe.sa_handler == SIG_IGN && ::fcntl(STDIN_FILENO, F_GETFD) >= 0;
    return good ? 0 : 1;
}

} // namespace

TEST(HardenProcess, LeavesNoCoreNoOpenFilesNoBrokenPipeAndNoFreeStandardDescriptor)
{
    EXPECT_EXIT(std::_Exit(hardenedExitStatus()), ::testing::ExitedWithCode(0), "");
}

} // namespace bindery
