// SPDX-License-Identifier: Apache-2.0
// Attempts as a search of the records found them (org.bindery.Records1.FindAttempts): a copy of the moment of
// the search, newest first.
#pragma once

#include <QtCore/QAbstractTableModel>
#include <QtCore/QVariantMap>

namespace bindery::gui
{

class AttemptModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Started, Serial, Result, Slot, Order, Reason, Person, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void show(const QList<QVariantMap>& attempts);
    QVariantMap at(int row) const { return m_attempts.value(row); }
    void retell();

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<QVariantMap> m_attempts;
};

} // namespace bindery::gui
