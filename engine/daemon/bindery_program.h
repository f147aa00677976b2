// SPDX-License-Identifier: Apache-2.0
// The command line program, for verbs of the daemon that need programs of their own for minutes: a proof in a
// virtual machine, a look at the machine. It shares the state folder, as any number of processes may, and is
// ended without harm to the daemon. Errors: NotFound when it is not installed; what the program says it ended
// with; Cancelled; Internal for an answer that is none. Threads: any.
#pragma once

#include "base/json.h"

#include <chrono>
#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

namespace bindery::daemon
{

class BinderyProgram
{
public:
    /// The one beside this program, else that of the PATH.
    explicit BinderyProgram(std::filesystem::path state);

    /// Runs a verb with --json and gives what it printed. A verb that ends with an error throws it, but for
    /// those that are also answers: `mayFail`.
    Json run(std::vector<std::string> verb, std::chrono::seconds deadline, const std::stop_token& stop,
             bool mayFail = false) const;

private:
    std::filesystem::path m_program;
    std::filesystem::path m_state;
};

} // namespace bindery::daemon
