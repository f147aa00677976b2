// SPDX-License-Identifier: Apache-2.0
#include "base/json.h"

#include "base/error.h"

#include <algorithm>
#include <cstdint>
#include <set>
#include <vector>

namespace bindery
{

namespace
{

constexpr std::int64_t kMaxInteger = 9'007'199'254'740'991; // 2^53 - 1, RFC 7493 section 2.2

/// RFC 8785 section 3.2.3 sorts keys by UTF-16 code units, which differs from byte order beyond the BMP.
std::u16string toUtf16(const std::string& text)
{
    std::u16string units;
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = static_cast<unsigned char>(text[i]);
        const std::size_t length = lead < 0x80 ? 1 : (lead < 0xe0 ? 2 : (lead < 0xf0 ? 3 : 4));
        char32_t point = length == 1 ? lead : lead & (0x7fU >> length);
        for (std::size_t k = 1; k < length; ++k) {
            point = (point << 6U) | (static_cast<unsigned char>(text.at(i + k)) & 0x3fU);
        }
        if (point >= 0x10000) {
            units += static_cast<char16_t>(0xd800 + ((point - 0x10000) >> 10U));
            units += static_cast<char16_t>(0xdc00 + ((point - 0x10000) & 0x3ffU));
        } else {
            units += static_cast<char16_t>(point);
        }
        i += length;
    }
    return units;
}

void writeString(const std::string& text, std::string& out)
{
    try {
        // nlohmann escapes exactly as RFC 8785 section 3.2.2.2 asks, except DEL, which it leaves as it is, as
        // asked.
        out += Json(text).dump(-1, ' ', false, Json::error_handler_t::strict);
    } catch (const Json::exception&) {
        throw Error(ErrorCode::InvalidArgument, "text for the records is not UTF-8");
    }
}

void write(const Json& value, std::string& out)
{
    switch (value.type()) {
    case Json::value_t::null:
        out += "null";
        return;
    case Json::value_t::boolean:
        out += value.get<bool>() ? "true" : "false";
        return;
    case Json::value_t::number_integer:
    case Json::value_t::number_unsigned: {
        const bool fits =
            value.is_number_unsigned()
                ? value.get<std::uint64_t>() <= static_cast<std::uint64_t>(kMaxInteger)
                : value.get<std::int64_t>() >= -kMaxInteger && value.get<std::int64_t>() <= kMaxInteger;
        if (!fits) {
            throw Error(ErrorCode::InvalidArgument, "a number for the records is beyond 53 bits");
        }
        out += value.dump();
        return;
    }
    case Json::value_t::string:
        writeString(value.get_ref<const std::string&>(), out);
        return;
    case Json::value_t::array: {
        out += '[';
        bool first = true;
        for (const Json& item : value) {
            if (!std::exchange(first, false)) {
                out += ',';
            }
            write(item, out);
        }
        out += ']';
        return;
    }
    case Json::value_t::object: {
        std::vector<std::pair<std::u16string, const std::string*>> keys;
        for (const auto& [key, item] : value.items()) {
            std::string checked;
            writeString(key, checked); // refuses a key that is not UTF-8 before it is decoded
            keys.emplace_back(toUtf16(key), &value.find(key).key());
        }
        std::sort(keys.begin(), keys.end());
        out += '{';
        bool first = true;
        for (const auto& [units, key] : keys) {
            if (!std::exchange(first, false)) {
                out += ',';
            }
            writeString(*key, out);
            out += ':';
            write(value.at(*key), out);
        }
        out += '}';
        return;
    }
    default:
        throw Error(ErrorCode::InvalidArgument,
                    "records hold integers, text, lists and objects; no fractions or binary values");
    }
}

} // namespace

std::string canonicalJson(const Json& value)
{
    std::string out;
    write(value, out);
    return out;
}

Json parseJson(std::string_view text, std::string_view what)
{
    constexpr int kMaxDepth =
        64; // deeper than anything we write; keeps a hostile text from exhausting the stack
    std::vector<std::set<std::string>> keysByDepth;
    std::string duplicate;
    const auto watch = [&](int depth, Json::parse_event_t event, Json& parsed) {
        if (depth > kMaxDepth) {
            throw Error(ErrorCode::Corrupt,
                        std::string(what) + ": JSON is nested deeper than " + std::to_string(kMaxDepth));
        }
        if (event == Json::parse_event_t::object_start) {
            keysByDepth.emplace_back();
        } else if (event == Json::parse_event_t::object_end) {
            keysByDepth.pop_back();
        } else if (event == Json::parse_event_t::key &&
                   !keysByDepth.back().insert(parsed.get<std::string>()).second) {
            duplicate = parsed.get<std::string>();
        }
        return true;
    };
    Json value;
    try {
        value = Json::parse(text, watch);
    } catch (const Json::parse_error& error) {
        throw Error(ErrorCode::Corrupt,
                    std::string(what) + ": not JSON (byte " + std::to_string(error.byte) + ")");
    } catch (const Json::exception& error) {
        throw Error(ErrorCode::Corrupt, std::string(what) + ": not JSON: " + error.what());
    }
    if (!duplicate.empty()) {
        throw Error(ErrorCode::Corrupt, std::string(what) + ": the key \"" + duplicate + "\" stands twice");
    }
    return value;
}

} // namespace bindery
