// SPDX-License-Identifier: Apache-2.0
#include "models/unit_model.h"

#include "bus/contract.h"
#include "look/look.h"
#include "look/words.h"
#include "models/roles.h"

namespace bindery::gui
{

UnitModel::UnitModel(ObjectTree& tree, QObject* parent)
    : ObjectModel(tree, contract::kBenchUnit, ColumnCount, parent)
{
    fill();
}

UnitFacts UnitModel::at(int row) const
{
    return UnitFacts::of(pathAt(row), propertiesAt(row));
}

QVariant UnitModel::cell(int row, int column, int role) const
{
    const UnitFacts facts = at(row);
    if (column == State && role == LookRole) {
        return QVariant::fromValue(lookOfBenchUnit(facts.kind));
    }
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole) {
        return {};
    }
    switch (column) {
    case Serial:
        return facts.serial.isEmpty() ? tr("not on record") : facts.serial;
    case State:
        return lookOfBenchUnit(facts.kind).word;
    case Pi:
        return facts.piSerial;
    case Module:
        return facts.moduleSerial.isEmpty() ? facts.moduleKind : facts.moduleSerial;
    case Changed:
        return words::moment(facts.changed);
    case Message:
        return words::ofDaemon(facts.message);
    default:
        return {};
    }
}

QString UnitModel::heading(int column) const
{
    switch (column) {
    case Serial:
        return tr("Unit");
    case State:
        return tr("State");
    case Pi:
        return tr("Pi");
    case Module:
        return tr("Module");
    case Changed:
        return tr("Last seen");
    case Message:
        return tr("Message");
    default:
        return {};
    }
}

namespace
{

int rank(const QString& kind)
{
    if (kind == QLatin1String("waiting")) {
        return 0;
    }
    return kind == QLatin1String("bound") ? 2 : 1;
}

} // namespace

bool UnitModel::before(const QVariantMap& one, const QVariantMap& other) const
{
    const int ranks = rank(one.value("Kind").toString()) - rank(other.value("Kind").toString());
    return ranks != 0 ? ranks < 0 : one.value("Changed").toLongLong() > other.value("Changed").toLongLong();
}

} // namespace bindery::gui
