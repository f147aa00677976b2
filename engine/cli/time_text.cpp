// SPDX-License-Identifier: Apache-2.0
#include "cli/time_text.h"

#include "base/error.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <ctime>
#include <optional>

namespace bindery::cli
{

namespace
{

constexpr std::int64_t kMicros = 1'000'000;
constexpr std::int64_t kMinute = 60;
constexpr std::int64_t kHour = 60 * kMinute;
constexpr std::int64_t kDay = 24 * kHour;

std::optional<std::int64_t> agoSeconds(const std::string& text)
{
    constexpr std::int64_t kLongest = 100LL * 366;
    std::int64_t number = 0;
    const char* const end = text.data() + text.size();
    const auto [rest, status] = std::from_chars(text.data(), end, number);
    if (status != std::errc{} || rest + 1 != end || number < 0) {
        return std::nullopt;
    }
    std::int64_t unit = 0;
    switch (*rest) {
    case 's':
        unit = 1;
        break;
    case 'm':
        unit = kMinute;
        break;
    case 'h':
        unit = kHour;
        break;
    case 'd':
        unit = kDay;
        break;
    default:
        return std::nullopt;
    }
    return number > kLongest * kDay / unit ? std::nullopt : std::optional(number * unit);
}

std::optional<std::int64_t> calendarSeconds(std::string text)
{
    const bool utc = !text.empty() && (text.back() == 'Z' || text.back() == 'z');
    if (utc) {
        text.pop_back();
    }
    std::replace(text.begin(), text.end(), 'T', ' ');
    for (const char* form : {"%Y-%m-%d", "%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S"}) {
        std::tm parts{};
        const char* end = ::strptime(text.c_str(), form, &parts);
        if (end == nullptr || *end != '\0') {
            continue;
        }
        parts.tm_isdst = -1;
        const std::tm asked = parts;
        const std::time_t seconds = utc ? ::timegm(&parts) : std::mktime(&parts);
        // The C library turns 31 February into March.
        return asked.tm_mday == parts.tm_mday && asked.tm_mon == parts.tm_mon
                   ? std::optional<std::int64_t>(seconds)
                   : std::nullopt;
    }
    return std::nullopt;
}

} // namespace

std::string localTime(std::int64_t utcMicros)
{
    const auto seconds = static_cast<std::time_t>(utcMicros / kMicros);
    std::tm parts{};
    ::localtime_r(&seconds, &parts);
    std::array<char, 32> text{};
    const std::size_t length = std::strftime(text.data(), text.size(), "%Y-%m-%d %H:%M:%S", &parts);
    return {text.data(), length};
}

std::string clockSpan(std::int64_t seconds)
{
    std::array<char, 40> text{};
    const auto hours = static_cast<long>(seconds / kHour);
    const auto minutes = static_cast<int>(seconds % kHour / kMinute);
    const auto rest = static_cast<int>(seconds % kMinute);
    const int length = hours > 0
                           ? std::snprintf(text.data(), text.size(), "%ld:%02d:%02d", hours, minutes, rest)
                           : std::snprintf(text.data(), text.size(), "%d:%02d", minutes, rest);
    return {text.data(), static_cast<std::size_t>(length)};
}

std::string spokenSpan(std::int64_t millis)
{
    constexpr std::int64_t kTenSeconds = 10'000;
    const std::int64_t seconds = (millis + 500) / 1000;
    if (millis < kTenSeconds) {
        return std::to_string(millis / 1000) + "." + std::to_string(millis % 1000 / 100) + " s";
    }
    if (seconds < kMinute) {
        return std::to_string(seconds) + " s";
    }
    if (seconds < kHour) {
        return std::to_string(seconds / kMinute) + " min " + std::to_string(seconds % kMinute) + " s";
    }
    return std::to_string(seconds / kHour) + " h " + std::to_string(seconds % kHour / kMinute) + " min";
}

std::int64_t parseTime(const std::string& text, const std::string& option, std::int64_t nowMicros)
{
    if (const std::optional<std::int64_t> ago = agoSeconds(text)) {
        return nowMicros - *ago * kMicros;
    }
    if (const std::optional<std::int64_t> seconds = calendarSeconds(text)) {
        return *seconds * kMicros;
    }
    throw Error(ErrorCode::InvalidArgument,
                option + ": \"" + text +
                    "\" is no time: write 2026-07-29, \"2026-07-29 14:03\" (add Z for UTC), or "
                    "how long ago, such as 30m, 8h or 7d");
}

} // namespace bindery::cli
