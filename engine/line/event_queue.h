// SPDX-License-Identifier: Apache-2.0
// Events on their way from the line to one listener that may be slow: changes of state wait in order, none is
// dropped; of a slot's progress only the latest waits, behind the states that came before it. Threads: any
// number that put, one that takes.
#pragma once

#include "line/line_event.h"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <vector>

namespace bindery::line
{

class EventQueue
{
public:
    void put(LineEvent event);
    /// All that wait, oldest first; waits for the first one until `atMost` has passed.
    std::vector<LineEvent> take(std::chrono::milliseconds atMost);

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<LineEvent> m_events;
};

} // namespace bindery::line
