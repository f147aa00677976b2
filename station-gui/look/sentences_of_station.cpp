// SPDX-License-Identifier: Apache-2.0
// Sentences about the station itself: its jobs, its records, its disk, its demo.
#include "look/sentences.h"

#include <array>

#include <QtCore/QtGlobal>

namespace bindery::gui::sentences
{

namespace
{

constexpr std::array kSentences{
    QT_TRANSLATE_NOOP("Daemon", "it was asked for by %1"),
    QT_TRANSLATE_NOOP("Daemon", "they or a supervisor may break it off"),
    QT_TRANSLATE_NOOP("Daemon", "%1 jobs run already"),
    QT_TRANSLATE_NOOP("Daemon", "wait until one of them has ended"),
    QT_TRANSLATE_NOOP("Daemon", "it has ended already"),
    QT_TRANSLATE_NOOP("Daemon", "the station is being looked at already"),
    QT_TRANSLATE_NOOP("Daemon", "ask again in a moment"),
    QT_TRANSLATE_NOOP("Daemon", "the station has too many calls to answer"),
    QT_TRANSLATE_NOOP("Daemon",
                      "another person signed in, or this one out, while the password was asked for"),
    QT_TRANSLATE_NOOP("Daemon", "call again"),
    QT_TRANSLATE_NOOP("Daemon", "call again in a moment"),
    QT_TRANSLATE_NOOP("Daemon", "this client waits for %1 answers already"),
    QT_TRANSLATE_NOOP("Daemon", "call again when they came"),
    QT_TRANSLATE_NOOP("Daemon", "known good card in slot %1"),
    QT_TRANSLATE_NOOP("Daemon", "known bad card in slot %1"),
    QT_TRANSLATE_NOOP("Daemon", "as expected"),
    QT_TRANSLATE_NOOP("Daemon", "not as expected"),
    QT_TRANSLATE_NOOP("Daemon", "reading it back"),
    QT_TRANSLATE_NOOP("Daemon", "everything on record"),
    QT_TRANSLATE_NOOP("Daemon", "the records hold no unit \"%1\""),
    QT_TRANSLATE_NOOP("Daemon", "%1 tables are being written already"),
    QT_TRANSLATE_NOOP("Daemon", "wait until one of them is there"),
    QT_TRANSLATE_NOOP("Daemon", "target"),
    QT_TRANSLATE_NOOP("Daemon", "it cannot be emptied"),
    QT_TRANSLATE_NOOP("Daemon", "the export cannot be packed"),
    QT_TRANSLATE_NOOP("Daemon", "signing and writing the export"),
    QT_TRANSLATE_NOOP("Daemon", "packing it"),
    QT_TRANSLATE_NOOP("Daemon", "%1 events, %2 attempts, %3 units"),
    QT_TRANSLATE_NOOP("Daemon", "no folder for the export can be made in %1"),
    QT_TRANSLATE_NOOP("Daemon", "%1 became shorter while it was read"),
    QT_TRANSLATE_NOOP("Daemon", "another program holds the records, try again when it has finished"),
    QT_TRANSLATE_NOOP("Daemon", "nothing was recorded, free space on this disk"),
    QT_TRANSLATE_NOOP(
        "Daemon", "nothing was recorded, the file, its folder or its disk cannot be written by this user"),
    QT_TRANSLATE_NOOP("Daemon", "%1 is read-only for this user"),
    QT_TRANSLATE_NOOP("Daemon", "nothing can be recorded here"),
    QT_TRANSLATE_NOOP("Daemon", "this user needs the right to read and write the file and its folder"),
    QT_TRANSLATE_NOOP("Daemon", "the records are damaged, restore them from a backup"),
    QT_TRANSLATE_NOOP("Daemon", "the records were migrated to schema %1 by a newer Bindery, and this "
                                "program, which knows %2, still runs"),
    QT_TRANSLATE_NOOP("Daemon", "start it again"),
    QT_TRANSLATE_NOOP("Daemon", "where it is binderyd, with \"%1\""),
    QT_TRANSLATE_NOOP("Daemon", "the disk that holds the records fails"),
    QT_TRANSLATE_NOOP("Daemon", "stop, call a supervisor, and run %1"),
    QT_TRANSLATE_NOOP("Daemon", "the file system is read-only"),
    QT_TRANSLATE_NOOP("Daemon", "mount it for writing or name another place"),
    QT_TRANSLATE_NOOP("Daemon", "Input/output error"),
    QT_TRANSLATE_NOOP("Daemon", "No space left on device"),
    QT_TRANSLATE_NOOP("Daemon", "Read-only file system"),
    QT_TRANSLATE_NOOP("Daemon", "Permission denied"),
    QT_TRANSLATE_NOOP("Daemon", "Operation not permitted"),
    QT_TRANSLATE_NOOP("Daemon", "No such file or directory"),
    QT_TRANSLATE_NOOP("Daemon", "No such device"),
    QT_TRANSLATE_NOOP("Daemon", "No such device or address"),
    QT_TRANSLATE_NOOP("Daemon", "No medium found"),
    QT_TRANSLATE_NOOP("Daemon", "Device or resource busy"),
    QT_TRANSLATE_NOOP("Daemon", "Remote I/O error"),
    QT_TRANSLATE_NOOP("Daemon", "Cannot allocate memory"),
    QT_TRANSLATE_NOOP("Daemon", "Resource temporarily unavailable"),
    QT_TRANSLATE_NOOP("Daemon", "Address already in use"),
    QT_TRANSLATE_NOOP("Daemon", "slot %1 holds a card already"),
    QT_TRANSLATE_NOOP("Daemon", "take that one out first"),
    QT_TRANSLATE_NOOP("Daemon", "that card is in another slot or in its Pi"),
    QT_TRANSLATE_NOOP("Daemon", "take it out there, or stop the unit, first"),
    QT_TRANSLATE_NOOP("Daemon", "slot %1 holds no card that could be taken out"),
    QT_TRANSLATE_NOOP("Daemon", "slot %1 holds no card that could break"),
    QT_TRANSLATE_NOOP("Daemon", "put one in first"),
    QT_TRANSLATE_NOOP("Daemon", "no card that this station finished is at hand"),
    QT_TRANSLATE_NOOP("Daemon", "make one and take it out"),
    QT_TRANSLATE_NOOP("Daemon", "there is no finished card of a unit %1"),
    QT_TRANSLATE_NOOP("Daemon", "make it first, its serial is on the line"),
    QT_TRANSLATE_NOOP("Daemon", "unit %1 runs already"),
    QT_TRANSLATE_NOOP("Daemon", "stop it first"),
    QT_TRANSLATE_NOOP("Daemon", "there is no card \"%1\""),
    QT_TRANSLATE_NOOP("Daemon", "there are"),
    QT_TRANSLATE_NOOP("Daemon", "the demo has %1 to %2"),
    QT_TRANSLATE_NOOP("Daemon", "a demo has %1 to %2 slots, not %3"),
    QT_TRANSLATE_NOOP("Daemon", "the demo's card was pulled"),
    QT_TRANSLATE_NOOP("Daemon", "put it in again"),
    QT_TRANSLATE_NOOP("Daemon", "%1 holds that card no more"),
    QT_TRANSLATE_NOOP("Daemon", "%1 is write-protected"),
    QT_TRANSLATE_NOOP("Daemon", "open the lock of the card, or take another one"),
    QT_TRANSLATE_NOOP("Daemon", "%1 is in use"),
    QT_TRANSLATE_NOOP("Daemon", "wait until that is done"),
    QT_TRANSLATE_NOOP("Daemon", "no bench is open"),
    QT_TRANSLATE_NOOP("Daemon", "open it at the station"),
};

} // namespace

Sentences ofStation()
{
    return kSentences;
}

} // namespace bindery::gui::sentences
