// SPDX-License-Identifier: Apache-2.0
// How long a unit waits before it asks again: from 2 seconds doubling to 30, each shortened at random by up
// to a quarter, so that a shelf of units that came up together does not ask in step. Units: milliseconds.
// Threads: belongs to one thread.
#pragma once

#include <chrono>
#include <functional>

namespace bindery::unit
{

class Pauses
{
public:
    using Sleep = std::function<void(std::chrono::milliseconds)>;

    /// Sleeps for real.
    Pauses();
    explicit Pauses(Sleep sleep);

    void shortPause();
    /// After a refusal: a person has to change something first.
    void longPause();
    /// Something went well: the next one is short again.
    void startAnew() { m_next = kShortest; }

    static constexpr std::chrono::milliseconds kShortest{2'000};
    static constexpr std::chrono::milliseconds kLongest{30'000};

private:
    Sleep m_sleep;
    std::chrono::milliseconds m_next = kShortest;
};

} // namespace bindery::unit
