// SPDX-License-Identifier: Apache-2.0
// How quick the window is at sixteen slots: until it is up, until a card that was put in is seen, and how
// long the GUI thread is ever busy with one thing. Prints the numbers; fails above the limits of the design.
#include "gui/demo_window.h"
#include "look/style.h"
#include "pages/slot_tile.h"

#include <algorithm>
#include <cstdio>
#include <map>
#include <utility>
#include <vector>

#include <QtCore/QElapsedTimer>
#include <QtGui/QPaintEvent>
#include <QtWidgets/QApplication>

namespace bindery::gui
{

namespace
{

constexpr double kUpWithin = 1000;  ///< milliseconds
constexpr double kSeenWithin = 300; ///< milliseconds, median
constexpr double kBusyAtMost = 50;  ///< milliseconds
constexpr double kNanos = 1e6;      ///< of a millisecond

/// Measures how long the handling of each event takes.
class TimedApplication : public QApplication
{
public:
    using QApplication::QApplication;

    bool notify(QObject* receiver, QEvent* event) override
    {
        QElapsedTimer timer;
        timer.start();
        ++m_depth;
        const bool isTaken = QApplication::notify(receiver, event);
        --m_depth;
        if (m_depth == 0) {
            m_longest = std::max(m_longest, static_cast<double>(timer.nsecsElapsed()) / kNanos);
        }
        return isTaken;
    }

    double takeLongest() { return std::exchange(m_longest, 0); }

private:
    int m_depth = 0;
    double m_longest = 0;
};

class Numbers : public DemoWindow
{
protected:
    int slotCount() const override { return 16; }
    const char* pace() const override { return "20"; }
};

/// Sees when a tile is first painted with a card in it.
class PaintWatch : public QObject
{
public:
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() == QEvent::Paint) {
            if (const auto* tile = qobject_cast<SlotTile*>(watched);
                tile != nullptr && tile->facts().cardPresent && m_seen.count(tile->facts().number) == 0) {
                m_seen[tile->facts().number] = static_cast<double>(m_since.nsecsElapsed()) / kNanos;
            }
        }
        return false;
    }

    void begin() { m_since.start(); }
    bool hasSeen(uint slot) const { return m_seen.count(slot) == 1; }
    double at(uint slot) const { return m_seen.at(slot); }

private:
    QElapsedTimer m_since;
    std::map<uint, double> m_seen;
};

TEST_F(Numbers, OfTheWindowAreWithinTheirLimits)
{
    QElapsedTimer timer;
    timer.start();
    MainWindow second(*m_client, *m_languages, *m_sounds, {});
    second.resize(1280, 800);
    second.show();
    second.repaint();
    const double up = static_cast<double>(timer.nsecsElapsed()) / kNanos;
    second.hide();

    signInByScanner();
    m_client->newOrder("SIXTEEN", {{"golden", "demo"}, {"target", QVariant::fromValue<qlonglong>(16)}});
    ASSERT_TRUE(
        until("the order is there", [this] { return !m_window->orders().find("SIXTEEN").path.isEmpty(); }));
    m_client->releaseOrder(m_window->orders().find("SIXTEEN").path);
    m_client->useOrder("SIXTEEN", {});
    ASSERT_TRUE(
        until("the line is ready", [this] { return m_client->line().state == QLatin1String("ready"); }));
    PaintWatch watch;
    qApp->installEventFilter(&watch);
    std::vector<double> seen;
    for (uint slot = 1; slot <= 16; ++slot) {
        watch.begin();
        insert({slot});
        ASSERT_TRUE(until("the card is seen", [&] { return watch.hasSeen(slot); }));
        seen.push_back(watch.at(slot));
    }
    std::sort(seen.begin(), seen.end());
    const double median = seen[seen.size() / 2];

    auto& application = static_cast<TimedApplication&>(*qApp);
    ASSERT_TRUE(untilSlots({1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}, "ready"));
    application.takeLongest();
    m_client->start(0);
    ASSERT_TRUE(until("all have passed", [this] { return m_client->line().passed == 16; }));
    const double busiest = application.takeLongest();

    std::printf(
        "window up: %.0f ms; insertion seen: median %.0f ms, slowest %.0f ms; longest event in a run of 16: "
        "%.1f ms\n",
        up, median, seen.back(), busiest);
    EXPECT_LE(up, kUpWithin);
    EXPECT_LE(median, kSeenWithin);
    EXPECT_LE(busiest, kBusyAtMost);
}

} // namespace

} // namespace bindery::gui

int main(int argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    bindery::gui::TimedApplication application(argc, argv);
    testing::InitGoogleTest(&argc, argv);
    return RUN_ALL_TESTS();
}
