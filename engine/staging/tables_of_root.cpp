// SPDX-License-Identifier: Apache-2.0
#include "staging/tables_of_root.h"

#include "base/error.h"
#include "staging/config_txt.h"

#include <vector>

namespace bindery::staging
{

namespace
{

constexpr std::string_view kBlanks = " \t\r";

struct Field {
    std::size_t start = 0;
    std::string text;
};

/// Nothing for comments and blank lines.
std::vector<Field> fieldsOf(const std::string& line)
{
    std::vector<Field> fields;
    std::size_t at = line.find_first_not_of(kBlanks);
    if (at == std::string::npos || line[at] == '#') {
        return fields;
    }
    while (at != std::string::npos) {
        const std::size_t end = line.find_first_of(kBlanks, at);
        fields.push_back({at, line.substr(at, end == std::string::npos ? end : end - at)});
        at = end == std::string::npos ? end : line.find_first_not_of(kBlanks, end);
    }
    return fields;
}

/// A table's lines, of which some are replaced and some are left out.
class Table
{
public:
    explicit Table(std::string_view text) : m_table(text), m_lines(m_table.lines()) {}

    std::vector<ConfigLine>& lines() { return m_lines; }
    void append(std::string row)
    {
        ConfigTxt whole(text());
        whole.append(std::move(row));
        m_lines = whole.lines();
    }
    std::string text() const
    {
        std::string all;
        for (const ConfigLine& line : m_lines) {
            all += line.text + line.ending;
        }
        return all;
    }

private:
    ConfigTxt m_table;
    std::vector<ConfigLine> m_lines;
};

/// The one row of a mount point names `source` afterwards; `row` is added when there is none.
void mountFrom(Table& table, std::string_view mount, std::string_view source, const std::string& row)
{
    bool found = false;
    std::size_t number = 0;
    for (ConfigLine& line : table.lines()) {
        ++number;
        const std::vector<Field> fields = fieldsOf(line.text);
        if (fields.size() < 2 || fields[1].text != mount) {
            continue;
        }
        if (found) {
            throw Error(ErrorCode::BadImage, "/etc/fstab, line " + std::to_string(number) +
                                                 ": a second row mounts " + std::string(mount) +
                                                 "; remove one of them");
        }
        found = true;
        line.text.replace(fields[0].start, fields[0].text.size(), source);
    }
    if (!found) {
        table.append(row);
    }
}

void checkSource(std::string_view source)
{
    if (source.empty() || source.find_first_of(" \t\r\n#") != std::string_view::npos) {
        throw Error(ErrorCode::InvalidArgument,
                    "\"" + std::string(source) +
                        "\" cannot stand in a table of mounts; give it as UUID=... or "
                        "LABEL=... without blanks");
    }
}

} // namespace

std::string editedFstab(std::string_view fstab, std::string_view bootMount, std::string_view bootSource)
{
    checkSource(bootSource);
    Table table(fstab);
    mountFrom(table, "/", kRootMapper, std::string(kRootMapper) + "  /  ext4  defaults,noatime  0  1");
    mountFrom(table, bootMount, bootSource,
              std::string(bootSource) + "  " + std::string(bootMount) + "  vfat  defaults  0  2");
    return table.text();
}

std::string editedCrypttab(std::string_view crypttab, std::string_view source)
{
    checkSource(source);
    const std::string mapper(kRootMapper.substr(kRootMapper.rfind('/') + 1));
    const std::string row = mapper + " " + std::string(source) +
                            " none luks,initramfs,keyscript=" + std::string(kUnlockScript) + ",tries=3";
    Table table(crypttab);
    bool found = false;
    std::vector<ConfigLine> kept;
    for (ConfigLine& line : table.lines()) {
        const std::vector<Field> fields = fieldsOf(line.text);
        if (fields.empty() || fields[0].text != mapper) {
            kept.push_back(line);
        } else if (!found) {
            found = true;
            kept.push_back({row, line.ending});
        }
    }
    table.lines() = kept;
    if (!found) {
        table.append(row);
    }
    return table.text();
}

} // namespace bindery::staging
