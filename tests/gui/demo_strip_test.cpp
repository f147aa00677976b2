// SPDX-License-Identifier: Apache-2.0
#include "gui/demo_window.h"

#include <QtWidgets/QComboBox>
#include <QtWidgets/QPushButton>

namespace bindery::gui
{

namespace
{

class DemoStripBelowTheWindow : public DemoWindow
{
protected:
    MainWindow::Options options() const override { return {true, true}; }

    void choose(const char* box, const QString& key)
    {
        auto* found = find<QComboBox>(box);
        const int index = found->findData(key);
        ASSERT_GE(index, 0) << key.toStdString();
        found->setCurrentIndex(index);
    }
};

TEST_F(DemoStripBelowTheWindow, MakesAnOrderWithItsButtonsAlone)
{
    ASSERT_TRUE(until("the badges are known", [this] {
        return find<QComboBox>("demoScan")->findData(QString("B:") + kOperator) >= 0;
    }));
    choose("demoScan", QString("B:") + kOperator);
    find<QPushButton>("demoScanButton")->click();
    ASSERT_TRUE(until("an order is asked for", [this] { return nextStep() == "Choose an order"; }));
    takeOrderByScanner();
    find<QPushButton>("demoInsertAllButton")->click();
    ASSERT_TRUE(untilSlots({1, 2, 3, 4}, "ready"));
    choose("demoScan", "C:PROVISION");
    find<QPushButton>("demoScanButton")->click();
    ASSERT_TRUE(untilSlots({1, 2, 3, 4}, "passed"));
    find<QPushButton>("demoRemoveButton")->click();
    ASSERT_TRUE(untilSlots({1}, "empty"));
}

TEST_F(DemoStripBelowTheWindow, FitsInEveryLanguage)
{
    for (const QString& language : Languages::all()) {
        m_languages->fix(language);
        settle();
        EXPECT_EQ(m_window->size(), QSize(1280, 800)) << language.toStdString();
        for (const QPushButton* button : m_window->findChildren<QPushButton*>()) {
            if (button->isVisible() && button->objectName().startsWith("demo")) {
                EXPECT_LE(button->fontMetrics().horizontalAdvance(button->text()), button->width())
                    << language.toStdString() << ": " << button->text().toStdString();
            }
        }
    }
}

} // namespace

} // namespace bindery::gui
