// SPDX-License-Identifier: Apache-2.0
#include "models/object_model.h"

#include <algorithm>
#include <iterator>

namespace bindery::gui
{

ObjectModel::ObjectModel(ObjectTree& tree, const QString& interface, int columns, QObject* parent)
    : QAbstractTableModel(parent), m_tree(tree), m_interface(interface), m_columns(columns)
{
    connect(&tree, &ObjectTree::appeared, this, &ObjectModel::onAppeared);
    connect(&tree, &ObjectTree::changed, this, &ObjectModel::onChanged);
    connect(&tree, &ObjectTree::vanished, this, &ObjectModel::onVanished);
}

void ObjectModel::fill()
{
    for (const QString& path : m_tree.pathsWith(m_interface)) {
        onAppeared(path, m_interface);
    }
}

int ObjectModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_paths.size());
}

int ObjectModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : m_columns;
}

QVariant ObjectModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= m_paths.size()) {
        return {};
    }
    return cell(index.row(), index.column(), role);
}

QVariant ObjectModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    return heading(section);
}

void ObjectModel::retell()
{
    if (!m_paths.isEmpty()) {
        emit dataChanged(index(0, 0), index(rowCount() - 1, m_columns - 1));
    }
    emit headerDataChanged(Qt::Horizontal, 0, m_columns - 1);
    emit rowsChanged();
}

QVariantMap ObjectModel::propertiesAt(int row) const
{
    return m_tree.properties(m_paths.value(row), m_interface);
}

int ObjectModel::placeOf(const QString& path) const
{
    const QVariantMap properties = m_tree.properties(path, m_interface);
    const auto place = std::find_if(m_paths.cbegin(), m_paths.cend(), [&](const QString& other) {
        return other != path && before(properties, m_tree.properties(other, m_interface));
    });
    return static_cast<int>(std::distance(m_paths.cbegin(), place));
}

void ObjectModel::onAppeared(const QString& path, const QString& interface)
{
    if (interface != m_interface || m_paths.contains(path)) {
        return;
    }
    const int row = placeOf(path);
    beginInsertRows({}, row, row);
    m_paths.insert(row, path);
    endInsertRows();
    emit rowsChanged();
}

void ObjectModel::onChanged(const QString& path, const QString& interface, const QStringList& names)
{
    if (interface != m_interface) {
        return;
    }
    int row = rowOf(path);
    if (row < 0) {
        return;
    }
    const QStringList keys = orderedBy();
    const bool mayMove =
        std::any_of(keys.cbegin(), keys.cend(), [&](const QString& key) { return names.contains(key); });
    if (mayMove) {
        const int place = placeOf(path); // among the others and itself
        if (place != row && place != row + 1 && beginMoveRows({}, row, row, {}, place)) {
            m_paths.move(row, place > row ? place - 1 : place);
            endMoveRows();
            row = rowOf(path);
        }
    }
    emit dataChanged(index(row, 0), index(row, m_columns - 1));
    emit rowsChanged();
}

void ObjectModel::onVanished(const QString& path, const QString& interface)
{
    const int row = rowOf(path);
    if (interface != m_interface || row < 0) {
        return;
    }
    beginRemoveRows({}, row, row);
    m_paths.removeAt(row);
    endRemoveRows();
    emit rowsChanged();
}

} // namespace bindery::gui
