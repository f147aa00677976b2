// SPDX-License-Identifier: Apache-2.0
#include "golden/unit_table.h"

#include "base/error.h"
#include "base/file.h"
#include "base/json.h"
#include "golden/csv_reader.h"
#include "golden/manifest.h"
#include "golden/personality.h"

#include <algorithm>
#include <cctype>

namespace bindery::golden
{

namespace
{

constexpr Bytes kMaxFileSize = mib(16);
constexpr std::size_t kMaxName = 64;
constexpr std::size_t kMaxValue = 1024;
constexpr std::string_view kMacPrefix = "mac_";

/// Where a value stands, to say so when it is wrong.
struct Cell {
    const std::string& place;
    std::size_t line;
    const std::string& column;

    [[noreturn]] void fail(const std::string& what) const
    {
        throw Error(ErrorCode::InvalidArgument,
                    place + ", line " + std::to_string(line) + ", column " + column + ": " + what);
    }
};

bool isColumnName(std::string_view name)
{
    const auto letter = [](char c) { return c >= 'a' && c <= 'z'; };
    return !name.empty() && name.size() <= kMaxName && letter(name.front()) &&
           std::all_of(name.begin(), name.end(),
                       [&](char c) { return letter(c) || (c >= '0' && c <= '9') || c == '_'; });
}

/// What of a value may stand in a message.
std::string shown(std::string_view value)
{
    constexpr std::size_t kMaxShown = 64;
    std::size_t length = std::min(kMaxShown, value.size());
    while (length > 0 && length < value.size() &&
           (static_cast<unsigned char>(value[length]) & 0xc0U) == 0x80U) {
        --length; // not in the middle of a character
    }
    return "\"" + std::string(value.substr(0, length)) + (value.size() > length ? "...\"" : "\"");
}

bool isUtf8(const std::string& value)
{
    try {
        canonicalJson(Json(value)); // as the unit's own file will hold it
        return true;
    } catch (const Error&) {
        return false;
    }
}

/// As Linux writes it; empty when it is none.
std::string macOf(std::string_view text)
{
    constexpr std::size_t kLength = 17;
    if (text.size() != kLength) {
        return {};
    }
    std::string mac;
    for (std::size_t i = 0; i < kLength; ++i) {
        const bool separator = i % 3 == 2;
        const auto c = static_cast<unsigned char>(text[i]);
        if (separator ? (c != ':' && c != '-') || c != static_cast<unsigned char>(text[2])
                      : std::isxdigit(c) == 0) {
            return {};
        }
        mac += separator ? ':' : static_cast<char>(std::tolower(c));
    }
    return mac;
}

std::string macIn(const Cell& cell, const std::string& value)
{
    std::string mac = macOf(value);
    if (mac.empty()) {
        cell.fail(shown(value) + " is not a MAC address: write six pairs of hex digits, such as "
                                 "02:00:5e:10:00:ff");
    }
    constexpr std::string_view kOddDigits = "13579bdf";
    if (kOddDigits.find(mac[1]) != std::string_view::npos || mac == "00:00:00:00:00:00") {
        cell.fail(shown(value) + " is the address of a group or of nobody, not of one device");
    }
    return mac;
}

void checkValue(const Cell& cell, const std::string& value)
{
    if (value.size() > kMaxValue) {
        cell.fail("the value is longer than " + std::to_string(kMaxValue) + " bytes: shorten it");
    }
    if (std::any_of(value.begin(), value.end(), [](char c) {
            return static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) == 0x7f;
        })) {
        cell.fail("the value holds a control character or a line break: remove it");
    }
    if (!isUtf8(value)) {
        cell.fail("the value is not UTF-8: save the file as UTF-8");
    }
}

std::vector<std::string> columnsOf(CsvReader& reader, const std::string& place)
{
    const std::optional<CsvRecord> header = reader.next();
    if (!header) {
        throw Error(ErrorCode::InvalidArgument,
                    place + " is empty: its first line names the columns, one of them serial");
    }
    const std::string where = place + ", line " + std::to_string(header->line) + ": ";
    const std::vector<std::string>& names = header->fields;
    if (names.size() == 1 && names.front().find_first_of(";\t") != std::string::npos) {
        throw Error(ErrorCode::InvalidArgument,
                    where + "there is no comma: save the file as CSV with commas between the columns");
    }
    for (std::size_t i = 0; i < names.size(); ++i) {
        const std::string column = "the name of column " + std::to_string(i + 1) + " ";
        if (!isColumnName(names[i])) {
            throw Error(ErrorCode::InvalidArgument,
                        where + column +
                            "is not lower-case letters, digits and '_', at most 64, the first a letter");
        }
        if (std::find(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(i), names[i]) !=
            names.begin() + static_cast<std::ptrdiff_t>(i)) {
            throw Error(ErrorCode::InvalidArgument,
                        where + column + "is " + names[i] + ", as that of another: each once");
        }
    }
    if (std::find(names.begin(), names.end(), "serial") == names.end()) {
        throw Error(ErrorCode::InvalidArgument,
                    where + "there is no column serial: the first line names the columns");
    }
    return names;
}

class TableReader
{
public:
    TableReader(std::string_view text, const std::string& place)
        : m_reader(text, place), m_place(place), m_columns(columnsOf(m_reader, place))
    {
    }

    UnitTable read()
    {
        UnitTable table{m_place, {}};
        while (const std::optional<CsvRecord> record = m_reader.next()) {
            table.rows.push_back(rowOf(*record));
        }
        if (table.rows.empty()) {
            throw Error(ErrorCode::InvalidArgument,
                        m_place + " names no unit: give each a line below the names of the columns");
        }
        return table;
    }

private:
    UnitRow rowOf(const CsvRecord& record)
    {
        if (record.fields.size() != m_columns.size()) {
            throw Error(ErrorCode::InvalidArgument,
                        m_place + ", line " + std::to_string(record.line) + ": " +
                            std::to_string(record.fields.size()) + " fields, but the first line names " +
                            std::to_string(m_columns.size()) +
                            " columns: put values with commas in quotes, leave unknown ones empty");
        }
        UnitRow row;
        row.line = record.line;
        for (std::size_t i = 0; i < m_columns.size(); ++i) {
            const Cell cell{m_place, record.line, m_columns[i]};
            row.fields[m_columns[i]] = valueOf(cell, record.fields[i]);
        }
        row.serial = row.fields["serial"];
        row.hostName = row.fields["host_name"];
        return row;
    }

    std::string valueOf(const Cell& cell, const std::string& value)
    {
        checkValue(cell, value);
        if (cell.column == "serial") {
            if (!isImageName(value)) {
                cell.fail(value.empty()
                              ? "the serial is missing"
                              : shown(value) + " is not a serial: use 1 to 64 letters, digits, '.', '_' or "
                                               "'-', the first a letter or digit");
            }
            requireOnce(cell, m_serials, value);
        } else if (cell.column == "host_name" && !value.empty() && !isHostName(value)) {
            cell.fail(shown(value) + " is not a host name: use letters, digits and hyphens between them, at "
                                     "most 64 characters");
        } else if (cell.column.rfind(kMacPrefix, 0) == 0 && !value.empty()) {
            std::string mac = macIn(cell, value);
            requireOnce(cell, m_macs, mac);
            return mac;
        }
        return value;
    }

    static void requireOnce(const Cell& cell, std::map<std::string, std::size_t>& seen,
                            const std::string& value)
    {
        const auto [first, isNew] = seen.emplace(value, cell.line);
        if (!isNew) {
            cell.fail(value + " stands in line " + std::to_string(first->second) +
                      " already: give each unit its own");
        }
    }

    CsvReader m_reader;
    const std::string& m_place;
    std::vector<std::string> m_columns;
    std::map<std::string, std::size_t> m_serials;
    std::map<std::string, std::size_t> m_macs;
};

} // namespace

UnitTable parseUnitTable(std::string_view text, const std::string& place)
{
    return TableReader(text, place).read();
}

UnitTable loadUnitTable(const std::filesystem::path& path)
{
    return parseUnitTable(readTextFile(path, kMaxFileSize), path.string());
}

} // namespace bindery::golden
