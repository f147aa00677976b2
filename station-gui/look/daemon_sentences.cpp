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

#define SENTENCE(text) QT_TRANSLATE_NOOP("Daemon", text)

/// What is longer and more special stands before what would fit as well.
constexpr std::array kSentences{
    // what a person does next
    SENTENCE("take the card out"),
    SENTENCE("take the card out, or acknowledge to make it again"),
    SENTENCE("acknowledge the fault"),
    SENTENCE("acknowledge"),
    SENTENCE("scan your badge"),
    SENTENCE("choose a work order"),
    SENTENCE("call a supervisor"),
    SENTENCE("close the order"),
    SENTENCE("wait for the cards that run"),
    SENTENCE("resume the line when its cards may be made"),
    SENTENCE("check both reference cards"),
    SENTENCE("use a larger card"),
    SENTENCE("use a smaller card, one of the order's class"),
    SENTENCE("use another slot"),
    SENTENCE("use another slot, or let a supervisor open it again"),
    SENTENCE("use another card"),
    SENTENCE("use another reader or disk"),
    SENTENCE("use another device; this one is never written"),
    SENTENCE("open the lock of the card or its adapter, or use another card"),
    SENTENCE("unmount it first, if it is the right card"),
    SENTENCE("put a card in"),
    SENTENCE("release it first"),
    SENTENCE("release and open it first"),
    SENTENCE("open it first"),
    SENTENCE("choose another one, or open it again"),
    SENTENCE("choose another one"),
    SENTENCE("its first article has to be approved"),
    SENTENCE("let a supervisor open the slot again"),
    SENTENCE("allow its data to be destroyed, or use another card"),
    SENTENCE("teach its port first"),
    // what is the matter
    SENTENCE("the port was not taught"),
    SENTENCE("the card left its slot"),
    SENTENCE("the order asks for no verify"),
    SENTENCE("neither reference card was checked today"),
    SENTENCE("the known-good reference card has not passed today"),
    SENTENCE("the known-bad reference card was not found bad today"),
    SENTENCE("%1 failures in a row, the last: %2"),
    SENTENCE("the order %1 is %2"),
    SENTENCE("the yield of order %1 is %2 % (%3 of %4), its limit is %5 %"),
    SENTENCE("%1 holds %2; the order takes cards of at least %3"),
    SENTENCE("%1 holds %2; the order takes cards of at most %3"),
    SENTENCE("%1 is read-only"),
    SENTENCE("%1 holds no medium"),
    SENTENCE("%1 is mounted at %2"),
    SENTENCE("%1 is not in a taught slot"),
    SENTENCE("%1 is out of service"),
    SENTENCE("%1 is blocked: %2"),
    SENTENCE("%1 carries the running system (%2)"),
    // what to do after an error
    SENTENCE("The card left its slot. Put a card in and start again."),
    SENTENCE("This card must not be written here. Read the reason, use another card or slot."),
    SENTENCE("The card is too small for this image. Use a larger card."),
    SENTENCE("Writing or reading failed. If the message names the card, put the card aside; if it names the "
             "station's disk, free some room."),
    SENTENCE("The card does not hold what was written. Put it aside: it is bad."),
    SENTENCE("The image cannot be used. Give it back to the line engineer."),
    SENTENCE("No security module answers. Check that it is fitted, then power the unit again."),
    SENTENCE("The security module refuses. Put the unit aside for a supervisor."),
    SENTENCE("You lack the rights for this. Ask a supervisor."),
    SENTENCE("Someone else is using it. Wait a moment and try again."),
    SENTENCE("It was cancelled. The card must be made again."),
    SENTENCE("The station's data is damaged. Stop and call a supervisor."),
    SENTENCE("This contradicts the records. Ask a supervisor."),
    SENTENCE("What was asked for cannot be. Correct it and try again."),
    SENTENCE("There is no such thing. Check the name."),
    SENTENCE("The station has a defect. Call the line engineer."),
};

#undef SENTENCE

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
