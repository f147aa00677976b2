// SPDX-License-Identifier: Apache-2.0
#include "staging/console_text.h"

namespace bindery::staging
{

std::string plainConsole(const std::string& text)
{
    std::string plain;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto c = static_cast<unsigned char>(text[at]);
        if (c == 0x1b && at + 1 < text.size()) { // ECMA-48: ESC [ parameters final, or ESC and one or two
            ++at;
            if (text[at] == '[') {
                do {
                    ++at;
                } while (at < text.size() && (text[at] < 0x40 || text[at] > 0x7e));
            } else if (text[at] == '(' || text[at] == ')') {
                ++at;
            }
        } else if (c == '\n' || c == '\t' || (c >= 0x20 && c != 0x7f)) {
            plain += text[at];
        }
    }
    return plain;
}

std::vector<std::string> lastLines(const std::string& text, std::size_t count)
{
    std::vector<std::string> lines;
    std::size_t end = text.size();
    while (end > 0 && lines.size() < count) {
        const std::size_t feed = text.rfind('\n', end - 1);
        const std::size_t start = feed == std::string::npos ? 0 : feed + 1;
        const std::string line = text.substr(start, end - start);
        if (line.find_first_not_of(" \t\n") != std::string::npos) {
            lines.insert(lines.begin(), line.substr(0, line.find('\n')));
        }
        end = feed == std::string::npos ? 0 : feed;
    }
    return lines;
}

} // namespace bindery::staging
