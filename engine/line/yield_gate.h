// SPDX-License-Identifier: Apache-2.0
// When the line stops by itself: a yield under the order's limit, a first article that waits for approval, a
// daily check that is due, the target. Pure functions over counts and times. Units: microseconds UTC;
// percent.
#pragma once

#include "db/order_state.h"

#include <cstdint>
#include <optional>
#include <string>

namespace bindery::line
{

struct YieldCounts {
    std::int64_t passed = 0; ///< with written, unverified
    std::int64_t failed = 0; ///< since the order was last opened; cancelled and interrupted do not count
};
struct YieldLimit {
    int percent = 0; ///< 0: none
    int after = 10;  ///< cards that must be finished first
};
/// "the yield of order 4711 is 60 % (6 of 10), its limit is 90 %"; empty while all is well.
std::optional<std::string> whyYieldStops(const YieldCounts& counts, const YieldLimit& limit,
                                         const std::string& order);

/// How many more cards may be started now.
struct PlaceFacts {
    db::OrderState state = db::OrderState::Open;
    std::optional<std::int64_t> target;
    std::int64_t made = 0;    ///< units that passed or are written, not scrapped
    std::int64_t running = 0; ///< attempts for units that are not among them
};
/// Empty: any number. A first article is one card.
std::optional<std::int64_t> placesLeft(const PlaceFacts& facts);
/// The target is reached.
bool isFull(const PlaceFacts& facts);

/// The last checks that came out as they must: the good card passed, the bad one was found bad.
struct ReferenceChecks {
    std::optional<std::int64_t> knownGoodMicros;
    std::optional<std::int64_t> knownBadMicros;
};
/// Due until both came out well since `dayStartedMicros`, the local midnight. Says what is missing.
std::optional<std::string> whyCheckDue(const ReferenceChecks& checks, std::int64_t dayStartedMicros);
/// Local midnight before `utcMicros`, by the station's time zone (localtime_r(3)).
std::int64_t dayStartOf(std::int64_t utcMicros);

} // namespace bindery::line
