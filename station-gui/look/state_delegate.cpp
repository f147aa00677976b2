// SPDX-License-Identifier: Apache-2.0
#include "look/state_delegate.h"

#include "look/colours.h"
#include "look/shapes.h"
#include "models/roles.h"

#include <QtGui/QPainter>
#include <QtWidgets/QApplication>

namespace bindery::gui
{

void StateDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const
{
    const QVariant value = index.data(LookRole);
    if (!value.canConvert<Look>()) {
        QStyledItemDelegate::paint(painter, option, index);
        return;
    }
    QStyleOptionViewItem empty = option;
    initStyleOption(&empty, index);
    empty.text.clear();
    empty.widget->style()->drawControl(QStyle::CE_ItemViewItem, &empty, painter, empty.widget);

    const Look look = value.value<Look>();
    const ToneColours colours = coloursOf(look.tone);
    const int height = option.fontMetrics.height();
    const int wordWidth = option.fontMetrics.horizontalAdvance(look.word);
    const QRect room = option.rect.adjusted(height / 3, 0, -height / 3, 0);
    QRect chip(room.left(), 0, std::min(wordWidth + height * 2, room.width()), height * 3 / 2);
    chip.moveTop(room.center().y() - chip.height() / 2);

    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(colours.tint);
    painter->drawRoundedRect(chip, chip.height() / 3.0, chip.height() / 3.0);
    const QRectF mark(chip.left() + height * 0.4, chip.center().y() - height * 0.42, height * 0.84,
                      height * 0.84);
    drawShape(*painter, mark, look.shape, colours.edge);
    QFont font = option.font;
    font.setWeight(QFont::DemiBold);
    painter->setFont(font);
    painter->setPen(colours.edge);
    const QRect words = chip.adjusted(height * 3 / 2, 0, -height / 4, 0);
    painter->drawText(words, Qt::AlignVCenter | Qt::AlignLeft,
                      QFontMetrics(font).elidedText(look.word, Qt::ElideRight, words.width()));
    painter->restore();
}

QSize StateDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    QSize size = QStyledItemDelegate::sizeHint(option, index);
    if (index.data(LookRole).canConvert<Look>()) {
        const int height = option.fontMetrics.height();
        QFont font = option.font;
        font.setWeight(QFont::DemiBold);
        size.setWidth(QFontMetrics(font).horizontalAdvance(index.data().toString()) + height * 3);
        size.setHeight(std::max(size.height(), height * 2));
    }
    return size;
}

} // namespace bindery::gui
