// SPDX-License-Identifier: Apache-2.0
// An order of eight cards over four slots, at the window, by one kind of hands alone. The cards themselves
// are put in and taken out by the demo.
#include "gui/demo_window.h"

#include <algorithm>

#include <QtWidgets/QListWidget>
#include <QtWidgets/QPushButton>

namespace bindery::gui
{

namespace
{

class WholeOrder : public DemoWindow
{
protected:
    /// Two racks full; `provision` is what the person does when the cards are in.
    void makeEightCards(const std::function<void()>& provision)
    {
        for (int rack = 0; rack < 2; ++rack) {
            ASSERT_TRUE(until("cards are asked for", [this] { return nextStep() == "Put cards in"; }));
            insert({1, 2, 3, 4});
            ASSERT_TRUE(untilSlots({1, 2, 3, 4}, "ready"));
            ASSERT_TRUE(until("Provision is asked for", [this] { return nextStep() == "Press Provision"; }));
            provision();
            ASSERT_TRUE(untilSlots({1, 2, 3, 4}, "passed"));
            ASSERT_TRUE(until("the cards are to be taken out",
                              [this] { return nextStep().contains("take the card", Qt::CaseInsensitive); }));
            takeOut({1, 2, 3, 4});
            ASSERT_TRUE(untilSlots({1, 2, 3, 4}, "empty"));
        }
        EXPECT_EQ(m_client->line().passed, 8);
        EXPECT_EQ(m_client->line().state, "full");
        EXPECT_EQ(nextStep(), "The order is complete: close it");
    }
};

TEST_F(WholeOrder, IsDoneWithTheKeyboardAlone)
{
    EXPECT_EQ(nextStep(), "Scan your badge");
    while (m_window->focusWidget() == nullptr || m_window->focusWidget()->objectName() != "badgeEdit") {
        press(Qt::Key_Tab);
        ASSERT_NE(m_window->focusWidget(), nullptr);
    }
    type(QString::fromLatin1(kOperator));
    press(Qt::Key_Return);
    ASSERT_TRUE(until("an order is asked for", [this] { return nextStep() == "Choose an order"; }));

    auto* list = find<QListWidget>("orderList");
    while (m_window->focusWidget() != list) {
        press(Qt::Key_Tab);
    }
    press(Qt::Key_Home);
    while (list->currentItem() != nullptr && list->currentItem()->data(Qt::UserRole).toString() != kOrder) {
        const int before = list->currentRow();
        press(Qt::Key_Down);
        ASSERT_NE(list->currentRow(), before) << "the order is not in the list";
    }
    while (m_window->focusWidget()->objectName() != "takeOrderButton") {
        press(Qt::Key_Tab);
    }
    press(Qt::Key_Space);
    ASSERT_TRUE(
        until("the line is ready", [this] { return m_client->line().state == QLatin1String("ready"); }));

    makeEightCards([this] { press(Qt::Key_F5); });

    while (m_window->focusWidget()->objectName() != "closeOrderButton") {
        press(Qt::Key_Tab);
    }
    press(Qt::Key_Space);
    ASSERT_TRUE(until("the order is closed",
                      [this] { return m_window->orders().find(kOrder).state == QLatin1String("closed"); }));
}

TEST_F(WholeOrder, IsDoneWithTheScannerAlone)
{
    signInByScanner();
    ASSERT_TRUE(until("an order is asked for", [this] { return nextStep() == "Choose an order"; }));
    takeOrderByScanner();
    makeEightCards([this] { scan("C:PROVISION"); });
    scan("C:SIGNOUT");
    ASSERT_TRUE(until("nobody is signed in", [this] { return m_client->station().person.isEmpty(); }));
    EXPECT_EQ(nextStep(), "Scan your badge");
}

TEST_F(WholeOrder, IsHeardCardByCard)
{
    signInByScanner();
    takeOrderByScanner();
    insert({1, 2});
    ASSERT_TRUE(untilSlots({1, 2}, "ready"));
    scan("C:PROVISION");
    ASSERT_TRUE(untilSlots({1, 2}, "passed"));
    EXPECT_EQ(std::count(m_heard.begin(), m_heard.end(), Sound::Pass), 2);
    EXPECT_EQ(std::count(m_heard.begin(), m_heard.end(), Sound::Fail), 0);
}

} // namespace

} // namespace bindery::gui
