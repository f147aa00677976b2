// SPDX-License-Identifier: Apache-2.0
// A table of one of the models, dressed like all tables of the window: rows are chosen as a whole, states are
// painted by their look, and the last column takes what room is left.
#pragma once

#include <QtWidgets/QTableView>

namespace bindery::gui
{

/// `name` is its objectName. Its columns follow what it holds.
QTableView* makeTable(QAbstractItemModel& model, const char* name, QWidget* parent);
/// Its rows become as high as their texts need, so that nothing is shortened. For tables of few rows.
void wrapRows(QTableView* table);
/// Columns as wide as what they hold, but none wider than a third of the table unless it holds states.
void fitColumns(QTableView* table);
/// -1 when none is.
int chosenRow(const QTableView* table);

} // namespace bindery::gui
