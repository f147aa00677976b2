// SPDX-License-Identifier: Apache-2.0
// Runs the real `bindery`, as a shell or a person at a terminal would. A run that outlives its deadline is
// killed and fails.
#pragma once

#include <filesystem>
#include <map>
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
std::filesystem::path binderyProgram();
/// engine/cli/schemas of the source tree.
std::filesystem::path schemaFolder();

} // namespace bindery::test
