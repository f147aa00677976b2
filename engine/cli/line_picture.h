// SPDX-License-Identifier: Apache-2.0
// How the line looks to whoever watches it: a picture of all slots for a terminal, and a line per change for
// where nothing can be redrawn. Fed with events; knows nothing else. Threads: one.
#pragma once

#include "base/clock.h"
#include "cli/console.h"
#include "cli/speed_meter.h"
#include "line/line_event.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace bindery::cli
{

class LinePicture
{
public:
    /// The clock is borrowed.
    explicit LinePicture(const Clock& clock);

    /// What to say of the event where nothing can be redrawn; empty where it is nothing to talk of.
    std::string take(const line::LineEvent& event);
    /// Lines without line feeds that fit the size.
    std::vector<std::string> draw(const Console& console, ConsoleSize size) const;
    /// "4 passed, 1 failed"
    std::string summary() const;

private:
    struct Slot {
        line::SlotChanged last;
        std::optional<line::CardProgressed> progress;
        SpeedMeter meter;
    };
    std::string slotLine(const Slot& slot, const Console& console, std::size_t columns) const;

    const Clock* m_clock;
    std::map<device::SlotNumber, Slot> m_slots;
    std::map<std::string, device::DiskSeen> m_strangers;
    line::LineStatus m_line;
    line::OrderCounted m_order;
    std::string m_refused;
    std::string m_stopping;
};

} // namespace bindery::cli
