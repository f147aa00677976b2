// SPDX-License-Identifier: Apache-2.0
#include "daemon/line_rate.h"

#include <algorithm>
#include <cmath>

namespace bindery::daemon
{

namespace
{

constexpr std::int64_t kHour = 3'600'000'000; ///< microseconds
constexpr std::int64_t kShortest = 1'000'000; ///< the same
constexpr double kSecondsPerHour = 3600;
constexpr double kPercent = 100;

} // namespace

void LineRate::begin(std::int64_t micros)
{
    *this = {};
    m_begun = micros;
}

void LineRate::ended(bool passed, std::int64_t micros)
{
    ++m_ended;
    if (passed) {
        ++m_passed;
        m_passes.push_back(micros);
    }
    while (!m_passes.empty() && m_passes.front() < micros - kHour) {
        m_passes.pop_front();
    }
}

std::optional<double> LineRate::unitsPerHour(std::int64_t micros) const
{
    if (m_passed == 0) {
        return std::nullopt;
    }
    const auto recent = std::count_if(m_passes.begin(), m_passes.end(),
                                      [&](std::int64_t pass) { return pass >= micros - kHour; });
    const std::int64_t span = std::clamp(micros - m_begun, kShortest, kHour);
    return static_cast<double>(recent) * static_cast<double>(kHour) / static_cast<double>(span);
}

std::optional<double> LineRate::yieldPercent() const
{
    if (m_ended == 0) {
        return std::nullopt;
    }
    return kPercent * static_cast<double>(m_passed) / static_cast<double>(m_ended);
}

std::optional<std::int64_t> LineRate::secondsFor(std::int64_t units, std::int64_t micros) const
{
    const std::optional<double> rate = unitsPerHour(micros);
    if (!rate || *rate <= 0) {
        return std::nullopt;
    }
    return static_cast<std::int64_t>(std::ceil(kSecondsPerHour * static_cast<double>(units) / *rate));
}

} // namespace bindery::daemon
