// SPDX-License-Identifier: Apache-2.0
// How much time cards may lose by waiting for slower ones, all waits together: a purse that refills with a
// share of the time that passes and never holds more than it began with. However many cards are slow and
// however long the line runs, what the others lose is at most the purse plus the share; waits of several
// cards at the same time count once. Units: nanoseconds on any steady clock. Pure. Threads: the caller's
// lock.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>

namespace bindery::card
{

class Patience
{
public:
    using Nanos = std::chrono::nanoseconds;

    Patience(Nanos purse, double share, Nanos now)
        : m_purse(purse), m_share(share), m_left(purse), m_settledAt(now)
    {
    }

    Nanos left(Nanos now)
    {
        settle(now);
        return m_left;
    }
    void beginWait(Nanos now)
    {
        settle(now);
        ++m_waiting;
    }
    void endWait(Nanos now)
    {
        settle(now);
        --m_waiting;
    }

private:
    void settle(Nanos now)
    {
        const Nanos passed = now - m_settledAt;
        m_settledAt = now;
        const Nanos earned(static_cast<std::int64_t>(static_cast<double>(passed.count()) * m_share));
        m_left = std::min(m_left + earned - (m_waiting > 0 ? passed : Nanos{}), m_purse);
    }

    Nanos m_purse;
    double m_share;
    Nanos m_left;
    Nanos m_settledAt;
    int m_waiting = 0;
};

} // namespace bindery::card
