// SPDX-License-Identifier: Apache-2.0
#include "app/screenshots.h"

#include "app/languages.h"
#include "app/private_station.h"
#include "bus/station_client.h"
#include "pages/line_page.h"
#include "window/main_window.h"

#include <cstdio>
#include <functional>

#include <QtCore/QDir>
#include <QtCore/QElapsedTimer>
#include <QtCore/QEventLoop>
#include <QtCore/QTimer>
#include <QtWidgets/QApplication>

namespace bindery::gui
{

namespace
{

constexpr int kPatience = 30000; ///< milliseconds until a state must have come
constexpr int kSettle = 250;     ///< milliseconds in which what was told is drawn

class Walk
{
public:
    Walk(MainWindow& window, StationClient& client, const QString& folder)
        : m_window(window), m_client(client), m_folder(folder)
    {
    }

    bool wait(const char* what, const std::function<bool()>& hasCome)
    {
        QElapsedTimer since;
        since.start();
        while (!hasCome()) {
            if (since.elapsed() > kPatience) {
                std::fprintf(stderr, "station-gui: the demo did not come to \"%s\"\n", what);
                m_isComplete = false;
                return false;
            }
            QApplication::processEvents(QEventLoop::WaitForMoreEvents | QEventLoop::AllEvents, 50);
        }
        return true;
    }

    void settle(int milliseconds = kSettle)
    {
        QEventLoop loop;
        QTimer::singleShot(milliseconds, &loop, &QEventLoop::quit);
        loop.exec();
    }

    void picture(const QString& name)
    {
        settle();
        const QString path = m_folder + QStringLiteral("/") + name + QStringLiteral(".png");
        if (!m_window.grab().save(path)) {
            std::fprintf(stderr, "station-gui: cannot write %s\n", qPrintable(path));
            m_isComplete = false;
        }
    }

    bool isComplete() const { return m_isComplete; }

private:
    MainWindow& m_window;
    StationClient& m_client;
    QString m_folder;
    bool m_isComplete = true;
};

} // namespace

bool takeScreenshots(MainWindow& window, StationClient& client, PrivateStation& station, Languages& languages,
                     const QString& folder)
{
    QDir().mkpath(folder);
    Q_UNUSED(station)
    Q_UNUSED(languages)
    Walk walk(window, client, folder);
    walk.picture(QStringLiteral("00-looking-for-the-station"));
    walk.wait("a station", [&] { return client.isUp(); });
    walk.picture(QStringLiteral("01-signed-out"));
    return walk.isComplete();
}

} // namespace bindery::gui
