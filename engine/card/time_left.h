// SPDX-License-Identifier: Apache-2.0
// How long a card will still take: what is left to write and to verify, at the pace it had lately. Until the
// card verifies, it is taken to be read at the pace it was written, which is rarely faster than it is read.
// Erasing, probing and discarding have a pace of their own and are not counted in; after a pause in looking
// (a station that was suspended) the pace from before holds until there is a new one. Units: milliseconds.
// Empty: nothing is known yet, or it has not moved for so long that any figure would be a lie. Pure over
// what it is shown. Threads: one.
#pragma once

#include "base/clock.h"
#include "card/card_progress.h"

#include <chrono>
#include <cstdint>
#include <deque>
#include <optional>

namespace bindery::card
{

/// Bytes per second over the last seconds.
class RecentRate
{
public:
    /// `count` only grows.
    void sample(std::int64_t nowMicros, std::uint64_t count);
    /// Empty until it was watched for long enough; zero when nothing moved lately.
    std::optional<double> bytesPerSecond() const;

private:
    struct Sample {
        std::int64_t micros = 0;
        std::uint64_t count = 0;
    };
    std::deque<Sample> m_samples;
    std::optional<double> m_rate;
};

class TimeLeft
{
public:
    /// `clock` outlives the estimate.
    explicit TimeLeft(const Clock& clock);

    /// Looks at the card now; to be called about once a second.
    void look(const CardProgress& progress);
    /// As of the last look.
    std::optional<std::chrono::milliseconds> left() const { return m_left; }

private:
    const Clock& m_clock;
    RecentRate m_writing;
    RecentRate m_verifying;
    std::uint64_t m_writtenBefore = 0;
    bool m_looked = false;
    bool m_writes = false; ///< the first byte of this writing was seen
    std::optional<std::chrono::milliseconds> m_left;
};

} // namespace bindery::card
