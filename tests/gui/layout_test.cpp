// SPDX-License-Identifier: Apache-2.0
// Every page in every language at every size: nothing is cut off, and everything that can be used has a name.
#include "gui/demo_window.h"
#include "pages/order_panel.h"
#include "pages/station_page.h"
#include "window/message_strip.h"

#include <array>
#include <utility>

#include <QtGui/QAccessible>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QAbstractItemView>
#include <QtWidgets/QAbstractSpinBox>
#include <QtWidgets/QApplication>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTabBar>

namespace bindery::gui
{

namespace
{

class Layout : public DemoWindow
{
protected:
    /// Calls `look` on each page and tab, with its name.
    void eachPage(const std::function<void(const QString&)>& look)
    {
        for (int page = 0; page <= MainWindow::StationPageNumber; ++page) {
            m_window->showPage(page);
            const int tabs = page == MainWindow::StationPageNumber ? StationPage::TabCount : 1;
            for (int tab = 0; tab < tabs; ++tab) {
                m_window->stationPage().showTab(static_cast<StationPage::Tab>(tab));
                settle();
                look(QStringLiteral("page %1.%2").arg(page).arg(tab));
            }
        }
    }

    /// Widgets that Qt makes inside of others.
    static bool isOfQt(const QWidget* widget)
    {
        for (const QWidget* above = widget->parentWidget(); above != nullptr; above = above->parentWidget()) {
            if (qobject_cast<const QComboBox*>(above) != nullptr ||
                qobject_cast<const QAbstractSpinBox*>(above) != nullptr ||
                qobject_cast<const QAbstractItemView*>(above) != nullptr ||
                qobject_cast<const QTabBar*>(above) != nullptr) {
                return true;
            }
        }
        return false;
    }

    static bool isUsed(const QWidget* widget)
    {
        return qobject_cast<const QAbstractButton*>(widget) != nullptr ||
               qobject_cast<const QLineEdit*>(widget) != nullptr ||
               qobject_cast<const QComboBox*>(widget) != nullptr ||
               qobject_cast<const QAbstractSpinBox*>(widget) != nullptr ||
               qobject_cast<const QAbstractItemView*>(widget) != nullptr ||
               qobject_cast<const QTabBar*>(widget) != nullptr;
    }

    /// 15 mm are 78 pixels on seven inches of 800x480, which has no room for that many: what is pressed for
    /// every card is as large as fits, nothing is smaller than a fingertip.
    void expectFingersHit(const std::string& where)
    {
        constexpr int kMainTouch = 60;
        constexpr int kTouch = 44;
        for (const QPushButton* button : m_window->findChildren<QPushButton*>()) {
            if (!button->isVisible() || isOfQt(button)) {
                continue;
            }
            const QString role = button->property("role").toString();
            const bool isMain = role == QLatin1String("act") || role == QLatin1String("provision") ||
                                role == QLatin1String("alarm");
            const std::string name = where + ", \"" + button->objectName().toStdString() + "\"";
            EXPECT_GE(button->height(), isMain ? kMainTouch : kTouch) << name;
            EXPECT_GE(button->width(), kTouch) << name;
        }
    }

    void expectNothingIsCutOff(const std::string& where)
    {
        for (const QWidget* widget : m_window->findChildren<QWidget*>()) {
            if (!widget->isVisible() || isOfQt(widget) || widget->isWindow()) {
                continue;
            }
            const std::string name = where + ", " + widget->metaObject()->className() + " \"" +
                                     widget->objectName().toStdString() + "\"";
            EXPECT_TRUE(widget->parentWidget()->rect().contains(widget->geometry()))
                << name << " sticks out of its parent";
            if (const auto* label = qobject_cast<const QLabel*>(widget);
                label != nullptr && !label->text().isEmpty()) {
                if (label->wordWrap()) {
                    EXPECT_LE(label->heightForWidth(label->width()), label->height() + 1)
                        << name << ": " << label->text().toStdString();
                } else {
                    EXPECT_LE(label->sizeHint().width(), label->width() + 1)
                        << name << ": " << label->text().toStdString();
                    EXPECT_LE(label->fontMetrics().height(), label->height() + 1)
                        << name << ": " << label->text().toStdString();
                }
            }
            if (const auto* button = qobject_cast<const QPushButton*>(widget)) {
                const int text = button->fontMetrics().horizontalAdvance(button->text());
                EXPECT_LE(text, button->width()) << name << ": " << button->text().toStdString();
            }
        }
    }
};

TEST_F(Layout, CutsNothingOffInAnyLanguageAtAnySize)
{
    signInSupervisor();
    takeOrderByScanner();
    auto* policy = find<QComboBox>("benchPolicy");
    policy->setCurrentIndex(policy->findData("list")); // which asks for a file, too
    insert({1});
    insert({2}, "small");
    ASSERT_TRUE(untilSlots({1}, "ready"));
    ASSERT_TRUE(untilSlots({2}, "refused"));
    for (const QSize& size : {QSize(800, 480), QSize(1280, 800), QSize(1920, 1080), QSize(3840, 2160)}) {
        m_window->resize(size);
        settle();
        for (const QString& language : Languages::all()) {
            m_languages->speak(language);
            settle();
            eachPage([&](const QString& page) {
                const std::string where = QStringLiteral("%1x%2 %3 %4")
                                              .arg(size.width())
                                              .arg(size.height())
                                              .arg(language, page)
                                              .toStdString();
                EXPECT_EQ(m_window->size(), size) << where << " does not fit";
                expectNothingIsCutOff(where);
                expectFingersHit(where);
            });
        }
    }
}

TEST_F(Layout, CutsNothingOffOfTheSignInAndOfANewOrder)
{
    signInByScanner();
    m_client->newOrder("BARE-1", {}); // names no image
    ASSERT_TRUE(
        until("the order is made", [this] { return !m_window->orders().find("BARE-1").path.isEmpty(); }));
    scan("C:SIGNOUT");
    ASSERT_TRUE(until("nobody is signed in", [this] { return m_client->station().person.isEmpty(); }));
    for (const QSize& size : {QSize(800, 480), QSize(1280, 800), QSize(1920, 1080)}) {
        m_window->resize(size);
        for (const QString& language : Languages::all()) {
            m_languages->fix(language);
            settle();
            const std::string where =
                QStringLiteral("%1x%2 %3").arg(size.width()).arg(size.height()).arg(language).toStdString();
            expectNothingIsCutOff(where + " sign-in");
            expectFingersHit(where + " sign-in");
            scan(QStringLiteral("B:") + QString::fromLatin1(kSupervisor));
            ASSERT_TRUE(until("the PIN is asked for",
                              [this] { return m_window->findChild<QWidget*>("pinEdit")->isVisible(); }));
            settle();
            expectNothingIsCutOff(where + " PIN");
            expectFingersHit(where + " PIN");
            signInByScanner();
            find<QPushButton>("newOrderButton")->click();
            settle();
            expectNothingIsCutOff(where + " new order");
            expectFingersHit(where + " new order");
            find<QPushButton>("newOrderBackButton")->click();
            scan("O:BARE-1");
            settle();
            expectNothingIsCutOff(where + " order without an image");
            find<QPushButton>("otherOrderButton")->click();
            scan("C:SIGNOUT");
            ASSERT_TRUE(
                until("nobody is signed in", [this] { return m_client->station().person.isEmpty(); }));
            EXPECT_EQ(m_window->size(), size) << where << " does not fit";
        }
    }
}

TEST_F(Layout, CutsNothingOffOfAnOrderThatIsComplete)
{
    signInSupervisor();
    takeOrderByScanner();
    LineFacts line = m_client->line();
    line.state = QStringLiteral("full");
    line.target = 1000;
    line.passed = 1000;
    line.failed = 12;
    line.yieldPercent = 98.8;
    line.unitsPerHour = 1234;
    line.secondsLeft = 0;
    auto* panel = m_window->findChild<OrderPanel*>();
    for (const QSize& size : {QSize(800, 480), QSize(1280, 800)}) {
        m_window->resize(size);
        for (const QString& language : Languages::all()) {
            m_languages->speak(language);
            settle();
            panel->setFacts(line, {}, QStringLiteral("production-2026-11")); // which news of the line undo
            QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
            ASSERT_TRUE(find<QPushButton>("closeOrderButton")->isVisible());
            expectNothingIsCutOff(
                QStringLiteral("%1x%2 %3").arg(size.width()).arg(size.height()).arg(language).toStdString());
        }
    }
}

TEST_F(Layout, KeepsItsSizeWhileAMessageIsShown)
{
    signInSupervisor();
    takeOrderByScanner();
    m_window->resize(800, 480);
    for (const QString& language : Languages::all()) {
        m_languages->speak(language);
        m_window->messages().say(Tone::Refusal,
                                 MainWindow::tr("The station did not answer. See what it shows "
                                                "before you try again."));
        settle();
        eachPage([&](const QString& page) {
            const std::string where = (language + " " + page).toStdString();
            EXPECT_EQ(m_window->size(), QSize(800, 480)) << where;
            expectNothingIsCutOff(where);
            expectFingersHit(where);
        });
    }
}

TEST_F(Layout, HasANameForAllThatCanBeUsed)
{
    signInSupervisor();
    int seen = 0;
    eachPage([&](const QString& page) {
        for (QWidget* widget : m_window->findChildren<QWidget*>()) {
            if (!isUsed(widget) || isOfQt(widget)) {
                continue;
            }
            ++seen;
            const std::string what = page.toStdString() + ", " + widget->metaObject()->className() + " \"" +
                                     widget->objectName().toStdString() + "\"";
            EXPECT_FALSE(widget->objectName().isEmpty()) << what << " has no objectName";
            QAccessibleInterface* spoken = QAccessible::queryAccessibleInterface(widget);
            ASSERT_NE(spoken, nullptr) << what;
            EXPECT_FALSE(spoken->text(QAccessible::Name).isEmpty()) << what << " has no accessible name";
        }
    });
    EXPECT_GT(seen, 60);
}

} // namespace

} // namespace bindery::gui
