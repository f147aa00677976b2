// SPDX-License-Identifier: Apache-2.0
#include "cli/console.h"

#include <algorithm>
#include <array>
#include <clocale>
#include <cstdlib>
#include <cwchar>

#include <langinfo.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace bindery::cli
{

namespace
{

std::string_view environment(const char* name)
{
    const char* value = std::getenv(name);
    return value == nullptr ? std::string_view() : value;
}

/// Length of the UTF-8 sequence at the start of `text`, decoded into `point`; 0 when it is none.
std::size_t decodeUtf8(std::string_view text, char32_t& point)
{
    const auto lead = static_cast<unsigned char>(text[0]);
    if (lead < 0x80) {
        point = lead;
        return 1;
    }
    const std::size_t length = lead >= 0xf0 ? 4 : (lead >= 0xe0 ? 3 : 2);
    if (lead < 0xc2 || lead > 0xf4 || text.size() < length) {
        return 0;
    }
    point = lead & (0x7fU >> length);
    for (std::size_t i = 1; i < length; ++i) {
        const auto next = static_cast<unsigned char>(text[i]);
        if ((next & 0xc0U) != 0x80U) {
            return 0;
        }
        point = (point << 6U) | (next & 0x3fU);
    }
    constexpr std::array<char32_t, 5> kSmallest{0, 0, 0x80, 0x800, 0x10000};
    const bool surrogate = point >= 0xd800 && point <= 0xdfff;
    return point < kSmallest.at(length) || point > 0x10ffff || surrogate ? 0 : length;
}

bool isHarmless(char32_t point)
{
    const bool control = point < 0x20 || (point >= 0x7f && point < 0xa0);
    const bool turnsDirection = (point >= 0x202a && point <= 0x202e) ||
                                (point >= 0x2066 && point <= 0x2069) || point == 0x200e || point == 0x200f;
    const bool breaksLine = point == 0x2028 || point == 0x2029;
    return !control && !turnsDirection && !breaksLine;
}

std::size_t columnsOf(char32_t point)
{
    if (point < 0x300) {
        return 1;
    }
    const int width = ::wcwidth(static_cast<wchar_t>(point));
    return width < 0 ? 1 : static_cast<std::size_t>(width);
}

} // namespace

Console Console::of(int fd)
{
    Console console;
    console.fd = fd;
    const std::string_view kind = environment("TERM");
    console.terminal = ::isatty(fd) == 1 && !kind.empty() && kind != "dumb";
    console.colour = console.terminal && environment("NO_COLOR").empty();
    // Programs that read a pipe want plain words; the kernel's own console has too few characters to rely on.
    console.unicode =
        console.terminal && kind != "linux" && std::string_view(::nl_langinfo(CODESET)) == "UTF-8";
    return console;
}

ConsoleSize Console::size() const
{
    winsize window{};
    if (::ioctl(fd, TIOCGWINSZ, &window) != 0 || window.ws_col == 0 || window.ws_row == 0) {
        return {};
    }
    return {window.ws_col, window.ws_row};
}

std::string printable(std::string_view text)
{
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string out;
    while (!text.empty()) {
        char32_t point = 0;
        const std::size_t length = decodeUtf8(text, point);
        if (length > 0 && isHarmless(point)) {
            out += text.substr(0, length);
        } else {
            for (const char unit : text.substr(0, std::max<std::size_t>(length, 1))) {
                const auto byte = static_cast<unsigned char>(unit);
                out += "\\x";
                out += kDigits[byte >> 4U];
                out += kDigits[byte & 0xfU];
            }
        }
        text.remove_prefix(std::max<std::size_t>(length, 1));
    }
    return out;
}

std::size_t displayWidth(std::string_view text)
{
    std::size_t columns = 0;
    while (!text.empty()) {
        char32_t point = 0;
        const std::size_t length = decodeUtf8(text, point);
        columns += length == 0 ? 1 : columnsOf(point);
        text.remove_prefix(std::max<std::size_t>(length, 1));
    }
    return columns;
}

std::string padded(const std::string& text, std::size_t width, bool right)
{
    const std::size_t taken = displayWidth(text);
    const std::string space(taken < width ? width - taken : 0, ' ');
    return right ? space + text : text + space;
}

std::string shortened(const std::string& text, std::size_t width, bool unicode)
{
    if (displayWidth(text) <= width) {
        return text;
    }
    const std::string mark = unicode ? "…" : "~";
    if (width <= 1) {
        return width == 0 ? "" : mark;
    }
    std::vector<std::string_view> characters;
    for (std::string_view rest = text; !rest.empty();) {
        char32_t point = 0;
        const std::size_t length = std::max<std::size_t>(decodeUtf8(rest, point), 1);
        characters.push_back(rest.substr(0, length));
        rest.remove_prefix(length);
    }
    const std::size_t room = width - 1;
    std::string head;
    std::size_t first = 0;
    while (displayWidth(head) + displayWidth(characters[first]) <= room / 2) {
        head += characters[first++];
    }
    std::string tail;
    for (std::size_t last = characters.size(); last-- > first;) {
        if (displayWidth(head) + displayWidth(tail) + displayWidth(characters[last]) > room) {
            break;
        }
        tail.insert(0, characters[last]);
    }
    return head + mark + tail;
}

std::vector<std::string> wrapped(std::string_view text, std::size_t width)
{
    std::vector<std::string> lines;
    std::string line;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        const std::string word(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (!line.empty() && displayWidth(line) + 1 + displayWidth(word) > width) {
            lines.push_back(std::move(line));
            line.clear();
        }
        line += (line.empty() ? "" : " ") + word;
    }
    lines.push_back(std::move(line));
    return lines;
}

std::string toned(const Console& console, Tone tone, const std::string& text)
{
    if (!console.colour || tone == Tone::Plain) {
        return text;
    }
    const char* code = "";
    switch (tone) {
    case Tone::Good:
        code = "\033[32m";
        break;
    case Tone::Bad:
        code = "\033[1;31m";
        break;
    case Tone::Busy:
        code = "\033[36m";
        break;
    case Tone::Dim:
        code = "\033[2m";
        break;
    case Tone::Strong:
        code = "\033[1m";
        break;
    case Tone::Plain:
        break;
    }
    return code + text + "\033[0m";
}

} // namespace bindery::cli
