// SPDX-License-Identifier: Apache-2.0
#include "pages/bench_page.h"

#include "look/state_delegate.h"
#include "look/style.h"
#include "look/words.h"
#include "pages/bench_list.h"
#include "pages/file_field.h"
#include "pages/table.h"

#include <algorithm>
#include <array>

#include <QtCore/QStringListModel>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListView>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QStyle>
#include <QtWidgets/QVBoxLayout>

namespace bindery::gui
{

namespace
{

constexpr int kKeptEvents = 100;
constexpr std::array kPolicies{"scan", "list", "open"};

/// Neither good nor bad when nothing was scanned; else whether it is what the unit says, and no other unit
/// does.
void mark(QLineEdit* edit, const QString& told, bool isOfOther)
{
    const QString scanned = edit->text().trimmed();
    QString good;
    if (!scanned.isEmpty() && (isOfOther || !told.isEmpty())) {
        good = !isOfOther && scanned == told ? QStringLiteral("true") : QStringLiteral("false");
    }
    if (edit->property("good").toString() != good) {
        edit->setProperty("good", good);
        edit->style()->unpolish(edit);
        edit->style()->polish(edit);
    }
}

} // namespace

BenchPage::BenchPage(StationClient& client, UnitModel& units, QWidget* parent)
    : Page(parent), m_client(client), m_units(units)
{
    setObjectName("benchPage");
    m_events = new QStringListModel(this);
    m_table = makeTable(units, "unitTable", this);
    // the message has the width of the page below the table; beside it all others would be shortened
    m_table->hideColumn(UnitModel::Message);
    m_empty = new QLabel(m_table);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    setRole(m_empty, "muted");
    auto* onTable = new QVBoxLayout(m_table->viewport());
    onTable->addWidget(m_empty);
    auto* events = new QListView(this);
    events->setObjectName("benchEvents");
    events->setModel(m_events);
    events->setItemDelegate(new StateDelegate(events));
    events->setEditTriggers(QAbstractItemView::NoEditTriggers);
    events->setSelectionMode(QAbstractItemView::SingleSelection);
    events->setMaximumHeight(lines(this, 6));

    auto* left = new QVBoxLayout;
    left->addWidget(m_table, 3);
    m_message = new QLabel(this);
    m_message->setObjectName("unitMessage");
    m_message->setWordWrap(true);
    left->addWidget(m_message);
    left->addWidget(events, 1);
    auto* lower = new QHBoxLayout;
    lower->addLayout(left, 13);
    lower->addWidget(makeConfirm(), 6);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(makeHead());
    layout->addLayout(lower, 1);

    connect(&client, &StationClient::benchChanged, this, &BenchPage::refresh);
    connect(&client, &StationClient::stationChanged, this, &BenchPage::refresh);
    connect(&client, &StationClient::linkChanged, this, &BenchPage::refresh);
    connect(&client, &StationClient::benchEvent, this, &BenchPage::onEvent);
    connect(&units, &UnitModel::rowsChanged, this, &BenchPage::refresh);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        if (const int row = chosenRow(m_table); row >= 0) {
            m_serial->setText(m_units.at(row).serial);
        }
        refresh();
    });
    retranslate();
}

QWidget* BenchPage::makeHead()
{
    auto* head = new QFrame(this);
    setRole(head, "card");
    m_state = new QLabel(head);
    m_state->setObjectName("benchState");
    m_state->setWordWrap(true);
    setRole(m_state, "heading");
    m_policy = new QComboBox(head);
    m_policy->setObjectName("benchPolicy");
    for (const char* policy : kPolicies) {
        m_policy->addItem(QString(), QString::fromLatin1(policy));
    }
    m_policy->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_arm = new QPushButton(head);
    m_arm->setObjectName("armButton");
    m_listSide = new QWidget(head);
    m_listLabel = new QLabel(m_listSide);
    m_list = new FileField(FileField::Use::Read, "benchList", m_listSide);
    m_listLabel->setBuddy(m_list->edit());
    connect(m_policy, &QComboBox::currentIndexChanged, this, &BenchPage::refresh);
    connect(m_list, &FileField::changed, this, &BenchPage::refresh);
    connect(m_arm, &QPushButton::clicked, this, &BenchPage::toggle);
    auto* list = new QHBoxLayout(m_listSide);
    list->setContentsMargins(0, 0, 0, 0);
    list->addWidget(m_listLabel);
    list->addWidget(m_list, 1);
    auto* row = new QHBoxLayout;
    row->addWidget(m_state, 1);
    row->addWidget(m_policy);
    row->addWidget(m_arm);
    auto* layout = new QVBoxLayout(head);
    layout->addLayout(row);
    layout->addWidget(m_listSide);
    return head;
}

bool BenchPage::wantsList() const
{
    return m_policy->currentData().toString() == QLatin1String("list");
}

void BenchPage::toggle()
{
    if (m_client.bench().isArmed) {
        m_client.disarm();
    } else if (wantsList()) {
        armWithList();
    } else {
        m_client.arm(m_policy->currentData().toString(), {});
    }
}

void BenchPage::armWithList()
{
    const BenchList list = readBenchList(m_list->path());
    if (!list.problem.isEmpty()) {
        emit said(Tone::Refusal, list.problem);
        return;
    }
    const auto count = list.parts.size();
    connect(m_client.arm(QStringLiteral("list"), list.parts), &Request::done, this, [this, count] {
        emit said(Tone::Good,
                  tr("The bench listens for the units of the list: %1.").arg(words::number(count)));
    });
}

QWidget* BenchPage::makeConfirm()
{
    auto* side = new QFrame(this);
    side->setObjectName("confirmPanel");
    setRole(side, "card");
    m_title = new QLabel(side);
    m_title->setWordWrap(true);
    setRole(m_title, "title");
    m_hint = new QLabel(side);
    m_hint->setWordWrap(true);
    setRole(m_hint, "muted");
    m_verdict = new QLabel(side);
    m_verdict->setObjectName("confirmVerdict");
    m_verdict->setWordWrap(true);
    setRole(m_verdict, "heading");
    m_confirm = new QPushButton(side);
    m_confirm->setObjectName("confirmButton");
    setRole(m_confirm, "provision");
    m_clear = new QPushButton(side);
    m_clear->setObjectName("clearConfirmButton");

    auto* layout = new QVBoxLayout(side);
    layout->addWidget(m_title);
    layout->addWidget(m_hint);
    auto* grid = new QGridLayout;
    grid->setColumnStretch(1, 1);
    layout->addLayout(grid);
    const auto row = [&](QLabel*& label, QLineEdit*& edit, const char* name) {
        label = new QLabel(side);
        edit = new QLineEdit(side);
        edit->setObjectName(QLatin1String(name));
        label->setBuddy(edit);
        const int at = grid->rowCount();
        grid->addWidget(label, at, 0);
        grid->addWidget(edit, at, 1);
        connect(edit, &QLineEdit::textChanged, this, &BenchPage::compare);
    };
    row(m_serialLabel, m_serial, "confirmSerial");
    row(m_moduleLabel, m_module, "confirmModule");
    row(m_piLabel, m_pi, "confirmPi");
    layout->addWidget(m_verdict);
    layout->addStretch(1);
    auto* acts = new QHBoxLayout;
    acts->addWidget(m_clear, 1);
    acts->addWidget(m_confirm, 2);
    layout->addLayout(acts);
    connect(m_confirm, &QPushButton::clicked, this, &BenchPage::confirm);
    connect(m_clear, &QPushButton::clicked, this, [this] {
        for (QLineEdit* edit : {m_serial, m_module, m_pi}) {
            edit->clear();
        }
        m_table->clearSelection();
    });
    return side;
}

QString BenchPage::policyText(const QString& policy)
{
    // of serials the same word says something else
    return policy == QLatin1String("list") ? tr("units of a list may bind") : words::policy(policy);
}

void BenchPage::retranslate()
{
    m_table->setAccessibleName(tr("Units at the bench"));
    findChild<QListView*>("benchEvents")->setAccessibleName(tr("What happened at the bench"));
    m_policy->setAccessibleName(tr("Which units may bind"));
    for (int index = 0; index < m_policy->count(); ++index) {
        m_policy->setItemText(index, policyText(m_policy->itemData(index).toString()));
    }
    m_listLabel->setText(tr("List of units"));
    m_list->setAccessibleNames(tr("List of units"));
    m_list->edit()->setPlaceholderText(tr("File with a line MODULE-SERIAL,PI-SERIAL for each"));
    m_title->setText(tr("Confirm a unit"));
    m_hint->setText(tr("Scan the labels on the chassis: the unit, its module, its Pi."));
    m_serialLabel->setText(tr("Unit"));
    m_moduleLabel->setText(tr("Module"));
    m_piLabel->setText(tr("Pi"));
    m_confirm->setText(tr("Confirm"));
    m_clear->setText(tr("Clear"));
    refresh();
}

void BenchPage::refresh()
{
    const BenchFacts bench = m_client.bench();
    const bool isSignedIn = m_client.isUp() && !m_client.station().person.isEmpty();
    m_state->setText(bench.isArmed ? tr("The bench listens: %1").arg(policyText(bench.policy))
                                   : tr("The bench does not listen"));
    m_arm->setText(bench.isArmed ? tr("Stop listening") : tr("Listen"));
    setRole(m_arm, bench.isArmed ? "" : "primary");
    m_arm->style()->unpolish(m_arm);
    m_arm->style()->polish(m_arm);
    const bool asksForList = !bench.isArmed && wantsList();
    m_arm->setEnabled(isSignedIn && (!asksForList || !m_list->path().isEmpty()));
    m_policy->setVisible(!bench.isArmed);
    m_listSide->setVisible(asksForList);
    m_empty->setVisible(m_units.rowCount() == 0);
    m_empty->setText(bench.isArmed
                         ? tr("Put the finished card into its unit and switch the unit on. It appears here.")
                         : tr("Let the bench listen, then switch units on."));
    // the first is the one that waits for a person
    const UnitFacts unit = chosen().path.isEmpty() && m_units.rowCount() > 0 ? m_units.at(0) : chosen();
    m_message->setText(words::sentences(unit.message, {}));
    m_message->setVisible(!unit.message.isEmpty());
    compare();
}

void BenchPage::showEvent(QShowEvent* event)
{
    Page::showEvent(event);
    fitColumns(m_table);
}

UnitFacts BenchPage::current() const
{
    const QString serial = m_serial->text().trimmed();
    for (int row = 0; row < m_units.rowCount(); ++row) {
        const UnitFacts facts = m_units.at(row);
        if (!serial.isEmpty() && facts.serial == serial) {
            return facts;
        }
        const bool partsAreScanned = !m_module->text().isEmpty() || !m_pi->text().isEmpty();
        if (serial.isEmpty() && partsAreScanned && facts.kind == QLatin1String("waiting") &&
            (m_module->text().isEmpty() || facts.moduleSerial == m_module->text().trimmed()) &&
            (m_pi->text().isEmpty() || facts.piSerial == m_pi->text().trimmed())) {
            return facts;
        }
    }
    return {};
}

UnitFacts BenchPage::chosen() const
{
    const int row = chosenRow(m_table);
    return row < 0 ? UnitFacts() : m_units.at(row);
}

UnitFacts BenchPage::ownerOf(QString UnitFacts::*part, const QString& scanned) const
{
    const QString serial = m_serial->text().trimmed();
    for (int row = 0; row < m_units.rowCount(); ++row) {
        const UnitFacts facts = m_units.at(row);
        if (!serial.isEmpty() && !scanned.isEmpty() && facts.*part == scanned && !facts.serial.isEmpty() &&
            facts.serial != serial) {
            return facts;
        }
    }
    return {};
}

QString BenchPage::mismatch() const
{
    const UnitFacts unit = current();
    const QString module = m_module->text().trimmed();
    const QString pi = m_pi->text().trimmed();
    const auto isOther = [&unit](const QString& scanned, const QString& told) {
        return !unit.path.isEmpty() && !scanned.isEmpty() && scanned != told;
    };
    QStringList wrong;
    if (const UnitFacts owner = ownerOf(&UnitFacts::moduleSerial, module); !owner.path.isEmpty()) {
        wrong.append(tr("The module is that of unit %1.").arg(owner.serial));
    } else if (isOther(module, unit.moduleSerial)) {
        wrong.append(tr("The module is not that of this unit."));
    }
    if (const UnitFacts owner = ownerOf(&UnitFacts::piSerial, pi); !owner.path.isEmpty()) {
        wrong.append(tr("The Pi is that of unit %1.").arg(owner.serial));
    } else if (isOther(pi, unit.piSerial)) {
        wrong.append(tr("The Pi is not that of this unit."));
    }
    if (wrong.isEmpty()) {
        return {};
    }
    return wrong.join(QLatin1Char(' ')) + QStringLiteral(" ") + tr("Put it aside and call a supervisor.");
}

void BenchPage::tellOfMismatch()
{
    if (const QString wrong = mismatch(); !wrong.isEmpty()) {
        emit said(Tone::Refusal, wrong);
    }
}

void BenchPage::compare()
{
    const UnitFacts unit = current();
    const bool isSignedIn = m_client.isUp() && !m_client.station().person.isEmpty();
    const QString module = m_module->text().trimmed();
    const QString pi = m_pi->text().trimmed();
    const bool isComplete = !module.isEmpty() && !pi.isEmpty();
    mark(m_serial, unit.serial, false);
    mark(m_module, unit.moduleSerial, !ownerOf(&UnitFacts::moduleSerial, module).path.isEmpty());
    mark(m_pi, unit.piSerial, !ownerOf(&UnitFacts::piSerial, pi).path.isEmpty());
    const QString wrong = mismatch();
    const bool agrees = wrong.isEmpty();
    QString verdict;
    if (!agrees) {
        verdict = wrong;
    } else if (unit.path.isEmpty() && !m_serial->text().trimmed().isEmpty()) {
        verdict = tr("No unit of this serial has come to the bench yet.");
    } else if (!unit.path.isEmpty() && isComplete) {
        verdict = lookOfBenchUnit(unit.kind).word + QStringLiteral(": ") + tr("the labels agree");
    } else if (!unit.path.isEmpty()) {
        verdict = lookOfBenchUnit(unit.kind).word;
    }
    m_verdict->setText(verdict);
    m_hint->setVisible(verdict.isEmpty()); // it makes room for what is to be read next
    m_confirm->setEnabled(isSignedIn && isComplete && agrees);
}

void BenchPage::choose(const QString& serial)
{
    m_serial->setText(serial);
    for (int row = 0; row < m_units.rowCount(); ++row) {
        if (m_units.at(row).serial == serial) {
            m_table->selectRow(row);
            return;
        }
    }
    m_table->clearSelection();
}

bool BenchPage::take(const Scan& scan)
{
    switch (scan.kind) {
    case ScanKind::Serial:
        // the labels of the unit before are not those of the next
        if (!m_serial->text().trimmed().isEmpty() && m_serial->text().trimmed() != scan.text) {
            m_module->clear();
            m_pi->clear();
        }
        choose(scan.text);
        tellOfMismatch();
        return true;
    case ScanKind::Module:
        m_module->setText(scan.text);
        tellOfMismatch();
        return true;
    case ScanKind::Pi:
        m_pi->setText(scan.text);
        tellOfMismatch();
        return true;
    default:
        return false;
    }
}

void BenchPage::confirm()
{
    if (!m_confirm->isEnabled()) {
        const QString wrong = mismatch();
        emit said(Tone::Refusal,
                  wrong.isEmpty() ? tr("Scan the labels of the module and the Pi first.") : wrong);
        return;
    }
    const QString serial = m_serial->text().trimmed();
    const UnitFacts unit = current();
    QString result;
    if (!unit.path.isEmpty() && !unit.serial.isEmpty()) {
        result = tr("Unit %1 is confirmed. Leave it on until it says Bound.").arg(unit.serial);
    } else if (!unit.path.isEmpty()) {
        result = tr("The unit is confirmed. Leave it on until it says Bound.");
    } else if (!serial.isEmpty()) {
        result = tr("Unit %1 is confirmed in advance. It has not come to the bench yet.").arg(serial);
    } else {
        result = tr("Module and Pi are confirmed in advance. No unit that waits has them.");
    }
    const Tone tone = unit.path.isEmpty() ? Tone::Waiting : Tone::Good;
    connect(m_client.confirm(serial, m_module->text().trimmed(), m_pi->text().trimmed()), &Request::done,
            this, [this, tone, result] {
                emit said(tone, result);
                m_clear->click();
            });
}

void BenchPage::onEvent(const QVariantMap& event)
{
    QStringList all = m_events->stringList();
    const QString unit = event.value("unit").toString();
    all.prepend(words::moment(event.value("time").toLongLong()) + QStringLiteral("   ") +
                (unit.isEmpty() ? event.value("luks_uuid").toString().left(8) : unit) +
                QStringLiteral("   ") + lookOfBenchUnit(event.value("kind").toString()).word +
                QStringLiteral("   ") + words::ofDaemon(event.value("message").toString()));
    while (all.size() > kKeptEvents) {
        all.removeLast();
    }
    m_events->setStringList(all);
}

} // namespace bindery::gui
