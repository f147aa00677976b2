// SPDX-License-Identifier: Apache-2.0
#include "app/languages.h"
#include "look/sounds.h"
#include "look/words.h"

#include <QtCore/QLocale>
#include <QtCore/QtEndian>
#include <gtest/gtest.h>

namespace bindery::gui
{

namespace
{

class Words : public testing::Test
{
protected:
    void TearDown() override { m_languages.speak("en"); }

    Languages m_languages;
};

TEST_F(Words, OfTheDaemonAreSaidInTheLanguageOfTheWindow)
{
    m_languages.speak("de");
    EXPECT_EQ(words::ofDaemon("take the card out"), "Karte herausnehmen");
    m_languages.speak("es");
    EXPECT_EQ(words::ofDaemon("take the card out"), "Saque la tarjeta");
}

TEST_F(Words, OfTheDaemonKeepTheirNamesAndNumbers)
{
    m_languages.speak("de");
    EXPECT_EQ(words::ofDaemon("/dev/sdb holds 1.0 GiB; the order takes cards of at least 3.0 GiB"),
              "/dev/sdb fasst 1.0 GiB; der Auftrag nimmt Karten ab 3.0 GiB");
    EXPECT_EQ(words::ofDaemon("3 failures in a row, the last: no answer"),
              "3 Fehler in Folge, der letzte: no answer");
}

TEST_F(Words, OfTheDaemonThatNobodyTranslatedStayAsTheyAre)
{
    m_languages.speak("de");
    EXPECT_EQ(words::ofDaemon("writing root: pwrite at 1.2 GiB: Input/output error"),
              "Writing root: pwrite at 1.2 GiB: Input/output error");
}

TEST_F(Words, OfAReasonAndItsCureAreSentences)
{
    EXPECT_EQ(words::sentences("the card left its slot", "take the card out"),
              "The card left its slot. Take the card out.");
    EXPECT_EQ(words::sentences("", "Put it aside: it is bad."), "Put it aside: it is bad.");
    EXPECT_EQ(words::sentences("", ""), "");
}

TEST_F(Words, OfSpansAreMinutesAndHours)
{
    EXPECT_EQ(words::span(9), "9 s");
    EXPECT_EQ(words::span(130), "2 min 10 s");
    EXPECT_EQ(words::span(3900), "1 h 05 min");
    EXPECT_EQ(words::span(-1), "\u2013");
}

TEST_F(Words, OfNumbersFollowTheLanguage)
{
    m_languages.speak("de");
    EXPECT_EQ(words::percent(98.25), "98,3\u00A0%");
    m_languages.speak("en");
    EXPECT_EQ(words::percent(98.25), "98.3\u00A0%");
    EXPECT_EQ(words::percent(100), "100\u00A0%");
    EXPECT_EQ(words::percent(-1), "\u2013");
}

TEST(Sounds, AreWavFilesOfTheLengthTheySay)
{
    for (const Sound sound : {Sound::Pass, Sound::Fail, Sound::Attention}) {
        const QByteArray file = wavOf(sound);
        ASSERT_GT(file.size(), 44 + 4410);
        EXPECT_EQ(file.left(4), "RIFF");
        EXPECT_EQ(file.mid(8, 8), "WAVEfmt ");
        EXPECT_EQ(qFromLittleEndian<quint32>(file.constData() + 4), static_cast<quint32>(file.size() - 8));
        EXPECT_EQ(qFromLittleEndian<quint32>(file.constData() + 40), static_cast<quint32>(file.size() - 44));
    }
}

TEST(Sounds, OfPassAndFailAreNotTheSame)
{
    EXPECT_NE(wavOf(Sound::Pass), wavOf(Sound::Fail));
}

} // namespace

} // namespace bindery::gui
