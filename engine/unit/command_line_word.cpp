// SPDX-License-Identifier: Apache-2.0
#include "unit/command_line_word.h"

#include "base/error.h"
#include "base/file.h"

#include <algorithm>

namespace bindery::unit
{

namespace
{

constexpr std::size_t kMaxValue = 256;

/// Cuts the next word off `rest`: up to a space outside quotes; the quotes go.
std::string nextWord(std::string_view& rest)
{
    std::string word;
    bool quoted = false;
    std::size_t at = 0;
    for (; at < rest.size() && (quoted || (rest[at] != ' ' && rest[at] != '\n' && rest[at] != '\t')); ++at) {
        if (rest[at] == '"') {
            quoted = !quoted;
        } else {
            word += rest[at];
        }
    }
    rest.remove_prefix(std::min(at + 1, rest.size()));
    return word;
}

bool isValue(std::string_view value)
{
    return !value.empty() && value.size() <= kMaxValue &&
           std::all_of(value.begin(), value.end(), [](char c) { return c > ' ' && c <= '~'; });
}

} // namespace

std::optional<std::string> commandLineWord(std::string_view commandLine, std::string_view key)
{
    const std::string start = std::string(key) + "=";
    std::optional<std::string> found;
    while (!commandLine.empty()) {
        const std::string word = nextWord(commandLine);
        if (word.compare(0, start.size(), start) == 0) {
            found = word.substr(start.size());
        }
    }
    return found && isValue(*found) ? found : std::nullopt;
}

std::optional<std::string> stationOnCommandLine(const std::filesystem::path& file)
{
    try {
        return commandLineWord(readTextFile(file, kib(64)), "bindery.station");
    } catch (const Error&) {
        return std::nullopt; // no /proc, or not a kernel's command line
    }
}

} // namespace bindery::unit
