// SPDX-License-Identifier: Apache-2.0
#include "models/slot_model.h"

#include "bus/contract.h"
#include "look/look.h"
#include "look/words.h"
#include "models/roles.h"

namespace bindery::gui
{

SlotModel::SlotModel(ObjectTree& tree, QObject* parent)
    : ObjectModel(tree, contract::kSlot, ColumnCount, parent)
{
    fill();
}

SlotFacts SlotModel::at(int row) const
{
    return SlotFacts::of(pathAt(row), propertiesAt(row));
}

QVariant SlotModel::cell(int row, int column, int role) const
{
    const SlotFacts facts = at(row);
    if (column == State && role == LookRole) {
        return QVariant::fromValue(lookOfSlot(facts.state));
    }
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole) {
        return {};
    }
    switch (column) {
    case Number:
        return facts.number == 0 ? QString() : QString::number(facts.number);
    case State:
        return lookOfSlot(facts.state).word;
    case Card:
        return facts.cardPresent ? QString(facts.cardModel + "  " + words::size(facts.cardSize)).trimmed()
                                 : QString();
    case Serial:
        return facts.serial;
    case Reason:
        return words::ofDaemon(facts.reason);
    case Port:
        return facts.port;
    default:
        return {};
    }
}

QString SlotModel::heading(int column) const
{
    switch (column) {
    case Number:
        return tr("Slot");
    case State:
        return tr("State");
    case Card:
        return tr("Card");
    case Serial:
        return tr("Serial");
    case Reason:
        return tr("Reason");
    case Port:
        return tr("Port");
    default:
        return {};
    }
}

bool SlotModel::before(const QVariantMap& one, const QVariantMap& other) const
{
    // number 0, a port that was never taught, wraps to the end
    return one.value("Number").toUInt() - 1U < other.value("Number").toUInt() - 1U;
}

int SlotModel::rowOfSlot(uint number) const
{
    for (int row = 0; number != 0 && row < rowCount(); ++row) {
        if (at(row).number == number) {
            return row;
        }
    }
    return -1;
}

int SlotModel::count(const char* state) const
{
    int found = 0;
    for (int row = 0; row < rowCount(); ++row) {
        found += at(row).state == QLatin1String(state) ? 1 : 0;
    }
    return found;
}

} // namespace bindery::gui
