// SPDX-License-Identifier: Apache-2.0
// The one state of the line that the operator reads: a pure function over facts. What needs a person first
// comes first.
#pragma once

#include "db/order_state.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace bindery::line
{

enum class LineState { SignedOut, CheckDue, NoOrder, Ready, Running, Paused, Full, Stopped };
/// "signed out", "check due", "no order", "ready", "running", "paused", "full", "stopped"
std::string_view nameOf(LineState state);
std::span<const LineState> allLineStates();

struct LineFacts {
    std::optional<std::string> actor;    ///< badge that is signed in
    std::optional<std::string> checkDue; ///< what of the daily check is missing
    std::optional<std::string> order;    ///< that was chosen
    db::OrderState orderState = db::OrderState::Open;
    std::optional<std::string>
        stopReason;        ///< yield, records that cannot be written, a first article that waits
    bool isPaused = false; ///< by a person, or after a restart that found interrupted attempts
    bool isFull = false;
    std::int64_t running = 0; ///< attempts
};

struct LineStatus {
    LineState state = LineState::SignedOut;
    std::string reason; ///< of Stopped, CheckDue, Paused; else empty
    std::string cure;   ///< what a person does next; empty while nothing is to be done
    /// New cards may be started. Cards that run go on in every state.
    bool mayStart() const { return state == LineState::Ready || state == LineState::Running; }
};
LineStatus lineStatus(const LineFacts& facts);

} // namespace bindery::line
