// SPDX-License-Identifier: Apache-2.0
#include "line/event_queue.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace bindery::line
{

void EventQueue::put(LineEvent event)
{
    {
        const std::lock_guard lock(m_mutex);
        if (const auto* progress = std::get_if<CardProgressed>(&event)) {
            std::erase_if(m_events, [&](const LineEvent& waiting) {
                const auto* older = std::get_if<CardProgressed>(&waiting);
                return older != nullptr && older->slot == progress->slot;
            });
        }
        m_events.push_back(std::move(event));
    }
    m_changed.notify_one();
}

std::vector<LineEvent> EventQueue::take(std::chrono::milliseconds atMost)
{
    std::unique_lock lock(m_mutex);
    m_changed.wait_for(lock, atMost, [&] { return !m_events.empty(); });
    std::vector<LineEvent> taken(std::make_move_iterator(m_events.begin()),
                                 std::make_move_iterator(m_events.end()));
    m_events.clear();
    return taken;
}

} // namespace bindery::line
