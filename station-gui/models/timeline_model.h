// SPDX-License-Identifier: Apache-2.0
// One unit's whole history in the order of time: its attempts, its keyslots, its binds and all that was
// recorded of it (org.bindery.Records1.Unit), the newest first.
#pragma once

#include "look/look.h"

#include <QtCore/QAbstractTableModel>
#include <QtCore/QVariantMap>

namespace bindery::gui
{

class TimelineModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Time, What, Person, Text, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void tell(const QVariantMap& history);
    void retell();

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Entry {
        qint64 time = 0;
        Look look;
        QString text;
        QString person;
    };

    void addAttempts(const QList<QVariantMap>& attempts);
    void addKeyslots(const QList<QVariantMap>& keyslots);
    void addBinds(const QList<QVariantMap>& binds);
    void addEvents(const QList<QVariantMap>& events);

    QVariantMap m_history;
    QList<Entry> m_entries;
};

} // namespace bindery::gui
