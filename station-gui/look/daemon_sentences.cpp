// SPDX-License-Identifier: Apache-2.0
#include "look/daemon_sentences.h"

#include <array>
#include <vector>

#include <QtCore/QCoreApplication>
#include <QtCore/QRegularExpression>

namespace bindery::gui
{

namespace
{

/// What is longer and more special stands before what would fit as well.
constexpr std::array kSentences{
    // what a person does next
    QT_TRANSLATE_NOOP("Daemon", "take the card out"),
    QT_TRANSLATE_NOOP("Daemon", "take the card out, or acknowledge to make it again"),
    QT_TRANSLATE_NOOP("Daemon", "acknowledge the fault"),
    QT_TRANSLATE_NOOP("Daemon", "acknowledge"),
    QT_TRANSLATE_NOOP("Daemon", "scan your badge"),
    QT_TRANSLATE_NOOP("Daemon", "choose a work order"),
    QT_TRANSLATE_NOOP("Daemon", "call a supervisor"),
    QT_TRANSLATE_NOOP("Daemon", "close the order"),
    QT_TRANSLATE_NOOP("Daemon", "wait for the cards that run"),
    QT_TRANSLATE_NOOP("Daemon", "resume the line when its cards may be made"),
    QT_TRANSLATE_NOOP("Daemon", "check both reference cards"),
    QT_TRANSLATE_NOOP("Daemon", "use a larger card"),
    QT_TRANSLATE_NOOP("Daemon", "use a smaller card, one of the order's class"),
    QT_TRANSLATE_NOOP("Daemon", "use another slot"),
    QT_TRANSLATE_NOOP("Daemon", "use another slot, or let a supervisor open it again"),
    QT_TRANSLATE_NOOP("Daemon", "use another card"),
    QT_TRANSLATE_NOOP("Daemon", "use another reader or disk"),
    QT_TRANSLATE_NOOP("Daemon", "use another device; this one is never written"),
    QT_TRANSLATE_NOOP("Daemon", "open the lock of the card or its adapter, or use another card"),
    QT_TRANSLATE_NOOP("Daemon", "unmount it first, if it is the right card"),
    QT_TRANSLATE_NOOP("Daemon", "put a card in"),
    QT_TRANSLATE_NOOP("Daemon", "release it first"),
    QT_TRANSLATE_NOOP("Daemon", "release and open it first"),
    QT_TRANSLATE_NOOP("Daemon", "open it first"),
    QT_TRANSLATE_NOOP("Daemon", "choose another one, or open it again"),
    QT_TRANSLATE_NOOP("Daemon", "choose another one"),
    QT_TRANSLATE_NOOP("Daemon", "its first article has to be approved"),
    QT_TRANSLATE_NOOP("Daemon", "let a supervisor open the slot again"),
    QT_TRANSLATE_NOOP("Daemon", "allow its data to be destroyed, or use another card"),
    QT_TRANSLATE_NOOP("Daemon", "teach its port first"),
    // what is the matter
    QT_TRANSLATE_NOOP("Daemon", "the port was not taught"),
    QT_TRANSLATE_NOOP("Daemon", "the card left its slot"),
    QT_TRANSLATE_NOOP("Daemon", "the order asks for no verify"),
    QT_TRANSLATE_NOOP("Daemon", "neither reference card was checked today"),
    QT_TRANSLATE_NOOP("Daemon", "the known-good reference card has not passed today"),
    QT_TRANSLATE_NOOP("Daemon", "the known-bad reference card was not found bad today"),
    QT_TRANSLATE_NOOP("Daemon", "%1 failures in a row, the last: %2"),
    QT_TRANSLATE_NOOP("Daemon", "the order %1 is %2"),
    QT_TRANSLATE_NOOP("Daemon", "the yield of order %1 is %2 % (%3 of %4), its limit is %5 %"),
    QT_TRANSLATE_NOOP("Daemon", "%1 holds %2; the order takes cards of at least %3"),
    QT_TRANSLATE_NOOP("Daemon", "%1 holds %2; the order takes cards of at most %3"),
    QT_TRANSLATE_NOOP("Daemon", "%1 is read-only"),
    QT_TRANSLATE_NOOP("Daemon", "%1 holds no medium"),
    QT_TRANSLATE_NOOP("Daemon", "%1 is mounted at %2"),
    QT_TRANSLATE_NOOP("Daemon", "%1 is not in a taught slot"),
    QT_TRANSLATE_NOOP("Daemon", "%1 is out of service"),
    QT_TRANSLATE_NOOP("Daemon", "%1 is blocked: %2"),
    QT_TRANSLATE_NOOP("Daemon", "%1 carries the running system (%2)"),
    // what to do after an error
    QT_TRANSLATE_NOOP("Daemon", "The card left its slot. Put a card in and start again."),
    QT_TRANSLATE_NOOP("Daemon",
                      "This card must not be written here. Read the reason, use another card or slot."),
    QT_TRANSLATE_NOOP("Daemon", "The card is too small for this image. Use a larger card."),
    QT_TRANSLATE_NOOP(
        "Daemon",
        "Writing or reading failed. If the message names the card, put the card aside; if it names the "
        "station's disk, free some room."),
    QT_TRANSLATE_NOOP("Daemon", "The card does not hold what was written. Put it aside: it is bad."),
    QT_TRANSLATE_NOOP("Daemon", "The image cannot be used. Give it back to the line engineer."),
    QT_TRANSLATE_NOOP("Daemon",
                      "No security module answers. Check that it is fitted, then power the unit again."),
    QT_TRANSLATE_NOOP("Daemon", "The security module refuses. Put the unit aside for a supervisor."),
    QT_TRANSLATE_NOOP("Daemon", "You lack the rights for this. Ask a supervisor."),
    QT_TRANSLATE_NOOP("Daemon", "Someone else is using it. Wait a moment and try again."),
    QT_TRANSLATE_NOOP("Daemon", "It was cancelled. The card must be made again."),
    QT_TRANSLATE_NOOP("Daemon", "The station's data is damaged. Stop and call a supervisor."),
    QT_TRANSLATE_NOOP("Daemon", "This contradicts the records. Ask a supervisor."),
    QT_TRANSLATE_NOOP("Daemon", "What was asked for cannot be. Correct it and try again."),
    QT_TRANSLATE_NOOP("Daemon", "There is no such thing. Check the name."),
    QT_TRANSLATE_NOOP("Daemon", "The station has a defect. Call the line engineer."),
};

struct Pattern {
    QRegularExpression expression;
    const char* sentence;
};

QRegularExpression expressionOf(const char* sentence)
{
    QString expression = QRegularExpression::escape(QString::fromUtf8(sentence));
    expression.replace(QRegularExpression("\\\\%[1-9]"), "(.+?)");
    return QRegularExpression("^" + expression + "$");
}

const std::vector<Pattern>& patterns()
{
    static const std::vector<Pattern> table = [] {
        std::vector<Pattern> rows;
        rows.reserve(kSentences.size());
        for (const char* sentence : kSentences) {
            rows.push_back({expressionOf(sentence), sentence});
        }
        return rows;
    }();
    return table;
}

} // namespace

QString inOurLanguage(const QString& sentence)
{
    for (const Pattern& pattern : patterns()) {
        const QRegularExpressionMatch match = pattern.expression.match(sentence);
        if (!match.hasMatch()) {
            continue;
        }
        QString said = QCoreApplication::translate("Daemon", pattern.sentence);
        for (int place = match.lastCapturedIndex(); place >= 1; --place) {
            said.replace("%" + QString::number(place), match.captured(place));
        }
        return said;
    }
    return sentence;
}

} // namespace bindery::gui
