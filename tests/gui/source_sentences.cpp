// SPDX-License-Identifier: Apache-2.0
#include "gui/source_sentences.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <regex>
#include <string_view>
#include <utility>

namespace bindery::gui
{

namespace
{

using Texts = std::vector<std::string>;

struct Token {
    std::string text; ///< of a literal its content
    std::size_t line = 0;
    bool isLiteral = false;
};

std::string unescaped(const std::string& quoted)
{
    std::string text;
    for (std::size_t at = 1; at + 1 < quoted.size(); ++at) {
        if (quoted[at] == '\\' && at + 2 < quoted.size()) {
            ++at;
            text += quoted[at] == 'n' ? '\n' : quoted[at];
        } else {
            text += quoted[at];
        }
    }
    return text;
}

std::vector<Token> tokensOf(const std::string& source)
{
    static const std::regex token(
        R"re(//[^\n]*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])'|[A-Za-z_]\w*|::|->|\S)re");
    std::vector<Token> tokens;
    std::size_t line = 1;
    auto counted = source.begin();
    for (std::sregex_iterator match(source.begin(), source.end(), token), end; match != end; ++match) {
        const auto start = source.begin() + match->position();
        line += static_cast<std::size_t>(std::count(counted, start, '\n'));
        counted = start;
        const std::string text = match->str();
        if (text.rfind("//", 0) == 0) {
            continue;
        }
        const bool isLiteral = text.front() == '"';
        tokens.push_back({isLiteral ? unescaped(text) : text, line, isLiteral});
    }
    return tokens;
}

class Reader
{
public:
    explicit Reader(const std::string& source) : m_tokens(tokensOf(source)) {}

    std::vector<SourceSentence> read()
    {
        std::vector<SourceSentence> found;
        std::size_t at = 0;
        while (at < m_tokens.size()) {
            const bool isIncluded = at > 0 && m_tokens[at - 1].text == "include";
            if (!m_tokens[at].isLiteral || isIncluded) {
                ++at;
                continue;
            }
            const std::size_t literal = at;
            std::size_t end = startOf(literal);
            const Texts texts = sum(end, m_tokens.size());
            if (!isForOthers(literal)) {
                for (const std::string& text : texts) {
                    found.push_back({m_tokens[literal].line, text});
                }
            }
            at = std::max(end, literal + 1);
        }
        return found;
    }

private:
    bool is(std::size_t at, std::string_view text) const
    {
        return at < m_tokens.size() && !m_tokens[at].isLiteral && m_tokens[at].text == text;
    }
    bool isOneOf(std::size_t at, std::string_view signs) const
    {
        return at < m_tokens.size() && !m_tokens[at].isLiteral && m_tokens[at].text.size() == 1 &&
               signs.find(m_tokens[at].text.front()) != std::string_view::npos;
    }
    bool isWord(std::size_t at) const
    {
        return at < m_tokens.size() && !m_tokens[at].isLiteral &&
               (std::isalnum(static_cast<unsigned char>(m_tokens[at].text.front())) != 0 ||
                m_tokens[at].text.front() == '_');
    }
    bool isString(std::size_t at) const { return is(at, "string") || is(at, "string_view"); }

    std::size_t closingOf(std::size_t at) const
    {
        int depth = 0;
        for (; at < m_tokens.size(); ++at) {
            depth += isOneOf(at, "([{") ? 1 : (isOneOf(at, ")]}") ? -1 : 0);
            if (depth == 0) {
                break;
            }
        }
        return at;
    }
    std::size_t openingOf(std::size_t at) const
    {
        int depth = 0;
        for (;; --at) {
            depth += isOneOf(at, ")]}") ? 1 : (isOneOf(at, "([{") ? -1 : 0);
            if (depth == 0 || at == 0) {
                return at;
            }
        }
    }

    /// Whether the literal goes to the log or into an event.
    bool isForOthers(std::size_t at) const
    {
        static constexpr std::array<std::string_view, 8> kOthers{
            "info", "warn", "error", "recordAct", "appendEvent", "destroy", "changeKeyslot", "takeOutAll"};
        int depth = 0;
        while (at > 1 && !isOneOf(at, ";{}")) {
            --at;
            depth += isOneOf(at, ")]") ? 1 : 0;
            if (isOneOf(at, "([") && depth-- == 0) {
                depth = 0;
                const bool isOther = std::any_of(kOthers.begin(), kOthers.end(),
                                                 [&](std::string_view name) { return is(at - 1, name); });
                if (isOther) {
                    return true;
                }
            }
        }
        return false;
    }

    /// Where the sum begins that the literal is part of.
    std::size_t startOf(std::size_t at) const
    {
        for (;;) {
            if (at > 0 && is(at - 1, "+")) {
                at = startOfOperand(at - 2);
            } else if (at > 3 && is(at - 1, "(") && isString(at - 2) && is(at - 3, "::")) {
                at -= 4; // std::string("...")
            } else {
                return at;
            }
        }
    }
    std::size_t startOfOperand(std::size_t last) const
    {
        std::size_t at = last;
        while (true) {
            if (isOneOf(at, ")]}")) {
                at = openingOf(at);
                if (at == 0 || !isWord(at - 1) || is(at - 1, "return")) {
                    return at;
                }
                --at;
            }
            while (at > 0 && m_tokens[at].isLiteral && m_tokens[at - 1].isLiteral) {
                --at;
            }
            if (at < 2 || !(is(at - 1, ".") || is(at - 1, "->") || is(at - 1, "::"))) {
                return at > 0 && is(at - 1, "*") ? at - 1 : at;
            }
            at -= 2;
        }
    }

    Texts sum(std::size_t& at, std::size_t end) const
    {
        Texts all{""};
        while (at < end) {
            const Texts more = operand(at, end);
            Texts joined;
            for (const std::string& text : all) {
                for (const std::string& part : more) {
                    joined.push_back(text + part);
                }
            }
            all = std::move(joined);
            if (!is(at, "+") || at >= end) {
                break;
            }
            ++at;
        }
        return all;
    }
    Texts operand(std::size_t& at, std::size_t end) const
    {
        if (m_tokens[at].isLiteral) {
            std::string text;
            for (; at < end && m_tokens[at].isLiteral; ++at) {
                text += m_tokens[at].text;
            }
            return {text};
        }
        if (isOneOf(at, "*!&")) {
            ++at;
        }
        if (is(at, "(")) {
            return bracketed(at, end);
        }
        ++at;
        while (at + 1 < end && is(at, "::")) {
            at += 2;
        }
        if (isString(at - 1) && isOneOf(at, "({")) {
            return bracketed(at, end);
        }
        return followed({std::string(1, kPlace)}, at, end);
    }
    Texts bracketed(std::size_t& at, std::size_t end) const
    {
        const std::size_t close = closingOf(at);
        Texts texts = choice(at + 1, close);
        at = close + 1;
        return followed(std::move(texts), at, end);
    }
    /// What is called on a value is a value.
    Texts followed(Texts texts, std::size_t& at, std::size_t end) const
    {
        while (at < end) {
            if (isOneOf(at, "([{")) {
                at = closingOf(at) + 1;
            } else if (is(at, ".") || is(at, "->")) {
                at += 2;
            } else {
                break;
            }
            texts = {std::string(1, kPlace)};
        }
        return texts;
    }
    /// Both branches of "? :".
    Texts choice(std::size_t from, std::size_t end) const
    {
        int depth = 0;
        for (std::size_t question = from; question < end; ++question) {
            depth += isOneOf(question, "([{") ? 1 : (isOneOf(question, ")]}") ? -1 : 0);
            if (depth != 0 || !is(question, "?")) {
                continue;
            }
            const std::size_t colon = colonOf(question, end);
            Texts texts = choice(question + 1, colon);
            const Texts others = choice(colon + 1, end);
            texts.insert(texts.end(), others.begin(), others.end());
            return texts;
        }
        return from < end ? sum(from, end) : Texts{""};
    }
    std::size_t colonOf(std::size_t question, std::size_t end) const
    {
        int depth = 0;
        int inner = 0;
        for (std::size_t at = question + 1; at < end; ++at) {
            depth += isOneOf(at, "([{") ? 1 : (isOneOf(at, ")]}") ? -1 : 0);
            if (depth == 0 && is(at, "?")) {
                ++inner;
            } else if (depth == 0 && is(at, ":") && inner-- == 0) {
                return at;
            }
        }
        return end;
    }

    std::vector<Token> m_tokens;
};

bool isSentence(const std::string& text)
{
    static const std::regex sql("SELECT|INSERT|UPDATE|DELETE|WHERE|PRAGMA|ORDER BY|ON CONFLICT");
    static const std::regex word("(?:^|[ (\"])([A-Za-z]{2,})(?=[ .,;:?)\"']|$)");
    const auto words = std::distance(std::sregex_iterator(text.begin(), text.end(), word), {});
    return words >= 3 && !std::regex_search(text, sql);
}

} // namespace

std::vector<SourceSentence> sentencesIn(const std::string& source)
{
    std::vector<SourceSentence> found = Reader(source).read();
    std::erase_if(found, [](const SourceSentence& each) { return !isSentence(each.text); });
    return found;
}

} // namespace bindery::gui
