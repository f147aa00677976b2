// SPDX-License-Identifier: Apache-2.0
#include "card/time_left.h"

#include <algorithm>
#include <cmath>

namespace bindery::card
{

namespace
{

constexpr std::int64_t kWindow = 15'000'000; // microseconds; long against the bursts of a slow card
constexpr std::int64_t kEnough = 2'000'000;
constexpr std::int64_t kLongestLook = 5'000'000;

std::optional<double> secondsFor(std::uint64_t bytes, std::optional<double> rate)
{
    if (bytes == 0) {
        return 0;
    }
    if (!rate || *rate <= 0) {
        return std::nullopt;
    }
    return static_cast<double>(bytes) / *rate;
}

std::uint64_t rest(std::uint64_t all, std::uint64_t done)
{
    return all - std::min(all, done);
}

} // namespace

void RecentRate::sample(std::int64_t nowMicros, std::uint64_t count)
{
    if (!m_samples.empty() && nowMicros - m_samples.back().micros > kLongestLook) {
        m_samples.clear(); // the rate from before holds until there is a new one
    }
    m_samples.push_back({nowMicros, count});
    while (m_samples.size() > 2 && m_samples[1].micros <= nowMicros - kWindow) {
        m_samples.pop_front();
    }
    const Sample& first = m_samples.front();
    if (nowMicros - first.micros >= kEnough) {
        m_rate =
            static_cast<double>(count - first.count) * 1e6 / static_cast<double>(nowMicros - first.micros);
    }
}

std::optional<double> RecentRate::bytesPerSecond() const
{
    return m_rate;
}

TimeLeft::TimeLeft(const Clock& clock) : m_clock(clock) {}

void TimeLeft::look(const CardProgress& progress)
{
    const std::int64_t now = m_clock.monotonicMicros();
    const ProgressSeen seen = ProgressSeen::of(progress);
    const bool mayWrite = seen.step == Step::Writing || seen.step == Step::Filling;
    // A fill may be a discard, which writes nothing: the pace counts from the first byte on.
    m_writes = mayWrite && (m_writes || (m_looked && seen.written > m_writtenBefore));
    if (m_writes) {
        m_writing.sample(now, seen.written);
    }
    if (seen.step == Step::Verifying && seen.verified > 0) {
        m_verifying.sample(now, seen.verified);
    }
    m_looked = true;
    m_writtenBefore = seen.written;

    if (seen.step == Step::Done) {
        m_left = std::chrono::milliseconds(0);
        return;
    }
    m_left.reset();
    if (seen.toWrite == 0) {
        return;
    }
    const bool allWritten =
        seen.step == Step::Flushing || seen.step == Step::Verifying || seen.step == Step::Finishing;
    const std::optional<double> writing = m_writing.bytesPerSecond();
    const std::optional<double> verifying = m_verifying.bytesPerSecond();
    const auto toWrite = secondsFor(allWritten ? 0 : rest(seen.toWrite, seen.written), writing);
    const auto toVerify = secondsFor(rest(seen.toVerify, seen.verified), verifying ? verifying : writing);
    if (toWrite && toVerify) {
        m_left = std::chrono::milliseconds(std::llround((*toWrite + *toVerify) * 1000));
    }
}

} // namespace bindery::card
