// SPDX-License-Identifier: Apache-2.0
#include "line/yield_gate.h"

#include "base/error.h"

#include <algorithm>
#include <ctime>

namespace bindery::line
{

namespace
{

constexpr std::int64_t kMicrosPerSecond = 1'000'000;
constexpr std::int64_t kHundred = 100;

} // namespace

std::optional<std::string> whyYieldStops(const YieldCounts& counts, const YieldLimit& limit,
                                         const std::string& order)
{
    const std::int64_t finished = counts.passed + counts.failed;
    if (limit.percent <= 0 || finished == 0 || finished < limit.after ||
        counts.passed * kHundred >= limit.percent * finished) {
        return std::nullopt;
    }
    return "the yield of order " + order + " is " + std::to_string(counts.passed * kHundred / finished) +
           " % (" + std::to_string(counts.passed) + " of " + std::to_string(finished) + "), its limit is " +
           std::to_string(limit.percent) + " %";
}

std::optional<std::int64_t> placesLeft(const PlaceFacts& facts)
{
    if (!db::takesCards(facts.state)) {
        return 0;
    }
    const std::int64_t taken = facts.made + facts.running;
    const auto left = [&](std::int64_t limit) { return std::max<std::int64_t>(0, limit - taken); };
    if (facts.state == db::OrderState::FirstArticle) {
        return left(1);
    }
    return facts.target ? std::optional(left(*facts.target)) : std::nullopt;
}

bool isFull(const PlaceFacts& facts)
{
    return facts.target && facts.made >= *facts.target;
}

std::optional<std::string> whyCheckDue(const ReferenceChecks& checks, std::int64_t dayStartedMicros)
{
    const auto isMissing = [&](const std::optional<std::int64_t>& check) {
        return !check || *check < dayStartedMicros;
    };
    const bool good = isMissing(checks.knownGoodMicros);
    const bool bad = isMissing(checks.knownBadMicros);
    if (good && bad) {
        return "neither reference card was checked today";
    }
    if (good) {
        return "the known-good reference card has not passed today";
    }
    if (bad) {
        return "the known-bad reference card was not found bad today";
    }
    return std::nullopt;
}

std::int64_t dayStartOf(std::int64_t utcMicros)
{
    const std::time_t seconds = utcMicros / kMicrosPerSecond;
    std::tm local{};
    if (::localtime_r(&seconds, &local) == nullptr) {
        throw Error(ErrorCode::Internal, "the clock shows a time that no calendar has");
    }
    local.tm_hour = 0;
    local.tm_min = 0;
    local.tm_sec = 0;
    local.tm_isdst = -1; // the day may have changed to or from summer time
    return std::mktime(&local) * kMicrosPerSecond;
}

} // namespace bindery::line
