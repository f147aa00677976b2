// SPDX-License-Identifier: Apache-2.0
#include "staging/config_txt.h"

#include "staging/ascii.h"

#include <algorithm>

namespace bindery::staging
{

namespace
{

constexpr std::string_view kBlanks = " \t\r\v\f";

std::string_view trimmed(std::string_view text)
{
    const std::size_t from = text.find_first_not_of(kBlanks);
    if (from == std::string_view::npos) {
        return {};
    }
    return text.substr(from, text.find_last_not_of(kBlanks) - from + 1);
}

} // namespace

ConfigTxt::ConfigTxt(std::string_view text)
{
    while (!text.empty()) {
        const std::size_t feed = text.find('\n');
        ConfigLine line;
        if (feed == std::string_view::npos) {
            line.text = text;
            text = {};
        } else {
            const bool carriage = feed > 0 && text[feed - 1] == '\r';
            line.text = text.substr(0, carriage ? feed - 1 : feed);
            line.ending = carriage ? "\r\n" : "\n";
            text.remove_prefix(feed + 1);
        }
        m_lines.push_back(std::move(line));
    }
    if (!m_lines.empty() && !m_lines.front().ending.empty()) {
        m_ending = m_lines.front().ending;
    }
}

std::string ConfigTxt::text() const
{
    std::string all;
    for (const ConfigLine& line : m_lines) {
        all += line.text + line.ending;
    }
    return all;
}

void ConfigTxt::insert(std::size_t index, std::string line)
{
    const std::size_t place = std::min(index, m_lines.size());
    if (place > 0 && m_lines[place - 1].ending.empty()) {
        m_lines[place - 1].ending = m_ending;
    }
    m_lines.insert(m_lines.begin() + static_cast<std::ptrdiff_t>(place),
                   ConfigLine{std::move(line), m_ending});
}

std::optional<std::string> sectionOf(const ConfigLine& line)
{
    const std::string_view text = trimmed(line.text);
    if (text.empty() || text.front() != '[') {
        return std::nullopt;
    }
    const std::size_t end = text.find(']');
    if (end == std::string_view::npos) {
        return std::nullopt;
    }
    return lowerAscii(trimmed(text.substr(1, end - 1)));
}

std::optional<ConfigSetting> settingOf(const ConfigLine& line)
{
    const std::string_view text = trimmed(line.text);
    if (text.empty() || text.front() == '#' || text.front() == '[') {
        return std::nullopt;
    }
    const std::size_t end = std::min(text.find_first_of("= \t"), text.size());
    ConfigSetting setting{lowerAscii(text.substr(0, end)), {}};
    if (end < text.size()) {
        setting.value = trimmed(text.substr(end + 1));
    }
    return setting;
}

} // namespace bindery::staging
