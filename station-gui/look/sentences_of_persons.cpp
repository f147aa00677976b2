// SPDX-License-Identifier: Apache-2.0
// Sentences about who may do what.
#include "look/sentences.h"

#include <array>

#include <QtCore/QtGlobal>

namespace bindery::gui::sentences
{

namespace
{

constexpr std::array kSentences{
    QT_TRANSLATE_NOOP("Daemon", "nobody is signed in"),
    QT_TRANSLATE_NOOP("Daemon", "sign in with your badge first"),
    QT_TRANSLATE_NOOP("Daemon", "sign in with your own badge"),
    QT_TRANSLATE_NOOP("Daemon", "sign in with another badge"),
    QT_TRANSLATE_NOOP("Daemon", "sign in with it"),
    QT_TRANSLATE_NOOP("Daemon", "sign in again"),
    QT_TRANSLATE_NOOP("Daemon", "sign in again, with the PIN"),
    QT_TRANSLATE_NOOP("Daemon", "use another badge"),
    QT_TRANSLATE_NOOP("Daemon", "use another one, or a supervisor brings it back"),
    QT_TRANSLATE_NOOP("Daemon", "nobody with the badge \"%1\" is known to this station"),
    QT_TRANSLATE_NOOP("Daemon", "a supervisor names new persons"),
    QT_TRANSLATE_NOOP("Daemon", "the badge %1 was retired"),
    QT_TRANSLATE_NOOP("Daemon", "the badge %1 was retired already"),
    QT_TRANSLATE_NOOP("Daemon", "a supervisor brings it back with \"%1\", or use another one"),
    QT_TRANSLATE_NOOP("Daemon", "%1 is a supervisor without a PIN, and supervisors sign in with one"),
    QT_TRANSLATE_NOOP("Daemon", "another supervisor sets it, or root with \"%1\""),
    QT_TRANSLATE_NOOP("Daemon", "%1 has a PIN"),
    QT_TRANSLATE_NOOP("Daemon", "too many wrong PINs for %1"),
    QT_TRANSLATE_NOOP("Daemon", "try again in %1"),
    QT_TRANSLATE_NOOP("Daemon", "this is not the PIN of %1"),
    QT_TRANSLATE_NOOP("Daemon", "try again, or a supervisor sets it anew"),
    QT_TRANSLATE_NOOP("Daemon", "the PIN of %1 was changed just now"),
    QT_TRANSLATE_NOOP("Daemon",
                      "a PIN has %1 to %2 characters, none of them a control character: choose another one"),
    QT_TRANSLATE_NOOP("Daemon", "what a PIN is checked against is damaged"),
    QT_TRANSLATE_NOOP("Daemon", "set the PIN anew with \"%1\""),
    QT_TRANSLATE_NOOP("Daemon", "%1 is signed in for another user of this computer"),
    QT_TRANSLATE_NOOP("Daemon", "this is a supervisor's act, but %1 is %2"),
    QT_TRANSLATE_NOOP("Daemon", "a supervisor signs in for it"),
    QT_TRANSLATE_NOOP("Daemon", "%1 is a supervisor's act, but %2 is %3"),
    QT_TRANSLATE_NOOP("Daemon", "making a unit once more"),
    QT_TRANSLATE_NOOP("Daemon", "re-opening a slot"),
    QT_TRANSLATE_NOOP("Daemon", "naming a person"),
    QT_TRANSLATE_NOOP("Daemon", "retiring a badge"),
    QT_TRANSLATE_NOOP("Daemon", "retiring a unit"),
    QT_TRANSLATE_NOOP("Daemon", "setting the PIN of another"),
    QT_TRANSLATE_NOOP("Daemon", "setting the language of another"),
    QT_TRANSLATE_NOOP("Daemon", "this station has no supervisor yet, name one with \"%1\""),
    QT_TRANSLATE_NOOP("Daemon", "this station has no supervisor yet, who names all others"),
    QT_TRANSLATE_NOOP("Daemon", "name one first, with \"%1\""),
    QT_TRANSLATE_NOOP("Daemon", "name another one first, with \"%1\""),
    QT_TRANSLATE_NOOP("Daemon", "%1 is the only supervisor of this station"),
    QT_TRANSLATE_NOOP("Daemon", "who is %1 at this station is said by a supervisor, with \"%2\""),
    QT_TRANSLATE_NOOP("Daemon", "%1 became a supervisor after signing in"),
    QT_TRANSLATE_NOOP("Daemon", "%1 is an auditor, who looks and exports but changes nothing"),
    QT_TRANSLATE_NOOP("Daemon", "the badge \"%1\" is the station itself"),
    QT_TRANSLATE_NOOP("Daemon", "the badge \"%1\" is the station itself, which signs in nowhere"),
    QT_TRANSLATE_NOOP("Daemon", "badge \"%1\""),
    QT_TRANSLATE_NOOP("Daemon", "role \"%1\""),
    QT_TRANSLATE_NOOP("Daemon", "use operator, supervisor, engineer or auditor"),
    QT_TRANSLATE_NOOP("Daemon", "\"%1\" is no role"),
    QT_TRANSLATE_NOOP("Daemon", "language \"%1\""),
    QT_TRANSLATE_NOOP("Daemon", "use en, de or es"),
    QT_TRANSLATE_NOOP("Daemon", "the name is longer than %1 bytes"),
    QT_TRANSLATE_NOOP("Daemon", "the badge is longer than %1 bytes"),
    QT_TRANSLATE_NOOP("Daemon", "the language is longer than %1 bytes"),
    QT_TRANSLATE_NOOP("Daemon", "%1 is longer than %2 bytes"),
    QT_TRANSLATE_NOOP("Daemon", "make it shorter"),
    QT_TRANSLATE_NOOP("Daemon", "the action %1 is not allowed"),
    QT_TRANSLATE_NOOP("Daemon", "polkit wants an administrator's password, and the caller did not allow to "
                                "ask for it, or got it wrong"),
    QT_TRANSLATE_NOOP("Daemon", "members of the group \"%1\" are let in, in a session at the station itself"),
    QT_TRANSLATE_NOOP("Daemon", "polkit's rules refuse it to this user and session"),
    QT_TRANSLATE_NOOP("Daemon", "polkit is not there to decide (%1)"),
    QT_TRANSLATE_NOOP("Daemon", "install polkitd, and look at \"%1\""),
    QT_TRANSLATE_NOOP("Daemon", "polkit did not answer in time"),
    QT_TRANSLATE_NOOP("Daemon", "when it asked for a password, call again and give it"),
    QT_TRANSLATE_NOOP("Daemon", "else look at \"%1\""),
    QT_TRANSLATE_NOOP("Daemon", "look at \"%1\", then try again"),
    QT_TRANSLATE_NOOP("Daemon", "polkit failed (%1)"),
    QT_TRANSLATE_NOOP("Daemon", "is %1 there?"),
    QT_TRANSLATE_NOOP("Daemon", "this station serves the user who started it alone"),
    QT_TRANSLATE_NOOP("Daemon", "the bus does not know the user behind the client %1, which may have left"),
};

} // namespace

Sentences ofPersons()
{
    return kSentences;
}

} // namespace bindery::gui::sentences
