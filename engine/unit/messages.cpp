// SPDX-License-Identifier: Apache-2.0
#include "unit/messages.h"

#include <utility>

#include <unistd.h>

namespace bindery::unit
{

namespace
{

constexpr std::size_t kMaxLine = 400;
constexpr unsigned kSayEvery = 10;

void putOnStandardError(std::string_view line)
{
    while (!line.empty()) {
        const ssize_t put = ::write(STDERR_FILENO, line.data(), line.size());
        if (put <= 0) {
            return; // nobody is there to be told
        }
        line.remove_prefix(static_cast<std::size_t>(put));
    }
}

} // namespace

Messages::Messages() : Messages(putOnStandardError) {}

Messages::Messages(Put put) : m_put(std::move(put)) {}

void Messages::say(const std::string& text)
{
    m_last = text;
    m_times = 1;
    std::string line = "bindery: " + text.substr(0, kMaxLine);
    for (char& c : line) {
        c = c >= ' ' && c <= '~' ? c : '?';
    }
    m_put(line + "\n");
}

void Messages::sayAgain(const std::string& text)
{
    if (text != m_last) {
        say(text);
        return;
    }
    if (++m_times > kSayEvery) {
        say(text);
    }
}

} // namespace bindery::unit
