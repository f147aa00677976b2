// SPDX-License-Identifier: Apache-2.0
#include "models/attempt_model.h"

#include "look/look.h"
#include "look/words.h"
#include "models/roles.h"

namespace bindery::gui
{

void AttemptModel::show(const QList<QVariantMap>& attempts)
{
    beginResetModel();
    m_attempts = attempts;
    endResetModel();
}

void AttemptModel::retell()
{
    if (!m_attempts.isEmpty()) {
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    }
    emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
}

int AttemptModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_attempts.size());
}

int AttemptModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant AttemptModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= m_attempts.size()) {
        return {};
    }
    const QVariantMap& attempt = m_attempts.at(index.row());
    if (index.column() == Result && role == LookRole) {
        return QVariant::fromValue(lookOfResult(attempt.value("result").toString()));
    }
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole) {
        return {};
    }
    switch (index.column()) {
    case Started:
        return words::moment(attempt.value("started").toLongLong());
    case Serial:
        return attempt.value("serial");
    case Result:
        return lookOfResult(attempt.value("result").toString()).word;
    case Slot:
        return attempt.value("slot").toString();
    case Order:
        return attempt.value("order");
    case Reason:
        return words::ofAttempt(attempt.value("message").toString(), attempt.value("reason").toString());
    case Person:
        return attempt.value("actor");
    default:
        return {};
    }
}

QVariant AttemptModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case Started:
        return tr("Started");
    case Serial:
        return tr("Serial");
    case Result:
        return tr("Result");
    case Slot:
        return tr("Slot");
    case Order:
        return tr("Order");
    case Reason:
        return tr("Reason");
    case Person:
        return tr("By");
    default:
        return {};
    }
}

} // namespace bindery::gui
