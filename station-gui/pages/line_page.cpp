// SPDX-License-Identifier: Apache-2.0
#include "pages/line_page.h"

#include "look/style.h"
#include "pages/new_order_form.h"
#include "pages/order_chooser.h"
#include "pages/order_panel.h"
#include "pages/sign_in_panel.h"
#include "pages/slot_detail.h"
#include "pages/slot_grid.h"

#include <algorithm>
#include <chrono>

#include <QtGui/QShortcut>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QVBoxLayout>

namespace bindery::gui
{

namespace
{

constexpr std::chrono::seconds kMeantFor{6};

bool isReady(const SlotFacts& slot)
{
    return slot.state == QLatin1String("ready");
}

bool isRunning(const SlotFacts& slot)
{
    return slot.isRunning();
}

bool isFault(const SlotFacts& slot)
{
    return slot.needsAcknowledgement;
}

/// Broken off, and the card is still there: acknowledging makes it ready again.
bool mayBeMadeAgain(const SlotFacts& slot)
{
    return slot.cardPresent &&
           (slot.state == QLatin1String("cancelled") || slot.state == QLatin1String("interrupted"));
}

} // namespace

LinePage::LinePage(StationClient& client, SlotModel& rack, OrderModel& orders, ImageModel& images,
                   QWidget* parent)
    : Page(parent), m_client(client), m_rack(rack), m_orders(orders), m_images(images)
{
    setObjectName("linePage");
    m_cancelArmed.setSingleShot(true);
    m_cancelArmed.setInterval(kMeantFor);
    connect(&m_cancelArmed, &QTimer::timeout, this, &LinePage::refreshActs);

    auto* upper = new QHBoxLayout;
    upper->addWidget(makeLeft(), 10);
    upper->addWidget(makeMiddle(), 29);
    auto* layout = new QVBoxLayout(this);
    layout->addLayout(upper, 1);
    layout->addWidget(makeActs());

    connect(&client, &StationClient::linkChanged, this, &LinePage::refresh);
    connect(&client, &StationClient::stationChanged, this, &LinePage::refresh);
    connect(&client, &StationClient::lineChanged, this, &LinePage::refresh);
    connect(&orders, &OrderModel::rowsChanged, this, &LinePage::refreshSide);
    connect(&images, &ImageModel::rowsChanged, this, &LinePage::refreshSide);
    connect(&rack, &SlotModel::rowsChanged, this, &LinePage::onRack);
    connect(m_grid, &SlotGrid::chosenChanged, this, &LinePage::onChosen);
    auto* all = new QShortcut(QKeySequence(Qt::Key_Escape), this);
    connect(all, &QShortcut::activated, this, &LinePage::endChoice);
    retranslate();
    refresh();
}

QWidget* LinePage::makeLeft()
{
    m_side = new QStackedWidget(this);
    m_signIn = new SignInPanel(m_client, m_side);
    m_chooser = new OrderChooser(m_client, m_orders, m_images, m_side);
    m_order = new OrderPanel(m_side);
    m_side->addWidget(m_signIn);
    m_side->addWidget(m_chooser);
    m_side->addWidget(m_order);
    connect(m_signIn, &SignInPanel::pinWanted, this, [this] {
        m_side->setCurrentWidget(m_signIn);
        emit wanted();
    });
    connect(m_signIn, &SignInPanel::askedChanged, this, &LinePage::onAsked);
    connect(m_chooser, &OrderChooser::askedChanged, this, &LinePage::onAsked);
    connect(m_chooser, &OrderChooser::newOrderAsked, this, [this] {
        m_middle->setCurrentWidget(m_newOrder);
        m_newOrder->begin();
    });
    connect(m_order, &OrderPanel::leaveAsked, this, [this] { m_client.leaveOrder(); });
    connect(m_order, &OrderPanel::closeAsked, this, [this] {
        const OrderFacts order = m_orders.find(m_client.line().order);
        connect(m_client.closeOrder(order.path, tr("not needed when the order was complete")), &Request::done,
                this, [this, order] {
                    if (m_client.line().order == order.number) {
                        m_client.leaveOrder()->quietly(); // a line that has left it already does not matter
                    }
                });
    });
    connect(m_order, &OrderPanel::firstArticleApproved, this,
            [this] { m_client.approveFirstArticle(m_orders.find(m_client.line().order).path); });
    return m_side;
}

QWidget* LinePage::makeMiddle()
{
    m_middle = new QStackedWidget(this);
    auto* rackSide = new QWidget(m_middle);
    m_grid = new SlotGrid(m_rack, rackSide);
    m_detail = new SlotDetail(rackSide);
    auto* layout = new QVBoxLayout(rackSide);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_grid, 1);
    layout->addWidget(m_detail);
    m_newOrder = new NewOrderForm(m_client, m_images, m_middle);
    connect(m_newOrder, &NewOrderForm::finished, this, [this] { m_middle->setCurrentIndex(0); });
    m_middle->addWidget(rackSide);
    m_middle->addWidget(m_newOrder);
    return m_middle;
}

QPushButton* LinePage::makeAct(const char* name, const char* role, Command command)
{
    auto* button = new QPushButton(this);
    button->setObjectName(name);
    setRole(button, role);
    button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(button, &QPushButton::clicked, this, [this, command] { run(command); });
    return button;
}

QWidget* LinePage::makeActs()
{
    auto* bar = new QWidget(this);
    bar->setObjectName("acts");
    m_allowData = makeAct("allowDataButton", "act", Command::AllowData);
    m_cancel = makeAct("cancelButton", "act", Command::Cancel);
    m_pause = makeAct("pauseButton", "act", Command::Pause);
    m_acknowledge = makeAct("acknowledgeButton", "act", Command::Acknowledge);
    m_provision = makeAct("provisionButton", "provision", Command::Provision);
    auto* layout = new QHBoxLayout(bar);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_cancel, 10);
    layout->addWidget(m_pause, 10);
    layout->addWidget(m_allowData, 10);
    layout->addWidget(m_acknowledge, 12);
    layout->addWidget(m_provision, 22);
    return bar;
}

void LinePage::retranslate()
{
    m_signIn->retranslate();
    m_chooser->retranslate();
    m_order->retranslate();
    m_newOrder->retranslate();
    m_grid->retranslate();
    m_detail->retranslate();
    refreshActs();
}

uint LinePage::chosenSlot() const
{
    return m_grid->chosen();
}

SlotFacts LinePage::chosen() const
{
    const int row = m_rack.rowOfSlot(m_grid->chosen());
    return row < 0 ? SlotFacts() : m_rack.at(row);
}

void LinePage::signIn(const QString& badge)
{
    m_signIn->signIn(badge);
}

void LinePage::endChoice()
{
    m_grid->choose(0);
}

bool LinePage::wantsPin() const
{
    return m_signIn->wantsPin();
}

bool LinePage::asksForImage() const
{
    return m_chooser->isAsking();
}

QString LinePage::orderWithoutImage() const
{
    return m_chooser->orderWithoutImage();
}

QString LinePage::proposedImage() const
{
    return m_chooser->proposedImage();
}

void LinePage::confirmImage()
{
    // what is not asked for is not confirmed either, whatever order the list shows
    if (m_chooser->orderWithoutImage().isEmpty() || !m_chooser->confirm()) {
        emit said(Tone::Refusal, tr("Choose the image to write first."));
    }
}

void LinePage::onAsked()
{
    refreshSide();
    emit askedChanged();
}

void LinePage::refresh()
{
    m_grid->setStale(!m_client.isUp());
    m_detail->setStale(!m_client.isUp());
    m_order->setEnabled(m_client.isUp());
    if (const QString person = m_client.station().person; person != m_person) {
        m_person = person;
        m_chooser->giveUp(); // whoever scanned that order is gone
    }
    refreshSide();
    refreshActs();
}

void LinePage::refreshSide()
{
    const LineFacts line = m_client.line();
    m_order->setFacts(line, m_orders.find(line.order), m_images.nameOf(line.golden));
    QWidget* side = m_order;
    if (m_client.station().person.isEmpty() || m_signIn->wantsPin()) {
        side = m_signIn;
    } else if (line.order.isEmpty() || m_chooser->isAsking()) {
        side = m_chooser;
    }
    if (m_side->currentWidget() != side) {
        m_side->setCurrentWidget(side);
        if (side != m_chooser) {
            m_middle->setCurrentIndex(0);
        }
        if (isVisible()) {
            side->setFocus(Qt::OtherFocusReason);
        }
    }
}

void LinePage::refreshActs()
{
    const LineFacts line = m_client.line();
    const uint slot = m_grid->chosen();
    const int ready = countOf(isReady);
    const int running = countOf(isRunning);
    SlotFacts first;
    for (int row = 0; row < m_rack.rowCount(); ++row) {
        const SlotFacts facts = m_rack.at(row);
        if (first.state.isEmpty() &&
            (facts.needsAcknowledgement || facts.state == QLatin1String("refused"))) {
            first = facts;
        }
    }
    m_detail->setFacts(slot == 0 ? first : chosen());

    const bool isUp = m_client.isUp();
    const bool isSignedIn = isUp && !m_client.station().person.isEmpty();
    const QString which = slot == 0 ? QString() : QStringLiteral(" %1").arg(slot);
    const bool isPaused = line.state == QLatin1String("paused");
    m_provision->setText(tr("Provision") + which + QStringLiteral("  \u00B7  F5"));
    m_provision->setAccessibleName(tr("Provision"));
    m_provision->setEnabled(isSignedIn && ready > 0 &&
                            (line.state == QLatin1String("ready") || line.state == QLatin1String("running")));
    const std::vector<uint> seen = acknowledgeable();
    const bool isOfChosen = seen.size() == 1 && seen.front() == slot;
    m_acknowledge->setText(tr("Acknowledge") + (isOfChosen ? which : QString()) + QStringLiteral("  F6"));
    m_acknowledge->setAccessibleName(tr("Acknowledge"));
    m_acknowledge->setEnabled(isSignedIn && !seen.empty());
    m_pause->setText((isPaused ? tr("Resume") : tr("Pause")) + QStringLiteral("  F7"));
    m_pause->setEnabled(isSignedIn && (isPaused || line.state == QLatin1String("ready") ||
                                       line.state == QLatin1String("running")));
    const bool isArmed = m_cancelArmed.isActive() && running > 0;
    m_cancel->setText((isArmed ? tr("Press again: cancel") : tr("Cancel")) +
                      (isArmed && slot == 0 ? QStringLiteral(" ") + tr("all") : which) +
                      QStringLiteral("  F8"));
    m_cancel->setAccessibleName(tr("Cancel"));
    m_cancel->setEnabled(isSignedIn && running > 0);
    const SlotFacts card = chosen();
    m_allowData->setVisible(isSignedIn && card.state == QLatin1String("refused") &&
                            !card.cardContent.isEmpty());
    m_allowData->setText(tr("Allow erasing") + which + QStringLiteral("  F9"));

    // a fault is acknowledged before anything else is done: its button says so
    const bool hasFault = std::any_of(seen.begin(), seen.end(), [this](uint number) {
        return isFault(m_rack.at(m_rack.rowOfSlot(number)));
    });
    const char* role = hasFault ? "alarm" : "act";
    if (m_acknowledge->property("role").toString() != QLatin1String(role)) {
        setRole(m_acknowledge, role);
        m_acknowledge->setStyleSheet(QStringLiteral(" ")); // the sheet is read anew
        m_acknowledge->setStyleSheet(QString());
    }
}

void LinePage::run(Command command)
{
    switch (command) {
    case Command::Provision:
        provision();
        break;
    case Command::Acknowledge:
        acknowledge();
        break;
    case Command::Cancel:
        cancel();
        break;
    case Command::Pause:
        if (m_client.line().state == QLatin1String("paused")) {
            m_client.resume();
        } else {
            m_client.pause(tr("paused by a person"));
        }
        break;
    case Command::Resume:
        if (m_client.line().state == QLatin1String("ready") ||
            m_client.line().state == QLatin1String("running")) {
            emit said(Tone::Refusal, tr("There is nothing to resume: the line is not paused."));
        } else {
            m_client.resume();
        }
        break;
    case Command::AllowData:
        allowData();
        break;
    case Command::SignOut:
        if (m_client.station().person.isEmpty()) {
            emit said(Tone::Refusal, tr("Nobody is signed in."));
        } else {
            m_client.signOut();
        }
        break;
    case Command::Confirm:
    case Command::CheckGood:
    case Command::CheckBad:
    case Command::None:
        break;
    }
}

int LinePage::countOf(bool (*test)(const SlotFacts&)) const
{
    const uint slot = m_grid->chosen();
    int count = 0;
    for (int row = 0; row < m_rack.rowCount(); ++row) {
        const SlotFacts facts = m_rack.at(row);
        count += (slot == 0 || facts.number == slot) && test(facts) ? 1 : 0;
    }
    return count;
}

std::vector<uint> LinePage::acknowledgeable() const
{
    const SlotFacts card = chosen();
    if (card.number != 0 && (isFault(card) || mayBeMadeAgain(card))) {
        return {card.number};
    }
    // Faults are seen whichever slot is chosen, for the band names them; before them nothing is made again.
    std::vector<uint> faults;
    std::vector<uint> brokenOff;
    for (int row = 0; row < m_rack.rowCount(); ++row) {
        const SlotFacts facts = m_rack.at(row);
        if (facts.number == 0) {
            continue; // a port that was never taught has no fault of its own, and 0 would mean all
        }
        if (isFault(facts)) {
            faults.push_back(facts.number);
        } else if (card.number == 0 && mayBeMadeAgain(facts)) {
            brokenOff.push_back(facts.number);
        }
    }
    return faults.empty() ? brokenOff : faults;
}

void LinePage::onChosen()
{
    if (m_grid->chosen() != m_armedSlot) {
        m_cancelArmed.stop();
    }
    m_chosenHadCard = chosen().cardPresent;
    refreshActs();
    emit chosenChanged();
}

void LinePage::onRack()
{
    const bool hasCard = chosen().cardPresent;
    const bool isGone = m_chosenHadCard && !hasCard;
    m_chosenHadCard = hasCard;
    if (isGone) {
        m_grid->choose(0);
    }
    refreshActs();
}

void LinePage::endChoiceWith(Request* request, uint slot)
{
    connect(request, &Request::done, this, [this, slot] {
        if (slot != 0 && m_grid->chosen() == slot) {
            m_grid->choose(0);
        }
    });
}

void LinePage::provision()
{
    const uint slot = m_grid->chosen();
    if (m_client.isUp() && !m_client.station().person.isEmpty() && countOf(isReady) == 0) {
        emit said(Tone::Refusal, slot == 0 ? tr("There is nothing to provision: no card is ready.")
                                           : tr("There is nothing to provision: slot %1 is chosen, and its "
                                                "card is not ready.")
                                                 .arg(slot));
        return;
    }
    endChoiceWith(m_client.start(slot), slot);
}

void LinePage::acknowledge()
{
    const std::vector<uint> numbers = acknowledgeable();
    if (numbers.empty()) {
        emit said(Tone::Refusal, tr("There is nothing to acknowledge."));
    }
    // each fault is acknowledged by its own record
    for (const uint number : numbers) {
        endChoiceWith(m_client.acknowledge(number), number);
    }
}

void LinePage::cancel()
{
    const uint slot = m_grid->chosen();
    if (countOf(isRunning) == 0) {
        emit said(Tone::Refusal, tr("There is nothing to cancel: no card is being made."));
        return;
    }
    if (!m_cancelArmed.isActive() || m_armedSlot != slot) {
        m_armedSlot = slot;
        m_cancelArmed.start();
        refreshActs();
        if (!isVisible()) { // who is on another page does not see that the button asks
            emit said(Tone::Waiting, slot == 0 ? tr("Once more cancels all cards.")
                                               : tr("Once more cancels the card of slot %1.").arg(slot));
        }
        return;
    }
    m_cancelArmed.stop();
    endChoiceWith(m_client.cancel(slot), slot);
    refreshActs();
}

void LinePage::allowData()
{
    const uint slot = m_grid->chosen();
    if (slot == 0) {
        emit said(Tone::Refusal, tr("Choose the slot whose card may be erased: scan its label."));
        return;
    }
    endChoiceWith(m_client.allowData(slot), slot);
}

void LinePage::pairSerial(const QString& serial)
{
    const uint slot = m_grid->chosen();
    if (slot == 0) {
        emit said(Tone::Refusal, tr("Serial %1: scan the label of its slot first.").arg(serial));
        return;
    }
    connect(m_client.giveSerial(slot, serial), &Request::done, this, [this, slot, serial] {
        emit said(Tone::Good, tr("Slot %1 makes unit %2.").arg(slot).arg(serial));
        m_grid->choose(0);
    });
}

bool LinePage::take(const Scan& scan)
{
    switch (scan.kind) {
    case ScanKind::Order:
        m_chooser->take(scan.text);
        return true;
    case ScanKind::Slot: {
        const uint number = scan.text.toUInt();
        if (m_rack.rowOfSlot(number) < 0) {
            emit said(Tone::Refusal, tr("There is no slot %1.").arg(scan.text));
        } else {
            m_grid->choose(number);
        }
        return true;
    }
    case ScanKind::Serial:
        pairSerial(scan.text);
        return true;
    default:
        return false;
    }
}

} // namespace bindery::gui
