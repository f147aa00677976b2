// SPDX-License-Identifier: Apache-2.0
#include "app/options.h"

#include <cstdio>
#include <cstdlib>

#include <QtCore/QCommandLineParser>
#include <QtCore/QCoreApplication>
#include <QtCore/QRegularExpression>

namespace bindery::gui
{

namespace
{

constexpr int kUsage = 2;

QSize sizeOf(const QString& text)
{
    static const QRegularExpression pattern("^([0-9]{3,5})x([0-9]{3,5})$");
    const QRegularExpressionMatch match = pattern.match(text);
    if (!match.hasMatch()) {
        std::fprintf(stderr, "station-gui: --size is WIDTHxHEIGHT, such as 1280x800; \"%s\" is not\n",
                     qPrintable(text));
        std::exit(kUsage);
    }
    return {match.captured(1).toInt(), match.captured(2).toInt()};
}

} // namespace

StartOptions startOptions(const QCoreApplication& application)
{
    const QCommandLineOption demo("demo", "Start a private station with simulated slots, cards and units.");
    const QCommandLineOption session("session",
                                     "Look for the station on the session bus instead of the system bus.");
    const QCommandLineOption fullScreen("full-screen", "Fill the screen (F11 leaves it).");
    const QCommandLineOption muted("muted", "Make no sounds.");
    const QCommandLineOption screenshots(
        "screenshots", "Render every page and state of a demo to PNG files in this folder, and end.",
        "folder");
    const QCommandLineOption daemon("daemon", "The binderyd that a demo starts.", "program");
    const QCommandLineOption language("language", "en, de or es, instead of the language of the badge.",
                                      "language");
    const QCommandLineOption size("size", "Size of the window.", "WIDTHxHEIGHT", "1280x800");

    QCommandLineParser parser;
    parser.setApplicationDescription("The operator's window of a Bindery flashing station.");
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOptions({demo, session, fullScreen, muted, screenshots, daemon, language, size});
    parser.process(application);
    if (!parser.positionalArguments().isEmpty()) {
        std::fprintf(stderr, "station-gui: \"%s\" is not understood; see --help\n",
                     qPrintable(parser.positionalArguments().constFirst()));
        std::exit(kUsage);
    }

    StartOptions options;
    options.screenshots = parser.value(screenshots);
    options.isDemo = parser.isSet(demo) || !options.screenshots.isEmpty();
    options.onSessionBus = parser.isSet(session);
    options.fullScreen = parser.isSet(fullScreen);
    options.isMuted = parser.isSet(muted) || !options.screenshots.isEmpty();
    options.daemon = parser.value(daemon);
    options.language = parser.value(language);
    options.size = sizeOf(parser.value(size));
    return options;
}

} // namespace bindery::gui
