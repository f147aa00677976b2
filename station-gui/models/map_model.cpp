// SPDX-License-Identifier: Apache-2.0
#include "models/map_model.h"

#include "models/roles.h"

#include <utility>

namespace bindery::gui
{

void MapModel::setColumns(std::vector<Column> columns)
{
    beginResetModel();
    m_columns = std::move(columns);
    endResetModel();
}

void MapModel::setRows(const QList<QVariantMap>& rows)
{
    beginResetModel();
    m_rows = rows;
    endResetModel();
}

int MapModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int MapModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

QVariant MapModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= m_rows.size()) {
        return {};
    }
    const Column& column = m_columns[static_cast<std::size_t>(index.column())];
    if (role == LookRole && column.look) {
        return QVariant::fromValue(column.look(m_rows.at(index.row())));
    }
    if (role == Qt::DisplayRole || role == Qt::ToolTipRole) {
        return column.text(m_rows.at(index.row()));
    }
    return {};
}

QVariant MapModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    return m_columns[static_cast<std::size_t>(section)].heading;
}

} // namespace bindery::gui
