// SPDX-License-Identifier: Apache-2.0
// How fast the line makes units, and how well: over the last hour, or since it took the order up when that is
// shorter. Times are monotonic microseconds. Threads: a value.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>

namespace bindery::daemon
{

class LineRate
{
public:
    /// An order was taken up.
    void begin(std::int64_t micros);
    void ended(bool passed, std::int64_t micros);

    /// Empty before the first unit passed.
    std::optional<double> unitsPerHour(std::int64_t micros) const;
    /// Of all attempts that ended, in percent; empty before the first.
    std::optional<double> yieldPercent() const;
    std::optional<std::int64_t> secondsFor(std::int64_t units, std::int64_t micros) const;

private:
    std::int64_t m_begun = 0;
    std::deque<std::int64_t> m_passes; ///< of the last hour, oldest first
    std::int64_t m_passed = 0;
    std::int64_t m_ended = 0;
};

} // namespace bindery::daemon
