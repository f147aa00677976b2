// SPDX-License-Identifier: Apache-2.0
// Paints the cells of tables and lists. One that has a look (LookRole) is its shape and its word in the ink
// of its tone, on its tint; another is its text, of several lines the first being the heading. A table that
// wraps words shows all of a text.
#pragma once

#include <QtWidgets/QStyledItemDelegate>

namespace bindery::gui
{

class StateDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace bindery::gui
