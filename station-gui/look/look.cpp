// SPDX-License-Identifier: Apache-2.0
#include "look/look.h"

#include <array>
#include <span>

#include <QtCore/QCoreApplication>

namespace bindery::gui
{

namespace
{

struct Row {
    const char* state;
    Shape shape;
    Tone tone;
    const char* word; ///< to be translated, in the context "Look"
    Sound sound = Sound::None;
};

#define WORD(text) QT_TRANSLATE_NOOP("Look", text)

constexpr std::array kSlots{
    Row{"empty", Shape::Outline, Tone::Idle, WORD("Empty")},
    Row{"reading", Shape::Dots, Tone::Busy, WORD("Reading")},
    Row{"ready", Shape::Triangle, Tone::Waiting, WORD("Ready")},
    Row{"refused", Shape::Hand, Tone::Refusal, WORD("Refused"), Sound::Attention},
    Row{"preparing", Shape::Ring, Tone::Busy, WORD("Preparing")},
    Row{"writing", Shape::Bolt, Tone::Busy, WORD("Writing")},
    Row{"verifying", Shape::Lens, Tone::Busy, WORD("Verifying")},
    Row{"passed", Shape::Tick, Tone::Good, WORD("Passed"), Sound::Pass},
    Row{"written, unverified", Shape::HollowTick, Tone::Unproven, WORD("Unverified"), Sound::Pass},
    Row{"failed", Shape::Cross, Tone::Fault, WORD("Failed"), Sound::Fail},
    Row{"cancelling", Shape::Pause, Tone::Busy, WORD("Cancelling")},
    Row{"cancelled", Shape::Slash, Tone::Broken, WORD("Cancelled")},
    Row{"interrupted", Shape::Gap, Tone::Broken, WORD("Interrupted"), Sound::Attention},
    Row{"unknown port", Shape::Question, Tone::Refusal, WORD("Unknown port")},
    Row{"blocked", Shape::Lock, Tone::Closed, WORD("Blocked"), Sound::Fail},
    Row{"out of service", Shape::Wrench, Tone::Closed, WORD("Out of service")},
};

constexpr std::array kResults{
    Row{"", Shape::Bolt, Tone::Busy, WORD("Running")},
    Row{"passed", Shape::Tick, Tone::Good, WORD("Passed")},
    Row{"written_unverified", Shape::HollowTick, Tone::Unproven, WORD("Unverified")},
    Row{"failed", Shape::Cross, Tone::Fault, WORD("Failed")},
    Row{"cancelled", Shape::Slash, Tone::Broken, WORD("Cancelled")},
    Row{"interrupted", Shape::Gap, Tone::Broken, WORD("Interrupted")},
};

constexpr std::array kLines{
    Row{"signed out", Shape::Outline, Tone::Idle, WORD("Signed out")},
    Row{"check due", Shape::Lens, Tone::Refusal, WORD("Check due")},
    Row{"no order", Shape::Dots, Tone::Idle, WORD("No order")},
    Row{"ready", Shape::Triangle, Tone::Waiting, WORD("Ready")},
    Row{"running", Shape::Bolt, Tone::Busy, WORD("Running")},
    Row{"paused", Shape::Pause, Tone::Refusal, WORD("Paused")},
    Row{"full", Shape::Tick, Tone::Good, WORD("Target reached")},
    Row{"stopped", Shape::Cross, Tone::Fault, WORD("Stopped"), Sound::Fail},
};

constexpr std::array kOrders{
    Row{"draft", Shape::Dots, Tone::Idle, WORD("Draft")},
    Row{"released", Shape::Triangle, Tone::Waiting, WORD("Released")},
    Row{"first article", Shape::Lens, Tone::Refusal, WORD("First article")},
    Row{"open", Shape::Bolt, Tone::Busy, WORD("Open")},
    Row{"paused", Shape::Pause, Tone::Refusal, WORD("Paused")},
    Row{"closing", Shape::Gap, Tone::Broken, WORD("Closing")},
    Row{"closed", Shape::Tick, Tone::Good, WORD("Closed")},
};

constexpr std::array kImages{
    Row{"staged", Shape::HollowTick, Tone::Refusal, WORD("Not approved")},
    Row{"approved", Shape::Tick, Tone::Good, WORD("Approved")},
    Row{"unrecorded", Shape::Question, Tone::Refusal, WORD("Not on record")},
};

constexpr std::array kBenchUnits{
    Row{"waiting", Shape::Hand, Tone::Refusal, WORD("Waits for you"), Sound::Attention},
    Row{"authorised", Shape::Ring, Tone::Busy, WORD("Confirmed")},
    Row{"locked", Shape::Lock, Tone::Busy, WORD("Key locked")},
    Row{"verified", Shape::Lens, Tone::Busy, WORD("Opened alone")},
    Row{"bound", Shape::Tick, Tone::Good, WORD("Bound"), Sound::Pass},
    Row{"refused", Shape::Slash, Tone::Refusal, WORD("Refused"), Sound::Attention},
    Row{"failed", Shape::Cross, Tone::Fault, WORD("Failed"), Sound::Fail},
    Row{"rejected", Shape::Gap, Tone::Fault, WORD("Rejected"), Sound::Fail},
};

constexpr std::array kUnits{
    Row{"new", Shape::Outline, Tone::Idle, WORD("New")},
    Row{"written", Shape::HollowTick, Tone::Waiting, WORD("Written")},
    Row{"written_unverified", Shape::HollowTick, Tone::Unproven, WORD("Unverified")},
    Row{"enrolling", Shape::Ring, Tone::Busy, WORD("Enrolling")},
    Row{"waiting for module", Shape::Hand, Tone::Refusal, WORD("Waits for its module")},
    Row{"locked", Shape::Lock, Tone::Busy, WORD("Key locked")},
    Row{"verified", Shape::Lens, Tone::Busy, WORD("Opened alone")},
    Row{"bound", Shape::Tick, Tone::Good, WORD("Bound")},
    Row{"production", Shape::Tick, Tone::Good, WORD("In production")},
    Row{"bind failed", Shape::Cross, Tone::Fault, WORD("Bind failed")},
    Row{"quarantined", Shape::Pause, Tone::Refusal, WORD("Quarantined")},
    Row{"superseded", Shape::Slash, Tone::Broken, WORD("Superseded")},
    Row{"scrapped", Shape::Slash, Tone::Broken, WORD("Scrapped")},
    Row{"retired", Shape::Wrench, Tone::Closed, WORD("Retired")},
    Row{"RMA", Shape::Wrench, Tone::Closed, WORD("Returned")},
};

constexpr std::array kJobs{
    Row{"running", Shape::Bolt, Tone::Busy, WORD("Running")},
    Row{"done", Shape::Tick, Tone::Good, WORD("Done")},
    Row{"failed", Shape::Cross, Tone::Fault, WORD("Failed"), Sound::Fail},
    Row{"cancelled", Shape::Slash, Tone::Broken, WORD("Cancelled")},
};

constexpr Row kGoodCheck{"good", Shape::Tick, Tone::Good, WORD("Good")};
constexpr Row kBadCheck{"bad", Shape::Hand, Tone::Refusal, WORD("Lacking")};

#undef WORD

Look lookOf(const Row& row)
{
    return {row.shape, row.tone, QCoreApplication::translate("Look", row.word), row.sound};
}

Look find(std::span<const Row> rows, const QString& state)
{
    for (const Row& row : rows) {
        if (state == QLatin1String(row.state)) {
            return lookOf(row);
        }
    }
    return {Shape::Question, Tone::Idle, state, Sound::None};
}

} // namespace

Look lookOfSlot(const QString& state)
{
    return find(kSlots, state);
}

Look lookOfResult(const QString& result)
{
    return find(kResults, result);
}

Look lookOfLine(const QString& state)
{
    return find(kLines, state);
}

Look lookOfOrder(const QString& state)
{
    return find(kOrders, state);
}

Look lookOfImage(const QString& state)
{
    return find(kImages, state);
}

Look lookOfBenchUnit(const QString& kind)
{
    return find(kBenchUnits, kind);
}

Look lookOfUnit(const QString& state)
{
    return find(kUnits, state);
}

Look lookOfJob(const QString& state)
{
    return find(kJobs, state);
}

Look lookOfCheck(bool isGood)
{
    return lookOf(isGood ? kGoodCheck : kBadCheck);
}

} // namespace bindery::gui
