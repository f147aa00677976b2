// SPDX-License-Identifier: Apache-2.0
// What the person in front can see: whether a stream is a terminal, how wide it is, whether it shows colours
// and more than ASCII; and text made fit for it. Units: columns. Source: ioctl_tty(2) TIOCGWINSZ, wcwidth(3),
// no-color.org.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace bindery::cli
{

struct ConsoleSize {
    std::size_t columns = 80;
    std::size_t rows = 24;
};

/// One output stream as it is right now.
struct Console {
    int fd = 2;
    bool terminal = false; ///< can be redrawn
    bool colour = false;
    bool unicode = false;

    static Console of(int fd);
    /// Of a terminal; asked anew each time, for windows get resized.
    ConsoleSize size() const;
};

/// One line that can do no harm to a terminal: control characters and what is not UTF-8 stand as \xNN. Text
/// from cards, images and file names goes through this before it is shown.
std::string printable(std::string_view text);
/// Columns that printable text takes.
std::size_t displayWidth(std::string_view text);
/// Filled up with spaces, on the left when `right`.
std::string padded(const std::string& text, std::size_t width, bool right = false);
/// At most `width` columns: the middle gives way, for names differ at their ends.
std::string shortened(const std::string& text, std::size_t width, bool unicode);
/// Broken at spaces.
std::vector<std::string> wrapped(std::string_view text, std::size_t width);

enum class Tone { Plain, Good, Bad, Busy, Dim, Strong };
/// In colour where the console has some.
std::string toned(const Console& console, Tone tone, const std::string& text);

} // namespace bindery::cli
