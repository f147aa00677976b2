// SPDX-License-Identifier: Apache-2.0
// The one place that turns a state into what a person sees and hears: shape, tone, word, sound. Red
// (Tone::Fault) is for faults only, amber (Tone::Refusal) for what must not be written; no two states of a
// slot share both shape and word, so colour is never what tells them apart. Threads: the GUI thread (words
// follow its language).
#pragma once

#include <QtCore/QString>

namespace bindery::gui
{

enum class Tone {
    Idle,     ///< nothing there, nothing to do
    Waiting,  ///< may be started
    Busy,     ///< runs
    Good,     ///< done and proven
    Unproven, ///< done, nobody read it back
    Refusal,  ///< not taken; a person chooses something else
    Fault,    ///< failed; a person acts
    Broken,   ///< broken off: cancelled, interrupted
    Closed,   ///< out of use until somebody opens it
};

enum class Shape {
    Outline,  ///< an empty rounded frame
    Dots,     ///< three dots
    Triangle, ///< points right: may go
    Ring,     ///< an open ring
    Bolt,     ///< arrow down: bytes go in
    Lens,     ///< a magnifier
    Tick,
    HollowTick, ///< a tick in a ring
    Hand,       ///< a bar across a ring: no entry
    Cross,
    Slash, ///< a square cut through
    Pause, ///< two bars
    Gap,   ///< a ring that is broken
    Question,
    Lock,
    Wrench,  ///< a diamond: taken out
    Warning, ///< an exclamation mark in a triangle
};

enum class Sound {
    None,
    Pass,
    Fail,
    Attention, ///< a refusal, a scan that nobody understands
};

struct Look {
    Shape shape = Shape::Dots;
    Tone tone = Tone::Idle;
    QString word; ///< in the language of the window, fit for capitals
    Sound sound = Sound::None;
};

/// Of org.bindery.Slot1.State. A state that this window does not know is shown by its own word.
Look lookOfSlot(const QString& state);
/// Of any slot while the station does not answer: nobody knows what its card does.
Look lookOfLostSlot();
/// Of an attempt's recorded result ("passed", "written_unverified", ...; "" while it runs).
Look lookOfResult(const QString& result);
/// Of org.bindery.Line1.State.
Look lookOfLine(const QString& state);
/// Of org.bindery.Order1.State.
Look lookOfOrder(const QString& state);
/// Of org.bindery.GoldenImage1.State.
Look lookOfImage(const QString& state);
/// Of org.bindery.BenchUnit1.Kind.
Look lookOfBenchUnit(const QString& kind);
/// Of a unit's state in the records ("written", "bound", ...).
Look lookOfUnit(const QString& state);
/// Of org.bindery.Job1.State.
Look lookOfJob(const QString& state);
/// Of a finding of the doctor ("good", "warning", "missing").
Look lookOfCheck(const QString& state);

} // namespace bindery::gui
