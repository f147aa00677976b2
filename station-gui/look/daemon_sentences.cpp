// SPDX-License-Identifier: Apache-2.0
#include "look/daemon_sentences.h"

#include "look/sentences.h"
#include "look/words.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <vector>

#include <QtCore/QCoreApplication>
#include <QtCore/QRegularExpression>
#include <QtCore/QStringList>

namespace bindery::gui
{

namespace
{

struct Pattern {
    const char* sentence;
    QString longest; ///< of its fixed pieces: what does not hold it need not be matched
    qsizetype letters = 0;
    QRegularExpression expression;
    /// By the number of the place: its value is a name, whatever word it reads like.
    std::array<bool, 10> isName{};
};

const QRegularExpression& places()
{
    static const QRegularExpression expression("%([1-9])");
    return expression;
}

/// What may stand at a place. A name or number never reaches beyond its clause; what is in brackets or quotes
/// may be clauses itself. A pattern that is little more than its place takes one word, or it would fit
/// everything.
QString placeBetween(const QString& before, const QString& after, bool takesOneWord)
{
    if (before.endsWith(QLatin1Char('(')) && after.startsWith(QLatin1Char(')'))) {
        return QStringLiteral("(.+?)");
    }
    if (before.endsWith(QLatin1Char('"')) && after.startsWith(QLatin1Char('"'))) {
        return QStringLiteral("([^\"]*)");
    }
    return takesOneWord ? QStringLiteral("(\\S+)") : QStringLiteral("((?:(?![:;] ).)+?)");
}

/// Whether a person named what stands between: an order may be called "full", a badge "operator".
bool isNameBetween(const QString& before, const QString& after)
{
    static const QRegularExpression named(
        "(?:^|[^A-Za-z])(?:order|unit|badge|serial|image|PIN of|PINs for|act, but|by) \"?\\z");
    static const QRegularExpression acts(
        "\\A(?: has a PIN| is (?:a supervisor without|the only supervisor|an auditor|signed in)"
        "| became a supervisor|, was made by |, was not verified)");
    return named.match(before).hasMatch() || acts.match(after).hasMatch();
}

Pattern patternOf(const char* sentence)
{
    constexpr qsizetype kFewLetters = 9;
    const QStringList pieces = QString::fromUtf8(sentence).split(places());
    Pattern pattern{sentence, {}, 0, {}, {}};
    for (const QString& piece : pieces) {
        pattern.letters +=
            std::count_if(piece.begin(), piece.end(), [](QChar each) { return each.isLetter(); });
        if (piece.size() > pattern.longest.size()) {
            pattern.longest = piece;
        }
    }
    const bool takesOneWord = pieces.size() == 2 && pattern.letters < kFewLetters;
    QString expression = QRegularExpression::escape(pieces.first());
    for (qsizetype index = 1; index < pieces.size(); ++index) {
        pattern.isName.at(static_cast<std::size_t>(index)) =
            isNameBetween(pieces.at(index - 1), pieces.at(index));
        expression += placeBetween(pieces.at(index - 1), pieces.at(index), takesOneWord) +
                      QRegularExpression::escape(pieces.at(index));
    }
    pattern.expression = QRegularExpression("\\A" + expression + "\\z");
    return pattern;
}

/// The more of a sentence is fixed, the sooner it is tried.
const std::vector<Pattern>& patterns()
{
    static const std::vector<Pattern> table = [] {
        std::vector<Pattern> rows;
        for (const sentences::Sentences& part :
             {sentences::ofBench(), sentences::ofCards(), sentences::ofDoctor(), sentences::ofImages(),
              sentences::ofOrders(), sentences::ofPersons(), sentences::ofStates(), sentences::ofStation()}) {
            for (const char* sentence : part) {
                rows.push_back(patternOf(sentence));
            }
        }
        for (const sentences::Cure& cure : sentences::cures()) {
            rows.push_back(patternOf(cure.sentence));
        }
        std::stable_sort(rows.begin(), rows.end(), [](const Pattern& one, const Pattern& other) {
            return one.letters > other.letters;
        });
        return rows;
    }();
    return table;
}

/// The daemon counts in powers of 1024, a card's label and this window in powers of 1000.
QString inOurUnits(const QString& text)
{
    static const QRegularExpression size("\\b([0-9]+(?:\\.[0-9])?) ([KMGTP])iB\\b");
    QString made;
    qsizetype from = 0;
    for (auto all = size.globalMatch(text); all.hasNext();) {
        const QRegularExpressionMatch match = all.next();
        const qsizetype power = QStringLiteral("KMGTP").indexOf(match.captured(2)) + 1;
        const double bytes = match.captured(1).toDouble() * std::pow(1024.0, static_cast<double>(power));
        made += text.mid(from, match.capturedStart() - from) + words::size(static_cast<quint64>(bytes));
        from = match.capturedEnd();
    }
    return made + text.mid(from);
}

QString said(const QString& text);

std::optional<QString> saidAsOne(const QString& text)
{
    for (const Pattern& pattern : patterns()) {
        if (!text.contains(pattern.longest)) {
            continue;
        }
        const QRegularExpressionMatch match = pattern.expression.match(text);
        if (!match.hasMatch()) {
            continue;
        }
        const QString ours = QCoreApplication::translate("Daemon", pattern.sentence);
        QString made;
        qsizetype from = 0;
        for (auto all = places().globalMatch(ours); all.hasNext();) {
            const QRegularExpressionMatch place = all.next();
            const int number = place.captured(1).toInt();
            const QString value = match.captured(number);
            made += ours.mid(from, place.capturedStart() - from) +
                    (pattern.isName.at(static_cast<std::size_t>(number)) ? value : said(value));
            from = place.capturedEnd();
        }
        return made + ours.mid(from);
    }
    return std::nullopt;
}

/// Where clauses meet, outside of brackets and quotes.
std::vector<qsizetype> boundariesIn(const QString& text)
{
    std::vector<qsizetype> found;
    int depth = 0;
    bool isQuoted = false;
    for (qsizetype at = 0; at + 1 < text.size(); ++at) {
        const QChar each = text.at(at);
        if (each == QLatin1Char('"')) {
            isQuoted = !isQuoted;
        } else if (each == QLatin1Char('(')) {
            ++depth;
        } else if (each == QLatin1Char(')')) {
            depth = std::max(0, depth - 1);
        } else if ((each == QLatin1Char(';') || each == QLatin1Char(':')) &&
                   text.at(at + 1) == QLatin1Char(' ') && depth == 0 && !isQuoted) {
            found.push_back(at);
        }
    }
    return found;
}

QString said(const QString& text)
{
    if (const auto whole = saidAsOne(text)) {
        return *whole;
    }
    const std::vector<qsizetype> boundaries = boundariesIn(text);
    constexpr qsizetype kBoundary = 2; // "; "
    for (auto at = boundaries.rbegin(); at != boundaries.rend(); ++at) {
        if (const auto head = saidAsOne(text.left(*at))) {
            return *head + text.mid(*at, kBoundary) + said(text.mid(*at + kBoundary));
        }
    }
    if (boundaries.empty()) {
        return inOurUnits(text);
    }
    const qsizetype at = boundaries.front();
    return inOurUnits(text.left(at)) + text.mid(at, kBoundary) + said(text.mid(at + kBoundary));
}

} // namespace

QString inOurLanguage(const QString& sentence)
{
    return said(sentence);
}

QString cureOf(const QString& code)
{
    for (const sentences::Cure& cure : sentences::cures()) {
        if (code == QLatin1String(cure.code)) {
            return QCoreApplication::translate("Daemon", cure.sentence);
        }
    }
    return code;
}

} // namespace bindery::gui
