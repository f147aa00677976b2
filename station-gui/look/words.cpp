// SPDX-License-Identifier: Apache-2.0
#include "look/words.h"

#include "look/daemon_sentences.h"

#include <array>
#include <span>
#include <utility>

#include <QtCore/QCoreApplication>
#include <QtCore/QDateTime>
#include <QtCore/QLocale>
#include <QtCore/QRegularExpression>

namespace bindery::gui::words
{

namespace
{

struct Word {
    const char* key;
    const char* text; ///< to be translated, in the context "Words"
};

constexpr std::array kRoles{Word{"operator", QT_TRANSLATE_NOOP("Words", "Operator")},
                            Word{"engineer", QT_TRANSLATE_NOOP("Words", "Engineer")},
                            Word{"supervisor", QT_TRANSLATE_NOOP("Words", "Supervisor")},
                            Word{"auditor", QT_TRANSLATE_NOOP("Words", "Auditor")}};

constexpr std::array kPolicies{
    Word{"counter", QT_TRANSLATE_NOOP("Words", "counted by the station")},
    Word{"list", QT_TRANSLATE_NOOP("Words", "from a list")},
    Word{"scanned", QT_TRANSLATE_NOOP("Words", "scanned for each card")},
    Word{"full", QT_TRANSLATE_NOOP("Words", "every byte")},
    Word{"sample", QT_TRANSLATE_NOOP("Words", "samples")},
    Word{"none", QT_TRANSLATE_NOOP("Words", "none")},
    Word{"scan", QT_TRANSLATE_NOOP("Words", "each unit is confirmed")},
    Word{"open", QT_TRANSLATE_NOOP("Words", "every unit may bind")},
    Word{"wanted", QT_TRANSLATE_NOOP("Words", "wanted")},
    Word{"not wanted", QT_TRANSLATE_NOOP("Words", "not wanted")},
};

constexpr std::array kSteps{
    Word{"erasing", QT_TRANSLATE_NOOP("Words", "erasing")},
    Word{"writing", QT_TRANSLATE_NOOP("Words", "writing")},
    Word{"verifying", QT_TRANSLATE_NOOP("Words", "verifying")},
    Word{"preparing", QT_TRANSLATE_NOOP("Words", "preparing")},
    Word{"waiting", QT_TRANSLATE_NOOP("Words", "waiting")},
    Word{"probing", QT_TRANSLATE_NOOP("Words", "measuring the card")},
    Word{"filling", QT_TRANSLATE_NOOP("Words", "filling what is free")},
    Word{"flushing", QT_TRANSLATE_NOOP("Words", "flushing")},
    Word{"finishing", QT_TRANSLATE_NOOP("Words", "finishing")},
    Word{"done", QT_TRANSLATE_NOOP("Words", "done")},
};

constexpr std::array kJobs{
    Word{"stage", QT_TRANSLATE_NOOP("Words", "Staging")},
    Word{"prove", QT_TRANSLATE_NOOP("Words", "Proof by starting it")},
    Word{"check", QT_TRANSLATE_NOOP("Words", "Check of a reference card")},
    Word{"export", QT_TRANSLATE_NOOP("Words", "Export")},
};

/// What the doctor looks at; programs have their own names.
constexpr std::array kChecks{
    Word{"kernel", QT_TRANSLATE_NOOP("Words", "Kernel")},
    Word{"aes", QT_TRANSLATE_NOOP("Words", "AES")},
    Word{"rights", QT_TRANSLATE_NOOP("Words", "Rights")},
    Word{"locked memory", QT_TRANSLATE_NOOP("Words", "Locked memory")},
    Word{"core dumps", QT_TRANSLATE_NOOP("Words", "Core dumps")},
    Word{"state folder", QT_TRANSLATE_NOOP("Words", "State folder")},
    Word{"direct I/O", QT_TRANSLATE_NOOP("Words", "Direct I/O")},
    Word{"disk space", QT_TRANSLATE_NOOP("Words", "Disk space")},
    Word{"clock", QT_TRANSLATE_NOOP("Words", "Clock")},
    Word{"records", QT_TRANSLATE_NOOP("Words", "Records")},
    Word{"keys", QT_TRANSLATE_NOOP("Words", "Keys")},
    Word{"bind site", QT_TRANSLATE_NOOP("Words", "Bind site")},
    Word{"spare key", QT_TRANSLATE_NOOP("Words", "Spare key")},
};

/// What the chain of records says of a unit.
constexpr std::array kRecords{
    Word{"attempt.card", QT_TRANSLATE_NOOP("Words", "Card on record")},
    Word{"attempt.closed", QT_TRANSLATE_NOOP("Words", "Attempt closed")},
    Word{"attempt.opened", QT_TRANSLATE_NOOP("Words", "Attempt opened")},
    Word{"bind.authorised_again", QT_TRANSLATE_NOOP("Words", "Authorised again")},
    Word{"bind.refused_again", QT_TRANSLATE_NOOP("Words", "Turned away again")},
    Word{"keyslot.changed", QT_TRANSLATE_NOOP("Words", "Keyslot changed")},
    Word{"part.fitted", QT_TRANSLATE_NOOP("Words", "Part fitted")},
    Word{"part.taken_out", QT_TRANSLATE_NOOP("Words", "Part taken out")},
    Word{"secret.destroyed", QT_TRANSLATE_NOOP("Words", "The station's secret destroyed")},
    Word{"secret.sealed", QT_TRANSLATE_NOOP("Words", "The station's secret sealed")},
    Word{"serial.reserved", QT_TRANSLATE_NOOP("Words", "Serial reserved")},
    Word{"serial.void", QT_TRANSLATE_NOOP("Words", "Serial void")},
    Word{"unit.reprovision_released", QT_TRANSLATE_NOOP("Words", "Released to be made once more")},
    Word{"unit.scrapped", QT_TRANSLATE_NOOP("Words", "Unit scrapped")},
    Word{"unit.state", QT_TRANSLATE_NOOP("Words", "State of the unit changed")},
};

QString find(std::span<const Word> table, const QString& key)
{
    for (const Word& word : table) {
        if (key == QLatin1String(word.key)) {
            return QCoreApplication::translate("Words", word.text);
        }
    }
    return key;
}

const QString kUnknown = QStringLiteral("\u2013");

} // namespace

QString size(quint64 bytes)
{
    if (bytes == 0) {
        return kUnknown;
    }
    return QLocale().formattedDataSize(static_cast<qint64>(bytes), bytes < 10'000'000'000U ? 1 : 0,
                                       QLocale::DataSizeSIFormat);
}

QString rate(double bytesPerSecond)
{
    if (bytesPerSecond <= 0) {
        return kUnknown;
    }
    return QLocale().toString(bytesPerSecond / 1e6, 'f', bytesPerSecond < 1e7 ? 1 : 0) +
           QStringLiteral("\u00A0MB/s");
}

QString span(qint64 seconds)
{
    if (seconds < 0) {
        return kUnknown;
    }
    constexpr qint64 kMinute = 60;
    constexpr qint64 kHour = 3600;
    if (seconds < kMinute) {
        return QCoreApplication::translate("Words", "%1 s").arg(seconds);
    }
    if (seconds < kHour) {
        return QCoreApplication::translate("Words", "%1 min %2 s")
            .arg(seconds / kMinute)
            .arg(seconds % kMinute, 2, 10, QLatin1Char('0'));
    }
    return QCoreApplication::translate("Words", "%1 h %2 min")
        .arg(seconds / kHour)
        .arg(seconds % kHour / kMinute, 2, 10, QLatin1Char('0'));
}

QString moment(qint64 micros)
{
    if (micros <= 0) {
        return kUnknown;
    }
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(micros / 1000);
    const bool isOfThisYear = time.date().year() == QDate::currentDate().year();
    return time.toString(isOfThisYear ? QStringLiteral("dd.MM. HH:mm:ss")
                                      : QStringLiteral("dd.MM.yyyy HH:mm"));
}

QString percent(double value)
{
    return value < 0 ? kUnknown
                     : QLocale().toString(value, 'f', value >= 99.95 ? 0 : 1) + QStringLiteral("\u00A0%");
}

QString perHour(double value)
{
    return value < 0 ? kUnknown : QLocale().toString(value, 'f', value < 100 ? 1 : 0);
}

QString number(qint64 value)
{
    return value < 0 ? kUnknown : QLocale().toString(value);
}

QString ofDaemon(const QString& sentence)
{
    QString said = inOurLanguage(sentence);
    if (!said.isEmpty()) {
        said[0] = said.at(0).toUpper();
    }
    return said;
}

QString sentences(const QString& reason, const QString& cure)
{
    QString text;
    for (const QString& sentence : {ofDaemon(reason), ofDaemon(cure)}) {
        if (sentence.isEmpty()) {
            continue;
        }
        const bool isEnded = sentence.endsWith(QLatin1Char('.')) || sentence.endsWith(QLatin1Char('!'));
        text += (text.isEmpty() ? QString() : QStringLiteral(" ")) + sentence +
                (isEnded ? QString() : QStringLiteral("."));
    }
    return text;
}

QString ofAttempt(const QString& message, const QString& code)
{
    // Which device it was is for the log; the operator knows the slot.
    static const QRegularExpression device("\\A/[^ ]*: ");
    QString reason = message;
    reason.remove(device);
    return sentences(reason, code.isEmpty() ? QString() : cureOf(code));
}

QString role(const QString& role)
{
    return find(kRoles, role);
}

QString policy(const QString& word)
{
    return find(kPolicies, word);
}

QString step(const QString& step)
{
    return find(kSteps, step);
}

QString check(const QString& what)
{
    return find(kChecks, what);
}

QString record(const QString& action)
{
    return find(kRecords, action);
}

QString job(const QString& kind)
{
    return find(kJobs, kind);
}

QString jobSubject(const QString& kind, const QString& subject)
{
    const bool isSentence =
        kind == QLatin1String("check") || subject == QLatin1String("everything on record");
    return isSentence ? inOurLanguage(subject) : subject;
}

} // namespace bindery::gui::words
