// SPDX-License-Identifier: Apache-2.0
#include "app/screenshots.h"

#include "app/languages.h"
#include "app/private_station.h"
#include "bus/station_client.h"
#include "look/look.h"
#include "models/attempt_model.h"
#include "pages/line_page.h"
#include "pages/station_page.h"
#include "scan/scan.h"
#include "window/main_window.h"
#include "window/message_strip.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <functional>
#include <utility>

#include <QtCore/QDir>
#include <QtCore/QElapsedTimer>
#include <QtCore/QEventLoop>
#include <QtCore/QTimer>
#include <QtWidgets/QApplication>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTableView>

namespace bindery::gui
{

namespace
{

constexpr int kPatience = 60000; ///< milliseconds until a state must have come
constexpr int kSettle = 150;     ///< milliseconds in which what was told is drawn

// As the demo is furnished.
constexpr const char* kOperator = "OPERATOR-1";
constexpr const char* kSupervisor = "SUPERVISOR-1";
constexpr const char* kPin = "1234";
constexpr const char* kOrder = "DEMO-1";

class Walk
{
public:
    Walk(MainWindow& window, StationClient& client, PrivateStation& station, Languages& languages,
         const QString& folder)
        : m_window(window), m_client(client), m_station(station), m_languages(languages), m_folder(folder)
    {
    }

    bool run();

private:
    void signIn();
    void chooseOrder();
    void fillRack();
    void makeCards();
    void showFaults();
    void finishOrder();
    void showBench();
    void showImages();
    void showRecords();
    void showStation();
    void showSizesAndLanguages();
    void loseStation();

    bool wait(const char* what, const std::function<bool()>& hasCome);
    void picture(const char* name);
    void press(const char* button);
    bool slotIs(uint slot, std::initializer_list<const char*> states);
    bool noneRuns();
    void insert(uint slot, const char* card) { m_client.demoInsert(slot, QString::fromLatin1(card)); }
    void scan(ScanKind kind, const QString& text) { m_window.onScan({kind, text}); }

    MainWindow& m_window;
    StationClient& m_client;
    PrivateStation& m_station;
    Languages& m_languages;
    QString m_folder;
    int m_count = 0;
    bool m_isComplete = true;
};

bool Walk::wait(const char* what, const std::function<bool()>& hasCome)
{
    QElapsedTimer since;
    since.start();
    while (!hasCome()) {
        if (since.elapsed() > kPatience) {
            std::fprintf(stderr, "station-gui: the demo did not come to \"%s\"\n", what);
            m_isComplete = false;
            return false;
        }
        QEventLoop loop;
        QTimer::singleShot(20, &loop, &QEventLoop::quit);
        loop.exec();
    }
    return true;
}

void Walk::picture(const char* name)
{
    QEventLoop loop;
    QTimer::singleShot(kSettle, &loop, &QEventLoop::quit);
    loop.exec();
    const QString path =
        QStringLiteral("%1/%2-%3.png").arg(m_folder).arg(++m_count, 2, 10, QLatin1Char('0')).arg(name);
    if (!m_window.grab().save(path)) {
        std::fprintf(stderr, "station-gui: cannot write %s\n", qPrintable(path));
        m_isComplete = false;
    }
}

void Walk::press(const char* button)
{
    if (auto* found = m_window.findChild<QPushButton*>(QLatin1String(button))) {
        found->click();
    }
}

bool Walk::slotIs(uint slot, std::initializer_list<const char*> states)
{
    const int row = m_window.rack().rowOfSlot(slot);
    const QString state = row < 0 ? QString() : m_window.rack().at(row).state;
    return std::any_of(states.begin(), states.end(),
                       [&](const char* each) { return state == QLatin1String(each); });
}

bool Walk::noneRuns()
{
    for (int row = 0; row < m_window.rack().rowCount(); ++row) {
        if (m_window.rack().at(row).isRunning()) {
            return false;
        }
    }
    return true;
}

void Walk::signIn()
{
    picture("signed-out");
    scan(ScanKind::Badge, QStringLiteral("UNKNOWN-7"));
    picture("badge-is-not-known");
    scan(ScanKind::Badge, QString::fromLatin1(kSupervisor));
    picture("pin-is-asked");
    scan(ScanKind::Badge, QString::fromLatin1(kOperator));
    wait("an operator who is signed in", [this] { return !m_client.station().person.isEmpty(); });
}

void Walk::chooseOrder()
{
    picture("choose-an-order");
    press("newOrderButton");
    picture("new-order");
    press("newOrderBackButton");
    const QString bare = QStringLiteral("DEMO-3"); // names no image
    m_client.newOrder(bare, {});
    wait("another order", [&] { return !m_window.orders().find(bare).path.isEmpty(); });
    scan(ScanKind::Order, bare);
    picture("confirm-the-image");
    press("otherOrderButton");
    scan(ScanKind::Order, QString::fromLatin1(kOrder));
    wait("an order that is worked on", [this] { return m_client.line().state == QLatin1String("ready"); });
    picture("put-cards-in");
}

void Walk::fillRack()
{
    insert(1, "blank");
    insert(2, "slow");
    insert(3, "data");
    insert(4, "small");
    wait("cards that were looked at", [this] {
        return slotIs(1, {"ready"}) && slotIs(2, {"ready"}) && slotIs(3, {"refused"}) &&
               slotIs(4, {"refused"});
    });
    picture("press-provision");
    scan(ScanKind::Slot, QStringLiteral("3"));
    picture("refused-card-in-full");
    scan(ScanKind::Slot, QStringLiteral("3"));
    m_client.demoRemove(3);
    m_client.demoRemove(4);
    wait("slots that are empty again", [this] { return slotIs(3, {"empty"}) && slotIs(4, {"empty"}); });
    insert(3, "fake");
    insert(4, "slow");
    wait("four cards that are ready", [this] { return slotIs(3, {"ready"}) && slotIs(4, {"ready"}); });
}

void Walk::makeCards()
{
    scan(ScanKind::Command, textOf(Command::Provision));
    wait("cards that are written", [this] { return slotIs(2, {"writing"}) && slotIs(4, {"writing"}); });
    picture("cards-are-made");
    wait("a card that passed", [this] { return slotIs(1, {"passed"}); });
    picture("first-card-passed");
    scan(ScanKind::Slot, QStringLiteral("4"));
    press("cancelButton");
    picture("cancel-is-asked-again");
    press("cancelButton");
    wait("a card that was cancelled", [this] { return slotIs(4, {"cancelled"}); });
    scan(ScanKind::Slot, QStringLiteral("4"));
}

void Walk::showFaults()
{
    m_client.demoBreak(2, QStringLiteral("gone"));
    wait("a card that failed",
         [this] { return slotIs(3, {"failed"}) && slotIs(2, {"failed"}) && noneRuns(); });
    picture("mixed-results");
    scan(ScanKind::Slot, QStringLiteral("3"));
    picture("fault-in-full");
    scan(ScanKind::Slot, QStringLiteral("3"));
    for (const uint slot : {1U, 3U, 4U}) {
        m_client.demoRemove(slot);
    }
    wait("cards that were taken out", [this] { return slotIs(1, {"empty"}) && slotIs(4, {"empty"}); });
    picture("fault-waits-for-a-person");
    scan(ScanKind::Command, textOf(Command::Acknowledge));
    wait("faults that were acknowledged", [this] { return slotIs(2, {"empty"}) && slotIs(3, {"empty"}); });
    press("pauseButton");
    wait("a line that is paused", [this] { return m_client.line().state == QLatin1String("paused"); });
    picture("paused");
    press("pauseButton");
    wait("a line that goes on", [this] { return m_client.line().state == QLatin1String("ready"); });
    m_window.onScan(scanOf(QStringLiteral("B\u00D61002")));
    picture("keyboard-layout-mix-up");
    m_window.onScan(scanOf(QStringLiteral("b:1002")));
    picture("caps-lock-is-on");
    m_window.messages().putAway();
}

void Walk::finishOrder()
{
    for (int round = 0; round < 4 && m_client.line().state != QLatin1String("full"); ++round) {
        for (const uint slot : {1U, 2U, 3U, 4U}) {
            insert(slot, "blank");
        }
        wait("four cards that are ready", [this] {
            return slotIs(1, {"ready"}) && slotIs(2, {"ready"}) && slotIs(3, {"ready"}) &&
                   slotIs(4, {"ready"});
        });
        scan(ScanKind::Command, textOf(Command::Provision));
        if (!wait("cards that passed", [this] {
                return noneRuns() &&
                       (slotIs(1, {"passed"}) || m_client.line().state == QLatin1String("full"));
            })) {
            return;
        }
        if (round == 0) {
            picture("take-cards-out");
        }
        if (m_client.line().state != QLatin1String("full")) {
            for (const uint slot : {1U, 2U, 3U, 4U}) {
                m_client.demoRemove(slot);
            }
            wait("an empty rack", [this] { return slotIs(1, {"empty"}) && slotIs(4, {"empty"}); });
        }
    }
    picture("order-is-complete");
}

void Walk::showBench()
{
    m_window.showPage(MainWindow::BenchPageNumber);
    picture("bench-does-not-listen");
    auto* policy = m_window.findChild<QComboBox*>(QStringLiteral("benchPolicy"));
    policy->setCurrentIndex(policy->findData(QStringLiteral("list")));
    picture("bench-wants-a-list");
    policy->setCurrentIndex(0);
    m_client.arm(QStringLiteral("scan"), {});
    wait("a bench that listens", [this] { return m_client.bench().isArmed; });
    picture("bench-listens");
    QString serial;
    Request* units = m_client.demoUnits();
    QObject::connect(units, &Request::done, &m_window, [&serial](const QVariantList& results) {
        const QVariantList all = results.value(0).toList();
        serial = all.isEmpty() ? QStringLiteral("-") : all.constFirst().toMap().value("serial").toString();
    });
    wait("units that were made", [&serial] { return !serial.isEmpty(); });
    m_client.demoBoot(serial, {});
    if (!wait("a unit at the bench", [this] { return m_window.units().rowCount() > 0; })) {
        return;
    }
    picture("unit-waits-for-its-labels");
    scan(ScanKind::Serial, serial);
    const UnitFacts unit = m_window.units().at(0);
    scan(ScanKind::Module, unit.moduleSerial);
    scan(ScanKind::Pi, QStringLiteral("other-board"));
    picture("labels-do-not-agree");
    scan(ScanKind::Pi, unit.piSerial);
    picture("labels-agree");
    scan(ScanKind::Command, textOf(Command::Confirm));
    wait("a unit that is bound", [this] { return m_window.units().at(0).kind == QLatin1String("bound"); });
    picture("unit-is-bound");
    m_window.messages().putAway();
}

void Walk::showImages()
{
    m_window.showPage(MainWindow::ImagesPageNumber);
    picture("images");
    Request* request = m_client.signIn(QString::fromLatin1(kSupervisor), QString::fromLatin1(kPin));
    bool isAnswered = false;
    QObject::connect(request, &Request::done, &m_window, [&isAnswered] { isAnswered = true; });
    wait("a supervisor", [&isAnswered] { return isAnswered; });
    picture("images-for-a-supervisor");
}

void Walk::showRecords()
{
    m_window.showPage(MainWindow::RecordsPageNumber);
    auto* table = m_window.findChild<QTableView*>(QStringLiteral("attemptTable"));
    wait("attempts that were found", [table] { return table->model()->rowCount() > 0; });
    table->selectRow(0);
    picture("records");
    const QString failed = lookOfResult(QStringLiteral("failed")).word;
    for (int row = 0; row < table->model()->rowCount(); ++row) {
        if (table->model()->index(row, AttemptModel::Result).data().toString() == failed) {
            table->selectRow(row);
        }
    }
    picture("why-it-failed");
}

void Walk::showStation()
{
    m_window.showPage(MainWindow::StationPageNumber);
    constexpr std::array kTabs{std::pair{StationPage::SlotsTab, "station-slots"},
                               std::pair{StationPage::CheckTab, "station-daily-check"},
                               std::pair{StationPage::PersonsTab, "station-persons"},
                               std::pair{StationPage::DoctorTab, "station-doctor"},
                               std::pair{StationPage::ScannerTab, "station-scanner"},
                               std::pair{StationPage::SettingsTab, "station-settings"},
                               std::pair{StationPage::MessagesTab, "station-messages"}};
    for (const auto& [tab, name] : kTabs) {
        m_window.stationPage().showTab(tab);
        picture(name);
    }
    m_window.stationPage().showTab(StationPage::SlotsTab);
    m_window.showPage(MainWindow::LinePageNumber);
}

void Walk::showSizesAndLanguages()
{
    const QSize before = m_window.size();
    const QString language = m_languages.current();
    m_languages.speak(QStringLiteral("de"));
    picture("line-german");
    m_languages.speak(QStringLiteral("es"));
    picture("line-spanish");
    m_languages.speak(language);
    m_window.resize(800, 480);
    picture("line-800x480");
    m_window.resize(1920, 1080);
    picture("line-1920x1080");
    m_window.resize(before);
}

void Walk::loseStation()
{
    m_station.killDaemon();
    wait("a station that is lost", [this] { return !m_client.isUp(); });
    picture("station-is-lost");
}

bool Walk::run()
{
    picture("looking-for-the-station");
    if (!wait("a station", [this] { return m_client.isUp() && m_window.rack().rowCount() > 0; })) {
        return false;
    }
    signIn();
    chooseOrder();
    fillRack();
    makeCards();
    showFaults();
    finishOrder();
    showBench();
    showImages();
    showRecords();
    showStation();
    showSizesAndLanguages();
    loseStation();
    return m_isComplete;
}

} // namespace

bool takeScreenshots(MainWindow& window, StationClient& client, PrivateStation& station, Languages& languages,
                     const QString& folder)
{
    if (!QDir().mkpath(folder)) {
        std::fprintf(stderr, "station-gui: cannot make the folder %s\n", qPrintable(folder));
        return false;
    }
    return Walk(window, client, station, languages, folder).run();
}

} // namespace bindery::gui
