// SPDX-License-Identifier: Apache-2.0
// Every sentence that the daemon says to the window, taken from where it is composed, is said in German and
// Spanish without a word of English left, and with all that was filled in.
#include "app/languages.h"
#include "gui/source_sentences.h"
#include "look/daemon_sentences.h"
#include "look/sentences.h"

#include <algorithm>
#include <array>
#include <string>

#include <QtCore/QFile>
#include <QtCore/QRegularExpression>
#include <QtCore/QSet>
#include <gtest/gtest.h>

namespace bindery::gui
{

namespace
{

/// The sources whose sentences come to the window: as reasons, cures, messages, steps or refusals.
constexpr std::array kSources{
    "db/actors.cpp",
    "db/attempts.cpp",
    "db/bind_status.cpp",
    "db/bind_steps.cpp",
    "db/claims.cpp",
    "db/confirmations.cpp",
    "db/connection.cpp",
    "db/order_acts.cpp",
    "db/order_state.cpp",
    "db/orders.cpp",
    "db/parts.cpp",
    "db/pin.cpp",
    "db/pins.cpp",
    "db/serials.cpp",
    "db/slot_rows.cpp",
    "db/unit_parts.cpp",
    "engine/base/error.cpp",
    "engine/card/boot_partition.cpp",
    "engine/card/capacity_probe.cpp",
    "engine/card/card_header.cpp",
    "engine/card/card_plan.cpp",
    "engine/card/fill.cpp",
    "engine/card/found_content.cpp",
    "engine/card/make_card.cpp",
    "engine/card/old_content.cpp",
    "engine/card/verify_report.cpp",
    "engine/cli/key_check.cpp",
    "engine/cli/station_check.cpp",
    "engine/daemon/authority.cpp",
    "engine/daemon/bench_object.cpp",
    "engine/daemon/demo_card.cpp",
    "engine/daemon/demo_slots.cpp",
    "engine/daemon/image_objects.cpp",
    "engine/daemon/jobs.cpp",
    "engine/daemon/line_keeper.cpp",
    "engine/daemon/line_object.cpp",
    "engine/daemon/records_object.cpp",
    "engine/daemon/sign_in.cpp",
    "engine/daemon/slot_object.cpp",
    "engine/daemon/slot_objects.cpp",
    "engine/daemon/station_object.cpp",
    "engine/device/block_medium.cpp",
    "engine/device/claim.cpp",
    "engine/device/descriptor_medium.cpp",
    "engine/device/disk_state.cpp",
    "engine/device/disk_watch.cpp",
    "engine/device/eligibility.cpp",
    "engine/golden/root_preparation.cpp",
    "engine/golden/stage.cpp",
    "engine/line/bench.cpp",
    "engine/line/bench_answer.cpp",
    "engine/line/bench_checks.cpp",
    "engine/line/bench_table.cpp",
    "engine/line/bench_words.cpp",
    "engine/line/golden_acts.cpp",
    "engine/line/line.cpp",
    "engine/line/line_acts.cpp",
    "engine/line/line_starts.cpp",
    "engine/line/line_state.cpp",
    "engine/line/order_state.cpp",
    "engine/line/recovery.cpp",
    "engine/line/run_attempt.cpp",
    "engine/line/serial_rules.cpp",
    "engine/line/slot_card.cpp",
    "engine/line/slot_claims.cpp",
    "engine/line/slot_media.cpp",
    "engine/line/slot_state.cpp",
    "engine/line/slots_in_hand.cpp",
    "engine/line/slots_lock.cpp",
    "engine/line/start_attempt.cpp",
    "engine/line/verify_card.cpp",
    "engine/line/yield_gate.cpp",
};

/// What some sources hand on to be put into a sentence, with %1 for it.
constexpr std::array kFrames{"the serial A-1 %1", "/var/lib%1", "%1 /dev/sdb", "%1 /dev/sdb at offset 4096",
                             "%1 needs a reason"};

/// How texts begin that are said to programs, to the log, by defects, or of what the window never asks for;
/// "..." is for values.
constexpr std::array kNotForPeople{
    "\"...\" is no kind of part: use card, module or pi",
    "\"...\" is no reference card: there is \"known good\" and \"known bad\"",
    "\"...\" is no result of an attempt",
    "\"...\" is not a serial scheme",
    "\"...\" is not a state of a unit",
    "\"...\" is not how a bind fails",
    "...: only a made unit is made once more",
    "...: this file system cannot hold the records (no shared memory for SQLite's write-ahead log); use a "
    "local one",
    "... card in slot ...",
    "... has schema ..., this program knows up to ...; install the newer Bindery that made it",
    "... is a database, but not one of Bindery",
    "... is fitted to no unit, so it cannot be taken out",
    "Bindery demo reader",
    "OpenSSL: deriving from a PIN failed (is there enough memory?)",
    "a card cannot break by \"...\"; there are: write, bits, hang, gone",
    "a recovery key without a certificate to seal it to",
    "a state of a slot without a name",
    "an attempt that ends ... needs a reason",
    "an attempt that was not verified cannot be called passed",
    "an attempt was closed in a slot that is ...: none ran there",
    "approve first article",
    "attempt ... cannot end ... without the facts of its card",
    "blank, data, small, read-only, fake",
    "format must be csv or jsonl, not \"...\"",
    "making an eventfd",
    "making the records ...",
    "migrating the records, ...",
    "other facts of the card of attempt ... are recorded, LUKS UUID ...",
    "source_name is the name of the file alone",
    "state of a first article",
    "state of an order",
    "superseded by attempt ...",
    "taking a part out of a unit",
    "the LUKS UUID ... belongs to the card of attempt ...",
    "the changes of attempt ...",
    "the clock shows a time that no calendar has",
    "the daemon ends",
    "the layout of a card is an object, its changes are a list",
    "the layout of attempt ...",
    "the order ... is closed: its count of units stays",
    "the times of attempt ...",
    "the unit ... is ...: only a made one is scrapped; a free serial is voided",
    "the unit ... is released already: ...",
    "there is no card of attempt \"...\"",
    "there is no recipe \"...\": Recipes has their names, and StageByRecipe takes one of yours",
    "what an event says of a caller is an object",
    // what follows is put in behind them and read as a sentence of its own; these that end in a space are
    // meant alone
    "it now has keyslots",
    "locked for good",
    "the order ... has ",
    "the standing order ",
};

/// The same in both languages, or typed as they stand.
const QSet<QString>& sharedWords()
{
    static const QSet<QString> words{
        "bindery", "binderyd", "byte",    "bytes",   "chmod",  "chown",    "chrony",     "control",
        "demo",    "line",     "name",    "normal",  "open",   "original", "pause",      "polkit",
        "polkitd", "real",     "root",    "shred",   "status", "sudo",     "supervisor", "token",
        "tokens",  "virtual",  "auditor", "systemd", "list",   "operator", "engineer"};
    return words;
}

QString withoutCommands(QString text)
{
    static const QRegularExpression command("bindery[a-z-]*( [a-z]+)*|apt install [a-z0-9-]+|--[a-z]+|"
                                            "\"[^\"]*\"|/[^ ,;)]+|[a-z]+[._][a-z_.]+|\\[[a-z]+\\]");
    return text.remove(command);
}

QStringList wordsIn(const QString& text)
{
    static const QRegularExpression word("[A-Za-z\u00C0-\u024F]+");
    QStringList words;
    for (auto match = word.globalMatch(text); match.hasNext();) {
        words.append(match.next().captured());
    }
    return words;
}

/// "A1", "A2", ... for the values: no word of any language. A value that a word sticks to ends its clause.
QString filled(const std::string& text, int& places)
{
    QString made;
    places = 0;
    for (const char each : text) {
        if (each == kPlace) {
            made += QStringLiteral("A%1").arg(++places);
        } else {
            const bool sticks =
                QChar(QLatin1Char(each)).isLetter() && !made.isEmpty() && made.back().isDigit();
            made += (sticks ? QStringLiteral("; ") : QString()) + QLatin1Char(each);
        }
    }
    return made;
}

QString shown(const std::string& text)
{
    QString made;
    for (const char each : text) {
        made += each == kPlace ? QStringLiteral("...") : QString(QLatin1Char(each));
    }
    return made;
}

/// What is wrong with a translation; empty: nothing.
QString flawOf(const QString& english, int places, const QString& said)
{
    const QStringList saidWords = wordsIn(withoutCommands(said));
    constexpr qsizetype kTellingLength = 4;
    for (const QString& word : wordsIn(withoutCommands(english))) {
        if (word.size() >= kTellingLength && word == word.toLower() && !sharedWords().contains(word) &&
            saidWords.contains(word)) {
            return "still says \"" + word + "\"";
        }
    }
    for (int place = 1; place <= places; ++place) {
        if (!said.contains(QStringLiteral("A%1").arg(place))) {
            return QStringLiteral("lost value %1").arg(place);
        }
    }
    return {};
}

class DaemonSentences : public testing::TestWithParam<const char*>
{
protected:
    void SetUp() override { m_languages.speak(GetParam()); }
    void TearDown() override { m_languages.speak("en"); }

    Languages m_languages;
};

TEST_P(DaemonSentences, AreSaidInFull)
{
    const auto isForPeople = [](const QString& text) {
        return std::none_of(kNotForPeople.begin(), kNotForPeople.end(), [&](const char* each) {
            const QLatin1String beginning(each);
            return text == beginning || (!beginning.endsWith(QLatin1Char(' ')) && text.startsWith(beginning));
        });
    };
    int count = 0;
    for (const char* path : kSources) {
        QFile file(QStringLiteral(BINDERY_SOURCE "/") + QLatin1String(path));
        ASSERT_TRUE(file.open(QIODevice::ReadOnly)) << path;
        for (const SourceSentence& sentence : sentencesIn(file.readAll().toStdString())) {
            if (!isForPeople(shown(sentence.text))) {
                continue;
            }
            ++count;
            int places = 0;
            const QString english = filled(sentence.text, places);
            const QString flaw = flawOf(english, places, inOurLanguage(english));
            const bool isSaid =
                flaw.isEmpty() || std::any_of(kFrames.begin(), kFrames.end(), [&](const char* frame) {
                    const QString framed = QString::fromLatin1(frame).arg(english);
                    return flawOf(framed, places, inOurLanguage(framed)).isEmpty();
                });
            EXPECT_TRUE(isSaid) << path << ':' << sentence.line << ": \""
                                << shown(sentence.text).toStdString() << "\" " << flaw.toStdString() << ": "
                                << inOurLanguage(english).toStdString()
                                << "\n(station-gui/look/sentences_of_*.cpp, station-gui/translations)";
        }
    }
    EXPECT_GT(count, 450);
}

TEST_P(DaemonSentences, SayWhatToDoAboutEveryError)
{
    QFile file(QStringLiteral(BINDERY_SOURCE "/engine/base/error.cpp"));
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    const QString source = QString::fromUtf8(file.readAll()).simplified();
    for (const sentences::Cure& cure : sentences::cures()) {
        EXPECT_TRUE(source.contains(QString::fromUtf8(cure.sentence))) << cure.sentence;
        EXPECT_TRUE(source.contains(QStringLiteral("ErrorCode::%1, \"%1\"").arg(QLatin1String(cure.code))))
            << cure.code;
        EXPECT_NE(cureOf(QString::fromUtf8(cure.code)), QString::fromUtf8(cure.sentence));
    }
    EXPECT_EQ(source.count("ErrorTraits{ErrorCode::"), static_cast<qsizetype>(sentences::cures().size()));
}

INSTANTIATE_TEST_SUITE_P(In, DaemonSentences, testing::Values("de", "es"),
                         [](const auto& which) { return std::string(which.param); });

TEST(SourceSentences, AreReadThroughSumsBranchesAndCalls)
{
    const std::vector<SourceSentence> found =
        sentencesIn("throw Error(code, std::string(\"a slot \") + name(slot) + (full ? \" is full now\" : \" "
                    "is \" \"empty now\"));\n"
                    "spdlog::warn(\"not for people at all\");");
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].text, std::string("a slot ") + kPlace + " is full now");
    EXPECT_EQ(found[1].text, std::string("a slot ") + kPlace + " is empty now");
    EXPECT_EQ(found[0].line, 1U);
}

} // namespace

} // namespace bindery::gui
