// SPDX-License-Identifier: Apache-2.0
// Keys as they come from the window system, at a small window of the test's own.
#include "scan/scanner.h"

#include <vector>

#include <QtTest/QTest>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>
#include <gtest/gtest.h>

namespace bindery::gui
{

namespace
{

class ScannerAtAWindow : public testing::Test
{
protected:
    void SetUp() override
    {
        auto* layout = new QVBoxLayout(&m_window);
        m_button = new QPushButton("Provision", &m_window);
        m_button->setAutoDefault(true); // the most eager of buttons
        m_edit = new QLineEdit(&m_window);
        layout->addWidget(m_button);
        layout->addWidget(m_edit);
        QObject::connect(m_button, &QPushButton::clicked, m_button, [this] { ++m_clicks; });
        QObject::connect(&m_scanner, &Scanner::scanned, &m_window,
                         [this](const Scan& scan) { m_scans.push_back(scan); });
        m_window.show();
        m_window.activateWindow();
        ASSERT_TRUE(QTest::qWaitForWindowActive(&m_window));
    }

    void burst(const QString& text, bool endsWithEnter = true)
    {
        for (const QChar letter : text) {
            QTest::sendKeyEvent(QTest::Click, m_window.windowHandle(),
                                static_cast<Qt::Key>(letter.toUpper().unicode()), QString(letter),
                                Qt::NoModifier);
        }
        if (endsWithEnter) {
            enter();
        }
    }

    void enter()
    {
        QTest::sendKeyEvent(QTest::Click, m_window.windowHandle(), Qt::Key_Return, QStringLiteral("\r"),
                            Qt::NoModifier);
    }

    QWidget m_window;
    QPushButton* m_button = nullptr;
    QLineEdit* m_edit = nullptr;
    static constexpr int kGap = 250; // milliseconds, for a machine that builds at the same time
    Scanner m_scanner{nullptr, kGap};
    int m_clicks = 0;
    std::vector<Scan> m_scans;
};

TEST_F(ScannerAtAWindow, NeverPressesTheButtonThatHasTheFocus)
{
    m_button->setFocus();
    burst("C:PROVISION");
    burst("4006381333931");
    EXPECT_EQ(m_clicks, 0);
    ASSERT_EQ(m_scans.size(), 2U);
    EXPECT_EQ(m_scans[0], (Scan{ScanKind::Command, "PROVISION"}));
    EXPECT_EQ(m_scans[1], (Scan{ScanKind::Unknown, "4006381333931"}));
}

TEST_F(ScannerAtAWindow, LeavesNothingInTheFieldThatHasTheFocus)
{
    m_edit->setFocus();
    burst("B:1001");
    QTest::qWait(kGap + 50);
    EXPECT_EQ(m_edit->text(), "");
    ASSERT_EQ(m_scans.size(), 1U);
    EXPECT_EQ(m_scans[0], (Scan{ScanKind::Badge, "1001"}));
}

TEST_F(ScannerAtAWindow, WritesACodeWithoutPrefixIntoTheFieldThatHasTheFocus)
{
    m_edit->setFocus();
    burst("4006381333931");
    EXPECT_EQ(m_edit->text(), "4006381333931");
    EXPECT_TRUE(m_scans.empty());
}

TEST_F(ScannerAtAWindow, TakesALineEndOfTwoKeysAsOne)
{
    m_button->setFocus();
    burst("S:3");
    enter();
    EXPECT_EQ(m_clicks, 0);
    EXPECT_EQ(m_scans.size(), 1U);
}

TEST_F(ScannerAtAWindow, LetsAPersonType)
{
    m_edit->setFocus();
    for (const QChar letter : QStringLiteral("B:10")) {
        burst(QString(letter), false);
        QTest::qWait(kGap + 50);
    }
    EXPECT_EQ(m_edit->text(), "B:10");
    EXPECT_TRUE(m_scans.empty());
}

TEST_F(ScannerAtAWindow, LetsAPersonPressAButtonWithSpaceButNotWithEnter)
{
    m_button->setFocus();
    enter();
    EXPECT_EQ(m_clicks, 0);
    QTest::keyClick(m_window.windowHandle(), Qt::Key_Space);
    EXPECT_EQ(m_clicks, 1);
}

TEST_F(ScannerAtAWindow, LeavesTheItemOfAListAloneWhenASlowScannerSendsEnter)
{
    QListWidget list;
    list.addItems({"W-1", "W-2"});
    m_window.layout()->addWidget(&list);
    list.setCurrentRow(0);
    list.setFocus();
    int activations = 0;
    QObject::connect(&list, &QListWidget::itemActivated, &m_window, [&activations] { ++activations; });
    enter();
    EXPECT_EQ(activations, 0);
}

} // namespace

} // namespace bindery::gui
