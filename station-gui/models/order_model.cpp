// SPDX-License-Identifier: Apache-2.0
#include "models/order_model.h"

#include "bus/contract.h"
#include "look/look.h"
#include "look/words.h"
#include "models/roles.h"

namespace bindery::gui
{

OrderModel::OrderModel(ObjectTree& tree, QObject* parent)
    : ObjectModel(tree, contract::kOrder, ColumnCount, parent)
{
    fill();
}

OrderFacts OrderModel::at(int row) const
{
    return OrderFacts::of(pathAt(row), propertiesAt(row));
}

QVariant OrderModel::cell(int row, int column, int role) const
{
    const OrderFacts facts = at(row);
    if (column == State && role == LookRole) {
        return QVariant::fromValue(lookOfOrder(facts.state));
    }
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole) {
        return {};
    }
    switch (column) {
    case Number:
        return facts.number;
    case State:
        return lookOfOrder(facts.state).word;
    case Target:
        return words::number(facts.target);
    case Passed:
        return words::number(facts.passed);
    case Failed:
        return words::number(facts.failed);
    case Created:
        return words::moment(facts.created);
    default:
        return {};
    }
}

QString OrderModel::heading(int column) const
{
    switch (column) {
    case Number:
        return tr("Order");
    case State:
        return tr("State");
    case Target:
        return tr("Target");
    case Passed:
        return tr("Passed");
    case Failed:
        return tr("Failed");
    case Created:
        return tr("Made");
    default:
        return {};
    }
}

namespace
{

int rank(const QString& state)
{
    if (state == QLatin1String("closed")) {
        return 2;
    }
    return state == QLatin1String("draft") ? 1 : 0;
}

} // namespace

bool OrderModel::before(const QVariantMap& one, const QVariantMap& other) const
{
    const int ranks = rank(one.value("State").toString()) - rank(other.value("State").toString());
    return ranks != 0 ? ranks < 0 : one.value("Created").toLongLong() > other.value("Created").toLongLong();
}

OrderFacts OrderModel::find(const QString& number) const
{
    for (int row = 0; row < rowCount(); ++row) {
        if (at(row).number == number) {
            return at(row);
        }
    }
    return {};
}

} // namespace bindery::gui
