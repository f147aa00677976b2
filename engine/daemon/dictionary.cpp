// SPDX-License-Identifier: Apache-2.0
#include "daemon/dictionary.h"

#include "base/error.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace bindery::daemon
{

namespace
{

constexpr std::size_t kLongestText = 16384; ///< of a wish, in bytes

sdbus::Variant variantOf(const Json& value);

/// Code points that are no characters (Unicode, section 23.7) are UTF-8, but not for the bus's library. `at`
/// is where one of three or four bytes begins.
bool isNoncharacter(std::string_view text, std::size_t at)
{
    const auto byte = [&](std::size_t index) { return static_cast<unsigned char>(text[at + index]); };
    if (byte(0) == 0xef && byte(1) == 0xb7) {
        return byte(2) >= 0x90 && byte(2) <= 0xaf; // U+FDD0 to U+FDEF
    }
    const bool isLong = byte(0) >= 0xf0;
    const bool isEndOfPlane =
        isLong ? (byte(1) & 0x0fU) == 0x0f && byte(2) == 0xbf : byte(0) == 0xef && byte(1) == 0xbf;
    return isEndOfPlane && byte(isLong ? 3 : 2) >= 0xbe; // U+nFFFE, U+nFFFF
}

sdbus::Variant listOf(const Json& list)
{
    const auto are = [&](auto isKind) { return std::all_of(list.begin(), list.end(), isKind); };
    if (!list.empty() && are([](const Json& each) { return each.is_object(); })) {
        return sdbus::Variant(dictionariesOf(list));
    }
    if (!list.empty() && are([](const Json& each) { return each.is_number_integer(); })) {
        return sdbus::Variant(list.get<std::vector<std::int64_t>>());
    }
    std::vector<std::string> texts;
    for (const Json& each : list) {
        texts.push_back(busText(each.is_string()
                                    ? each.get<std::string>()
                                    : each.dump(-1, ' ', false, Json::error_handler_t::replace)));
    }
    return sdbus::Variant(texts);
}

sdbus::Variant variantOf(const Json& value)
{
    if (value.is_boolean()) {
        return sdbus::Variant(value.get<bool>());
    }
    if (value.is_number()) {
        return sdbus::Variant(value.get<std::int64_t>());
    }
    if (value.is_object()) {
        return sdbus::Variant(dictionaryOf(value));
    }
    if (value.is_array()) {
        return listOf(value);
    }
    return sdbus::Variant(busText(value.get<std::string>()));
}

} // namespace

std::string busText(std::string_view text)
{
    // What the JSON library cannot write as UTF-8 it replaces; a NUL cannot be sent either.
    const Json quoted = std::string(text);
    std::string valid =
        Json::parse(quoted.dump(-1, ' ', false, Json::error_handler_t::replace)).get<std::string>();
    std::replace_if(
        valid.begin(), valid.end(), [](char each) { return each == '\0'; }, ' ');
    for (std::size_t at = 0; at < valid.size(); ++at) {
        const auto first = static_cast<unsigned char>(valid[at]);
        if (first >= 0xe0 && isNoncharacter(valid, at)) {
            valid.replace(at, first >= 0xf0 ? 4 : 3, "\xef\xbf\xbd");
        }
    }
    return valid;
}

Dictionary dictionaryOf(const Json& object)
{
    Dictionary facts;
    for (const auto& [key, value] : object.items()) {
        if (!value.is_null()) {
            facts.emplace(busText(key), variantOf(value));
        }
    }
    return facts;
}

std::vector<Dictionary> dictionariesOf(const Json& list)
{
    std::vector<Dictionary> dictionaries;
    for (const Json& each : list) {
        dictionaries.push_back(dictionaryOf(each));
    }
    return dictionaries;
}

std::optional<sdbus::Variant> Wishes::take(const std::string& key)
{
    auto node = m_wishes.extract(key);
    return node.empty() ? std::nullopt : std::optional(std::move(node.mapped()));
}

std::optional<std::string> Wishes::text(const std::string& key)
{
    const std::optional<sdbus::Variant> value = take(key);
    if (!value) {
        return std::nullopt;
    }
    if (!value->containsValueOfType<std::string>()) {
        throw Error(ErrorCode::InvalidArgument, m_what + ": " + key + " must be a text (s)");
    }
    std::string text = value->get<std::string>();
    if (text.size() > kLongestText) {
        throw Error(ErrorCode::InvalidArgument,
                    m_what + ": " + key + " is longer than " + std::to_string(kLongestText) + " bytes");
    }
    return text;
}

std::optional<std::int64_t> Wishes::number(const std::string& key)
{
    const std::optional<sdbus::Variant> value = take(key);
    if (!value) {
        return std::nullopt;
    }
    if (value->containsValueOfType<std::int64_t>()) {
        return value->get<std::int64_t>();
    }
    if (value->containsValueOfType<std::int32_t>()) {
        return value->get<std::int32_t>();
    }
    if (value->containsValueOfType<std::uint32_t>()) {
        return value->get<std::uint32_t>();
    }
    if (value->containsValueOfType<std::uint64_t>()) {
        const auto number = value->get<std::uint64_t>();
        if (number <= static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
            return static_cast<std::int64_t>(number);
        }
    }
    throw Error(ErrorCode::InvalidArgument, m_what + ": " + key + " must be a whole number (x)");
}

std::optional<bool> Wishes::flag(const std::string& key)
{
    const std::optional<sdbus::Variant> value = take(key);
    if (!value) {
        return std::nullopt;
    }
    if (!value->containsValueOfType<bool>()) {
        throw Error(ErrorCode::InvalidArgument, m_what + ": " + key + " must be true or false (b)");
    }
    return value->get<bool>();
}

void Wishes::requireEmpty() const
{
    if (!m_wishes.empty()) {
        throw Error(ErrorCode::InvalidArgument,
                    m_what + ": nothing is known of the key \"" + busText(m_wishes.begin()->first) + "\"");
    }
}

} // namespace bindery::daemon
