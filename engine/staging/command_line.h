// SPDX-License-Identifier: Apache-2.0
// A kernel command line in its file: words on one line, kept in their order and with the blanks between them,
// so that an unedited text comes out byte for byte. A word may hold blanks between double quotes.
// Errors: BadImage naming file, line and cure: no words, words on a second line, an open quote, a zero byte.
// Threads: one object belongs to one thread.
// Source: kernel documentation, "The kernel's command-line parameters".
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace bindery::staging
{

class CommandLine
{
public:
    struct Word {
        std::string gap; ///< blanks in front
        std::string text;
    };

    /// `place` names the file in messages.
    CommandLine(std::string_view text, const std::string& place);

    const std::vector<Word>& words() const { return m_words; }
    std::string text() const;
    /// Characters from the first to the last word.
    std::size_t length() const;
    /// Of a word's first character in text().
    std::size_t offsetOf(std::size_t index) const;

    void replace(std::size_t index, std::string text) { m_words[index].text = std::move(text); }
    void remove(std::size_t index);
    /// Behind the kernel's last word: in front of "--", behind which the words are init's. Gives its index.
    std::size_t append(std::string text);
    /// Words that are the kernel's: all, or those in front of "--".
    std::size_t kernelWords() const;

private:
    std::vector<Word> m_words;
    std::string m_tail; ///< blanks and line endings behind the last word
};

/// "root" of "root=LABEL=writable" and of a bare "root".
std::string_view nameOf(std::string_view word);
/// What is behind the '='; empty for a bare word.
std::string_view valueOf(std::string_view word);

} // namespace bindery::staging
