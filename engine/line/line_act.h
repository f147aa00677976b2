// SPDX-License-Identifier: Apache-2.0
// What a person asks the line to do.
#pragma once

#include "device/slot_map.h"

#include <optional>
#include <string>
#include <variant>

namespace bindery::line
{

namespace act
{

/// Start the card in the slot; in all slots that are ready when there is none.
struct Start {
    std::optional<device::SlotNumber> slot;
};
struct Cancel {
    std::optional<device::SlotNumber> slot; ///< empty: all that run
};
struct Acknowledge {
    device::SlotNumber slot;
};
/// What the card in the slot holds may be destroyed.
struct AllowData {
    device::SlotNumber slot;
};
/// Pairs a scanned serial with the card in the slot.
struct GiveSerial {
    device::SlotNumber slot;
    std::string serial;
};
struct Pause {
    std::string reason;
};
struct Resume {
};
/// By a supervisor.
struct Reopen {
    device::SlotNumber slot;
    std::string reason;
};
struct TakeOutOfService {
    device::SlotNumber slot;
    std::string reason;
};
/// Another person stands at the line, or nobody: then no card is started. Of programs that know who is signed
/// in; nobody types it.
struct WorkFor {
    std::optional<std::string> badge;
};

} // namespace act

using LineAct = std::variant<act::Start, act::Cancel, act::Acknowledge, act::AllowData, act::GiveSerial,
                             act::Pause, act::Resume, act::Reopen, act::TakeOutOfService, act::WorkFor>;

/// "start slot 3", for messages.
std::string describe(const LineAct& act);

/// What a person types: "start [N]", "cancel [N]", "acknowledge N", "allow N", "serial N TEXT",
/// "pause [REASON]", "resume", "reopen N REASON", "out-of-service N REASON". Errors: InvalidArgument.
LineAct parseAct(const std::string& line);

} // namespace bindery::line
