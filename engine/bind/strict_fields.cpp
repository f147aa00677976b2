// SPDX-License-Identifier: Apache-2.0
#include "base/base64.h"
#include "base/error.h"
#include "bind/strict_fields_internal.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>

namespace bindery::bind
{

namespace
{

constexpr std::size_t kShown = 80;

struct Character {
    char32_t point = 0;
    std::size_t length = 0;
};

/// The character at the start of `text`, in its shortest form (RFC 3629); nothing when there is none.
std::optional<Character> firstOf(std::string_view text)
{
    const auto lead = static_cast<unsigned char>(text.front());
    if (lead < 0x80) {
        return Character{lead, 1};
    }
    const std::size_t length = (lead & 0xe0U) == 0xc0   ? 2
                               : (lead & 0xf0U) == 0xe0 ? 3
                               : (lead & 0xf8U) == 0xf0 ? 4
                                                        : 0;
    if (length == 0 || text.size() < length) {
        return std::nullopt;
    }
    char32_t point = lead & (0x7fU >> length);
    for (std::size_t i = 1; i < length; ++i) {
        const auto next = static_cast<unsigned char>(text[i]);
        if ((next & 0xc0U) != 0x80) {
            return std::nullopt;
        }
        point = (point << 6U) | (next & 0x3fU);
    }
    constexpr std::array<char32_t, 5> kSmallest{0, 0, 0x80, 0x800, 0x10000};
    const bool surrogate = point >= 0xd800 && point <= 0xdfff;
    if (point < kSmallest.at(length) || point > 0x10ffff || surrogate) {
        return std::nullopt;
    }
    return Character{point, length};
}

/// Controls (Cc), line and paragraph separators, direction and other invisible formatting, private use,
/// non-characters: what can make a console or a label say something else than was written.
bool isShown(char32_t point)
{
    struct Range {
        char32_t first;
        char32_t last;
    };
    static constexpr std::array<Range, 13> kHidden{{
        {0x00, 0x1f},
        {0x7f, 0x9f},
        {0xad, 0xad},
        {0x61c, 0x61c},
        {0x200b, 0x200f},
        {0x2028, 0x202e},
        {0x2060, 0x206f},
        {0xe000, 0xf8ff},
        {0xfdd0, 0xfdef},
        {0xfeff, 0xfeff},
        {0xfff0, 0xffff},
        {0xe0000, 0xe0fff},
        {0xf0000, 0x10ffff},
    }};
    return std::none_of(kHidden.begin(), kHidden.end(),
                        [point](const Range& range) { return point >= range.first && point <= range.last; });
}

} // namespace

bool isPrintable(std::string_view text)
{
    while (!text.empty()) {
        const std::optional<Character> next = firstOf(text);
        if (!next || !isShown(next->point)) {
            return false;
        }
        text.remove_prefix(next->length);
    }
    return true;
}

std::string fitted(std::string_view text, std::size_t limit)
{
    std::string out;
    while (!text.empty()) {
        const std::optional<Character> next = firstOf(text);
        const std::size_t taken = next ? next->length : 1;
        const std::string_view shown = next && isShown(next->point) ? text.substr(0, taken) : "?";
        if (out.size() + shown.size() > limit) {
            break;
        }
        out += shown;
        text.remove_prefix(taken);
    }
    return out;
}

void Field::refuse(const std::string& wanted) const
{
    // replace: a text that is no UTF-8 must not end in an exception of another kind
    const std::string value = m_value->dump(-1, ' ', false, Json::error_handler_t::replace);
    throw Error(ErrorCode::Corrupt, m_place + " is " + fitted(value, kShown) + "; it must be " + wanted);
}

void Field::requireMembers(std::initializer_list<const char*> names) const
{
    if (!m_value->is_object()) {
        refuse("an object");
    }
    for (const char* name : names) {
        if (!m_value->contains(name)) {
            throw Error(ErrorCode::Corrupt, m_place + "." + name + " is missing");
        }
    }
    for (const auto& member : m_value->items()) {
        const bool known =
            std::any_of(names.begin(), names.end(), [&](const char* name) { return member.key() == name; });
        if (!known) {
            throw Error(ErrorCode::Corrupt,
                        m_place + "." + fitted(member.key(), kShown) + " is a field that does not exist");
        }
    }
}

Field Field::at(const char* name) const
{
    if (!m_value->is_object() || !m_value->contains(name)) {
        throw Error(ErrorCode::Corrupt, m_place + "." + name + " is missing");
    }
    return {m_value->at(name), m_place + "." + name};
}

std::vector<Field> Field::items(std::size_t limit) const
{
    if (!m_value->is_array() || m_value->size() > limit) {
        refuse("a list of at most " + std::to_string(limit));
    }
    std::vector<Field> fields;
    for (std::size_t i = 0; i < m_value->size(); ++i) {
        fields.emplace_back(m_value->at(i), m_place + "[" + std::to_string(i) + "]");
    }
    return fields;
}

const std::string& Field::string(const char* wanted) const
{
    if (!m_value->is_string()) {
        refuse(wanted);
    }
    return m_value->get_ref<const std::string&>();
}

std::string Field::text(std::size_t limit) const
{
    const std::string& found = string("a text");
    if (found.size() > limit || !isPrintable(found)) {
        refuse("a printable text of at most " + std::to_string(limit) + " bytes");
    }
    return found;
}

std::string Field::hex(std::size_t size) const
{
    const std::string& found = string("hex");
    const bool sound =
        found.size() == 2 * size && found.find_first_not_of("0123456789abcdef") == std::string::npos;
    if (!sound) {
        refuse("lower-case hex of " + std::to_string(size) + " bytes");
    }
    return found;
}

std::vector<std::byte> Field::base64(std::size_t limit) const
{
    const std::string& found = string("base64");
    const std::string wanted = "base64 of at most " + std::to_string(limit) + " bytes";
    if (found.size() > (limit + 2) / 3 * 4) {
        refuse(wanted);
    }
    std::vector<std::byte> bytes;
    try {
        bytes = fromBase64(found);
    } catch (const Error&) {
        refuse(wanted);
    }
    if (bytes.size() > limit) {
        refuse(wanted);
    }
    return bytes;
}

std::int64_t Field::number(std::int64_t lowest, std::int64_t highest) const
{
    const bool whole = m_value->is_number_integer() &&
                       !(m_value->is_number_unsigned() && m_value->get<std::uint64_t>() > INT64_MAX);
    if (!whole || m_value->get<std::int64_t>() < lowest || m_value->get<std::int64_t>() > highest) {
        refuse("a whole number from " + std::to_string(lowest) + " to " + std::to_string(highest));
    }
    return m_value->get<std::int64_t>();
}

} // namespace bindery::bind
