// SPDX-License-Identifier: Apache-2.0
// What to do next by the code of an error, in the order of the daemon's own table.
#include "look/sentences.h"

#include <array>

#include <QtCore/QtGlobal>

namespace bindery::gui::sentences
{

namespace
{

constexpr std::array kCures{
    Cure{"DeviceGone", QT_TRANSLATE_NOOP("Daemon", "The card left its slot. Put a card in and start again.")},
    Cure{"NotEligible",
         QT_TRANSLATE_NOOP("Daemon",
                           "This card must not be written here. Read the reason, use another card or slot.")},
    Cure{"TooSmall", QT_TRANSLATE_NOOP("Daemon", "The card is too small for this image. Use a larger card.")},
    Cure{"WriteFailed",
         QT_TRANSLATE_NOOP("Daemon", "Writing or reading failed. If the message names the card, put the card "
                                     "aside; if it names the station's disk, free some room.")},
    Cure{"VerifyMismatch",
         QT_TRANSLATE_NOOP("Daemon", "The card does not hold what was written. Put it aside: it is bad.")},
    Cure{"BadImage",
         QT_TRANSLATE_NOOP("Daemon", "The image cannot be used. Give it back to the line engineer.")},
    Cure{"ModuleAbsent",
         QT_TRANSLATE_NOOP(
             "Daemon", "No security module answers. Check that it is fitted, then power the unit again.")},
    Cure{"ModuleRefused",
         QT_TRANSLATE_NOOP("Daemon", "The security module refuses. Put the unit aside for a supervisor.")},
    Cure{"NeedsRoot", QT_TRANSLATE_NOOP("Daemon", "You lack the rights for this. Ask a supervisor.")},
    Cure{"Busy", QT_TRANSLATE_NOOP("Daemon", "Someone else is using it. Wait a moment and try again.")},
    Cure{"Cancelled", QT_TRANSLATE_NOOP("Daemon", "It was cancelled. The card must be made again.")},
    Cure{"Corrupt",
         QT_TRANSLATE_NOOP("Daemon", "The station's data is damaged. Stop and call a supervisor.")},
    Cure{"Conflict", QT_TRANSLATE_NOOP("Daemon", "This contradicts the records. Ask a supervisor.")},
    Cure{"InvalidArgument",
         QT_TRANSLATE_NOOP("Daemon", "What was asked for cannot be. Correct it and try again.")},
    Cure{"NotFound", QT_TRANSLATE_NOOP("Daemon", "There is no such thing. Check the name.")},
    Cure{"Internal", QT_TRANSLATE_NOOP("Daemon", "The station has a defect. Call the line engineer.")},
};

} // namespace

std::span<const Cure> cures()
{
    return kCures;
}

} // namespace bindery::gui::sentences
