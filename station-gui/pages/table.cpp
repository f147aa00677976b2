// SPDX-License-Identifier: Apache-2.0
#include "pages/table.h"

#include "look/state_delegate.h"
#include "look/style.h"
#include "models/roles.h"

#include <algorithm>
#include <chrono>
#include <vector>

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

void wrapRows(QTableView* table)
{
    table->setWordWrap(true);
    table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    // What becomes wider needs fewer lines. Not at once: rows that change bring the scroll bar, which makes
    // the last column narrower in the middle of it.
    auto* later = new QTimer(table);
    later->setSingleShot(true);
    later->setInterval(0);
    QObject::connect(later, &QTimer::timeout, table, [table] { table->resizeRowsToContents(); });
    QObject::connect(table->horizontalHeader(), &QHeaderView::sectionResized, later,
                     [later] { later->start(); });
}

void fitColumns(QTableView* table)
{
    table->verticalHeader()->setDefaultSectionSize(lines(table, 2.1));
    table->resizeColumnsToContents();
    const int room = table->viewport()->width();
    const int widest = std::max(lines(table, 8), room / 3);
    const QHeaderView* header = table->horizontalHeader();
    int last = table->model()->columnCount() - 1; // takes what room is left
    while (last > 0 && header->isSectionHidden(last)) {
        --last;
    }
    int taken = 0;
    std::vector<int> yielding; // a state is never shortened: its word is what counts
    for (int column = 0; column < last; ++column) {
        const int fits = table->columnWidth(column) + lines(table, 0.6);
        const bool isState = table->model()->index(0, column).data(LookRole).isValid();
        table->setColumnWidth(column, isState ? fits : std::min(fits, widest));
        taken += table->columnWidth(column);
        if (!isState) {
            yielding.push_back(column);
        }
    }
    if (!table->wordWrap()) {
        return;
    }
    // what wraps can be narrow, so that the text of the last column is not one word to a line
    int excess = taken + widest - room;
    std::sort(yielding.begin(), yielding.end(),
              [table](int one, int other) { return table->columnWidth(one) > table->columnWidth(other); });
    for (const int column : yielding) {
        const int width = table->columnWidth(column);
        const int yields = std::clamp(width - lines(table, 5), 0, std::max(0, excess));
        table->setColumnWidth(column, width - yields);
        excess -= yields;
    }
    table->resizeRowsToContents();
}

int chosenRow(const QTableView* table)
{
    const QModelIndexList rows = table->selectionModel()->selectedRows();
    return rows.isEmpty() ? -1 : rows.constFirst().row();
}

} // namespace bindery::gui
