// SPDX-License-Identifier: Apache-2.0
#include "golden/csv_reader.h"

#include "base/error.h"

#include <algorithm>

namespace bindery::golden
{

namespace
{

constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
constexpr std::size_t kMaxFields = 256;

} // namespace

CsvReader::CsvReader(std::string_view text, std::string_view place) : m_text(text), m_place(place)
{
    if (m_text.starts_with("\xff\xfe") || m_text.starts_with("\xfe\xff")) {
        fail(1, 1, "is UTF-16: save the file as UTF-8");
    }
    if (m_text.starts_with(kByteOrderMark)) {
        m_text.remove_prefix(kByteOrderMark.size());
    }
}

void CsvReader::fail(std::size_t line, std::size_t field, const std::string& what) const
{
    throw Error(ErrorCode::InvalidArgument, std::string(m_place) + ", line " + std::to_string(line) +
                                                ": field " + std::to_string(field) + " " + what);
}

bool CsvReader::skipLineEnd()
{
    const std::string_view rest = m_text.substr(m_at);
    const std::size_t length = rest.starts_with("\r\n") ? 2 : rest.starts_with('\n') ? 1 : 0;
    m_at += length;
    m_line += length > 0 ? 1U : 0U;
    return length > 0;
}

std::string CsvReader::quoted(std::size_t field)
{
    const std::size_t firstLine = m_line;
    std::string value;
    for (++m_at;; ++m_at) {
        if (m_at >= m_text.size()) {
            fail(firstLine, field, "starts with a quote (\") that is never closed");
        }
        if (m_text[m_at] == '"') {
            if (m_at + 1 >= m_text.size() || m_text[m_at + 1] != '"') {
                ++m_at;
                return value;
            }
            ++m_at; // two quotes are one
        }
        m_line += m_text[m_at] == '\n' ? 1U : 0U;
        value += m_text[m_at];
    }
}

std::string CsvReader::plain(std::size_t field)
{
    const std::size_t start = m_at;
    m_at = std::min(m_text.find_first_of(",\r\n\"", m_at), m_text.size());
    if (m_at < m_text.size() && m_text[m_at] == '"') {
        fail(m_line, field, "has a quote (\") inside: put the whole field in quotes and double that one");
    }
    return std::string(m_text.substr(start, m_at - start));
}

std::optional<CsvRecord> CsvReader::next()
{
    while (skipLineEnd()) {
    }
    if (m_at >= m_text.size()) {
        return std::nullopt;
    }
    CsvRecord record;
    record.line = m_line;
    for (;;) {
        const std::size_t field = record.fields.size() + 1;
        if (field > kMaxFields) {
            fail(m_line, field, "is one too many: there may be " + std::to_string(kMaxFields));
        }
        const bool isQuoted = m_at < m_text.size() && m_text[m_at] == '"';
        record.fields.push_back(isQuoted ? quoted(field) : plain(field));
        if (m_at >= m_text.size() || skipLineEnd()) {
            return record;
        }
        if (m_text[m_at] == ',') {
            ++m_at;
        } else if (m_text[m_at] == '\r') {
            fail(m_line, field, "is followed by a lone carriage return: end lines with CR LF or LF");
        } else {
            fail(m_line, field, "goes on after its closing quote: put a comma there, or double the quote");
        }
    }
}

} // namespace bindery::golden
