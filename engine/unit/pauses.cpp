// SPDX-License-Identifier: Apache-2.0
#include "unit/pauses.h"

#include "base/random.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <thread>
#include <utility>

namespace bindery::unit
{

namespace
{

constexpr int kJitterPart = 4;

std::chrono::milliseconds jittered(std::chrono::milliseconds pause)
{
    std::array<std::uint16_t, 1> random{};
    fillRandom(std::as_writable_bytes(std::span(random)));
    return std::max(Pauses::kShortest, pause - pause / kJitterPart * random[0] / UINT16_MAX);
}

} // namespace

Pauses::Pauses() : Pauses([](std::chrono::milliseconds pause) { std::this_thread::sleep_for(pause); }) {}

Pauses::Pauses(Sleep sleep) : m_sleep(std::move(sleep)) {}

void Pauses::shortPause()
{
    const std::chrono::milliseconds pause = m_next;
    m_next = std::min(2 * m_next, kLongest);
    m_sleep(jittered(pause));
}

void Pauses::longPause()
{
    m_sleep(kLongest);
}

} // namespace bindery::unit
