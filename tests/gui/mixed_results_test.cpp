// SPDX-License-Identifier: Apache-2.0
// What goes wrong at a line, each in its slot and none in its neighbour's.
#include "gui/demo_window.h"
#include "look/look.h"
#include "pages/line_page.h"
#include "pages/slot_tile.h"
#include "window/message_strip.h"

#include <algorithm>

#include <QtWidgets/QPushButton>

namespace bindery::gui
{

namespace
{

class MixedResults : public DemoWindow
{
protected:
    const char* pace() const override { return "60"; } // slow enough to be broken in the middle

    void SetUp() override
    {
        DemoWindow::SetUp();
        if (HasFatalFailure()) {
            return;
        }
        signInByScanner();
        takeOrderByScanner();
    }
};

TEST_F(MixedResults, StandSideBySideAndAFaultStaysUntilAPersonSawIt)
{
    insert({1, 4});
    insert({2}, "slow");
    insert({3}, "small");
    ASSERT_TRUE(untilSlots({1, 2, 4}, "ready"));
    ASSERT_TRUE(untilSlots({3}, "refused"));
    press(Qt::Key_F5);
    ASSERT_TRUE(untilSlots({2}, "writing"));
    m_client->demoBreak(4, "write");
    ASSERT_TRUE(untilSlots({1}, "passed"));
    takeOut({2});
    ASSERT_TRUE(untilSlots({2, 4}, "failed"));
    EXPECT_EQ(slotState(1), "passed");
    EXPECT_EQ(slotState(3), "refused");
    EXPECT_EQ(nextStep(), "Slots 2, 4 failed: take the cards out, then acknowledge");
    EXPECT_GE(std::count(m_heard.begin(), m_heard.end(), Sound::Fail), 2);

    takeOut({4});
    ASSERT_TRUE(until("the card of slot 4 is out",
                      [this] { return !m_window->rack().at(m_window->rack().rowOfSlot(4)).cardPresent; }));
    EXPECT_EQ(slotState(4), "failed");
    press(Qt::Key_F6);
    ASSERT_TRUE(untilSlots({2, 4}, "empty"));
    for (const uint slot : {2U, 4U}) {
        EXPECT_EQ(m_window->rack().at(m_window->rack().rowOfSlot(slot)).serial, "")
            << "no unit is in slot " << slot;
    }
    EXPECT_EQ(m_client->line().failed, 2);
    EXPECT_EQ(m_client->line().passed, 1);
}

TEST_F(MixedResults, TellWhatHappenedAndWhatToDoInTheTile)
{
    insert({3}, "small");
    ASSERT_TRUE(untilSlots({3}, "refused"));
    const auto* tile = find<SlotTile>("slot3");
    EXPECT_TRUE(tile->accessibleName().startsWith("Slot 3, Refused")) << tile->accessibleName().toStdString();
    EXPECT_TRUE(tile->accessibleName().contains("larger card")) << tile->accessibleName().toStdString();
}

TEST_F(MixedResults, AreCancelledByASecondPressOfTheSameKeyOnly)
{
    insert({1, 2}, "slow");
    ASSERT_TRUE(untilSlots({1, 2}, "ready"));
    press(Qt::Key_F5);
    ASSERT_TRUE(untilSlots({1, 2}, "writing"));
    scan("S:2");
    press(Qt::Key_F8);
    EXPECT_TRUE(find<QPushButton>("cancelButton")->text().contains("Press again"));
    EXPECT_EQ(slotState(2), "writing");
    press(Qt::Key_F8);
    ASSERT_TRUE(untilSlots({2}, "cancelled"));
    EXPECT_EQ(slotState(1), "writing");
}

TEST_F(MixedResults, CancelTheScannedSlotAloneHoweverOftenItsLabelIsRead)
{
    insert({1, 2}, "slow");
    ASSERT_TRUE(untilSlots({1, 2}, "ready"));
    scan("C:PROVISION");
    ASSERT_TRUE(untilSlots({1, 2}, "writing"));
    scan("S:1");
    scan("C:CANCEL");
    scan("S:1");
    scan("C:CANCEL");
    ASSERT_TRUE(untilSlots({1}, "cancelled"));
    EXPECT_EQ(slotState(2), "writing");
    EXPECT_EQ(m_window->linePage().chosenSlot(), 0U);
}

TEST_F(MixedResults, AskAgainBeforeAnotherSlotThanTheOneThatWasMeantIsCancelled)
{
    insert({1, 2}, "slow");
    ASSERT_TRUE(untilSlots({1, 2}, "ready"));
    scan("C:PROVISION");
    ASSERT_TRUE(untilSlots({1, 2}, "writing"));
    scan("S:1");
    scan("C:CANCEL");
    scan("S:2");
    EXPECT_FALSE(find<QPushButton>("cancelButton")->text().contains("Press again"));
    scan("C:CANCEL");
    EXPECT_TRUE(find<QPushButton>("cancelButton")->text().contains("Press again"));
    EXPECT_EQ(slotState(2), "writing");
}

TEST_F(MixedResults, SayWhenACommandFindsNothingToDo)
{
    m_heard.clear();
    scan("C:CANCEL");
    EXPECT_TRUE(m_window->messages().text().contains("nothing to cancel"));
    EXPECT_FALSE(find<QPushButton>("cancelButton")->text().contains("Press again"));
    scan("C:PROVISION");
    EXPECT_TRUE(m_window->messages().text().contains("nothing to provision"));
    scan("C:ACKNOWLEDGE");
    EXPECT_TRUE(m_window->messages().text().contains("nothing to acknowledge"));
    EXPECT_EQ(std::count(m_heard.begin(), m_heard.end(), Sound::Attention), 3);
}

TEST_F(MixedResults, AreActedUponFromOtherPagesAndACancelledCardIsLookedAtAgain)
{
    insert({1}, "slow");
    ASSERT_TRUE(untilSlots({1}, "ready"));
    m_window->showPage(MainWindow::StationPageNumber);
    press(Qt::Key_F5);
    ASSERT_TRUE(untilSlots({1}, "writing"));
    press(Qt::Key_F8);
    EXPECT_EQ(m_window->messages().text(), "Once more cancels all cards.");
    press(Qt::Key_F8);
    ASSERT_TRUE(untilSlots({1}, "cancelled"));
    press(Qt::Key_F6);
    ASSERT_TRUE(untilSlots({1}, "refused")) << "half of the system is on it: that is data";
}

TEST_F(MixedResults, LetTheChoiceEndWithTheCardAndWithEscape)
{
    insert({2});
    ASSERT_TRUE(untilSlots({2}, "ready"));
    scan("S:2");
    press(Qt::Key_Escape);
    EXPECT_EQ(m_window->linePage().chosenSlot(), 0U);
    scan("S:2");
    EXPECT_EQ(m_window->linePage().chosenSlot(), 2U);
    takeOut({2});
    ASSERT_TRUE(until("no slot is chosen", [this] { return m_window->linePage().chosenSlot() == 0; }));
}

TEST_F(MixedResults, LetACardWithDataBeErasedWhenAPersonAllowsIt)
{
    insert({2}, "data");
    ASSERT_TRUE(untilSlots({2}, "refused"));
    scan("C:ALLOWDATA");
    ASSERT_TRUE(until("the slot is asked for",
                      [this] { return m_window->messages().text().contains("Choose the slot"); }));
    EXPECT_EQ(slotState(2), "refused");
    scan("S:2");
    press(Qt::Key_F9);
    ASSERT_TRUE(untilSlots({2}, "ready"));
}

TEST_F(MixedResults, PauseTheLineUntilItIsResumed)
{
    press(Qt::Key_F7);
    ASSERT_TRUE(
        until("the line is paused", [this] { return m_client->line().state == QLatin1String("paused"); }));
    EXPECT_TRUE(nextStep().startsWith("The line is paused"));
    insert({1});
    ASSERT_TRUE(untilSlots({1}, "ready"));
    EXPECT_FALSE(find<QPushButton>("provisionButton")->isEnabled());
    press(Qt::Key_F7);
    ASSERT_TRUE(until("Provision may be pressed",
                      [this] { return find<QPushButton>("provisionButton")->isEnabled(); }));
}

} // namespace

} // namespace bindery::gui
