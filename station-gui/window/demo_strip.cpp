// SPDX-License-Identifier: Apache-2.0
#include "window/demo_strip.h"

#include "look/style.h"
#include "look/words.h"
#include "scan/keyboard_layout.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <functional>

#include <QtWidgets/QAbstractItemView>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

namespace bindery::gui
{

namespace
{

constexpr std::chrono::seconds kReadAgain{2};

struct Choice {
    const char* key;
    const char* text; ///< to be translated, in the context of the strip
};

constexpr std::array kCards{
    Choice{"blank", QT_TRANSLATE_NOOP("bindery::gui::DemoStrip", "blank card")},
    Choice{"data", QT_TRANSLATE_NOOP("bindery::gui::DemoStrip", "card with data")},
    Choice{"small", QT_TRANSLATE_NOOP("bindery::gui::DemoStrip", "too small")},
    Choice{"read-only", QT_TRANSLATE_NOOP("bindery::gui::DemoStrip", "read-only")},
    Choice{"fake", QT_TRANSLATE_NOOP("bindery::gui::DemoStrip", "fake capacity")},
    Choice{"slow", QT_TRANSLATE_NOOP("bindery::gui::DemoStrip", "slow card")},
    Choice{"finished", QT_TRANSLATE_NOOP("bindery::gui::DemoStrip", "finished card")},
    Choice{"altered", QT_TRANSLATE_NOOP("bindery::gui::DemoStrip", "altered card")},
};

constexpr std::array kFaults{
    Choice{"write", QT_TRANSLATE_NOOP("bindery::gui::DemoStrip", "writes fail")},
    Choice{"bits", QT_TRANSLATE_NOOP("bindery::gui::DemoStrip", "bits flip")},
    Choice{"hang", QT_TRANSLATE_NOOP("bindery::gui::DemoStrip", "it hangs")},
    Choice{"gone", QT_TRANSLATE_NOOP("bindery::gui::DemoStrip", "it leaves")},
};

template <std::size_t Count>
void fill(QComboBox* box, const std::array<Choice, Count>& choices,
          const std::function<QString(const char*)>& say)
{
    const int at = std::max(0, box->currentIndex());
    box->clear();
    for (const Choice& choice : choices) {
        box->addItem(say(choice.text), QString::fromLatin1(choice.key));
    }
    box->setCurrentIndex(at);
}

} // namespace

DemoStrip::DemoStrip(StationClient& client, SlotModel& rack, QWidget* parent)
    : QFrame(parent), m_client(client), m_rack(rack)
{
    setObjectName("demoStrip");
    m_title = new QLabel(this);
    setRole(m_title, "heading");
    m_slot = makeBox("demoSlot", 3);
    m_card = makeBox("demoCard", 9);
    m_insert = makeButton("demoInsertButton");
    m_insertAll = makeButton("demoInsertAllButton");
    m_remove = makeButton("demoRemoveButton");
    m_fault = makeBox("demoFault", 7);
    m_break = makeButton("demoBreakButton");
    m_unit = makeBox("demoUnit", 8);
    m_boot = makeButton("demoBootButton");
    m_scan = makeBox("demoScan", 12);
    m_scanButton = makeButton("demoScanButton");

    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(lines(this, 0.6), lines(this, 0.3), lines(this, 0.6), lines(this, 0.3));
    layout->addWidget(m_title);
    for (QWidget* widget :
         std::initializer_list<QWidget*>{m_slot, m_card, m_insert, m_insertAll, m_remove, m_fault, m_break,
                                         m_unit, m_boot, m_scan, m_scanButton}) {
        layout->addWidget(widget, qobject_cast<QComboBox*>(widget) != nullptr && widget != m_slot ? 2 : 1);
    }

    connect(m_insert, &QPushButton::clicked, this,
            [this] { m_client.demoInsert(slot(), m_card->currentData().toString()); });
    connect(m_insertAll, &QPushButton::clicked, this, [this] {
        for (int row = 0; row < m_rack.rowCount(); ++row) {
            const SlotFacts facts = m_rack.at(row);
            if (facts.number != 0 && !facts.cardPresent && !facts.needsAcknowledgement) {
                m_client.demoInsert(facts.number, QStringLiteral("blank"));
            }
        }
    });
    connect(m_remove, &QPushButton::clicked, this, [this] { m_client.demoRemove(slot()); });
    connect(m_break, &QPushButton::clicked, this,
            [this] { m_client.demoBreak(slot(), m_fault->currentData().toString()); });
    connect(m_boot, &QPushButton::clicked, this,
            [this] { m_client.demoBoot(m_unit->currentData().toString(), QString()); });
    connect(m_scanButton, &QPushButton::clicked, this,
            [this] { emit scanned(scanOf(m_scan->currentData().toString())); });
    connect(&rack, &SlotModel::rowsInserted, this, &DemoStrip::refresh);
    connect(&rack, &SlotModel::rowsRemoved, this, &DemoStrip::refresh);
    connect(&client, &StationClient::linkChanged, this, &DemoStrip::readPersons);
    connect(&client.tree(), &ObjectTree::appeared, this, &DemoStrip::refreshScans);
    m_again.setInterval(kReadAgain);
    connect(&m_again, &QTimer::timeout, this, &DemoStrip::readUnits);
    m_again.start();
    retranslate();
    readPersons();
}

QComboBox* DemoStrip::makeBox(const char* name, int letters)
{
    auto* box = new QComboBox(this);
    box->setObjectName(QLatin1String(name));
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(letters);
    box->setMinimumWidth(lines(this, 2));
    return box;
}

QPushButton* DemoStrip::makeButton(const char* name)
{
    auto* button = new QPushButton(this);
    button->setObjectName(QLatin1String(name));
    return button;
}

void DemoStrip::retranslate()
{
    const auto say = [](const char* text) { return tr(text); };
    m_title->setText(tr("Demo"));
    fill(m_card, kCards, say);
    fill(m_fault, kFaults, say);
    m_insert->setText(tr("Insert"));
    m_insertAll->setText(tr("Insert all"));
    m_remove->setText(tr("Take out"));
    m_break->setText(tr("Break"));
    m_boot->setText(tr("Start unit"));
    m_scanButton->setText(tr("Scan"));
    m_slot->setAccessibleName(tr("Slot of the demo"));
    m_card->setAccessibleName(tr("Card to insert"));
    m_fault->setAccessibleName(tr("How it breaks"));
    m_unit->setAccessibleName(tr("Unit to start"));
    m_scan->setAccessibleName(tr("Bar code to scan"));
    refresh();
    refreshScans();
}

uint DemoStrip::slot() const
{
    return m_slot->currentData().toUInt();
}

void DemoStrip::refresh()
{
    const uint chosen = slot();
    const uint known = m_client.demoSlots();
    m_slot->clear();
    for (uint number = 1; number <= std::max(known, static_cast<uint>(m_rack.rowCount())); ++number) {
        m_slot->addItem(QString::number(number), number);
    }
    m_slot->setCurrentIndex(std::max(0, m_slot->findData(chosen)));
}

void DemoStrip::readPersons()
{
    if (!m_client.isUp()) {
        return;
    }
    refresh();
    connect(m_client.listPersons()->quietly(), &Request::done, this, [this](const QVariantList& results) {
        m_persons.clear();
        for (const QVariant& person : results.value(0).toList()) {
            m_persons.append(person.toMap());
        }
        refreshScans();
    });
}

void DemoStrip::readUnits()
{
    if (!m_client.isUp() || !m_client.hasDemo() || m_unit->view()->isVisible()) {
        return;
    }
    connect(m_client.demoUnits()->quietly(), &Request::done, this, [this](const QVariantList& results) {
        const QString chosen = m_unit->currentData().toString();
        m_unit->clear();
        for (const QVariant& entry : results.value(0).toList()) {
            const QVariantMap unit = entry.toMap();
            m_unit->addItem(unit.value("serial").toString() + QStringLiteral("  ") +
                                unit.value("state").toString(),
                            unit.value("serial"));
        }
        m_unit->setCurrentIndex(std::max(0, m_unit->findData(chosen)));
    });
}

void DemoStrip::refreshScans()
{
    const QString chosen = m_scan->currentData().toString();
    m_scan->clear();
    const auto add = [this](ScanKind kind, const QString& text, const QString& shown) {
        m_scan->addItem(shown, rawOf({kind, text}));
    };
    for (const QVariantMap& person : m_persons) {
        add(ScanKind::Badge, person.value("badge").toString(),
            person.value("name").toString() + QStringLiteral(" (") +
                words::role(person.value("role").toString()) + QStringLiteral(")"));
    }
    for (const Command command :
         {Command::Provision, Command::Acknowledge, Command::Cancel, Command::Pause, Command::Resume,
          Command::AllowData, Command::Confirm, Command::CheckGood, Command::CheckBad, Command::SignOut}) {
        add(ScanKind::Command, textOf(command), textOf(command));
    }
    for (int row = 0; row < m_rack.rowCount(); ++row) {
        if (const uint number = m_rack.at(row).number; number != 0) {
            add(ScanKind::Slot, QString::number(number), tr("Label of slot %1").arg(number));
        }
    }
    add(ScanKind::LayoutTest, layoutTestText(), tr("Layout test"));
    m_scan->setCurrentIndex(std::max(0, m_scan->findData(chosen)));
}

} // namespace bindery::gui
