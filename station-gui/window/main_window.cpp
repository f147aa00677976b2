// SPDX-License-Identifier: Apache-2.0
#include "window/main_window.h"

#include "app/languages.h"
#include "look/style.h"
#include "look/words.h"
#include "pages/bench_page.h"
#include "pages/images_page.h"
#include "pages/line_page.h"
#include "pages/records_page.h"
#include "pages/station_page.h"
#include "scan/caps_lock.h"
#include "scan/keyboard_layout.h"
#include "window/demo_strip.h"
#include "window/message_strip.h"
#include "window/step_banner.h"
#include "window/top_bar.h"

#include <algorithm>
#include <utility>

#include <QtCore/QEvent>
#include <QtGui/QShortcut>
#include <QtWidgets/QApplication>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QVBoxLayout>

namespace bindery::gui
{

MainWindow::MainWindow(StationClient& client, Languages& languages, Sounds& sounds, const Options& options)
    : m_client(client), m_languages(languages), m_sounds(sounds), m_options(options),
      m_slotModel(client.tree()), m_orderModel(client.tree()), m_imageModel(client.tree()),
      m_unitModel(client.tree()), m_jobModel(client.tree())
{
    setObjectName("mainWindow");
    m_top = new TopBar(client, this);
    m_step = new StepBanner(this);
    m_messages = new MessageStrip(this);
    m_pages = new QStackedWidget(this);
    m_pages->setObjectName("pages");
    m_line = new LinePage(client, m_slotModel, m_orderModel, m_imageModel, m_pages);
    m_bench = new BenchPage(client, m_unitModel, m_pages);
    m_images = new ImagesPage(client, m_imageModel, m_jobModel, m_pages);
    m_records = new RecordsPage(client, m_jobModel, m_pages);
    m_station =
        new StationPage(client, m_slotModel, m_jobModel, m_messages->history(), languages, sounds, m_pages);
    for (Page* page : std::initializer_list<Page*>{m_line, m_bench, m_images, m_records, m_station}) {
        m_pages->addWidget(page);
        connect(page, &Page::said, this, [this](Tone tone, const QString& text) {
            if (tone == Tone::Refusal) {
                m_sounds.play(Sound::Attention);
            }
            m_messages->say(tone, text);
        });
    }

    auto* centre = new QWidget(this);
    auto* layout = new QVBoxLayout(centre);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_top);
    layout->addWidget(m_step);
    layout->addWidget(m_pages, 1);
    layout->addWidget(m_messages);
    if (options.showsDemoStrip) {
        m_demo = new DemoStrip(client, m_slotModel, centre);
        auto* area = new QScrollArea(centre); // the strip is wider than a small panel
        area->setObjectName("demoArea");
        area->setWidget(m_demo);
        area->setWidgetResizable(true);
        area->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        area->setSizeAdjustPolicy(QAbstractScrollArea::AdjustToContents);
        area->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        area->setFocusPolicy(Qt::NoFocus);
        layout->addWidget(area);
        connect(m_demo, &DemoStrip::scanned, this, &MainWindow::onScan);
    }
    setCentralWidget(centre);

    connect(m_top, &TopBar::pageAsked, this, &MainWindow::showPage);
    connect(m_top, &TopBar::signOutAsked, this, [this] { m_client.signOut(); });
    connect(m_line, &LinePage::wanted, this, [this] { showPage(LinePageNumber); });
    connect(m_line, &LinePage::chosenChanged, this, &MainWindow::onSlotChosen);
    connect(m_line, &LinePage::askedChanged, this, &MainWindow::refreshStep);
    connect(&client, &StationClient::refused, this, &MainWindow::onRefused);
    connect(&client, &StationClient::linkChanged, this, &MainWindow::refreshStep);
    connect(&client, &StationClient::lineChanged, this, &MainWindow::refreshStep);
    connect(&client, &StationClient::stationChanged, this, [this] {
        m_languages.follow(m_client.station().language);
        refreshStep();
    });
    connect(&client, &StationClient::benchChanged, this, &MainWindow::refreshStep);
    connect(&m_slotModel, &SlotModel::rowsChanged, this, &MainWindow::refreshStep);
    connect(&m_unitModel, &UnitModel::rowsChanged, this, &MainWindow::refreshStep);
    connect(&m_slotModel, &SlotModel::dataChanged, this,
            [this](const QModelIndex& first) { onSlotChanged(first.row()); });
    connect(&m_unitModel, &UnitModel::dataChanged, this,
            [this](const QModelIndex& first) { onUnitChanged(first.row()); });
    connect(&m_unitModel, &UnitModel::rowsInserted, this,
            [this](const QModelIndex&, int first) { onUnitChanged(first); });

    // the band names these keys on all pages
    for (const auto& [key, command] :
         {std::pair{Qt::Key_F5, Command::Provision}, std::pair{Qt::Key_F6, Command::Acknowledge},
          std::pair{Qt::Key_F7, Command::Pause}, std::pair{Qt::Key_F8, Command::Cancel},
          std::pair{Qt::Key_F9, Command::AllowData}}) {
        auto* act = new QShortcut(QKeySequence(key), this);
        act->setAutoRepeat(false);
        connect(act, &QShortcut::activated, this, [this, command = command] { m_line->run(command); });
    }
    auto* fullScreen = new QShortcut(QKeySequence(Qt::Key_F11), this);
    connect(fullScreen, &QShortcut::activated, this, &MainWindow::toggleFullScreen);
    setMinimumSize(640, 400);
    retranslate();
    showPage(LinePageNumber);
}

void MainWindow::retranslate()
{
    setWindowTitle(tr("Bindery station"));
    m_top->retranslate();
    m_messages->retranslate();
    m_slotModel.retell();
    m_orderModel.retell();
    m_imageModel.retell();
    m_unitModel.retell();
    m_jobModel.retell();
    if (m_demo != nullptr) {
        m_demo->retranslate();
    }
    refreshStep();
}

void MainWindow::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QMainWindow::changeEvent(event);
}

void MainWindow::resizeEvent(QResizeEvent* event)
{
    const double scale = scaleFor(size());
    if (m_options.followsSize && scale != m_scale) {
        m_scale = scale;
        dress(*qApp, scale);
    }
    QMainWindow::resizeEvent(event);
}

void MainWindow::toggleFullScreen()
{
    setWindowState(windowState() ^ Qt::WindowFullScreen);
}

void MainWindow::showPage(int page)
{
    m_pages->setCurrentIndex(page);
    m_top->setPage(page);
    refreshStep();
}

int MainWindow::page() const
{
    return m_pages->currentIndex();
}

void MainWindow::refreshStep()
{
    StepFacts facts;
    facts.link = m_client.tree().link();
    facts.station = m_client.station();
    facts.line = m_client.line();
    for (int row = 0; row < m_slotModel.rowCount(); ++row) {
        facts.rack.push_back(m_slotModel.at(row));
    }
    facts.chosenSlot = m_line->chosenSlot();
    facts.wantsPin = m_line->wantsPin();
    facts.orderWithoutImage = m_line->orderWithoutImage();
    facts.proposedImage = m_line->proposedImage();
    facts.isAtLine = page() == LinePageNumber;
    facts.isAtBench = page() == BenchPageNumber;
    facts.bench = m_client.bench();
    for (int row = 0; row < m_unitModel.rowCount(); ++row) {
        facts.units.push_back(m_unitModel.at(row));
    }
    facts.serialsAreScanned = m_orderModel.find(facts.line.order).serialsAreScanned;
    m_step->setStep(nextStep(facts));
}

void MainWindow::onSlotChosen()
{
    const uint before = std::exchange(m_chosenSlot, m_line->chosenSlot());
    // the end of a choice ends what it was meant for, not a label that was scanned on another page since
    if (m_chosenSlot != 0 || m_slotToCheck == before) {
        m_slotToCheck = m_chosenSlot;
    }
    refreshStep();
}

void MainWindow::onSlotChanged(int row)
{
    const SlotFacts facts = m_slotModel.at(row);
    QString& heard = m_heard[facts.path];
    if (heard == facts.state) {
        return;
    }
    heard = facts.state;
    m_sounds.play(lookOfSlot(facts.state).sound);
}

void MainWindow::onUnitChanged(int row)
{
    const UnitFacts facts = m_unitModel.at(row);
    QString& heard = m_heard[facts.path];
    if (heard == facts.kind) {
        return;
    }
    heard = facts.kind;
    m_sounds.play(lookOfBenchUnit(facts.kind).sound);
}

void MainWindow::onRefused(const Refusal& refusal)
{
    m_sounds.play(Sound::Attention);
    if (!refusal.isUnanswered) {
        m_messages->say(Tone::Refusal, words::ofDaemon(refusal.message));
    } else if (m_client.isUp()) { // it was sent: a daemon that wakes may do it yet
        m_messages->say(Tone::Refusal,
                        tr("The station did not answer. See what it shows before you try again."));
    } else {
        m_messages->say(Tone::Refusal, tr("The station does not answer; nothing was started."));
    }
}

void MainWindow::onScan(const Scan& scan)
{
    switch (scan.kind) {
    case ScanKind::Unknown:
        onUnknownScan(scan.text);
        return;
    case ScanKind::Badge:
        m_line->signIn(scan.text);
        return;
    case ScanKind::Command:
        onCommand(scan.text);
        return;
    case ScanKind::LayoutTest:
        if (scan.text == layoutTestText()) {
            m_messages->say(Tone::Good, tr("Scanner and keyboard have the same layout."));
        } else {
            onUnknownScan(rawOf(scan));
        }
        return;
    case ScanKind::Slot:
        m_slotToCheck = scan.text.toUInt();
        break;
    default:
        break;
    }
    if (static_cast<Page*>(m_pages->currentWidget())->take(scan)) {
        return;
    }
    Page* home = m_line;
    if (scan.kind == ScanKind::Module || scan.kind == ScanKind::Pi) {
        home = m_bench;
    }
    showPage(m_pages->indexOf(home));
    home->take(scan);
}

void MainWindow::onUnknownScan(const QString& raw)
{
    m_sounds.play(Sound::Attention);
    if (const auto meant = meantWithoutCapsLock(raw)) {
        m_messages->say(Tone::Refusal,
                        tr("Caps Lock is on: \"%1\" was meant to be \"%2\". Press the Caps Lock "
                           "key once, then scan again.")
                            .arg(raw, *meant));
        return;
    }
    if (const auto mixUp = mixUpOf(raw)) {
        m_messages->say(
            Tone::Refusal,
            tr("The scanner types for a keyboard of %1, the station expects one of %2: \"%3\" was meant to "
               "be \"%4\". Set both to the same layout.")
                .arg(mixUp->scanner.toUpper(), mixUp->station.toUpper(), raw, mixUp->meant));
        return;
    }
    // A few digits may be somebody's PIN that went astray: messages are there for everybody to read.
    constexpr qsizetype kLongestPin = 8; // longer ones are the goods' bar codes
    const bool isNumber = raw.size() <= kLongestPin &&
                          std::all_of(raw.begin(), raw.end(), [](QChar each) { return each.isDigit(); });
    m_messages->say(Tone::Refusal,
                    tr("Scanned \"%1\": that is no badge, order, slot, serial or command of this line.")
                        .arg(isNumber ? QStringLiteral("…") : raw));
}

void MainWindow::onCommand(const QString& text)
{
    const Command command = commandOf(text);
    switch (command) {
    case Command::None:
        m_sounds.play(Sound::Attention);
        m_messages->say(Tone::Refusal,
                        tr("Scanned the command \"%1\", which this window does not know.").arg(text));
        return;
    case Command::Confirm:
        if (m_line->asksForImage() && page() != BenchPageNumber) {
            showPage(LinePageNumber);
            m_line->confirmImage();
            return;
        }
        showPage(BenchPageNumber);
        m_bench->confirm();
        return;
    case Command::CheckGood:
    case Command::CheckBad:
        showPage(StationPageNumber);
        m_station->check(command == Command::CheckGood ? StationPage::KnownGood : StationPage::KnownBad,
                         std::exchange(m_slotToCheck, 0));
        m_line->endChoice();
        return;
    default:
        m_line->run(command);
    }
}

} // namespace bindery::gui
