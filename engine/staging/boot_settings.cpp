// SPDX-License-Identifier: Apache-2.0
#include "staging/boot_settings.h"

#include "base/error.h"
#include "staging/ascii.h"

#include <algorithm>

namespace bindery::staging
{

namespace
{

constexpr int kMaxDepth = 8;
constexpr std::size_t kMaxLines = 5000;
constexpr std::size_t kMaxAnswers = 16;

std::string_view withoutSlash(std::string_view path)
{
    while (path.starts_with('/')) {
        path.remove_prefix(1);
    }
    return path;
}

bool isSame(const std::optional<PlacedSetting>& answer, const std::string& value)
{
    return answer && answer->value == value;
}

} // namespace

BootFolder::BootFolder(const BootFiles& files)
{
    for (const BootFile& file : files) {
        if (!m_files.emplace(lowerAscii(withoutSlash(file.path)), &file).second) {
            throw Error(ErrorCode::BadImage,
                        "boot partition: " + file.path + " is there twice; remove one of them");
        }
    }
}

const BootFile* BootFolder::find(std::string_view path) const
{
    const auto found = m_files.find(lowerAscii(withoutSlash(path)));
    return found == m_files.end() ? nullptr : found->second;
}

bool BootFolder::hasFolder(std::string_view folder) const
{
    const std::string inside = lowerAscii(withoutSlash(folder)) + "/";
    const auto found = m_files.lower_bound(inside);
    return found != m_files.end() && found->first.starts_with(inside);
}

BootSettings::BootSettings(const BootFolder& folder, const BootFile& main, BootWay way) : m_way(way)
{
    read(folder, main, 0);
}

void BootSettings::read(const BootFolder& folder, const BootFile& file, int depth)
{
    m_files.insert(file.path);
    const ConfigTxt config(file.content);
    std::size_t number = 0;
    for (const ConfigLine& text : config.lines()) {
        ++number;
        if (++m_read > kMaxLines) {
            throw Error(ErrorCode::BadImage, file.path + ", line " + std::to_string(number) +
                                                 ": the settings and all that they include have more than " +
                                                 std::to_string(kMaxLines) + " lines; include less");
        }
        if (const auto section = sectionOf(text)) {
            m_filter.enter(*section);
            continue;
        }
        auto setting = settingOf(text);
        const Applies applies = m_filter.to(m_way);
        if (!setting || applies == Applies::No) {
            continue;
        }
        const Line line{std::move(*setting), applies, file.path, number};
        if (line.setting.key == "include") {
            include(folder, line, depth + 1);
        } else {
            m_lines.push_back(line);
        }
    }
}

void BootSettings::include(const BootFolder& folder, const Line& line, int depth)
{
    const BootFile* included = folder.find(line.setting.value);
    if (included == nullptr) {
        return; // the firmware says nothing about a file that is not there, and goes on
    }
    if (depth > kMaxDepth) {
        throw Error(ErrorCode::BadImage, line.place() +
                                             ": the included files include each other, more than " +
                                             std::to_string(kMaxDepth) + " deep; remove this include");
    }
    if (line.applies == Applies::Perhaps) {
        throw Error(ErrorCode::BadImage,
                    line.place() + ": whether " + included->path +
                        " is included hangs on a condition that only the unit can decide; "
                        "put the include under [all]");
    }
    read(folder, *included, depth);
}

Answers BootSettings::answers(const std::vector<std::string_view>& keys) const
{
    Answers answers{std::nullopt};
    for (const Line& line : m_lines) {
        if (std::find(keys.begin(), keys.end(), line.setting.key) == keys.end()) {
            continue;
        }
        if (line.applies == Applies::Yes) {
            answers.clear();
        }
        const std::string& value = line.setting.value;
        if (std::none_of(answers.begin(), answers.end(),
                         [&](const auto& answer) { return isSame(answer, value); })) {
            answers.push_back(PlacedSetting{value, line.file, line.number});
        }
        if (answers.size() > kMaxAnswers) {
            throw Error(ErrorCode::BadImage, line.place() + ": " + line.setting.key + " may have more than " +
                                                 std::to_string(kMaxAnswers) +
                                                 " values; leave one in [all] or in the boards' sections");
        }
    }
    return answers;
}

} // namespace bindery::staging
