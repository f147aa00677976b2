// SPDX-License-Identifier: Apache-2.0
#include "staging/command_line.h"

#include "base/error.h"

#include <algorithm>

namespace bindery::staging
{

namespace
{

constexpr std::string_view kBlanks = " \t\r\v\f";
constexpr std::string_view kBlanksAndLines = " \t\r\v\f\n";

/// From `from` to the next blank outside of quotes, or to the end; the end of `text` inside a quote is npos.
std::size_t endOfWord(std::string_view text, std::size_t from)
{
    bool quoted = false;
    for (std::size_t at = from; at < text.size(); ++at) {
        if (text[at] == '"') {
            quoted = !quoted;
        } else if (!quoted && kBlanks.find(text[at]) != std::string_view::npos) {
            return at;
        }
    }
    return quoted ? std::string_view::npos : text.size();
}

} // namespace

CommandLine::CommandLine(std::string_view text, const std::string& place)
{
    if (text.find('\0') != std::string_view::npos) {
        throw Error(ErrorCode::BadImage, place + " holds a zero byte; write one line of words into it");
    }
    const std::string_view line = text.substr(0, text.find('\n'));
    if (text.find_first_not_of(kBlanksAndLines, line.size()) != std::string_view::npos) {
        const std::string_view rest = text.substr(0, text.find_first_not_of(kBlanksAndLines, line.size()));
        const auto number = 1 + std::count(rest.begin(), rest.end(), '\n');
        throw Error(ErrorCode::BadImage,
                    place + ", line " + std::to_string(number) +
                        ": the kernel command line is one line; join or remove this one");
    }
    std::size_t at = 0;
    while (true) {
        const std::size_t start = line.find_first_not_of(kBlanks, at);
        if (start == std::string_view::npos) {
            break;
        }
        const std::size_t end = endOfWord(line, start);
        if (end == std::string_view::npos) {
            throw Error(ErrorCode::BadImage,
                        place + ", line 1: a quote is opened and not closed; close or remove it");
        }
        m_words.push_back(
            {std::string(line.substr(at, start - at)), std::string(line.substr(start, end - start))});
        at = end;
    }
    m_tail = text.substr(at);
    if (m_words.empty()) {
        throw Error(ErrorCode::BadImage,
                    place + " holds no kernel command line; write the system's own into it");
    }
}

std::string CommandLine::text() const
{
    std::string all;
    for (const Word& word : m_words) {
        all += word.gap + word.text;
    }
    return all + m_tail;
}

std::size_t CommandLine::length() const
{
    std::size_t all = 0;
    for (const Word& word : m_words) {
        all += word.gap.size() + word.text.size();
    }
    return m_words.empty() ? 0 : all - m_words.front().gap.size();
}

std::size_t CommandLine::offsetOf(std::size_t index) const
{
    std::size_t offset = m_words[index].gap.size();
    for (std::size_t before = 0; before < index; ++before) {
        offset += m_words[before].gap.size() + m_words[before].text.size();
    }
    return offset;
}

void CommandLine::remove(std::size_t index)
{
    if (index == 0 && m_words.size() > 1) {
        m_words[1].gap = m_words[0].gap;
    }
    m_words.erase(m_words.begin() + static_cast<std::ptrdiff_t>(index));
}

std::size_t CommandLine::append(std::string text)
{
    const std::size_t index = kernelWords();
    Word word{" ", std::move(text)};
    if (index == 0) {
        word.gap = {};
        if (!m_words.empty()) {
            std::swap(word.gap, m_words.front().gap);
            m_words.front().gap = " ";
        }
    }
    m_words.insert(m_words.begin() + static_cast<std::ptrdiff_t>(index), std::move(word));
    return index;
}

std::size_t CommandLine::kernelWords() const
{
    const auto end =
        std::find_if(m_words.begin(), m_words.end(), [](const Word& word) { return word.text == "--"; });
    return static_cast<std::size_t>(end - m_words.begin());
}

std::string_view nameOf(std::string_view word)
{
    if (word.starts_with('"')) {
        word.remove_prefix(1);
    }
    return word.substr(0, word.find('='));
}

std::string_view valueOf(std::string_view word)
{
    const std::size_t equals = word.find('=');
    return equals == std::string_view::npos ? std::string_view() : word.substr(equals + 1);
}

} // namespace bindery::staging
