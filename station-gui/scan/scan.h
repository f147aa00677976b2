// SPDX-License-Identifier: Apache-2.0
// What a bar code says. Every code of the line begins with a letter and a colon, so that it is known wherever
// the focus is: B: badge, O: order, S: slot, N: serial of a unit, M: serial of a module, P: serial of a Pi,
// C: command, T: the test code of the keyboard layout.
#pragma once

#include <QtCore/QString>

namespace bindery::gui
{

enum class ScanKind { Badge, Order, Slot, Serial, Module, Pi, Command, LayoutTest, Unknown };

struct Scan {
    ScanKind kind = ScanKind::Unknown;
    QString text; ///< without its prefix; of an unknown one all of it

    bool operator==(const Scan&) const = default;
};

Scan scanOf(const QString& raw);
/// What is printed for it: "B:1001".
QString rawOf(const Scan& scan);

enum class Command {
    Provision,
    Acknowledge,
    Cancel,
    Pause,
    Resume,
    AllowData,
    Confirm,
    CheckGood, ///< the daily check of the known-good card
    CheckBad,
    SignOut,
    None
};

Command commandOf(const QString& text);
/// "PROVISION", as its bar code has it behind the prefix.
QString textOf(Command command);

} // namespace bindery::gui
