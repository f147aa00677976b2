// SPDX-License-Identifier: Apache-2.0
#include "gui/demo_window.h"
#include "pages/slot_tile.h"
#include "window/message_strip.h"

#include <csignal>

#include <QtWidgets/QPushButton>

namespace bindery::gui
{

namespace
{

class LostStation : public DemoWindow
{
protected:
    const char* pace() const override { return "30"; }
};

TEST_F(LostStation, IsSaidAndHealsWhenTheDaemonIsBack)
{
    signInByScanner();
    takeOrderByScanner();
    insert({1}, "slow");
    ASSERT_TRUE(untilSlots({1}, "ready"));
    press(Qt::Key_F5);
    ASSERT_TRUE(untilSlots({1}, "writing"));

    m_station->killDaemon();
    ASSERT_TRUE(until("the loss is said", [this] { return nextStep() == "The station does not answer"; }));
    EXPECT_FALSE(find<QPushButton>("provisionButton")->isEnabled());
    EXPECT_NE(find<SlotTile>("slot1"), nullptr); // what was last known is still seen

    m_station->startDaemon();
    ASSERT_TRUE(until("the station is back", [this] { return m_client->isUp(); }));
    EXPECT_EQ(m_window->rack().rowCount(), kSlots);
    ASSERT_TRUE(until("the badge is asked for", [this] { return nextStep() == "Scan your badge"; }));
    signInByScanner();
    EXPECT_NE(nextStep(), "The station does not answer");
}

TEST_F(LostStation, LeavesNoTileThatAsksForItsCard)
{
    signInByScanner();
    takeOrderByScanner();
    insert({1});
    ASSERT_TRUE(untilSlots({1}, "ready"));
    press(Qt::Key_F5);
    ASSERT_TRUE(untilSlots({1}, "passed"));
    const auto* full = find<SlotTile>("slot1");
    const auto* empty = find<SlotTile>("slot2");
    EXPECT_TRUE(full->accessibleName().startsWith("Slot 1, Passed")) << full->accessibleName().toStdString();

    m_station->killDaemon();
    ASSERT_TRUE(until("the loss is said", [this] { return nextStep() == "The station does not answer"; }));
    EXPECT_EQ(full->accessibleName(), "Slot 1, Unknown, Leave the card in, Last seen: Passed");
    EXPECT_EQ(empty->accessibleName(), "Slot 2, Unknown, Last seen: Empty");
    scan("S:1");
    const QString detail = find<QWidget>("slotDetail")->accessibleName();
    EXPECT_TRUE(detail.contains("Unknown")) << detail.toStdString();
    EXPECT_FALSE(detail.contains("ake the card out")) << detail.toStdString();

    m_station->startDaemon();
    ASSERT_TRUE(until("the station is back", [this] { return m_client->isUp(); }));
    EXPECT_FALSE(full->accessibleName().contains("Unknown")) << full->accessibleName().toStdString();
    EXPECT_TRUE(empty->accessibleName().startsWith("Slot 2, Empty")) << empty->accessibleName().toStdString();
}

TEST_F(LostStation, IsSaidOfADaemonThatHangsAndNothingIsStartedByIt)
{
    signInByScanner();
    const auto daemon = static_cast<pid_t>(m_station->daemonProcess());
    ASSERT_EQ(kill(daemon, SIGSTOP), 0);
    EXPECT_TRUE(until("the loss is said", [this] { return nextStep() == "The station does not answer"; }));
    scan("C:PAUSE");
    EXPECT_TRUE(until("the refusal is said", [this] {
        return m_window->messages().text() == "The station does not answer; nothing was started.";
    }));
    ASSERT_EQ(kill(daemon, SIGCONT), 0);
    ASSERT_TRUE(until("the station is back", [this] { return m_client->isUp(); }));
    EXPECT_NE(m_client->line().state, "paused");
}

} // namespace

} // namespace bindery::gui
