// SPDX-License-Identifier: Apache-2.0
// How fast something goes, over its last seconds. Units: bytes, microseconds of a monotonic clock.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>

namespace bindery::cli
{

class SpeedMeter
{
public:
    /// A count that went back (another step began) starts anew.
    void sample(std::int64_t nowMicros, std::uint64_t done);
    /// Empty until it has seen a second.
    std::optional<double> bytesPerSecond() const;
    std::optional<std::int64_t> secondsFor(std::uint64_t bytes) const;

private:
    struct Sample {
        std::int64_t micros;
        std::uint64_t done;
    };
    std::deque<Sample> m_samples;
};

} // namespace bindery::cli
