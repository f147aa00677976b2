// SPDX-License-Identifier: Apache-2.0
// Says when a card's work stands still: neither its step nor any of its counts has moved for the limit. Time
// in which nobody looked (a station that was suspended, a line that was starved) is not held against the
// card. Never stalled: a card that waits to start, one that is done, and the long flush after all was
// written, which shows no progress and may take minutes. Pure over what it is shown. Threads: one.
#pragma once

#include "base/clock.h"
#include "card/card_progress.h"

#include <chrono>
#include <cstdint>

namespace bindery::card
{

constexpr std::chrono::milliseconds kStallLimit{30'000};
/// So many limits are granted for preparing: it is the station's own work, which a busy processor makes long,
/// and does not touch the card.
constexpr int kStallLimitsToPrepare = 10;

class StallWatch
{
public:
    /// `clock` outlives the watch.
    explicit StallWatch(const Clock& clock, std::chrono::milliseconds limit = kStallLimit);

    /// Looks at the card now; to be called about once a second. True from the moment it is stalled until it
    /// moves again.
    bool isStalled(const CardProgress& progress);
    /// How long it has not moved, as of the last look; zero where standing still is allowed.
    std::chrono::milliseconds still() const;

private:
    const Clock& m_clock;
    const std::chrono::milliseconds m_limit;
    ProgressSeen m_seen;
    bool m_looked = false;
    std::int64_t m_lookedAt = 0; ///< microseconds, monotonic
    std::int64_t m_still = 0;    ///< microseconds
};

} // namespace bindery::card
