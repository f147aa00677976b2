// SPDX-License-Identifier: Apache-2.0
#include "line/slot_state.h"

#include "base/error.h"

#include <array>
#include <initializer_list>
#include <utility>

namespace bindery::line
{

namespace
{

using db::AttemptResult;

constexpr std::array kNames{std::pair{SlotState::Empty, std::string_view("empty")},
                            std::pair{SlotState::Reading, std::string_view("reading")},
                            std::pair{SlotState::Ready, std::string_view("ready")},
                            std::pair{SlotState::Refused, std::string_view("refused")},
                            std::pair{SlotState::Preparing, std::string_view("preparing")},
                            std::pair{SlotState::Writing, std::string_view("writing")},
                            std::pair{SlotState::Verifying, std::string_view("verifying")},
                            std::pair{SlotState::Passed, std::string_view("passed")},
                            std::pair{SlotState::WrittenUnverified, std::string_view("written, unverified")},
                            std::pair{SlotState::Failed, std::string_view("failed")},
                            std::pair{SlotState::Cancelling, std::string_view("cancelling")},
                            std::pair{SlotState::Cancelled, std::string_view("cancelled")},
                            std::pair{SlotState::Interrupted, std::string_view("interrupted")},
                            std::pair{SlotState::UnknownPort, std::string_view("unknown port")},
                            std::pair{SlotState::Blocked, std::string_view("blocked")},
                            std::pair{SlotState::OutOfService, std::string_view("out of service")}};

constexpr auto kStates = [] {
    std::array<SlotState, kNames.size()> states{};
    for (std::size_t i = 0; i < kNames.size(); ++i) {
        states.at(i) = kNames.at(i).first;
    }
    return states;
}();

constexpr const char* kTakeOut = "take the card out";
constexpr const char* kAcknowledge = "acknowledge the fault";
constexpr const char* kReopen = "call a supervisor, who re-opens the slot";

[[noreturn]] void refuse(const SlotStatus& status, const std::string& act, const std::string& cure)
{
    throw Error(ErrorCode::Conflict,
                "a slot that is " + std::string(nameOf(status.state)) + " cannot be " + act + ": " + cure);
}

bool isOneOf(SlotState state, std::initializer_list<SlotState> states)
{
    for (const SlotState each : states) {
        if (each == state) {
            return true;
        }
    }
    return false;
}

SlotStatus with(SlotStatus status, SlotState state, std::string reason = {}, std::string cure = {})
{
    status.state = state;
    status.reason = std::move(reason);
    status.cure = std::move(cure);
    status.acknowledged = false;
    return status;
}

/// What the slot shows once nothing of the past keeps it: the card that is in is looked at.
SlotStatus fresh(const SlotStatus& status)
{
    return with(status, status.cardPresent ? SlotState::Reading : SlotState::Empty);
}

/// The card that is in came after the attempt that just ended.
bool anotherCardIsIn(const SlotStatus& status)
{
    return status.cardPresent && !status.cardIsSpent;
}

/// After a fault or a block is settled: a spent card waits for its removal, another one is read.
SlotStatus settled(const SlotStatus& status)
{
    if (status.cardPresent && status.cardIsSpent) {
        SlotStatus next = with(status, SlotState::Failed, status.reason, kTakeOut);
        next.acknowledged = true;
        return next;
    }
    return fresh(status);
}

SlotState stateOf(card::Step step, SlotState now)
{
    switch (step) {
    case card::Step::Waiting:
    case card::Step::Preparing:
    case card::Step::Erasing:
    case card::Step::Probing:
        return SlotState::Preparing;
    case card::Step::Writing:
    case card::Step::Filling:
    case card::Step::Flushing:
        return SlotState::Writing;
    case card::Step::Verifying:
        return SlotState::Verifying;
    case card::Step::Finishing: // after the verify, or without one
    case card::Step::Done:
        break;
    }
    return now;
}

/// One overload per input.
class Transition
{
public:
    explicit Transition(const SlotStatus& status) : m_now(status) {}

    SlotStatus operator()(const slot::CardSeen& /*input*/) const
    {
        SlotStatus next = m_now;
        if (!m_now.cardPresent) {
            next.cardIsSpent = false;
        }
        next.cardPresent = true;
        if (isOneOf(m_now.state, {SlotState::Empty, SlotState::Ready, SlotState::Refused})) {
            return with(next, SlotState::Reading);
        }
        // A result whose card had left already makes room for the next card.
        const bool isShown = isOneOf(m_now.state, {SlotState::Passed, SlotState::WrittenUnverified});
        return isShown && !m_now.cardPresent ? with(next, SlotState::Reading) : next;
    }

    SlotStatus operator()(const slot::CardRead& input) const
    {
        if (!isOneOf(m_now.state, {SlotState::Reading, SlotState::Ready, SlotState::Refused})) {
            return m_now;
        }
        return input.refusal ? with(m_now, SlotState::Refused, input.refusal->reason, input.refusal->cure)
                             : with(m_now, SlotState::Ready);
    }

    SlotStatus operator()(const slot::CardLeft& /*input*/) const
    {
        SlotStatus next = m_now;
        next.cardPresent = false;
        next.cardIsSpent = false;
        if (isRunning(m_now.state) || m_now.needsAcknowledgement() ||
            isOneOf(m_now.state, {SlotState::UnknownPort, SlotState::Blocked, SlotState::OutOfService})) {
            return next;
        }
        return with(next, SlotState::Empty);
    }

    SlotStatus operator()(const slot::Started& /*input*/) const
    {
        if (m_now.state != SlotState::Ready) {
            refuse(m_now, "started", "only a ready one is");
        }
        SlotStatus next = with(m_now, SlotState::Preparing);
        next.cardIsSpent = true;
        return next;
    }

    SlotStatus operator()(const slot::StepChanged& input) const
    {
        if (!isRunning(m_now.state) || m_now.state == SlotState::Cancelling) {
            return m_now;
        }
        SlotStatus next = m_now;
        next.state = stateOf(input.step, m_now.state);
        return next;
    }

    SlotStatus operator()(const slot::Closed& input) const
    {
        if (!isRunning(m_now.state)) {
            throw Error(ErrorCode::Internal, "an attempt was closed in a slot that is " +
                                                 std::string(nameOf(m_now.state)) + ": none ran there");
        }
        switch (input.result) {
        case AttemptResult::Passed:
            return finished(SlotState::Passed);
        case AttemptResult::WrittenUnverified:
            return finished(SlotState::WrittenUnverified);
        case AttemptResult::Cancelled:
            return ended(SlotState::Cancelled, input.reason);
        case AttemptResult::Interrupted:
            return ended(SlotState::Interrupted, input.reason);
        case AttemptResult::Failed:
            break;
        }
        return failed(input);
    }

    SlotStatus operator()(const slot::FoundInterrupted& input) const
    {
        if (!isOneOf(m_now.state, {SlotState::Reading, SlotState::Ready, SlotState::Refused})) {
            return m_now;
        }
        return with(m_now, SlotState::Interrupted, input.reason,
                    "take the card out, or acknowledge to make it again");
    }

    SlotStatus operator()(const slot::Acknowledged& /*input*/) const
    {
        switch (m_now.state) {
        case SlotState::Failed:
            return settled(m_now);
        case SlotState::Cancelled:
        case SlotState::Interrupted: {
            SlotStatus next = m_now;
            next.cardIsSpent = false; // it may be made again
            return fresh(next);
        }
        case SlotState::Passed:
        case SlotState::WrittenUnverified:
            return m_now.cardPresent ? m_now : fresh(m_now);
        default:
            refuse(m_now, "acknowledged", "it holds no fault");
        }
    }

    SlotStatus operator()(const slot::Cancel& /*input*/) const
    {
        if (!isRunning(m_now.state)) {
            refuse(m_now, "cancelled", "nothing runs in it");
        }
        return with(m_now, SlotState::Cancelling);
    }

    SlotStatus operator()(const slot::Block& input) const
    {
        requireQuiet("blocked");
        requireNoResult("blocked");
        if (isOneOf(m_now.state, {SlotState::OutOfService, SlotState::UnknownPort})) {
            refuse(m_now, "blocked", "no card is made in it anyway");
        }
        return with(m_now, SlotState::Blocked, input.reason, kReopen);
    }

    SlotStatus operator()(const slot::Reopen& /*input*/) const
    {
        if (!isOneOf(m_now.state, {SlotState::Blocked, SlotState::OutOfService})) {
            refuse(m_now, "re-opened", "it is open");
        }
        SlotStatus next = settled(m_now);
        next.failuresInARow = 0;
        return next;
    }

    SlotStatus operator()(const slot::TakeOutOfService& input) const
    {
        requireQuiet("taken out of service");
        requireNoFault("taken out of service");
        requireNoResult("taken out of service");
        if (m_now.state == SlotState::UnknownPort) {
            refuse(m_now, "taken out of service", "teach its port first");
        }
        return with(m_now, SlotState::OutOfService, input.reason, kReopen);
    }

    SlotStatus operator()(const slot::PortForgotten& /*input*/) const
    {
        requireQuiet("forgotten");
        requireNoFault("forgotten");
        requireNoResult("forgotten");
        if (isOneOf(m_now.state, {SlotState::Blocked, SlotState::OutOfService})) {
            refuse(m_now, "forgotten", kReopen); // else teaching it again would re-open it
        }
        return with(m_now, SlotState::UnknownPort, "the port was not taught",
                    "teach it: bindery slots learn");
    }

    SlotStatus operator()(const slot::PortTaught& /*input*/) const
    {
        return m_now.state == SlotState::UnknownPort ? settled(m_now) : m_now;
    }

private:
    void requireQuiet(const char* act) const
    {
        if (isRunning(m_now.state)) {
            refuse(m_now, act, "wait for its card, or cancel it");
        }
    }

    void requireNoFault(const char* act) const
    {
        if (m_now.needsAcknowledgement()) {
            refuse(m_now, act, std::string(kAcknowledge) + " first");
        }
    }

    /// What the card that is in was made to must be seen until it is out.
    void requireNoResult(const char* act) const
    {
        const bool isResult = isOneOf(m_now.state, {SlotState::Passed, SlotState::WrittenUnverified,
                                                    SlotState::Cancelled, SlotState::Interrupted});
        if (isResult && m_now.cardPresent) {
            refuse(m_now, act, std::string(kTakeOut) + " first");
        }
    }

    SlotStatus finished(SlotState state) const
    {
        SlotStatus next = m_now;
        next.failuresInARow = 0;
        if (anotherCardIsIn(m_now)) {
            return fresh(next); // it must not be taken for the one that passed
        }
        const bool isPass = state == SlotState::Passed;
        return with(next, state, isPass ? "" : "the order asks for no verify",
                    m_now.cardPresent ? kTakeOut : "");
    }

    SlotStatus ended(SlotState state, const std::string& reason) const
    {
        if (!m_now.cardPresent || anotherCardIsIn(m_now)) {
            return fresh(m_now);
        }
        return with(m_now, state, reason, "take the card out, or acknowledge to make it again");
    }

    SlotStatus failed(const slot::Closed& input) const
    {
        SlotStatus next = m_now;
        ++next.failuresInARow;
        if (next.failuresInARow >= kFailuresThatBlock) {
            return with(next, SlotState::Blocked,
                        std::to_string(next.failuresInARow) + " failures in a row, the last: " + input.reason,
                        kReopen);
        }
        return with(next, SlotState::Failed, input.reason, input.cure.empty() ? kAcknowledge : input.cure);
    }

    const SlotStatus& m_now;
};

} // namespace

std::string_view nameOf(SlotState state)
{
    for (const auto& [known, name] : kNames) {
        if (known == state) {
            return name;
        }
    }
    throw Error(ErrorCode::Internal, "a state of a slot without a name");
}

std::span<const SlotState> allSlotStates()
{
    return kStates;
}

bool isRunning(SlotState state)
{
    return isOneOf(state,
                   {SlotState::Preparing, SlotState::Writing, SlotState::Verifying, SlotState::Cancelling});
}

SlotStatus after(const SlotStatus& status, const SlotInput& input)
{
    return std::visit(Transition(status), input);
}

} // namespace bindery::line
