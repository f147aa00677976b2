// SPDX-License-Identifier: Apache-2.0
#include "unit/network.h"

#include "base/error.h"

#include <iterator>
#include <sstream>
#include <utility>

namespace bindery::unit
{

namespace
{

std::string lastLineOf(const std::string& text)
{
    const std::size_t end = text.find_last_not_of(" \n\r\t");
    if (end == std::string::npos) {
        return "it says nothing";
    }
    const std::size_t start = text.find_last_of('\n', end);
    return text.substr(start == std::string::npos ? 0 : start + 1,
                       end - (start == std::string::npos ? 0 : start + 1) + 1);
}

} // namespace

std::vector<std::string> wordsOf(const std::string& command)
{
    std::istringstream stream(command);
    return {std::istream_iterator<std::string>(stream), std::istream_iterator<std::string>()};
}

Network::Network(NetworkCommands commands)
    : Network(std::move(commands), [](const std::vector<std::string>& words, std::chrono::seconds deadline) {
          return runProgram(words, deadline);
      })
{
}

Network::Network(NetworkCommands commands, Run run) : m_commands(std::move(commands)), m_run(std::move(run))
{
}

std::optional<std::string> Network::bringUp()
{
    const std::vector<std::string> words = wordsOf(m_commands.up);
    if (m_good || words.empty()) {
        return std::nullopt;
    }
    m_touched = true;
    try {
        const ProcessResult result = m_run(words, kDeadline);
        if (result.exitStatus != 0) {
            return words.front() + " ended with " + std::to_string(result.exitStatus) + ": " +
                   lastLineOf(result.output);
        }
    } catch (const Error& error) {
        return std::string(error.what());
    }
    m_good = true;
    return std::nullopt;
}

void Network::takeDown()
{
    const std::vector<std::string> words = wordsOf(m_commands.down);
    if (!std::exchange(m_touched, false) || words.empty()) {
        return;
    }
    m_good = false;
    try {
        m_run(words, kDeadline);
    } catch (const Error&) {
        return; // the root brings up its own network either way
    }
}

} // namespace bindery::unit
