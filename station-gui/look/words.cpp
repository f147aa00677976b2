// SPDX-License-Identifier: Apache-2.0
#include "look/words.h"

#include "look/daemon_sentences.h"

#include <array>
#include <span>
#include <utility>

#include <QtCore/QCoreApplication>
#include <QtCore/QDateTime>
#include <QtCore/QLocale>

namespace bindery::gui::words
{

namespace
{

struct Word {
    const char* key;
    const char* text; ///< to be translated, in the context "Words"
};

#define WORD(text) QT_TRANSLATE_NOOP("Words", text)

constexpr std::array kRoles{Word{"operator", WORD("Operator")}, Word{"engineer", WORD("Engineer")},
                            Word{"supervisor", WORD("Supervisor")}, Word{"auditor", WORD("Auditor")}};

constexpr std::array kPolicies{
    Word{"counter", WORD("counted by the station")}, Word{"list", WORD("from a list")},
    Word{"scanned", WORD("scanned for each card")},  Word{"full", WORD("every byte")},
    Word{"sample", WORD("samples")},                 Word{"none", WORD("none")},
    Word{"scan", WORD("each unit is confirmed")},    Word{"open", WORD("every unit may bind")},
    Word{"wanted", WORD("wanted")},                  Word{"not wanted", WORD("not wanted")},
};

constexpr std::array kSteps{
    Word{"erasing", WORD("erasing")},     Word{"writing", WORD("writing")},
    Word{"verifying", WORD("verifying")}, Word{"preparing", WORD("preparing")},
    Word{"flushing", WORD("flushing")},   Word{"finishing", WORD("finishing")},
};

constexpr std::array kJobs{
    Word{"stage", WORD("Staging")},
    Word{"prove", WORD("Proof by starting it")},
    Word{"check", WORD("Check of a reference card")},
    Word{"export", WORD("Export")},
};

#undef WORD

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
    return value < 0 ? kUnknown : QLocale().toString(value, 'f', value >= 99.95 ? 0 : 1) + QStringLiteral("\u00A0%");
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

QString job(const QString& kind)
{
    return find(kJobs, kind);
}

} // namespace bindery::gui::words
