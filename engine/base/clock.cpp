// SPDX-License-Identifier: Apache-2.0
#include "base/clock.h"

#include <array>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <utility>

#include <sys/timex.h>

namespace bindery
{

namespace
{

constexpr std::int64_t kMicrosPerSecond = 1'000'000;

std::int64_t readClock(clockid_t id)
{
    timespec time{};
    ::clock_gettime(id, &time);
    return static_cast<std::int64_t>(time.tv_sec) * kMicrosPerSecond + time.tv_nsec / 1000;
}

} // namespace

SystemClock::SystemClock()
{
    std::ifstream file("/proc/sys/kernel/random/boot_id");
    std::getline(file, m_bootId);
}

Moment SystemClock::now() const
{
    timex state{};
    const int status = ::adjtimex(&state);
    std::optional<bool> synchronised;
    if (status >= 0) {
        synchronised = status != TIME_ERROR && (state.status & STA_UNSYNC) == 0;
    }
    return {readClock(CLOCK_REALTIME), readClock(CLOCK_BOOTTIME), m_bootId, synchronised};
}

std::int64_t SystemClock::monotonicMicros() const
{
    return readClock(CLOCK_BOOTTIME);
}

SimulatedClock::SimulatedClock(std::int64_t utcMicros, std::string bootId)
    : m_start(utcMicros), m_bootId(std::move(bootId))
{
}

Moment SimulatedClock::now() const
{
    return {m_start + m_elapsed, m_elapsed, m_bootId, true};
}

std::int64_t SimulatedClock::monotonicMicros() const
{
    return m_elapsed;
}

void SimulatedClock::advance(std::int64_t micros)
{
    m_elapsed += micros;
}

std::string isoTime(std::int64_t utcMicros)
{
    std::int64_t seconds = utcMicros / kMicrosPerSecond;
    std::int64_t micros = utcMicros % kMicrosPerSecond;
    if (micros < 0) {
        micros += kMicrosPerSecond;
        --seconds;
    }
    const auto time = static_cast<std::time_t>(seconds);
    std::tm parts{};
    ::gmtime_r(&time, &parts);
    std::array<char, 64> text{};
    const std::size_t length = std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%S", &parts);
    std::array<char, 16> fraction{};
    const int fractionLength =
        std::snprintf(fraction.data(), fraction.size(), ".%06dZ", static_cast<int>(micros));
    return std::string(text.data(), length) +
           std::string(fraction.data(), static_cast<std::size_t>(fractionLength));
}

} // namespace bindery
