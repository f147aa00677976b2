// SPDX-License-Identifier: Apache-2.0
// Words that stand in sentences: states, steps, roles.
#include "look/sentences.h"

#include <array>

#include <QtCore/QtGlobal>

namespace bindery::gui::sentences
{

namespace
{

constexpr std::array kSentences{
    QT_TRANSLATE_NOOP("Daemon", "empty"),
    QT_TRANSLATE_NOOP("Daemon", "reading"),
    QT_TRANSLATE_NOOP("Daemon", "ready"),
    QT_TRANSLATE_NOOP("Daemon", "refused"),
    QT_TRANSLATE_NOOP("Daemon", "waiting"),
    QT_TRANSLATE_NOOP("Daemon", "preparing"),
    QT_TRANSLATE_NOOP("Daemon", "erasing"),
    QT_TRANSLATE_NOOP("Daemon", "probing"),
    QT_TRANSLATE_NOOP("Daemon", "writing"),
    QT_TRANSLATE_NOOP("Daemon", "filling"),
    QT_TRANSLATE_NOOP("Daemon", "flushing"),
    QT_TRANSLATE_NOOP("Daemon", "verifying"),
    QT_TRANSLATE_NOOP("Daemon", "finishing"),
    QT_TRANSLATE_NOOP("Daemon", "passed"),
    QT_TRANSLATE_NOOP("Daemon", "written, unverified"),
    QT_TRANSLATE_NOOP("Daemon", "written_unverified"),
    QT_TRANSLATE_NOOP("Daemon", "failed"),
    QT_TRANSLATE_NOOP("Daemon", "cancelling"),
    QT_TRANSLATE_NOOP("Daemon", "cancelled"),
    QT_TRANSLATE_NOOP("Daemon", "interrupted"),
    QT_TRANSLATE_NOOP("Daemon", "unknown port"),
    QT_TRANSLATE_NOOP("Daemon", "blocked"),
    QT_TRANSLATE_NOOP("Daemon", "out of service"),
    QT_TRANSLATE_NOOP("Daemon", "open"),
    QT_TRANSLATE_NOOP("Daemon", "signed out"),
    QT_TRANSLATE_NOOP("Daemon", "check due"),
    QT_TRANSLATE_NOOP("Daemon", "no order"),
    QT_TRANSLATE_NOOP("Daemon", "running"),
    QT_TRANSLATE_NOOP("Daemon", "paused"),
    QT_TRANSLATE_NOOP("Daemon", "full"),
    QT_TRANSLATE_NOOP("Daemon", "draft"),
    QT_TRANSLATE_NOOP("Daemon", "released"),
    QT_TRANSLATE_NOOP("Daemon", "first article"),
    QT_TRANSLATE_NOOP("Daemon", "closing"),
    QT_TRANSLATE_NOOP("Daemon", "closed"),
    QT_TRANSLATE_NOOP("Daemon", "staged"),
    QT_TRANSLATE_NOOP("Daemon", "removed"),
    QT_TRANSLATE_NOOP("Daemon", "new"),
    QT_TRANSLATE_NOOP("Daemon", "written"),
    QT_TRANSLATE_NOOP("Daemon", "enrolling"),
    QT_TRANSLATE_NOOP("Daemon", "waiting for module"),
    QT_TRANSLATE_NOOP("Daemon", "locked"),
    QT_TRANSLATE_NOOP("Daemon", "verified"),
    QT_TRANSLATE_NOOP("Daemon", "bound"),
    QT_TRANSLATE_NOOP("Daemon", "production"),
    QT_TRANSLATE_NOOP("Daemon", "bind failed"),
    QT_TRANSLATE_NOOP("Daemon", "quarantined"),
    QT_TRANSLATE_NOOP("Daemon", "superseded"),
    QT_TRANSLATE_NOOP("Daemon", "scrapped"),
    QT_TRANSLATE_NOOP("Daemon", "retired"),
    QT_TRANSLATE_NOOP("Daemon", "void"),
    QT_TRANSLATE_NOOP("Daemon", "consumed"),
    QT_TRANSLATE_NOOP("Daemon", "reserved"),
    QT_TRANSLATE_NOOP("Daemon", "created"),
    QT_TRANSLATE_NOOP("Daemon", "tested"),
    QT_TRANSLATE_NOOP("Daemon", "destruction reported"),
    QT_TRANSLATE_NOOP("Daemon", "destroyed"),
    QT_TRANSLATE_NOOP("Daemon", "compromised"),
    QT_TRANSLATE_NOOP("Daemon", "transport"),
    QT_TRANSLATE_NOOP("Daemon", "recovery"),
    QT_TRANSLATE_NOOP("Daemon", "operator"),
    QT_TRANSLATE_NOOP("Daemon", "engineer"),
    QT_TRANSLATE_NOOP("Daemon", "supervisor"),
    QT_TRANSLATE_NOOP("Daemon", "auditor"),
    QT_TRANSLATE_NOOP("Daemon", "authorised"),
};

} // namespace

Sentences ofStates()
{
    return kSentences;
}

} // namespace bindery::gui::sentences
