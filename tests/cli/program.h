// SPDX-License-Identifier: Apache-2.0
// Runs the real `bindery`, as a shell or a person at a terminal would. A run that outlives its deadline is
// killed and fails.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <sys/types.h>

namespace bindery::test
{

struct ProgramRun {
    int status = -1; ///< 128 + signal when killed
    std::string out;
    std::string err; ///< of a terminal: empty, all is in `out`
};

struct ProgramSetting {
    std::filesystem::path state{}; ///< --state, unless empty
    std::map<std::string, std::string> environment{{"PATH", "/usr/bin:/bin"}, {"LC_ALL", "C.UTF-8"}};
    std::string input{};                             ///< on standard input
    std::optional<std::filesystem::path> outFile{};  ///< standard output goes there
    std::optional<uid_t> user{};                     ///< as root only
    bool closeDescriptors = false;                   ///< starts with 0, 1 and 2 closed
    bool closeReader = false;                        ///< nobody reads standard output
    std::optional<unsigned short> terminalColumns{}; ///< all three are a terminal
};

using Arguments = std::vector<std::string>;

ProgramRun runBindery(const Arguments& arguments, const ProgramSetting& setting = {});

/// One that goes on until it is told to end. Killed when this goes.
class RunningBindery
{
public:
    explicit RunningBindery(const Arguments& arguments, const ProgramSetting& setting = {});
    ~RunningBindery();
    RunningBindery(const RunningBindery&) = delete;
    RunningBindery& operator=(const RunningBindery&) = delete;

    /// The first line of its standard output with this in it. Errors: Internal when it ends, or says nothing
    /// like it in time.
    std::string lineWith(const std::string& part);
    /// Sends the signal and waits for the end.
    ProgramRun end(int signal);

private:
    struct State;
    std::unique_ptr<State> m_state;
};
std::filesystem::path binderyProgram();
/// engine/cli/schemas of the source tree.
std::filesystem::path schemaFolder();

} // namespace bindery::test
