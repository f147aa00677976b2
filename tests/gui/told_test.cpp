// SPDX-License-Identifier: Apache-2.0
// What an operator reads of what the daemon knows: nothing is milder, shorter or in another language than it
// is.
#include "gui/demo_window.h"
#include "models/roles.h"
#include "models/unit_model.h"
#include "pages/station_page.h"
#include "window/message_strip.h"

#include <QtCore/QStringListModel>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QTableView>

namespace bindery::gui
{

namespace
{

class Told : public DemoWindow
{
protected:
    void makeCard(uint slot, const char* card, const char* end)
    {
        signInByScanner();
        takeOrderByScanner();
        insert({slot}, card);
        ASSERT_TRUE(untilSlots({slot}, "ready"));
        scan("C:PROVISION");
        ASSERT_TRUE(untilSlots({slot}, end));
    }

    void speak(const QString& language)
    {
        m_languages->speak(language);
        settle();
    }

    /// QTableView hides what QAbstractItemView tells.
    static int widthFor(const QAbstractItemView* table, int column)
    {
        return table->sizeHintForColumn(column);
    }
    static int heightFor(const QAbstractItemView* table, int row) { return table->sizeHintForRow(row); }

    testing::AssertionResult untilFitted(const QTableView* table)
    {
        return until("the columns fit", [table] {
            for (int column = 0; column < table->model()->columnCount(); ++column) {
                const bool isState = table->model()->index(0, column).data(LookRole).isValid();
                if (isState && table->columnWidth(column) < widthFor(table, column)) {
                    return false;
                }
            }
            return table->model()->rowCount() > 0;
        });
    }
};

TEST_F(Told, OfTheDoctorIsTheStateThatItFoundAndAllOfItsText)
{
    signInSupervisor();
    m_window->showPage(MainWindow::StationPageNumber);
    m_window->stationPage().showTab(StationPage::DoctorTab);
    auto* table = find<QTableView>("doctorTable");
    for (const QSize& size : {QSize(1280, 800), QSize(800, 480)}) {
        m_window->resize(size);
        for (const QString& language : Languages::all()) {
            speak(language);
            ASSERT_TRUE(untilFitted(table));
            ASSERT_TRUE(until("all lines are shown", [table] {
                for (int row = 0; row < table->model()->rowCount(); ++row) {
                    if (table->rowHeight(row) < heightFor(table, row)) {
                        return false;
                    }
                }
                return true;
            }));
        }
    }
    speak("en");
    for (int row = 0; row < table->model()->rowCount(); ++row) {
        const QString word = table->model()->index(row, 0).data().toString();
        EXPECT_TRUE(word == "Good" || word == "Warning" || word == "Missing") << word.toStdString();
        const bool hasCure = !table->model()->index(row, 3).data().toString().isEmpty();
        EXPECT_FALSE(word == "Good" && hasCure) << "row " << row << " is called good, and has a cure";
    }
    const QString heading = find<QLabel>("stationText")->text();
    EXPECT_TRUE(heading.contains("Bindery 0.")) << heading.toStdString();
    EXPECT_FALSE(heading.contains("bindery", Qt::CaseInsensitive) &&
                 heading.count("bindery", Qt::CaseInsensitive) > 1)
        << heading.toStdString();
}

TEST_F(Told, OfAnAttemptIsWhyItFailedAndWhatToDo)
{
    makeCard(3, "fake", "failed");
    m_window->showPage(MainWindow::RecordsPageNumber);
    auto* table = find<QTableView>("attemptTable");
    ASSERT_TRUE(until("the attempt is found", [table] { return table->model()->rowCount() == 1; }));
    table->selectRow(0);
    const auto* reason = find<QLabel>("attemptReason");
    EXPECT_TRUE(reason->isVisible());
    EXPECT_TRUE(reason->text().startsWith("Fake capacity: the card announces"))
        << reason->text().toStdString();
    EXPECT_TRUE(reason->text().endsWith("Put it aside: it is bad.")) << reason->text().toStdString();
    speak("de");
    EXPECT_TRUE(reason->text().startsWith("Falsche Gr\u00F6\u00DFe")) << reason->text().toStdString();
    auto* history = find<QTableView>("historyTable");
    ASSERT_TRUE(until("the history tells it", [history] {
        for (int row = 0; row < history->model()->rowCount(); ++row) {
            for (int column = 0; column < history->model()->columnCount(); ++column) {
                if (history->model()->index(row, column).data().toString().startsWith("Falsche")) {
                    return true;
                }
            }
        }
        return false;
    }));
}

TEST_F(Told, OfAUnitIsItsStateInFull)
{
    makeCard(1, "blank", "passed");
    const QString serial = m_window->rack().at(m_window->rack().rowOfSlot(1)).serial;
    m_window->showPage(MainWindow::BenchPageNumber);
    find<QPushButton>("armButton")->click();
    ASSERT_TRUE(until("the bench listens", [this] { return m_client->bench().isArmed; }));
    takeOut({1});
    ASSERT_TRUE(untilSlots({1}, "empty"));
    m_client->demoBoot(serial, {});
    auto* table = find<QTableView>("unitTable");
    ASSERT_TRUE(until("the unit waits", [&] { return nextStep().contains(serial); }));
    for (const QString& language : Languages::all()) {
        speak(language);
        ASSERT_TRUE(untilFitted(table));
        for (const int column : {UnitModel::Serial, UnitModel::State, UnitModel::Pi, UnitModel::Module}) {
            EXPECT_GE(table->columnWidth(column), widthFor(table, column))
                << language.toStdString() << ", column " << column;
        }
        EXPECT_EQ(table->horizontalScrollBar()->maximum(), 0) << language.toStdString();
    }
    speak("de");
    const auto* message = find<QLabel>("unitMessage");
    EXPECT_TRUE(message->text().startsWith("Ger\u00E4t " + serial + " wartet"))
        << message->text().toStdString();
}

TEST_F(Told, OfCapsLockIsThatItIsOn)
{
    find<QLineEdit>("badgeEdit")->setFocus();
    scan("b:operator-1");
    EXPECT_TRUE(m_window->messages().text().startsWith("Caps Lock is on: \"b:operator-1\" was meant to be "
                                                       "\"B:OPERATOR-1\"."))
        << m_window->messages().text().toStdString();
    EXPECT_EQ(find<QLineEdit>("badgeEdit")->text(), "");
    m_window->messages().putAway();
    scan("t:qazwym-09:;_/");
    EXPECT_TRUE(m_window->messages().text().startsWith("Caps Lock is on"));
}

TEST_F(Told, OfCapsLockIsThatItIsOnWhenATypedBadgeIsNotKnown)
{
    find<QLineEdit>("badgeEdit")->setFocus();
    type("X"); // without Shift
    const auto* problem = find<QLabel>("signInProblem");
    EXPECT_FALSE(problem->isVisible()) << "badges of capitals are typed like that on purpose";
    press(Qt::Key_Return);
    ASSERT_TRUE(until("the badge is not known",
                      [problem] { return problem->text().startsWith("Badge X is not known here"); }));
    EXPECT_TRUE(problem->text().contains("Caps Lock is on")) << problem->text().toStdString();
    scan("B:NOBODY");
    ASSERT_TRUE(until("the badge is not known",
                      [problem] { return problem->text().startsWith("Badge NOBODY is not known here"); }));
    EXPECT_FALSE(problem->text().contains("Caps Lock")) << "nobody typed this one";
}

TEST_F(Told, OfCapsLockIsThatItIsOnWhileAPinIsTyped)
{
    find<QLineEdit>("badgeEdit")->setFocus();
    type(QString::fromLatin1(kSupervisor));
    press(Qt::Key_Return);
    auto* pin = find<QLineEdit>("pinEdit");
    ASSERT_TRUE(until("the PIN is asked for", [pin] { return pin->isVisible(); }));
    const auto* problem = find<QLabel>("signInProblem");
    EXPECT_FALSE(problem->isVisible());
    type("P");
    ASSERT_TRUE(until("it is said", [problem] { return problem->isVisible(); }));
    EXPECT_TRUE(problem->text().startsWith("Caps Lock is on")) << problem->text().toStdString();
}

TEST_F(Told, OfCapsLockIsOnceThatItIsOnWhileAPinIsChosen)
{
    signInSupervisor();
    m_window->showPage(MainWindow::StationPageNumber);
    m_window->stationPage().showTab(StationPage::PersonsTab);
    find<QLineEdit>("newPin")->setFocus();
    type("PI");
    const auto count = [this] {
        return m_window->messages().history().stringList().filter("Caps Lock is on").size();
    };
    EXPECT_EQ(count(), 1);
    find<QLineEdit>("newName")->setFocus();
    find<QLineEdit>("newPin")->setFocus();
    type("N");
    EXPECT_EQ(count(), 2);
}

} // namespace

} // namespace bindery::gui
