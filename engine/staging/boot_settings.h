// SPDX-License-Identifier: Apache-2.0
// What config.txt with all that it includes comes to, for one way of starting: later settings win, sections
// decide which lines count. What only the unit can decide gives more than one answer.
// Errors: BadImage naming file and line: an include that leads back to itself, or more lines and answers than
// a boot partition has. Threads: free of state once made.
#pragma once

#include "staging/boot_profile.h"
#include "staging/config_filter.h"
#include "staging/config_txt.h"

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace bindery::staging
{

/// The files of a boot partition by name, as FAT finds them: letters' case does not matter.
class BootFolder
{
public:
    /// Errors: BadImage for a name that is there twice.
    explicit BootFolder(const BootFiles& files);

    const BootFile* find(std::string_view path) const;
    bool has(std::string_view path) const { return find(path) != nullptr; }
    /// Whether a file lies in that folder.
    bool hasFolder(std::string_view folder) const;

private:
    std::map<std::string, const BootFile*> m_files; ///< by lower case path
};

struct PlacedSetting {
    std::string value;
    std::string file;
    std::size_t line = 0; ///< from 1

    std::string place() const { return file + ", line " + std::to_string(line); }
};

/// Nothing stands for a key that is not set.
using Answers = std::vector<std::optional<PlacedSetting>>;

class BootSettings
{
public:
    /// `main` is "config.txt", "tryboot.txt" or "autoboot.txt".
    BootSettings(const BootFolder& folder, const BootFile& main, BootWay way);

    const BootWay& way() const { return m_way; }
    /// All values that any of `keys` (other names of the same) may have in the end; at least one answer.
    Answers answers(const std::vector<std::string_view>& keys) const;
    /// Whether the end of the main file is under no filter.
    bool endsInAll() const { return m_filter.isAll(); }

    struct Line {
        ConfigSetting setting;
        Applies applies = Applies::Yes; ///< never No
        std::string file;
        std::size_t number = 0; ///< from 1

        std::string place() const { return file + ", line " + std::to_string(number); }
    };
    /// Every setting that may count, in the order in which the firmware meets it.
    const std::vector<Line>& lines() const { return m_lines; }
    /// The files that they come from.
    const std::set<std::string>& files() const { return m_files; }

private:
    void read(const BootFolder& folder, const BootFile& file, int depth);
    void include(const BootFolder& folder, const Line& line, int depth);

    BootWay m_way;
    std::vector<Line> m_lines;
    std::set<std::string> m_files;
    ConfigFilter m_filter;
    std::size_t m_read = 0; ///< lines of all files, each as often as it is included
};

} // namespace bindery::staging
