// SPDX-License-Identifier: Apache-2.0
// How many buffers may wait for one medium: as many as it writes within the horizon, by what it took lately,
// at least one and never more than the limit. A card that turns slow thus has seconds of work before it, not
// minutes: it can be stopped soon, and does not keep the shared window's front waiting for nothing. Units:
// nanoseconds, bytes. Pure. Threads: the caller's lock.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>

namespace bindery::card
{

/// Work that may lie before one medium.
constexpr std::chrono::nanoseconds kQueueHorizon = std::chrono::seconds(2);

class QueueDepth
{
public:
    using Nanos = std::chrono::nanoseconds;

    QueueDepth(std::size_t limit, std::size_t bufferSize) : m_limit(limit), m_bufferSize(bufferSize) {}

    /// So many bytes took so long.
    void wrote(std::uint64_t bytes, Nanos took)
    {
        if (bytes == 0) {
            return;
        }
        const double perByte = static_cast<double>(took.count()) / static_cast<double>(bytes);
        m_nanosPerByte = m_known ? m_nanosPerByte + kWeight * (perByte - m_nanosPerByte) : perByte;
        m_known = true;
    }

    /// `soFar`: how long the write under way has taken.
    std::size_t allowed(Nanos soFar) const
    {
        const double perBuffer =
            std::max(m_nanosPerByte * static_cast<double>(m_bufferSize), static_cast<double>(soFar.count()));
        if (perBuffer <= 0) {
            return m_limit;
        }
        const double fit = static_cast<double>(kQueueHorizon.count()) / perBuffer;
        return fit >= static_cast<double>(m_limit) ? m_limit
                                                   : std::max<std::size_t>(1, static_cast<std::size_t>(fit));
    }

private:
    static constexpr double kWeight = 0.3; ///< of the newest write

    std::size_t m_limit;
    std::size_t m_bufferSize;
    double m_nanosPerByte = 0;
    bool m_known = false;
};

} // namespace bindery::card
