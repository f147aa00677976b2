// SPDX-License-Identifier: Apache-2.0
// A table of what a verb answered as aa{sv}: one row per map, one column per key that is named. For answers
// that have no object of their own: persons, the doctor's checks.
#pragma once

#include "look/look.h"

#include <functional>
#include <vector>

#include <QtCore/QAbstractTableModel>
#include <QtCore/QVariantMap>

namespace bindery::gui
{

class MapModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    struct Column {
        QString heading;
        std::function<QString(const QVariantMap&)> text;
        std::function<Look(const QVariantMap&)> look = {}; ///< empty: the column has none
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setColumns(std::vector<Column> columns);
    void setRows(const QList<QVariantMap>& rows);
    QVariantMap at(int row) const { return m_rows.value(row); }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<Column> m_columns;
    QList<QVariantMap> m_rows;
};

} // namespace bindery::gui
