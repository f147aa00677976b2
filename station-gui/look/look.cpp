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

constexpr std::array kSlots{
    Row{"empty", Shape::Outline, Tone::Idle, QT_TRANSLATE_NOOP("Look", "Empty")},
    Row{"reading", Shape::Dots, Tone::Busy, QT_TRANSLATE_NOOP("Look", "Reading")},
    Row{"ready", Shape::Triangle, Tone::Waiting, QT_TRANSLATE_NOOP("Look", "Ready")},
    Row{"refused", Shape::Hand, Tone::Refusal, QT_TRANSLATE_NOOP("Look", "Refused"), Sound::Attention},
    Row{"preparing", Shape::Ring, Tone::Busy, QT_TRANSLATE_NOOP("Look", "Preparing")},
    Row{"writing", Shape::Bolt, Tone::Busy, QT_TRANSLATE_NOOP("Look", "Writing")},
    Row{"verifying", Shape::Lens, Tone::Busy, QT_TRANSLATE_NOOP("Look", "Verifying")},
    Row{"passed", Shape::Tick, Tone::Good, QT_TRANSLATE_NOOP("Look", "Passed"), Sound::Pass},
    Row{"written, unverified", Shape::HollowTick, Tone::Unproven, QT_TRANSLATE_NOOP("Look", "Unverified"),
        Sound::Pass},
    Row{"failed", Shape::Cross, Tone::Fault, QT_TRANSLATE_NOOP("Look", "Failed"), Sound::Fail},
    Row{"cancelling", Shape::Pause, Tone::Busy, QT_TRANSLATE_NOOP("Look", "Cancelling")},
    Row{"cancelled", Shape::Slash, Tone::Broken, QT_TRANSLATE_NOOP("Look", "Cancelled")},
    Row{"interrupted", Shape::Gap, Tone::Broken, QT_TRANSLATE_NOOP("Look", "Interrupted"), Sound::Attention},
    Row{"unknown port", Shape::Question, Tone::Refusal, QT_TRANSLATE_NOOP("Look", "Unknown port")},
    Row{"blocked", Shape::Lock, Tone::Closed, QT_TRANSLATE_NOOP("Look", "Blocked"), Sound::Fail},
    Row{"out of service", Shape::Wrench, Tone::Closed, QT_TRANSLATE_NOOP("Look", "Out of service")},
};

constexpr std::array kResults{
    Row{"", Shape::Bolt, Tone::Busy, QT_TRANSLATE_NOOP("Look", "Running")},
    Row{"passed", Shape::Tick, Tone::Good, QT_TRANSLATE_NOOP("Look", "Passed")},
    Row{"written_unverified", Shape::HollowTick, Tone::Unproven, QT_TRANSLATE_NOOP("Look", "Unverified")},
    Row{"failed", Shape::Cross, Tone::Fault, QT_TRANSLATE_NOOP("Look", "Failed")},
    Row{"cancelled", Shape::Slash, Tone::Broken, QT_TRANSLATE_NOOP("Look", "Cancelled")},
    Row{"interrupted", Shape::Gap, Tone::Broken, QT_TRANSLATE_NOOP("Look", "Interrupted")},
};

constexpr std::array kLines{
    Row{"signed out", Shape::Outline, Tone::Idle, QT_TRANSLATE_NOOP("Look", "Signed out")},
    Row{"check due", Shape::Lens, Tone::Refusal, QT_TRANSLATE_NOOP("Look", "Check due")},
    Row{"no order", Shape::Dots, Tone::Idle, QT_TRANSLATE_NOOP("Look", "No order")},
    Row{"ready", Shape::Triangle, Tone::Waiting, QT_TRANSLATE_NOOP("Look", "Ready")},
    Row{"running", Shape::Bolt, Tone::Busy, QT_TRANSLATE_NOOP("Look", "Running")},
    Row{"paused", Shape::Pause, Tone::Refusal, QT_TRANSLATE_NOOP("Look", "Paused")},
    Row{"full", Shape::Tick, Tone::Good, QT_TRANSLATE_NOOP("Look", "Target reached")},
    Row{"stopped", Shape::Cross, Tone::Fault, QT_TRANSLATE_NOOP("Look", "Stopped"), Sound::Fail},
};

constexpr std::array kOrders{
    Row{"draft", Shape::Dots, Tone::Idle, QT_TRANSLATE_NOOP("Look", "Draft")},
    Row{"released", Shape::Triangle, Tone::Waiting, QT_TRANSLATE_NOOP("Look", "Released")},
    Row{"first article", Shape::Lens, Tone::Refusal, QT_TRANSLATE_NOOP("Look", "First article")},
    Row{"open", Shape::Bolt, Tone::Busy, QT_TRANSLATE_NOOP("Look", "Open")},
    Row{"paused", Shape::Pause, Tone::Refusal, QT_TRANSLATE_NOOP("Look", "Paused")},
    Row{"closing", Shape::Gap, Tone::Broken, QT_TRANSLATE_NOOP("Look", "Closing")},
    Row{"closed", Shape::Tick, Tone::Good, QT_TRANSLATE_NOOP("Look", "Closed")},
};

constexpr std::array kImages{
    Row{"staged", Shape::HollowTick, Tone::Refusal, QT_TRANSLATE_NOOP("Look", "Not approved")},
    Row{"approved", Shape::Tick, Tone::Good, QT_TRANSLATE_NOOP("Look", "Approved")},
    Row{"unrecorded", Shape::Question, Tone::Refusal, QT_TRANSLATE_NOOP("Look", "Not on record")},
};

constexpr std::array kBenchUnits{
    Row{"waiting", Shape::Hand, Tone::Refusal, QT_TRANSLATE_NOOP("Look", "Waits for you"), Sound::Attention},
    Row{"authorised", Shape::Ring, Tone::Busy, QT_TRANSLATE_NOOP("Look", "Confirmed")},
    Row{"locked", Shape::Lock, Tone::Busy, QT_TRANSLATE_NOOP("Look", "Key locked")},
    Row{"verified", Shape::Lens, Tone::Busy, QT_TRANSLATE_NOOP("Look", "Opened alone")},
    Row{"bound", Shape::Tick, Tone::Good, QT_TRANSLATE_NOOP("Look", "Bound"), Sound::Pass},
    Row{"refused", Shape::Slash, Tone::Refusal, QT_TRANSLATE_NOOP("Look", "Refused"), Sound::Attention},
    Row{"failed", Shape::Cross, Tone::Fault, QT_TRANSLATE_NOOP("Look", "Failed"), Sound::Fail},
    Row{"rejected", Shape::Gap, Tone::Fault, QT_TRANSLATE_NOOP("Look", "Rejected"), Sound::Fail},
};

constexpr std::array kUnits{
    Row{"new", Shape::Outline, Tone::Idle, QT_TRANSLATE_NOOP("Look", "New")},
    Row{"written", Shape::HollowTick, Tone::Waiting, QT_TRANSLATE_NOOP("Look", "Written")},
    Row{"written_unverified", Shape::HollowTick, Tone::Unproven, QT_TRANSLATE_NOOP("Look", "Unverified")},
    Row{"enrolling", Shape::Ring, Tone::Busy, QT_TRANSLATE_NOOP("Look", "Enrolling")},
    Row{"waiting for module", Shape::Hand, Tone::Refusal, QT_TRANSLATE_NOOP("Look", "Waits for its module")},
    Row{"locked", Shape::Lock, Tone::Busy, QT_TRANSLATE_NOOP("Look", "Key locked")},
    Row{"verified", Shape::Lens, Tone::Busy, QT_TRANSLATE_NOOP("Look", "Opened alone")},
    Row{"bound", Shape::Tick, Tone::Good, QT_TRANSLATE_NOOP("Look", "Bound")},
    Row{"production", Shape::Tick, Tone::Good, QT_TRANSLATE_NOOP("Look", "In production")},
    Row{"bind failed", Shape::Cross, Tone::Fault, QT_TRANSLATE_NOOP("Look", "Bind failed")},
    Row{"quarantined", Shape::Pause, Tone::Refusal, QT_TRANSLATE_NOOP("Look", "Quarantined")},
    Row{"superseded", Shape::Slash, Tone::Broken, QT_TRANSLATE_NOOP("Look", "Superseded")},
    Row{"scrapped", Shape::Slash, Tone::Broken, QT_TRANSLATE_NOOP("Look", "Scrapped")},
    Row{"retired", Shape::Wrench, Tone::Closed, QT_TRANSLATE_NOOP("Look", "Retired")},
    Row{"RMA", Shape::Wrench, Tone::Closed, QT_TRANSLATE_NOOP("Look", "Returned")},
};

constexpr std::array kJobs{
    Row{"running", Shape::Bolt, Tone::Busy, QT_TRANSLATE_NOOP("Look", "Running")},
    Row{"done", Shape::Tick, Tone::Good, QT_TRANSLATE_NOOP("Look", "Done")},
    Row{"failed", Shape::Cross, Tone::Fault, QT_TRANSLATE_NOOP("Look", "Failed"), Sound::Fail},
    Row{"cancelled", Shape::Slash, Tone::Broken, QT_TRANSLATE_NOOP("Look", "Cancelled")},
};

constexpr std::array kChecks{
    Row{"good", Shape::Tick, Tone::Good, QT_TRANSLATE_NOOP("Look", "Good")},
    Row{"warning", Shape::Warning, Tone::Refusal, QT_TRANSLATE_NOOP("Look", "Warning")},
    Row{"missing", Shape::Cross, Tone::Fault, QT_TRANSLATE_NOOP("Look", "Missing")},
};

constexpr Row kLostSlot{"lost", Shape::Question, Tone::Idle, QT_TRANSLATE_NOOP("Look", "Unknown")};

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

Look lookOfLostSlot()
{
    return lookOf(kLostSlot);
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

Look lookOfCheck(const QString& state)
{
    return find(kChecks, state);
}

} // namespace bindery::gui
