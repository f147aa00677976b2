// SPDX-License-Identifier: Apache-2.0
// config.txt and what it includes, as lines: nothing is lost, so an unedited text comes out byte for byte.
// Every text can be read; what the firmware would not understand is a line like any other.
// Threads: one object belongs to one thread.
// Source: raspberrypi.com documentation, "config.txt": one setting a line, '#' in front of a comment,
// sections in brackets. Keys and sections are matched in lower case, as old images write some of them.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bindery::staging
{

struct ConfigLine {
    std::string text;   ///< without its ending
    std::string ending; ///< "\n" or "\r\n"; empty for a last line without one
};

/// "cmdline=nobtcmd.txt", "initramfs initrd.img followkernel", "dtparam=i2c_arm=on".
struct ConfigSetting {
    std::string key;   ///< lower case
    std::string value; ///< all behind the first '=' or blank, without blanks around it
};

class ConfigTxt
{
public:
    explicit ConfigTxt(std::string_view text);

    const std::vector<ConfigLine>& lines() const { return m_lines; }
    std::string text() const;
    /// Before line `index`, or behind the last; with the line ending that the text has.
    void insert(std::size_t index, std::string line);
    void append(std::string line) { insert(m_lines.size(), std::move(line)); }

private:
    std::vector<ConfigLine> m_lines;
    std::string m_ending = "\n";
};

/// Name between the brackets, in lower case.
std::optional<std::string> sectionOf(const ConfigLine& line);
/// Nothing for sections, comments and blank lines.
std::optional<ConfigSetting> settingOf(const ConfigLine& line);

} // namespace bindery::staging
