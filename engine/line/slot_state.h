// SPDX-License-Identifier: Apache-2.0
// What a slot of the line shows, and how that changes: one enum and one pure function over what happened. A
// pass stays until the card is removed; a fault stays until a person acknowledges it, also when the card is
// gone; a refusal is no fault. kFailuresThatBlock failures in a row block the slot until a supervisor
// re-opens it. Errors: Conflict for a person's act that the slot is not in the state for, with the cure;
// Internal for the closing of an attempt that did not run. News of the card that come out of place (late
// events) change nothing. Threads: none.
#pragma once

#include "card/card_progress.h"
#include "db/attempt.h"
#include "device/eligibility.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

namespace bindery::line
{

enum class SlotState {
    Empty,
    Reading, ///< a card was put in, its facts are being read
    Ready,
    Refused, ///< the card must not be written; no fault
    Preparing,
    Writing,
    Verifying,
    Passed,
    WrittenUnverified,
    Failed,
    Cancelling,
    Cancelled,
    Interrupted, ///< the station stopped in the middle; the card is still in
    UnknownPort, ///< never written
    Blocked,
    OutOfService,
};

/// In words for people and programs, stable: "writing", "written, unverified", "out of service".
std::string_view nameOf(SlotState state);
std::span<const SlotState> allSlotStates();
/// An attempt runs in the slot.
bool isRunning(SlotState state);

inline constexpr int kFailuresThatBlock = 3;

struct SlotStatus {
    SlotState state = SlotState::Empty;
    std::string reason; ///< of a refusal, a fault, a block; else empty
    std::string cure;   ///< what a person does next
    bool cardPresent = false;
    bool cardIsSpent = false;  ///< an attempt was made at the card that is in: only its removal leads on
    bool acknowledged = false; ///< of a fault
    int failuresInARow = 0;

    /// A fault that waits for a person.
    bool needsAcknowledgement() const { return state == SlotState::Failed && !acknowledged; }
    bool operator==(const SlotStatus&) const = default;
};

namespace slot
{

/// An insertion: a medium that was not there before. A medium that took the place of another is CardLeft,
/// then CardSeen.
struct CardSeen {
};
/// What the eligibility rules say of it; may come again when its facts change.
struct CardRead {
    std::optional<device::Refusal> refusal;
};
struct CardLeft {
};
/// The attempt's row is committed.
struct Started {
};
struct StepChanged {
    card::Step step;
};
/// The attempt's row is closed.
struct Closed {
    db::AttemptResult result;
    std::string reason = {};
    std::string cure = {};
};
/// At the start of the line: the attempt at the card that is in was closed by recovery.
struct FoundInterrupted {
    std::string reason;
};
/// A person saw it.
struct Acknowledged {
};
struct Cancel {
};
struct Block {
    std::string reason;
};
/// By a supervisor, with a reason; also ends OutOfService.
struct Reopen {
};
struct TakeOutOfService {
    std::string reason;
};
/// The port of this slot was forgotten, or never taught.
struct PortForgotten {
};
struct PortTaught {
};

} // namespace slot

using SlotInput =
    std::variant<slot::CardSeen, slot::CardRead, slot::CardLeft, slot::Started, slot::StepChanged,
                 slot::Closed, slot::FoundInterrupted, slot::Acknowledged, slot::Cancel, slot::Block,
                 slot::Reopen, slot::TakeOutOfService, slot::PortForgotten, slot::PortTaught>;

SlotStatus after(const SlotStatus& status, const SlotInput& input);

} // namespace bindery::line
