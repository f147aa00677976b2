// SPDX-License-Identifier: Apache-2.0
#include "pages/table.h"

#include "look/state_delegate.h"
#include "look/style.h"

#include <algorithm>
#include <chrono>

#include <QtCore/QTimer>
#include <QtWidgets/QHeaderView>

namespace bindery::gui
{

namespace
{

constexpr std::chrono::milliseconds kFitAfter{60};

/// Many changes are fitted as one, and only where somebody looks.
class FittedTable : public QTableView
{
public:
    explicit FittedTable(QWidget* parent) : QTableView(parent)
    {
        m_later.setSingleShot(true);
        m_later.setInterval(kFitAfter);
        connect(&m_later, &QTimer::timeout, this, [this] { fitColumns(this); });
    }

    void fitLater()
    {
        if (isVisible() && !m_later.isActive()) {
            m_later.start();
        }
    }

protected:
    void showEvent(QShowEvent* event) override
    {
        QTableView::showEvent(event);
        fitLater();
    }

private:
    QTimer m_later;
};

} // namespace

QTableView* makeTable(QAbstractItemModel& model, const char* name, QWidget* parent)
{
    auto* table = new FittedTable(parent);
    table->setObjectName(QLatin1String(name));
    table->setModel(&model);
    table->setItemDelegate(new StateDelegate(table));
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setTabKeyNavigation(false);
    table->setShowGrid(false);
    table->setAlternatingRowColors(true);
    table->setWordWrap(false);
    table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->verticalHeader()->hide();
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table->horizontalHeader()->setStretchLastSection(true);
    table->horizontalHeader()->setMinimumSectionSize(lines(table, 2));
    const auto fitLater = [table] { table->fitLater(); };
    QObject::connect(&model, &QAbstractItemModel::rowsInserted, table, fitLater);
    QObject::connect(&model, &QAbstractItemModel::modelReset, table, fitLater);
    QObject::connect(&model, &QAbstractItemModel::dataChanged, table, fitLater);
    QObject::connect(&model, &QAbstractItemModel::headerDataChanged, table, fitLater);
    return table;
}

void fitColumns(QTableView* table)
{
    table->verticalHeader()->setDefaultSectionSize(lines(table, 2.1));
    table->resizeColumnsToContents();
    const int widest = std::max(lines(table, 8), table->viewport()->width() / 3);
    for (int column = 0; column + 1 < table->model()->columnCount(); ++column) {
        table->setColumnWidth(column, std::min(table->columnWidth(column) + lines(table, 0.6), widest));
    }
}

int chosenRow(const QTableView* table)
{
    const QModelIndexList rows = table->selectionModel()->selectedRows();
    return rows.isEmpty() ? -1 : rows.constFirst().row();
}

} // namespace bindery::gui
