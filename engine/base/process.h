// SPDX-License-Identifier: Apache-2.0
// Runs a program of the system, without a shell, with a clean environment (PATH, LC_ALL=C.UTF-8, HOME=/), no
// standard input, umask 022, and a deadline. Never pass a secret: arguments are visible to everyone. Errors:
// NotFound when there is no such program (the message names the Debian package where known); Cancelled when
// stopped; Internal when it outlives the deadline. A non-zero exit is a value.
#pragma once

#include <chrono>
#include <stop_token>
#include <string>
#include <vector>

namespace bindery
{

struct ProcessResult {
    int exitStatus = 0; ///< 128 + signal when killed
    std::string output; ///< standard output and error together, at most 1 MiB, the start of it
};

ProcessResult runProgram(const std::vector<std::string>& arguments, std::chrono::seconds deadline,
                         const std::stop_token& stop = {});

} // namespace bindery
