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
    EXPECT_EQ(
        words::ofDaemon("unit A-1: module M-2 in Pi 3 is not on the bench's list; fit parts of the list, or "
                        "add these to it"),
        "Ger\u00E4t A-1: Modul M-2 in Pi 3 steht nicht auf der Liste der Werkbank; Teile der Liste "
        "einbauen, oder diese hinzuf\u00FCgen");
    EXPECT_EQ(words::ofDaemon("3 failures in a row, the last: no answer"),
              "3 Fehler in Folge, der letzte: no answer");
}

TEST_F(Words, OfTheDaemonLeaveNamesThatReadLikeWordsAlone)
{
    m_languages.speak("de");
    EXPECT_EQ(words::ofDaemon("order full is paused"), "Der Auftrag full ist pausiert");
    EXPECT_EQ(words::ofDaemon("the badge operator was retired"),
              "Der Ausweis operator ist au\u00DFer Dienst");
    EXPECT_EQ(words::ofDaemon("this is not the PIN of operator: try again, or a supervisor sets it anew"),
              "Das ist nicht die PIN von operator: neu versuchen, oder eine Aufsicht setzt sie neu");
    EXPECT_EQ(words::ofDaemon("operator has a PIN: sign in with it"),
              "Operator hat eine PIN: damit anmelden");
    EXPECT_EQ(words::ofDaemon("the golden image recovery is staged, not approved"),
              "Das Abbild recovery ist vorbereitet, nicht freigegeben");
    EXPECT_EQ(
        words::ofDaemon("the first article of order closed, draft, was made by operator: another "
                        "person approves it"),
        "Das erste St\u00FCck von Auftrag closed, draft, stammt von operator: eine andere Person gibt es "
        "frei");
}

TEST_F(Words, OfJobsTranslateNoNames)
{
    m_languages.speak("de");
    EXPECT_EQ(words::jobSubject("stage", "recovery"), "recovery");
    EXPECT_EQ(words::jobSubject("export", "full"), "full");
    EXPECT_EQ(words::jobSubject("export", "everything on record"), "alles Verzeichnete");
    EXPECT_EQ(words::jobSubject("check", "known bad card in slot 2"), "schlechte Karte in Platz 2");
}

TEST_F(Words, OfTheDaemonThatNobodyTranslatedStayAsTheyAre)
{
    m_languages.speak("de");
    EXPECT_EQ(words::ofDaemon("squaring the circle: it stays round"), "Squaring the circle: it stays round");
    EXPECT_EQ(words::ofDaemon("squaring the circle: Input/output error"),
              "Squaring the circle: Ein-/Ausgabefehler");
}

TEST_F(Words, OfTheDaemonTellSizesInTheUnitsOfTheWindow)
{
    EXPECT_EQ(words::ofDaemon("/dev/sdb holds 29.7 GiB; the order takes cards of at least 59.0 GiB"),
              "/dev/sdb holds 32 GB; the order takes cards of at least 63 GB");
    EXPECT_EQ(
        words::ofDaemon("fake capacity: the card announces 29.7 GiB, but it wraps around after 512.0 MiB or "
                        "a fraction of it: put it aside"),
        "Fake capacity: the card announces 32 GB, but it wraps around after 536.9 MB or a fraction of it: "
        "put it aside");
    EXPECT_EQ(words::ofDaemon("pwrite at 1.5 GiB"), "Pwrite at 1.6 GB");
    m_languages.speak("de");
    EXPECT_EQ(words::ofDaemon("/dev/sdb holds 1.0 GiB; the order takes cards of at least 3.0 GiB"),
              "/dev/sdb fasst 1,1 GB; der Auftrag nimmt Karten ab 3,2 GB");
}

TEST_F(Words, OfAnAttemptAreItsReasonWithoutTheDeviceAndWhatToDo)
{
    EXPECT_EQ(words::ofAttempt("/dev/sdb: it left the station", "DeviceGone"),
              "It left the station. The card left its slot. Put a card in and start again.");
    EXPECT_EQ(words::ofAttempt("", "VerifyMismatch"),
              "The card does not hold what was written. Put it aside: it is bad.");
    EXPECT_EQ(words::ofAttempt("", ""), "");
    m_languages.speak("de");
    EXPECT_EQ(words::ofAttempt("/dev/sdb: the card has not moved for 30 s while writing: it hangs", ""),
              "Die Karte r\u00FChrt sich seit 30 s nicht, beim Schreiben: sie h\u00E4ngt.");
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
