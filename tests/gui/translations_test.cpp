// SPDX-License-Identifier: Apache-2.0
// The translations as lupdate, which collects all texts of the window, sees them.
#include "app/languages.h"

#include <set>
#include <string>

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtCore/QProcess>
#include <QtCore/QRegularExpression>
#include <QtCore/QTemporaryDir>
#include <QtCore/QXmlStreamReader>
#include <gtest/gtest.h>

namespace bindery::gui
{

namespace
{

struct Message {
    QString source;
    QString translation;
    bool isFinished = false;
};

QList<Message> messagesOf(const QString& path)
{
    QFile file(path);
    EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << path.toStdString();
    QXmlStreamReader xml(&file);
    QList<Message> messages;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement) {
            continue;
        }
        if (xml.name() == QLatin1String("source")) {
            messages.append({xml.readElementText(), {}, false});
        } else if (xml.name() == QLatin1String("translation") && !messages.isEmpty()) {
            messages.last().isFinished = !xml.attributes().hasAttribute("type");
            messages.last().translation = xml.readElementText();
        }
    }
    EXPECT_FALSE(xml.hasError()) << xml.errorString().toStdString();
    return messages;
}

QString sourceOf(const QString& language)
{
    return QStringLiteral(BINDERY_SOURCE "/station-gui/translations/station-gui_%1.ts").arg(language);
}

std::multiset<QString> placesIn(const QString& text)
{
    static const QRegularExpression place("%[0-9]");
    std::multiset<QString> places;
    for (auto match = place.globalMatch(text); match.hasNext();) {
        places.insert(match.next().captured());
    }
    return places;
}

class Translation : public testing::TestWithParam<const char*>
{
};

TEST_P(Translation, HasEveryTextOfTheWindowFinished)
{
    const QTemporaryDir folder;
    const QString copy = folder.filePath(QStringLiteral("station-gui_%1.ts").arg(GetParam()));
    ASSERT_TRUE(QFile::copy(sourceOf(GetParam()), copy));
    QProcess lupdate;
    lupdate.start(BINDERY_LUPDATE, {"-silent", "-no-obsolete", "-locations", "none",
                                    BINDERY_SOURCE "/station-gui", "-ts", copy});
    ASSERT_TRUE(lupdate.waitForFinished());
    ASSERT_EQ(lupdate.exitCode(), 0) << lupdate.readAllStandardError().toStdString();
    const QList<Message> messages = messagesOf(copy);
    ASSERT_GT(messages.size(), 400);
    for (const Message& message : messages) {
        EXPECT_TRUE(message.isFinished && !message.translation.isEmpty()) << message.source.toStdString();
    }
}

TEST_P(Translation, HasThePlacesOfTheOriginal)
{
    for (const Message& message : messagesOf(sourceOf(GetParam()))) {
        EXPECT_EQ(placesIn(message.source), placesIn(message.translation)) << message.source.toStdString();
    }
}

TEST_P(Translation, IsInTheProgram)
{
    Languages languages;
    languages.speak(GetParam());
    EXPECT_NE(QCoreApplication::translate("Look", "Passed"), "Passed");
    languages.speak("en");
    EXPECT_EQ(QCoreApplication::translate("Look", "Passed"), "Passed");
}

INSTANTIATE_TEST_SUITE_P(Of, Translation, testing::Values("de", "es"),
                         [](const auto& which) { return std::string(which.param); });

} // namespace

} // namespace bindery::gui
