// SPDX-License-Identifier: Apache-2.0
// The pages beside the line, each doing its work with the real station.
#include "gui/demo_window.h"
#include "pages/bench_page.h"
#include "pages/images_page.h"
#include "pages/records_page.h"
#include "pages/station_page.h"
#include "window/message_strip.h"

#include <algorithm>

#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSpinBox>
#include <QtWidgets/QTableView>

namespace bindery::gui
{

namespace
{

class Pages : public DemoWindow
{
protected:
    void makeCard(uint slot)
    {
        signInByScanner();
        takeOrderByScanner();
        insert({slot});
        ASSERT_TRUE(untilSlots({slot}, "ready"));
        scan("C:PROVISION");
        ASSERT_TRUE(untilSlots({slot}, "passed"));
        m_serial = m_window->rack().at(m_window->rack().rowOfSlot(slot)).serial;
        ASSERT_FALSE(m_serial.isEmpty());
    }

    QString m_serial;
};

TEST_F(Pages, AreReachedByAltAndTheirNumber)
{
    for (int page = 4; page >= 0; --page) {
        press(Qt::Key_1 + page, Qt::AltModifier);
        EXPECT_EQ(m_window->page(), page);
    }
}

TEST_F(Pages, OfRecordsShowAUnitsHistoryWhenItsSerialIsScanned)
{
    makeCard(1);
    m_window->showPage(MainWindow::RecordsPageNumber);
    scan("N:" + m_serial);
    auto* attempts = find<QTableView>("attemptTable");
    auto* history = find<QTableView>("historyTable");
    ASSERT_TRUE(until("the attempt and the history are there", [&] {
        return attempts->model()->rowCount() == 1 && history->model()->rowCount() > 2;
    }));
    EXPECT_EQ(attempts->model()->index(0, 1).data().toString(), m_serial);
    bool hasPassed = false;
    for (int row = 0; row < history->model()->rowCount(); ++row) {
        hasPassed = hasPassed || history->model()->index(row, 1).data().toString() == "Passed";
    }
    EXPECT_TRUE(hasPassed);
}

TEST_F(Pages, OfRecordsExportAllThatTheSearchFindsAndNeverOverAFile)
{
    makeCard(1);
    m_window->showPage(MainWindow::RecordsPageNumber);
    const QTemporaryDir folder;
    for (const auto& [button, name] :
         {std::pair{"exportCsvButton", "records.csv"}, std::pair{"exportJsonLinesButton", "records.jsonl"}}) {
        const QString path = folder.filePath(name);
        find<QLineEdit>("exportTarget")->setText(path);
        find<QPushButton>(button)->click();
        ASSERT_TRUE(until("the export is done", [this, &path] {
            return m_window->messages().text() == "Exported to " + path + ".";
        }));
        QFile file(path);
        ASSERT_TRUE(file.open(QIODevice::ReadOnly));
        EXPECT_TRUE(file.readAll().contains(m_serial.toUtf8())) << name;
    }
    const QString taken = folder.filePath("records.csv");
    const qint64 size = QFileInfo(taken).size();
    find<QLineEdit>("exportTarget")->setText(taken);
    find<QPushButton>("exportCsvButton")->click();
    EXPECT_TRUE(m_window->messages().text().contains("exists already"));
    EXPECT_EQ(QFileInfo(taken).size(), size);
}

TEST_F(Pages, OfRecordsExportASignedAudit)
{
    makeCard(1);
    m_window->showPage(MainWindow::RecordsPageNumber);
    const QTemporaryDir folder;
    find<QLineEdit>("exportTarget")->setText(folder.filePath("audit.tar"));
    find<QPushButton>("exportAuditButton")->click();
    ASSERT_TRUE(until("the audit is exported",
                      [this] { return m_window->messages().text() == "The audit is exported."; }));
    QFile file(folder.filePath("audit.tar"));
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    EXPECT_TRUE(file.readAll().contains("manifest.sig"));
}

TEST_F(Pages, OfTheBenchBindAUnitWhoseLabelsWereScanned)
{
    makeCard(1);
    m_window->showPage(MainWindow::BenchPageNumber);
    EXPECT_EQ(nextStep(), "Let the bench listen");
    find<QPushButton>("armButton")->click();
    ASSERT_TRUE(until("the bench listens", [this] { return m_client->bench().isArmed; }));
    takeOut({1});
    ASSERT_TRUE(untilSlots({1}, "empty"));
    m_client->demoBoot(m_serial, {});
    ASSERT_TRUE(until("the labels are asked for",
                      [this] { return nextStep() == "Scan the labels of unit " + m_serial; }));

    const UnitFacts unit = m_window->units().at(0);
    scan("N:" + m_serial);
    scan("M:" + unit.moduleSerial);
    scan("P:another-board");
    EXPECT_FALSE(find<QPushButton>("confirmButton")->isEnabled());
    scan("P:" + unit.piSerial);
    EXPECT_TRUE(find<QPushButton>("confirmButton")->isEnabled());
    scan("C:CONFIRM");
    ASSERT_TRUE(until("the unit is bound",
                      [this] { return m_window->units().at(0).kind == QLatin1String("bound"); }));
}

TEST_F(Pages, OfTheBenchRefuseTheLabelsOfAnotherUnit)
{
    makeCard(1);
    m_window->showPage(MainWindow::BenchPageNumber);
    find<QPushButton>("armButton")->click();
    ASSERT_TRUE(until("the bench listens", [this] { return m_client->bench().isArmed; }));
    takeOut({1});
    ASSERT_TRUE(untilSlots({1}, "empty"));
    m_client->demoBoot(m_serial, {});
    ASSERT_TRUE(until("the unit waits", [this] { // and has told what it consists of
        return m_window->units().rowCount() == 1 && m_window->units().at(0).serial == m_serial;
    }));
    const UnitFacts unit = m_window->units().at(0);
    scan("N:DEMO-1-000099");
    scan("M:" + unit.moduleSerial);
    EXPECT_TRUE(m_window->messages().text().contains("The module is that of unit " + m_serial));
    scan("P:" + unit.piSerial);
    EXPECT_FALSE(find<QPushButton>("confirmButton")->isEnabled());
    scan("N:" + m_serial); // the next unit's labels are scanned anew
    EXPECT_EQ(find<QLineEdit>("confirmModule")->text(), "");
    EXPECT_EQ(find<QLineEdit>("confirmPi")->text(), "");
}

TEST_F(Pages, OfTheBenchSayThatASerialIsNotOnRecord)
{
    signInByScanner();
    m_window->showPage(MainWindow::BenchPageNumber);
    find<QPushButton>("armButton")->click();
    ASSERT_TRUE(until("the bench listens", [this] { return m_client->bench().isArmed; }));
    scan("N:DEMO-1-000099");
    scan("M:SIM-99");
    scan("P:PI-99");
    scan("C:CONFIRM");
    ASSERT_TRUE(until("it is said", [this] { return !m_window->messages().text().isEmpty(); }));
    EXPECT_TRUE(m_window->messages().text().contains("no serial"))
        << m_window->messages().text().toStdString();
}

TEST_F(Pages, OfTheBenchBindTheUnitsOfAList)
{
    makeCard(1);
    m_window->showPage(MainWindow::BenchPageNumber);
    auto* policy = find<QComboBox>("benchPolicy");
    auto* arm = find<QPushButton>("armButton");
    auto* file = find<QLineEdit>("benchList");
    EXPECT_FALSE(file->isVisible());
    policy->setCurrentIndex(policy->findData("list"));
    EXPECT_TRUE(file->isVisible());
    EXPECT_FALSE(arm->isEnabled()) << "a list is named first";
    const QTemporaryDir folder;
    const auto write = [&folder](const QString& text) {
        QFile list(folder.filePath("units.csv"));
        EXPECT_TRUE(list.open(QIODevice::WriteOnly));
        list.write(text.toUtf8());
        return list.fileName();
    };
    file->setText(write("SIM-1\n"));
    arm->click();
    EXPECT_TRUE(m_window->messages().text().startsWith("Line 1 of the list"));
    EXPECT_FALSE(m_client->bench().isArmed);

    QString module;
    QString pi;
    QObject::connect(m_client->demoUnits(), &Request::done, m_client.get(), [&](const QVariantList& results) {
        const QVariantMap unit = results.value(0).toList().value(0).toMap();
        module = unit.value("module").toString();
        pi = unit.value("pi").toString();
    });
    ASSERT_TRUE(until("the unit's parts are known", [&pi] { return !pi.isEmpty(); }));
    file->setText(write(QStringLiteral("# today\n%1, %2\nSIM-X,PI-X\n").arg(module, pi)));
    arm->click();
    ASSERT_TRUE(until("the bench listens", [this] { return m_client->bench().isArmed; }));
    EXPECT_EQ(m_client->bench().policy, "list");
    ASSERT_TRUE(until("it is said", [this] {
        return m_window->messages().text() == "The bench listens for the units of the list: 2.";
    }));
    EXPECT_FALSE(file->isVisible());
    takeOut({1});
    ASSERT_TRUE(untilSlots({1}, "empty"));
    m_client->demoBoot(m_serial, {});
    ASSERT_TRUE(until("the unit is bound without a scan", [this] {
        return m_window->units().rowCount() == 1 && m_window->units().at(0).kind == QLatin1String("bound");
    }));
}

TEST_F(Pages, OfTheStationTeachASlot)
{
    signInByScanner();
    m_window->showPage(MainWindow::StationPageNumber);
    m_window->stationPage().showTab(StationPage::SlotsTab);
    auto* table = find<QTableView>("slotTable");
    table->selectRow(m_window->rack().rowOfSlot(4));
    find<QPushButton>("forgetSlotButton")->click();
    ASSERT_TRUE(until("slot 4 is not known any more", [this] { return m_window->rack().rowOfSlot(4) < 0; }));
    find<QSpinBox>("learnNumber")->setValue(4);
    find<QPushButton>("learnButton")->click();
    ASSERT_TRUE(
        until("a card is asked for", [this] { return nextStep() == "Put a card into the port of slot 4"; }));
    insert({4});
    ASSERT_TRUE(until("slot 4 is known again", [this] { return m_window->rack().rowOfSlot(4) >= 0; }));
}

TEST_F(Pages, OfTheStationTellWhatIsLackingAndWhoIsKnown)
{
    m_window->showPage(MainWindow::StationPageNumber);
    auto* doctor = find<QTableView>("doctorTable");
    auto* persons = find<QTableView>("personTable");
    ASSERT_TRUE(until("checks and persons are listed",
                      [&] { return doctor->model()->rowCount() > 0 && persons->model()->rowCount() >= 5; }));
    bool knowsTheOperator = false;
    for (int row = 0; row < persons->model()->rowCount(); ++row) {
        knowsTheOperator = knowsTheOperator || persons->model()->index(row, 0).data().toString() == kOperator;
    }
    EXPECT_TRUE(knowsTheOperator);
}

TEST_F(Pages, AskASupervisorForThePin)
{
    scan(QStringLiteral("B:") + QString::fromLatin1(kSupervisor));
    auto* pin = find<QLineEdit>("pinEdit");
    ASSERT_TRUE(until("the PIN is asked for", [pin] { return pin->isVisible(); }));
    type("9999");
    press(Qt::Key_Return);
    ASSERT_TRUE(until("the wrong PIN is refused",
                      [this] { return m_window->findChild<QWidget*>("signInProblem")->isVisible(); }));
    EXPECT_EQ(m_client->station().person, "");
    type(QString::fromLatin1(kPin));
    press(Qt::Key_Return);
    ASSERT_TRUE(until("the supervisor is signed in",
                      [this] { return m_client->station().person == QLatin1String(kSupervisor); }));
}

TEST_F(Pages, OfTheStationKeepTheSoundsMutedUntilTheNextStart)
{
    m_window->showPage(MainWindow::StationPageNumber);
    m_window->stationPage().showTab(StationPage::SettingsTab);
    EXPECT_FALSE(Sounds().isMuted());
    auto* muted = find<QCheckBox>("mutedBox");
    muted->setChecked(false); // these tests are mute, which nobody chose
    muted->click();
    EXPECT_TRUE(m_sounds->isMuted());
    EXPECT_TRUE(Sounds().isMuted()) << "as of the next start";
    muted->click();
    EXPECT_FALSE(Sounds().isMuted());
}

TEST_F(Pages, OfTheStationShowBarCodesThatAScannerReads)
{
    m_window->showPage(MainWindow::StationPageNumber);
    m_window->stationPage().showTab(StationPage::ScannerTab);
    settle();
    const QTemporaryDir folder;
    const QString path = folder.filePath("sheet.png");
    ASSERT_TRUE(find<QWidget>("barCodeSheet")->grab().save(path));
    QProcess reader;
    reader.start("zbarimg", {"--quiet", "--raw", "--nodbus", path});
    ASSERT_TRUE(reader.waitForFinished());
    const QStringList read =
        QString::fromUtf8(reader.readAllStandardOutput()).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    for (const Command command :
         {Command::Provision, Command::Acknowledge, Command::Cancel, Command::Pause, Command::Resume,
          Command::AllowData, Command::Confirm, Command::CheckGood, Command::CheckBad, Command::SignOut}) {
        EXPECT_TRUE(read.contains("C:" + textOf(command))) << textOf(command).toStdString();
    }
}

TEST_F(Pages, SpeakTheLanguageOfTheBadge)
{
    scan("B:OPERATOR-DE");
    ASSERT_TRUE(
        until("the window speaks German", [this] { return nextStep() == "Einen Auftrag w\u00E4hlen"; }));
    EXPECT_TRUE(find<QPushButton>("provisionButton")->text().startsWith("Beschreiben"));
    scan("B:OPERATOR-ES");
    ASSERT_TRUE(until("the window speaks Spanish", [this] { return nextStep() == "Elija una orden"; }));
}

TEST_F(Pages, DoNotShowDigitsThatMayBeAPinThatWentAstray)
{
    scan("4711");
    EXPECT_FALSE(m_window->messages().text().isEmpty());
    EXPECT_FALSE(m_window->messages().text().contains("4711"));
}

TEST_F(Pages, TellOfAScanThatNobodyUnderstandsUntilItIsPutAway)
{
    scan("4006381333931");
    EXPECT_TRUE(m_window->messages().text().contains("4006381333931"));
    find<QPushButton>("putMessageAwayButton")->click();
    EXPECT_EQ(m_window->messages().text(), "");
    EXPECT_TRUE(m_window->messages().history().stringList().constFirst().contains("4006381333931"));
}

} // namespace

} // namespace bindery::gui
