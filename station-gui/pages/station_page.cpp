// SPDX-License-Identifier: Apache-2.0
#include "pages/station_page.h"

#include "bus/plain_value.h"
#include "look/daemon_sentences.h"
#include "look/state_delegate.h"
#include "look/style.h"
#include "look/words.h"
#include "pages/bar_code_sheet.h"
#include "pages/table.h"
#include "scan/caps_lock.h"

#include <algorithm>
#include <array>
#include <utility>

#include <QtCore/QSignalBlocker>
#include <QtCore/QStringListModel>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListView>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSpinBox>
#include <QtWidgets/QTabBar>
#include <QtWidgets/QTabWidget>
#include <QtWidgets/QTableView>
#include <QtWidgets/QVBoxLayout>

namespace bindery::gui
{

namespace
{

constexpr std::array kRoles{"operator", "engineer", "supervisor", "auditor"};

QString text(const QVariantMap& row, const char* key)
{
    return row.value(QLatin1String(key)).toString();
}

} // namespace

StationPage::StationPage(StationClient& client, SlotModel& rack, JobModel& jobs, QStringListModel& messages,
                         Languages& languages, Sounds& sounds, QWidget* parent)
    : Page(parent), m_client(client), m_rack(rack), m_jobs(jobs), m_languages(languages), m_sounds(sounds)
{
    setObjectName("stationPage");
    setColumns();
    m_tabs = new QTabWidget(this);
    m_tabs->setObjectName("stationTabs");
    m_tabs->tabBar()->setObjectName("stationTabBar");
    m_tabs->setDocumentMode(true);
    m_tabs->tabBar()->setExpanding(false);
    m_tabs->tabBar()->setDrawBase(false);
    m_tabs->addTab(makeSlots(), QString());
    m_tabs->addTab(makeCheck(), QString());
    m_tabs->addTab(makePersons(), QString());
    m_tabs->addTab(makeDoctor(), QString());
    m_tabs->addTab(makeScanner(), QString());
    m_tabs->addTab(makeSettings(), QString());
    m_tabs->addTab(makeMessages(messages), QString());
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_tabs);

    connect(&client, &StationClient::stationChanged, this, &StationPage::refresh);
    connect(&client, &StationClient::lineChanged, this, &StationPage::refresh);
    connect(&client, &StationClient::linkChanged, this, [this] {
        refresh();
        readPersons();
        readDoctor();
    });
    connect(&rack, &SlotModel::rowsChanged, this, &StationPage::refresh);
    connect(&jobs, &JobModel::rowsChanged, this, &StationPage::refresh);
    connect(&languages, &Languages::changed, this, &StationPage::refresh);
    retranslate();
}

QPushButton* StationPage::makeButton(const char* name, QWidget* parent)
{
    auto* button = new QPushButton(parent);
    button->setObjectName(QLatin1String(name));
    return button;
}

QWidget* StationPage::makeSlots()
{
    constexpr int kMostSlots = 999;
    auto* side = new QWidget(this);
    m_slotTable = makeTable(m_rack, "slotTable", side);
    m_slotHint = new QLabel(side);
    m_slotHint->setObjectName("slotHint");
    m_slotHint->setWordWrap(true);
    m_learnLabel = new QLabel(side);
    m_learnNumber = new QSpinBox(side);
    m_learnNumber->setObjectName("learnNumber");
    m_learnNumber->setRange(1, kMostSlots);
    m_learnLabel->setBuddy(m_learnNumber);
    m_learn = makeButton("learnButton", side);
    setRole(m_learn, "primary");
    m_stopLearning = makeButton("stopLearningButton", side);
    m_forget = makeButton("forgetSlotButton", side);
    m_reasonLabel = new QLabel(side);
    m_reason = new QLineEdit(side);
    m_reason->setObjectName("slotReason");
    m_reasonLabel->setBuddy(m_reason);
    m_reopen = makeButton("reopenSlotButton", side);
    m_outOfService = makeButton("outOfServiceButton", side);

    connect(m_learn, &QPushButton::clicked, this,
            [this] { m_client.learn(static_cast<uint>(m_learnNumber->value())); });
    connect(m_stopLearning, &QPushButton::clicked, this, [this] { m_client.stopLearning(); });
    connect(m_forget, &QPushButton::clicked, this, [this] { m_client.forgetSlot(chosenSlot()); });
    connect(m_reopen, &QPushButton::clicked, this,
            [this] { m_client.reopenSlot(chosenSlot(), m_reason->text().trimmed()); });
    connect(m_outOfService, &QPushButton::clicked, this,
            [this] { m_client.takeSlotOutOfService(chosenSlot(), m_reason->text().trimmed()); });
    connect(m_reason, &QLineEdit::textChanged, this, &StationPage::refresh);
    connect(m_slotTable->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &StationPage::refresh);

    auto* teach = new QHBoxLayout;
    teach->addWidget(m_learnLabel);
    teach->addWidget(m_learnNumber);
    teach->addWidget(m_learn);
    teach->addWidget(m_stopLearning);
    teach->addStretch(1);
    teach->addWidget(m_forget);
    auto* service = new QHBoxLayout;
    service->addWidget(m_reasonLabel);
    service->addWidget(m_reason, 1);
    service->addWidget(m_outOfService);
    service->addWidget(m_reopen);
    auto* layout = new QVBoxLayout(side);
    layout->addWidget(m_slotHint);
    layout->addLayout(teach);
    layout->addWidget(m_slotTable, 1);
    layout->addLayout(service);
    return side;
}

QWidget* StationPage::makeCheck()
{
    auto* side = new QWidget(this);
    m_checkHint = new QLabel(side);
    m_checkHint->setWordWrap(true);
    auto* grid = new QGridLayout;
    const auto row = [&](int at, QLabel*& label, QComboBox*& slot, QPushButton*& button, const char* slotName,
                         const char* buttonName, ReferenceCard card) {
        label = new QLabel(side);
        slot = new QComboBox(side);
        slot->setObjectName(QLatin1String(slotName));
        label->setBuddy(slot);
        button = makeButton(buttonName, side);
        connect(slot, &QComboBox::currentIndexChanged, this, &StationPage::refresh);
        connect(button, &QPushButton::clicked, this, [this, card] { check(card, 0); });
        grid->addWidget(label, at, 0);
        grid->addWidget(slot, at, 1);
        grid->addWidget(button, at, 2);
    };
    row(0, m_goodLabel, m_goodSlot, m_checkGood, "goodCardSlot", "checkGoodButton", KnownGood);
    row(1, m_badLabel, m_badSlot, m_checkBad, "badCardSlot", "checkBadButton", KnownBad);
    grid->setColumnStretch(3, 1);
    m_checkResult = new QLabel(side);
    m_checkResult->setObjectName("checkResult");
    m_checkResult->setWordWrap(true);
    setRole(m_checkResult, "heading");
    m_checkJobs = makeTable(m_jobs, "checkJobTable", side);
    auto* layout = new QVBoxLayout(side);
    layout->addWidget(m_checkHint);
    layout->addLayout(grid);
    layout->addWidget(m_checkResult);
    layout->addWidget(m_checkJobs, 1);
    return side;
}

QWidget* StationPage::makePersons()
{
    auto* side = new QWidget(this);
    m_personTable = makeTable(m_persons, "personTable", side);
    m_badgeLabel = new QLabel(side);
    m_badge = new QLineEdit(side);
    m_badge->setObjectName("newBadge");
    m_badgeLabel->setBuddy(m_badge);
    m_nameLabel = new QLabel(side);
    m_name = new QLineEdit(side);
    m_name->setObjectName("newName");
    m_nameLabel->setBuddy(m_name);
    m_roleLabel = new QLabel(side);
    m_role = new QComboBox(side);
    m_role->setObjectName("newRole");
    m_roleLabel->setBuddy(m_role);
    for (const char* role : kRoles) {
        m_role->addItem(QString(), QString::fromLatin1(role));
    }
    m_addPerson = makeButton("addPersonButton", side);
    setRole(m_addPerson, "primary");
    m_retirePerson = makeButton("retirePersonButton", side);
    m_newPinLabel = new QLabel(side);
    m_newPin = new QLineEdit(side);
    m_newPin->setObjectName("newPin");
    m_newPin->setEchoMode(QLineEdit::Password);
    m_newPinLabel->setBuddy(m_newPin);
    m_setPin = makeButton("setPinButton", side);

    connect(m_addPerson, &QPushButton::clicked, this, [this] {
        connect(m_client.addPerson(m_badge->text().trimmed(), m_name->text().trimmed(),
                                   m_role->currentData().toString()),
                &Request::done, this, [this] {
                    m_badge->clear();
                    m_name->clear();
                    readPersons();
                });
    });
    connect(m_retirePerson, &QPushButton::clicked, this, [this] {
        connect(m_client.retirePerson(text(m_persons.at(chosenRow(m_personTable)), "badge")), &Request::done,
                this, &StationPage::readPersons);
    });
    connect(m_setPin, &QPushButton::clicked, this, [this] {
        const int row = chosenRow(m_personTable);
        const QString badge = row < 0 ? m_client.station().person : text(m_persons.at(row), "badge");
        const QString pin = m_newPin->text();
        m_newPin->clear();
        connect(m_client.setPin(badge, pin), &Request::done, this, [this, badge] {
            emit said(Tone::Good, tr("Badge %1 has a new PIN.").arg(badge));
            readPersons();
        });
    });
    auto* capsLock = new CapsLockWatch(this); // a PIN that is set with it on is not the one that was meant
    capsLock->watch(m_newPin);
    connect(capsLock, &CapsLockWatch::typedWithCapsLock, this, [this](bool isFirst) {
        if (isFirst) {
            emit said(Tone::Refusal, CapsLockWatch::sentence());
        }
    });
    for (QLineEdit* edit : {m_badge, m_newPin}) {
        connect(edit, &QLineEdit::textChanged, this, &StationPage::refresh);
    }
    connect(m_personTable->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &StationPage::refresh);

    auto* grid = new QGridLayout;
    int column = 0;
    for (const auto& [label, field] : {std::pair<QLabel*, QWidget*>{m_badgeLabel, m_badge},
                                       {m_nameLabel, m_name},
                                       {m_roleLabel, m_role},
                                       {m_newPinLabel, m_newPin}}) {
        setRole(label, "small");
        field->setMinimumWidth(lines(this, 3));
        grid->addWidget(label, 0, column);
        grid->addWidget(field, 1, column);
        grid->setColumnStretch(column, 1);
        column += column == 2 ? 2 : 1;
    }
    grid->addWidget(m_addPerson, 1, 3);
    grid->addWidget(m_setPin, 1, 5);
    auto* below = new QHBoxLayout;
    below->addStretch(1);
    below->addWidget(m_retirePerson);
    auto* layout = new QVBoxLayout(side);
    layout->addWidget(m_personTable, 1);
    layout->addLayout(below);
    layout->addLayout(grid);
    return side;
}

QWidget* StationPage::makeDoctor()
{
    auto* side = new QWidget(this);
    m_stationText = new QLabel(side);
    m_stationText->setObjectName("stationText");
    m_stationText->setWordWrap(true);
    m_doctorTable = makeTable(m_checks, "doctorTable", side);
    wrapRows(m_doctorTable);
    m_doctorAgain = makeButton("doctorAgainButton", side);
    connect(m_doctorAgain, &QPushButton::clicked, this, &StationPage::readDoctor);
    auto* head = new QHBoxLayout;
    head->addWidget(m_stationText, 1);
    head->addWidget(m_doctorAgain);
    auto* layout = new QVBoxLayout(side);
    layout->addLayout(head);
    layout->addWidget(m_doctorTable, 1);
    return side;
}

QWidget* StationPage::makeScanner()
{
    auto* side = new QWidget(this);
    m_scannerHint = new QLabel(side);
    m_scannerHint->setWordWrap(true);
    m_sheet = new BarCodeSheet(side);
    auto* layout = new QVBoxLayout(side);
    layout->addWidget(m_scannerHint);
    layout->addWidget(m_sheet, 1);
    return side;
}

QWidget* StationPage::makeSettings()
{
    auto* side = new QWidget(this);
    m_languageLabel = new QLabel(side);
    m_language = new QComboBox(side);
    m_language->setObjectName("languageBox");
    m_languageLabel->setBuddy(m_language);
    for (const QString& language : Languages::all()) {
        m_language->addItem(Languages::nameOf(language), language);
    }
    m_muted = new QCheckBox(side);
    m_muted->setObjectName("mutedBox");
    m_muted->setChecked(m_sounds.isMuted());
    m_hearPass = makeButton("hearPassButton", side);
    m_hearFail = makeButton("hearFailButton", side);
    m_fullScreen = makeButton("fullScreenButton", side);
    connect(m_language, &QComboBox::activated, this, [this] {
        const QString language = m_language->currentData().toString();
        m_languages.speak(language);
        if (!m_client.station().person.isEmpty()) {
            m_client.setLanguage(language);
        }
    });
    connect(m_muted, &QCheckBox::toggled, this, [this](bool isMuted) { m_sounds.keepMuted(isMuted); });
    connect(m_hearPass, &QPushButton::clicked, this, [this] { m_sounds.play(Sound::Pass); });
    connect(m_hearFail, &QPushButton::clicked, this, [this] { m_sounds.play(Sound::Fail); });
    connect(m_fullScreen, &QPushButton::clicked, this,
            [this] { window()->setWindowState(window()->windowState() ^ Qt::WindowFullScreen); });
    auto* grid = new QGridLayout(side);
    grid->addWidget(m_languageLabel, 0, 0);
    grid->addWidget(m_language, 0, 1);
    grid->addWidget(m_muted, 1, 0, 1, 2);
    grid->addWidget(m_hearPass, 2, 0);
    grid->addWidget(m_hearFail, 2, 1);
    grid->addWidget(m_fullScreen, 3, 0, 1, 2);
    grid->setColumnStretch(2, 1);
    grid->setRowStretch(4, 1);
    return side;
}

QWidget* StationPage::makeMessages(QStringListModel& messages)
{
    auto* side = new QWidget(this);
    m_messageList = new QListView(side);
    m_messageList->setObjectName("messageList");
    m_messageList->setModel(&messages);
    m_messageList->setItemDelegate(new StateDelegate(m_messageList));
    m_messageList->setEditTriggers(QAbstractItemView::NoEditTriggers);
    auto* layout = new QVBoxLayout(side);
    layout->addWidget(m_messageList);
    return side;
}

void StationPage::setColumns()
{
    m_persons.setColumns(
        {{tr("Badge"), [](const QVariantMap& row) { return text(row, "badge"); }},
         {tr("Name"), [](const QVariantMap& row) { return text(row, "name"); }},
         {tr("Role"), [](const QVariantMap& row) { return words::role(text(row, "role")); }},
         {tr("Language"), [](const QVariantMap& row) { return text(row, "language"); }},
         {tr("PIN"),
          [](const QVariantMap& row) { return row.value("has_pin").toBool() ? tr("yes") : tr("no"); }},
         {tr("Retired"), [](const QVariantMap& row) {
              const qint64 retired = row.value("retired").toLongLong();
              return retired <= 0 ? QString() : words::moment(retired);
          }}});
    m_checks.setColumns(
        {{tr("State"), [](const QVariantMap& row) { return lookOfCheck(text(row, "state")).word; },
          [](const QVariantMap& row) { return lookOfCheck(text(row, "state")); }},
         {tr("What"), [](const QVariantMap& row) { return words::check(text(row, "what")); }},
         // no capital at the beginning: it may be a path, or a command that is typed as it stands
         {tr("Found"), [](const QVariantMap& row) { return inOurLanguage(text(row, "message")); }},
         {tr("Cure"), [](const QVariantMap& row) { return inOurLanguage(text(row, "cure")); }}});
}

void StationPage::retranslate()
{
    const std::array titles{tr("Slots"),   tr("Daily check"), tr("Persons"), tr("Doctor"),
                            tr("Scanner"), tr("Settings"),    tr("Messages")};
    for (int tab = 0; tab < TabCount; ++tab) {
        m_tabs->setTabText(tab, titles[static_cast<std::size_t>(tab)]);
    }
    m_tabs->setAccessibleName(tr("Station"));
    m_tabs->tabBar()->setAccessibleName(tr("Station"));
    m_slotTable->setAccessibleName(tr("Slots"));
    m_learnLabel->setText(tr("Slot"));
    m_learn->setText(tr("Teach"));
    m_stopLearning->setText(tr("Stop teaching"));
    m_forget->setText(tr("Forget the chosen slot"));
    m_reasonLabel->setText(tr("Reason"));
    m_reopen->setText(tr("Re-open"));
    m_outOfService->setText(tr("Out of service"));
    m_checkHint->setText(
        tr("Before the first order of a day both reference cards are read back. The good one must be "
           "found good, the bad one bad; nothing is written to them."));
    m_goodLabel->setText(tr("The known-good card is in slot"));
    m_badLabel->setText(tr("The known-bad card is in slot"));
    m_checkGood->setText(tr("Check the good card"));
    m_checkBad->setText(tr("Check the bad card"));
    m_checkJobs->setAccessibleName(tr("Checks"));
    m_personTable->setAccessibleName(tr("Persons"));
    m_badgeLabel->setText(tr("Badge"));
    m_nameLabel->setText(tr("Name"));
    m_roleLabel->setText(tr("Role"));
    for (int index = 0; index < m_role->count(); ++index) {
        m_role->setItemText(index, words::role(m_role->itemData(index).toString()));
    }
    m_addPerson->setText(tr("Add"));
    m_retirePerson->setText(tr("Retire the chosen person"));
    m_newPinLabel->setText(tr("New PIN"));
    m_setPin->setText(tr("Set PIN"));
    m_doctorTable->setAccessibleName(tr("What this station lacks"));
    m_doctorAgain->setText(tr("Look again"));
    m_scannerHint->setText(
        tr("Scan the layout test first: it tells whether scanner and keyboard are set to the same "
           "country. The others are the commands of the line."));
    m_sheet->retranslate();
    m_languageLabel->setText(tr("Language"));
    m_muted->setText(tr("No sounds"));
    m_hearPass->setText(tr("Hear: passed"));
    m_hearFail->setText(tr("Hear: failed"));
    m_fullScreen->setText(tr("Full screen") + QStringLiteral("  F11"));
    m_messageList->setAccessibleName(tr("Messages"));
    setColumns();
    refresh();
}

void StationPage::showTab(Tab tab)
{
    m_tabs->setCurrentIndex(tab);
}

void StationPage::showEvent(QShowEvent* event)
{
    Page::showEvent(event);
    readPersons();
    readDoctor();
    for (QTableView* table : {m_slotTable, m_checkJobs, m_personTable, m_doctorTable}) {
        fitColumns(table);
    }
}

uint StationPage::chosenSlot() const
{
    const int row = chosenRow(m_slotTable);
    return row < 0 ? 0 : m_rack.at(row).number;
}

void StationPage::refresh()
{
    const StationFacts station = m_client.station();
    const bool isSignedIn = m_client.isUp() && !station.person.isEmpty();
    const bool maySupervise = isSignedIn && station.isSupervisor();
    const uint slot = chosenSlot();
    const bool isLearning = station.learningSlot != 0;
    m_slotHint->setText(
        isLearning ? tr("Put a card into the port of slot %1 now.").arg(station.learningSlot)
                   : tr("A port that was not taught is never written. To teach one, choose its number, "
                        "press Teach and put a card in."));
    m_learn->setEnabled(isSignedIn && !isLearning);
    m_stopLearning->setEnabled(isLearning && isSignedIn);
    m_forget->setEnabled(isSignedIn && slot != 0);
    const bool hasReason = !m_reason->text().trimmed().isEmpty();
    m_reopen->setEnabled(maySupervise && slot != 0 && hasReason);
    m_outOfService->setEnabled(isSignedIn && slot != 0 && hasReason);

    refreshCheck();
    const int person = chosenRow(m_personTable);
    m_addPerson->setEnabled(maySupervise && !m_badge->text().trimmed().isEmpty());
    m_retirePerson->setEnabled(maySupervise && person >= 0);
    constexpr int kShortestPin = 4;
    m_setPin->setEnabled(isSignedIn && m_newPin->text().size() >= kShortestPin);
    QString version = station.version; // with the program's name: "bindery 0.1.0"
    if (!version.isEmpty()) {
        version[0] = version.at(0).toUpper();
    }
    m_stationText->setText(
        tr("%1  \u00B7  ID %2  \u00B7  %3")
            .arg(station.name.isEmpty() ? tr("Station") : station.name, station.id, version) +
        (station.isDemo ? QStringLiteral("  \u00B7  ") + tr("demo: nothing here is real") : QString()));
    m_language->setCurrentIndex(m_language->findData(m_languages.current()));
}

void StationPage::refreshCheckSlots()
{
    QList<uint> numbers;
    for (int row = 0; row < m_rack.rowCount(); ++row) {
        if (const SlotFacts facts = m_rack.at(row); facts.number != 0) {
            numbers.append(facts.number);
        }
    }
    if (numbers == m_checkSlots) {
        return;
    }
    m_checkSlots = numbers;
    const QSignalBlocker good(m_goodSlot);
    const QSignalBlocker bad(m_badSlot);
    for (QComboBox* box : {m_goodSlot, m_badSlot}) {
        const uint chosen = box->currentData().toUInt();
        box->clear();
        for (const uint number : numbers) {
            box->addItem(QString::number(number), number);
        }
        box->setCurrentIndex(std::max(0, box->findData(chosen)));
    }
    if (!slotsDiffer()) { // slots come one by one: both boxes began with the first
        moveAway(m_badSlot);
    }
}

void StationPage::moveAway(QComboBox* box)
{
    box->setCurrentIndex(box->currentIndex() == 0 ? 1 : 0);
}

bool StationPage::slotsDiffer() const
{
    // a rack of one slot takes one card after the other
    return m_checkSlots.size() < 2 || m_goodSlot->currentData() != m_badSlot->currentData();
}

void StationPage::refreshCheck()
{
    refreshCheckSlots();
    const bool isSignedIn = m_client.isUp() && !m_client.station().person.isEmpty();
    for (QPushButton* button : {m_checkGood, m_checkBad}) {
        button->setEnabled(isSignedIn && !m_checkSlots.isEmpty() && slotsDiffer());
    }
    QStringList results;
    for (Check& check : m_referenceChecks) {
        const int row = m_jobs.rowOf(check.job);
        if (row < 0) {
            continue;
        }
        const JobFacts job = m_jobs.at(row);
        results.append(resultOf(job));
        if (!job.isRunning() && !std::exchange(check.isTold, true) &&
            job.result != QLatin1String("as expected") && job.state != QLatin1String("cancelled")) {
            emit said(Tone::Fault, results.last());
        }
    }
    const LineFacts line = m_client.line();
    if (results.isEmpty() && line.state == QLatin1String("check due")) {
        results.append(words::ofDaemon(line.reason));
    }
    if (!slotsDiffer()) {
        results.append(oneSlotForTwo());
    }
    m_checkResult->setText(results.join(QLatin1Char('\n')));
}

QString StationPage::resultOf(const JobFacts& job)
{
    const QString outcome = job.isRunning()                              ? lookOfJob(job.state).word
                            : job.result == QLatin1String("as expected") ? tr("as expected")
                            : job.result == QLatin1String("not as expected")
                                ? tr("not as expected: stop and call a supervisor")
                                : words::ofDaemon(job.message);
    return words::ofDaemon(job.subject) + QStringLiteral(": ") + outcome;
}

QString StationPage::oneSlotForTwo()
{
    return tr("The good and the bad card are two cards: choose a slot for each.");
}

void StationPage::readPersons()
{
    if (!m_client.isUp() || !isVisible()) {
        return;
    }
    connect(m_client.listPersons()->quietly(), &Request::done, this, [this](const QVariantList& results) {
        m_persons.setRows(mapsOf(results.value(0)));
        refresh();
    });
}

void StationPage::readDoctor()
{
    if (!m_client.isUp() || !isVisible()) {
        return;
    }
    connect(m_client.doctor()->quietly(), &Request::done, this,
            [this](const QVariantList& results) { m_checks.setRows(mapsOf(results.value(0))); });
}

void StationPage::check(ReferenceCard card, uint slot)
{
    showTab(CheckTab);
    QComboBox* box = card == KnownGood ? m_goodSlot : m_badSlot;
    if (slot != 0) {
        const int index = box->findData(slot);
        if (index < 0) {
            emit said(Tone::Refusal, tr("There is no slot %1.").arg(slot));
            return;
        }
        box->setCurrentIndex(index);
        if (!slotsDiffer()) { // the label says where this card is, so the other one is elsewhere
            moveAway(card == KnownGood ? m_badSlot : m_goodSlot);
        }
    }
    if (!slotsDiffer()) {
        emit said(Tone::Refusal, oneSlotForTwo());
        return;
    }
    const QString which = card == KnownGood ? QStringLiteral("known good") : QStringLiteral("known bad");
    connect(m_client.checkReference(which, box->currentData().toUInt()), &Request::done, this,
            [this, card](const QVariantList& results) {
                m_referenceChecks[card] = {results.value(0).toString(), false};
                refresh();
            });
}

} // namespace bindery::gui
