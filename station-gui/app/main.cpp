// SPDX-License-Identifier: Apache-2.0
// station-gui: the operator's window.
#include "app/languages.h"
#include "app/options.h"
#include "app/private_station.h"
#include "app/quit_signals.h"
#include "app/screenshots.h"
#include "bus/station_client.h"
#include "look/icon.h"
#include "look/sounds.h"
#include "look/style.h"
#include "scan/scanner.h"
#include "window/main_window.h"

#include <algorithm>
#include <cstdio>
#include <memory>

#include <QtDBus/QDBusConnection>
#include <QtDBus/QDBusError>
#include <QtWidgets/QApplication>

namespace
{

using namespace bindery::gui;

constexpr int kFailed = 1;

/// What is asked for can be given without a screen: pictures in files, words on a terminal.
bool needsNoScreen(int argc, char** argv)
{
    const auto isOne = [](const QByteArray& argument) {
        return argument.startsWith("--screenshots") || argument == "--help" || argument == "-h" ||
               argument == "--version" || argument == "-v";
    };
    return std::any_of(argv + 1, argv + argc, [&](const char* argument) { return isOne(argument); });
}

} // namespace

int main(int argc, char** argv)
{
    if (needsNoScreen(argc, argv) && qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
    }
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("station-gui"));
    QApplication::setApplicationVersion(QStringLiteral(BINDERY_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("org.bindery.StationGui"));
    QApplication::setWindowIcon(binderyIcon());
    const StartOptions options = startOptions(application);
    std::unique_ptr<QuitSignals> quitSignals;
    if (options.screenshots.isEmpty()) { // they are taken without an event loop to quit
        quitSignals = std::make_unique<QuitSignals>();
    }

    std::unique_ptr<PrivateStation> demo;
    if (options.isDemo) {
        demo = std::make_unique<PrivateStation>(options.daemon);
        if (const auto problem = demo->start()) {
            std::fprintf(stderr, "station-gui: %s\n", qPrintable(*problem));
            return kFailed;
        }
    }
    const QDBusConnection bus = demo                   ? demo->bus()
                                : options.onSessionBus ? QDBusConnection::sessionBus()
                                                       : QDBusConnection::systemBus();
    if (!bus.isConnected()) {
        std::fprintf(stderr, "station-gui: there is no message bus to look for the station on: %s\n",
                     qPrintable(bus.lastError().message()));
        return kFailed;
    }

    dress(application, scaleFor(options.size));
    StationClient client(bus);
    Languages languages;
    languages.fix(options.language);
    Sounds sounds;
    if (options.isMuted) {
        sounds.setMuted(true);
    }
    MainWindow window(client, languages, sounds, {options.isDemo && options.screenshots.isEmpty(), true});
    Scanner scanner(&application);
    QObject::connect(&scanner, &Scanner::scanned, &window, &MainWindow::onScan);
    window.resize(options.size);
    if (options.fullScreen) {
        window.showFullScreen();
    } else {
        window.show();
    }
    if (!options.screenshots.isEmpty()) {
        return takeScreenshots(window, client, *demo, languages, options.screenshots) ? 0 : kFailed;
    }
    return QApplication::exec();
}
