// SPDX-License-Identifier: Apache-2.0
// The objects of one interface as the rows of a Qt model. A row is changed in place, so that views keep their
// selection; the order of rows is that of `before`, which each model gives.
// Threads: the GUI thread.
#pragma once

#include "bus/object_tree.h"

#include <QtCore/QAbstractTableModel>
#include <QtCore/QStringList>

namespace bindery::gui
{

class ObjectModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    ObjectModel(ObjectTree& tree, const QString& interface, int columns, QObject* parent);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    QString pathAt(int row) const { return m_paths.value(row); }
    /// -1 when there is none.
    int rowOf(const QString& path) const { return static_cast<int>(m_paths.indexOf(path)); }
    /// What the words are made of has changed: the language.
    void retell();

signals:
    /// After every change of any kind, for what is computed over all rows.
    void rowsChanged();

protected:
    QVariantMap propertiesAt(int row) const;
    virtual QVariant cell(int row, int column, int role) const = 0;
    virtual QString heading(int column) const = 0;
    virtual bool before(const QVariantMap& one, const QVariantMap& other) const = 0;
    /// A change of these moves a row.
    virtual QStringList orderedBy() const { return {}; }
    /// The rows there are already; called by the most derived constructor, which alone knows their order.
    void fill();

private:
    void onAppeared(const QString& path, const QString& interface);
    void onChanged(const QString& path, const QString& interface, const QStringList& names);
    void onVanished(const QString& path, const QString& interface);
    int placeOf(const QString& path) const;

    ObjectTree& m_tree;
    QString m_interface;
    int m_columns;
    QStringList m_paths;
};

} // namespace bindery::gui
