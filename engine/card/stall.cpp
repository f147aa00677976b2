// SPDX-License-Identifier: Apache-2.0
#include "card/stall.h"

#include <algorithm>

namespace bindery::card
{

namespace
{

/// What a look counts for at most: longer, and it was the watch that stood still.
constexpr std::int64_t kLongestLook = 5'000'000; // microseconds

bool mayStandStill(Step step)
{
    return step == Step::Waiting || step == Step::Flushing || step == Step::Done;
}

} // namespace

StallWatch::StallWatch(const Clock& clock, std::chrono::milliseconds limit) : m_clock(clock), m_limit(limit)
{
}

bool StallWatch::isStalled(const CardProgress& progress)
{
    const std::int64_t now = m_clock.monotonicMicros();
    const ProgressSeen seen = ProgressSeen::of(progress);
    if (!m_looked || seen != m_seen || mayStandStill(seen.step)) {
        m_still = 0;
    } else {
        m_still += std::min(now - m_lookedAt, kLongestLook);
    }
    m_looked = true;
    m_lookedAt = now;
    m_seen = seen;
    return still() >= (seen.step == Step::Preparing ? m_limit * kStallLimitsToPrepare : m_limit);
}

std::chrono::milliseconds StallWatch::still() const
{
    return std::chrono::milliseconds(m_still / 1000);
}

} // namespace bindery::card
