// SPDX-License-Identifier: Apache-2.0
#include "line/line_state.h"

#include "base/error.h"
#include "line/order_state.h"

#include <array>
#include <utility>

namespace bindery::line
{

namespace
{

constexpr std::array kStates{LineState::SignedOut, LineState::CheckDue, LineState::NoOrder,
                             LineState::Ready,     LineState::Running,  LineState::Paused,
                             LineState::Full,      LineState::Stopped};

LineStatus pausedBy(const LineFacts& facts)
{
    if (const std::string why = whyNoCards(facts.orderState, *facts.order); !why.empty()) {
        const std::size_t cure = why.find("; ");
        return {LineState::Paused, why.substr(0, cure), why.substr(cure + 2)};
    }
    return {LineState::Paused, "", "resume the line when its cards may be made"};
}

} // namespace

std::string_view nameOf(LineState state)
{
    switch (state) {
    case LineState::SignedOut:
        return "signed out";
    case LineState::CheckDue:
        return "check due";
    case LineState::NoOrder:
        return "no order";
    case LineState::Ready:
        return "ready";
    case LineState::Running:
        return "running";
    case LineState::Paused:
        return "paused";
    case LineState::Full:
        return "full";
    case LineState::Stopped:
        break;
    }
    return "stopped";
}

std::span<const LineState> allLineStates()
{
    return kStates;
}

LineStatus lineStatus(const LineFacts& facts)
{
    if (facts.stopReason) { // before all else: it must not be hidden by a sign-out
        return {LineState::Stopped, *facts.stopReason, "call a supervisor"};
    }
    if (!facts.actor) {
        return {LineState::SignedOut, "", "scan your badge"};
    }
    if (facts.checkDue) {
        return {LineState::CheckDue, *facts.checkDue,
                "check both reference cards: bindery line check --good PATH --bad PATH"};
    }
    if (!facts.order) {
        return {LineState::NoOrder, "", "choose a work order"};
    }
    if (facts.isFull) {
        return {LineState::Full, "", facts.running > 0 ? "wait for the cards that run" : "close the order"};
    }
    if (facts.isPaused || !db::takesCards(facts.orderState)) {
        return pausedBy(facts);
    }
    return {facts.running > 0 ? LineState::Running : LineState::Ready, "", ""};
}

} // namespace bindery::line
