// SPDX-License-Identifier: Apache-2.0
// Reads CSV as RFC 4180 has it: records of fields, quoted where needed, lines ended by CR LF or LF. A UTF-8
// byte order mark is skipped, as are lines that are entirely empty. The text is hostile input.
// Errors: InvalidArgument naming file, line and, within a record, the field by its number.
// Source: RFC 4180.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bindery::golden
{

struct CsvRecord {
    std::size_t line = 0; ///< where it starts, from 1
    std::vector<std::string> fields;
};

class CsvReader
{
public:
    /// Both are borrowed text; `place` names the file in messages.
    CsvReader(std::string_view text, std::string_view place);
    /// Empty at the end.
    std::optional<CsvRecord> next();

private:
    [[noreturn]] void fail(std::size_t line, std::size_t field, const std::string& what) const;
    std::string quoted(std::size_t field);
    std::string plain(std::size_t field);
    /// Steps over one line end, if there is one here.
    bool skipLineEnd();

    std::string_view m_text;
    std::string_view m_place;
    std::size_t m_at = 0;
    std::size_t m_line = 1;
};

} // namespace bindery::golden
