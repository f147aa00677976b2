// SPDX-License-Identifier: Apache-2.0
#include "cli/proof_starts.h"

#include "base/error.h"

#include <array>
#include <chrono>
#include <thread>
#include <utility>

namespace bindery::cli
{

namespace
{

/// An emulated machine on a busy station takes a minute.
constexpr std::chrono::minutes kStartTime{10};
constexpr std::chrono::milliseconds kLook{200};
constexpr const char* kOpenedAlone = "bindery: opened by the module alone";

enum class StartEnd { Ended, Revoked, Refused, Late };

struct StartSeen {
    StartEnd end = StartEnd::Ended;
    std::string console;
};

StartSeen runStart(const ProofDesk& desk, const staging::ProofUnit& unit, const std::function<void()>& look,
                   const std::stop_token& stop)
{
    const auto late = std::chrono::steady_clock::now() + kStartTime;
    staging::ProofMachine machine(unit);
    const auto over = [&](StartEnd end) {
        machine.kill();
        return StartSeen{end, machine.said()};
    };
    for (;;) {
        if (stop.stop_requested()) {
            throw Error(ErrorCode::Cancelled, "the proof was stopped; nothing is recorded");
        }
        const bool runs = machine.isRunning(); // before the desk is asked, for that is what it did until then
        const ProofState state = desk.state();
        look();
        if (state.refusal) {
            return over(StartEnd::Refused);
        }
        if (state.step == ProofStep::Revoked) {
            return over(StartEnd::Revoked);
        }
        if (!runs) {
            return over(StartEnd::Ended);
        }
        if (std::chrono::steady_clock::now() >= late) {
            return over(StartEnd::Late);
        }
        machine.said(); // ends the proof of a unit that floods its console
        std::this_thread::sleep_for(kLook);
    }
}

std::string because(const ProofState& state)
{
    return state.trouble.empty() ? "" : "; " + state.trouble;
}

std::string howFar(ProofStep step)
{
    switch (step) {
    case ProofStep::Nothing:
        return "it did not ask its bench";
    case ProofStep::Authorised:
        return "it got its secret, but did not report a locked key";
    case ProofStep::Locked:
        return "its key was locked, but it did not report that the module opens the card alone";
    case ProofStep::Verified:
        return "the module opened the card, but keyslot 0 was not reported gone";
    case ProofStep::Revoked:
        break;
    }
    return "it did all that it must";
}

std::optional<std::string> failureOf(const StartSeen& start, const ProofState& state, ProofStep wanted)
{
    switch (start.end) {
    case StartEnd::Refused:
        return "the bench refused the unit: " + state.refusal.value_or("");
    case StartEnd::Late:
        return "the unit was not done after " + std::to_string(kStartTime.count()) +
               " minutes: " + howFar(state.step) + because(state);
    case StartEnd::Ended:
    case StartEnd::Revoked:
        break;
    }
    if (state.step != wanted) {
        return (state.step < wanted ? "the machine ended too early: "
                                    : "one start did all that takes two: ") +
               howFar(state.step) + because(state);
    }
    if (wanted == ProofStep::Revoked && start.console.find(kOpenedAlone) == std::string::npos) {
        return std::string("the unit's console does not say \"") + kOpenedAlone + "\"";
    }
    return std::nullopt;
}

std::string doing(int start, ProofStep step)
{
    const std::string which = start == 1 ? "first start: " : "second start: ";
    switch (step) {
    case ProofStep::Nothing:
        return which + "the system comes up";
    case ProofStep::Authorised:
        return which + "the module locks a key";
    case ProofStep::Locked:
        return which + (start == 1 ? "a key is locked" : "the module opens the card");
    case ProofStep::Verified:
        return which + "the root is open, keyslot 0 goes";
    case ProofStep::Revoked:
        break;
    }
    return which + "keyslot 0 is gone";
}

} // namespace

ProofOutcome runProofStarts(const ProofDesk& desk, const staging::ProofUnit& unit,
                            const std::function<void(const std::string&)>& show, const std::stop_token& stop)
{
    constexpr std::array<std::pair<int, ProofStep>, 2> kStarts{
        {{1, ProofStep::Locked}, {2, ProofStep::Revoked}}};
    ProofOutcome outcome;
    for (const auto& [number, wanted] : kStarts) {
        const int start = number;
        const StartSeen seen = runStart(
            desk, unit, [&] { show(doing(start, desk.state().step)); }, stop);
        outcome.console = seen.console;
        outcome.failure = failureOf(seen, desk.state(), wanted);
        if (outcome.failure) {
            return outcome;
        }
    }
    outcome.seen = {"first start: a key was locked by the module",
                    "second start: the module alone opened the root", "the booted system reported it",
                    "keyslot 0 was destroyed"};
    return outcome;
}

} // namespace bindery::cli
