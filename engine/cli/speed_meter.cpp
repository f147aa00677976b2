// SPDX-License-Identifier: Apache-2.0
#include "cli/speed_meter.h"

#include <cmath>

namespace bindery::cli
{

namespace
{

constexpr std::int64_t kWindow = 5'000'000;
constexpr std::int64_t kShortest = 1'000'000;
constexpr std::int64_t kLongestLeft = 359'999; // 99:59:59

} // namespace

void SpeedMeter::sample(std::int64_t nowMicros, std::uint64_t done)
{
    if (!m_samples.empty() && done < m_samples.back().done) {
        m_samples.clear();
    }
    m_samples.push_back({nowMicros, done});
    while (m_samples.size() > 2 && nowMicros - m_samples[1].micros >= kWindow) {
        m_samples.pop_front();
    }
}

std::optional<double> SpeedMeter::bytesPerSecond() const
{
    if (m_samples.size() < 2) {
        return std::nullopt;
    }
    const std::int64_t micros = m_samples.back().micros - m_samples.front().micros;
    if (micros < kShortest) {
        return std::nullopt;
    }
    return static_cast<double>(m_samples.back().done - m_samples.front().done) * 1e6 /
           static_cast<double>(micros);
}

std::optional<std::int64_t> SpeedMeter::secondsFor(std::uint64_t bytes) const
{
    const std::optional<double> speed = bytesPerSecond();
    if (!speed || *speed < 1) {
        return std::nullopt;
    }
    const double seconds = static_cast<double>(bytes) / *speed;
    return seconds > static_cast<double>(kLongestLeft)
               ? std::nullopt
               : std::optional(static_cast<std::int64_t>(std::lround(seconds)));
}

} // namespace bindery::cli
