// SPDX-License-Identifier: Apache-2.0
// What the line tells: changes of state, none of which is ever dropped, and progress, of which only the
// latest counts. Values without references, so that they may cross threads and processes.
#pragma once

#include "card/card_progress.h"
#include "device/inventory.h"
#include "device/slot_map.h"
#include "line/line_state.h"
#include "line/run_attempt.h"
#include "line/slot_state.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>

namespace bindery::line
{

struct SlotChanged {
    device::SlotNumber slot;
    SlotStatus status;
    std::optional<device::DiskSeen> disk; ///< the card that is in
    std::optional<std::string> content;   ///< what was found on it, for people
    std::optional<std::string> serial;    ///< of its unit, once there is one
    std::optional<std::string> attempt;
};

/// A disk at a port that was never taught: shown, never written.
struct StrangerChanged {
    device::DiskSeen disk;
    bool isThere = true;
};

struct CardProgressed {
    device::SlotNumber slot;
    card::ProgressSeen progress;
    std::optional<std::chrono::milliseconds> timeLeft;
};

struct AttemptEnded {
    device::SlotNumber slot;
    AttemptReport report;
};

struct OrderCounted {
    std::string order;
    std::int64_t passed = 0; ///< units, with written and unverified ones
    std::int64_t failed = 0; ///< attempts
    std::int64_t running = 0;
    std::optional<std::int64_t> target;

    bool operator==(const OrderCounted&) const = default;
};

struct LineChanged {
    LineStatus status;
};

/// An act of a person that could not be done.
struct ActRefused {
    std::string act;
    std::string reason;
};

/// A person wants the line to end: what is running is broken off.
struct LineStopping {
    std::string reason;
};

using LineEvent = std::variant<SlotChanged, StrangerChanged, CardProgressed, AttemptEnded, OrderCounted,
                               LineChanged, ActRefused, LineStopping>;

} // namespace bindery::line
