// SPDX-License-Identifier: Apache-2.0
// Who works at the station: their badges, roles, PINs and languages, and how they sign in.
#include "gui/demo_window.h"
#include "pages/sign_in_panel.h"
#include "pages/station_page.h"
#include "window/message_strip.h"

#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTableView>

namespace bindery::gui
{

namespace
{

class Persons : public DemoWindow
{
protected:
    enum Column { Badge, Name, Role, Language, Pin, Retired };

    void showPersons()
    {
        m_window->showPage(MainWindow::StationPageNumber);
        m_window->stationPage().showTab(StationPage::PersonsTab);
    }

    /// -1: not in the table.
    int rowOf(const QString& badge)
    {
        const auto* persons = find<QTableView>("personTable")->model();
        for (int row = 0; row < persons->rowCount(); ++row) {
            if (persons->index(row, Badge).data().toString() == badge) {
                return row;
            }
        }
        return -1;
    }

    QString said(const QString& badge, Column column)
    {
        const auto* persons = find<QTableView>("personTable")->model();
        return persons->index(rowOf(badge), column).data().toString();
    }

    void add(const QString& badge, const QString& name, const char* role)
    {
        find<QLineEdit>("newBadge")->setText(badge);
        find<QLineEdit>("newName")->setText(name);
        auto* roles = find<QComboBox>("newRole");
        roles->setCurrentIndex(roles->findData(QString::fromLatin1(role)));
        find<QPushButton>("addPersonButton")->click();
    }

    void askForThePin()
    {
        scan(QStringLiteral("B:") + QString::fromLatin1(kSupervisor));
        auto* pin = find<QLineEdit>("pinEdit");
        ASSERT_TRUE(until("the PIN is asked for", [pin] { return pin->isVisible(); }));
    }
};

TEST_F(Persons, GetABadgeARoleAPinAndALanguageAndSignInWithThem)
{
    signInSupervisor();
    showPersons();
    ASSERT_TRUE(until("the persons are known", [this] { return rowOf(kSupervisor) >= 0; }));
    add("SUPERVISOR-9", "Kim Lindqvist", "operator");
    ASSERT_TRUE(until("the person is there", [this] { return rowOf("SUPERVISOR-9") >= 0; }));
    EXPECT_EQ(said("SUPERVISOR-9", Name), "Kim Lindqvist");
    EXPECT_EQ(said("SUPERVISOR-9", Role), "Operator");
    EXPECT_EQ(said("SUPERVISOR-9", Pin), "no");
    EXPECT_EQ(find<QLineEdit>("newBadge")->text(), "") << "the next person can be typed";

    add("SUPERVISOR-9", "Kim Lindqvist", "supervisor");
    ASSERT_TRUE(until("the role is another", [this] { return said("SUPERVISOR-9", Role) == "Supervisor"; }));
    find<QTableView>("personTable")->selectRow(rowOf("SUPERVISOR-9"));
    auto* setPin = find<QPushButton>("setPinButton");
    find<QLineEdit>("newPin")->setText("77");
    EXPECT_FALSE(setPin->isEnabled()) << "a PIN has four digits";
    find<QLineEdit>("newPin")->setText("7788");
    setPin->click();
    ASSERT_TRUE(until("the PIN is set", [this] { return said("SUPERVISOR-9", Pin) == "yes"; }));
    EXPECT_EQ(m_window->messages().text(), "Badge SUPERVISOR-9 has a new PIN.");
    EXPECT_EQ(find<QLineEdit>("newPin")->text(), "");

    scan("B:SUPERVISOR-9");
    auto* pin = find<QLineEdit>("pinEdit");
    ASSERT_TRUE(until("the PIN is asked for", [pin] { return pin->isVisible(); }));
    type("7788");
    press(Qt::Key_Return);
    ASSERT_TRUE(until("the new supervisor is signed in",
                      [this] { return m_client->station().person == QLatin1String("SUPERVISOR-9"); }));

    auto* languages = find<QComboBox>("languageBox");
    languages->setCurrentIndex(languages->findData("de"));
    emit languages->activated(languages->currentIndex());
    ASSERT_TRUE(until("the language is kept",
                      [this] { return m_client->station().language == QLatin1String("de"); }));
    EXPECT_EQ(nextStep(), "Einen Auftrag w\u00E4hlen");
    signInByScanner();
    ASSERT_TRUE(
        until("the operator's language is spoken", [this] { return nextStep() == "Choose an order"; }));
    showPersons();
    ASSERT_TRUE(until("the language is told", [this] { return said("SUPERVISOR-9", Language) == "de"; }));
}

TEST_F(Persons, ThatAreRetiredSignInNoMore)
{
    signInSupervisor();
    showPersons();
    ASSERT_TRUE(until("the persons are known", [this] { return rowOf("OPERATOR-ES") >= 0; }));
    find<QTableView>("personTable")->selectRow(rowOf("OPERATOR-ES"));
    find<QPushButton>("retirePersonButton")->click();
    ASSERT_TRUE(until("the person is retired", [this] { return !said("OPERATOR-ES", Retired).isEmpty(); }));
    scan("C:SIGNOUT");
    ASSERT_TRUE(until("nobody is signed in", [this] { return m_client->station().person.isEmpty(); }));
    m_window->showPage(MainWindow::LinePageNumber);
    scan("B:OPERATOR-ES");
    auto* problem = find<QLabel>("signInProblem");
    ASSERT_TRUE(until("it is refused", [problem] { return problem->isVisible(); }));
    EXPECT_TRUE(problem->text().contains("retired")) << problem->text().toStdString();
    EXPECT_FALSE(find<QLineEdit>("pinEdit")->isVisible()) << "no PIN would help";
    EXPECT_EQ(nextStep(), "Scan your badge");
    EXPECT_EQ(m_client->station().person, "");
}

TEST_F(Persons, WhoSuperviseWithoutAPinAreToldSo)
{
    signInSupervisor();
    showPersons();
    ASSERT_TRUE(until("the persons are known", [this] { return rowOf(kSupervisor) >= 0; }));
    add("SUPERVISOR-9", "Kim Lindqvist", "supervisor");
    ASSERT_TRUE(until("the person is there", [this] { return rowOf("SUPERVISOR-9") >= 0; }));
    scan("C:SIGNOUT");
    ASSERT_TRUE(until("nobody is signed in", [this] { return m_client->station().person.isEmpty(); }));
    m_window->showPage(MainWindow::LinePageNumber);
    scan("B:SUPERVISOR-9");
    auto* problem = find<QLabel>("signInProblem");
    ASSERT_TRUE(until("it is refused", [problem] { return problem->isVisible(); }));
    EXPECT_TRUE(problem->text().contains("without a PIN")) << problem->text().toStdString();
    EXPECT_FALSE(find<QLineEdit>("pinEdit")->isVisible());
}

TEST_F(Persons, AreAnsweredAboutTheBadgeThatWasScannedLast)
{
    scan("B:NOBODY");
    scan(QStringLiteral("B:") + QString::fromLatin1(kSupervisor));
    auto* pin = find<QLineEdit>("pinEdit");
    ASSERT_TRUE(until("the PIN is asked for", [pin] { return pin->isVisible(); }));
    EXPECT_FALSE(find<QLabel>("signInProblem")->isVisible());
    type(QString::fromLatin1(kPin));
    press(Qt::Key_Return);
    EXPECT_TRUE(until("the supervisor is signed in",
                      [this] { return m_client->station().person == QLatin1String(kSupervisor); }));
}

TEST_F(Persons, AreNotAddedByAnOperator)
{
    signInByScanner();
    showPersons();
    find<QLineEdit>("newBadge")->setText("OPERATOR-9");
    EXPECT_FALSE(find<QPushButton>("addPersonButton")->isEnabled());
}

TEST_F(Persons, AreToldToTypeTheirPin)
{
    askForThePin();
    EXPECT_EQ(nextStep(), "Type your PIN");
    find<QPushButton>("otherBadgeButton")->click();
    EXPECT_EQ(nextStep(), "Scan your badge");
}

TEST_F(Persons, WhoWentAwayFromThePinLeaveNoDigitsBehind)
{
    EXPECT_EQ(SignInPanel::kPinPatience, std::chrono::seconds(30));
    constexpr std::chrono::milliseconds kShort{50};
    auto* panel = m_window->findChild<SignInPanel*>();
    panel->setPinPatience(std::chrono::hours(1)); // however slow the machine is
    askForThePin();
    type("12");
    auto* pin = find<QLineEdit>("pinEdit");
    EXPECT_EQ(pin->text(), "12");
    panel->setPinPatience(kShort);
    ASSERT_TRUE(until("the badge is asked for", [this] { return nextStep() == "Scan your badge"; }));
    EXPECT_EQ(pin->text(), "");
    EXPECT_TRUE(find<QLineEdit>("badgeEdit")->isVisible());

    // a neighbour's work goes on when the supervisor was called away
    signInByScanner();
    ASSERT_TRUE(until("an order is asked for", [this] { return nextStep() == "Choose an order"; }));
    panel->setPinPatience(std::chrono::hours(1));
    askForThePin();
    EXPECT_EQ(nextStep(), "Type your PIN");
    panel->setPinPatience(kShort);
    ASSERT_TRUE(until("an order is asked for again", [this] { return nextStep() == "Choose an order"; }));
    EXPECT_TRUE(find<QWidget>("orderChooser")->isVisible());
    EXPECT_EQ(m_client->station().person, kOperator);
}

} // namespace

} // namespace bindery::gui
