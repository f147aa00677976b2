// SPDX-License-Identifier: Apache-2.0
// Paints a cell that has a look (LookRole) as its shape and its word in the ink of its tone, on its tint.
#pragma once

#include <QtWidgets/QStyledItemDelegate>

namespace bindery::gui
{

class StateDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace bindery::gui
