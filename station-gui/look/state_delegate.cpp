// SPDX-License-Identifier: Apache-2.0
#include "look/state_delegate.h"

#include "look/colours.h"
#include "look/shapes.h"
#include "models/roles.h"

#include <algorithm>

#include <QtCore/QStringList>
#include <QtGui/QPainter>
#include <QtGui/QTextLayout>
#include <QtWidgets/QListView>

namespace bindery::gui
{

namespace
{

constexpr double kPad = 0.45; ///< of a line's height, beside the text

void paintGround(QPainter& painter, const QStyleOptionViewItem& option)
{
    if ((option.state & QStyle::State_Selected) != 0) {
        painter.fillRect(option.rect, colour::kChosen);
    } else if ((option.features & QStyleOptionViewItem::Alternate) != 0) {
        painter.fillRect(option.rect, colour::kAlternate);
    }
}

QFont demiBold(QFont font)
{
    font.setWeight(QFont::DemiBold);
    return font;
}

bool wraps(const QStyleOptionViewItem& option)
{
    return (option.features & QStyleOptionViewItem::WrapText) != 0;
}

int widthForText(const QStyleOptionViewItem& option)
{
    return option.rect.width() - 2 * static_cast<int>(option.fontMetrics.height() * kPad);
}

/// Broken at words, or within one that is longer than the cell: a path. Gives the height of all lines.
qreal layOut(QTextLayout& layout, const QFont& font, int width)
{
    layout.setFont(font);
    QTextOption how;
    how.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(how);
    qreal height = 0;
    layout.beginLayout();
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width);
        line.setPosition(QPointF(0, height));
        height += line.height();
    }
    layout.endLayout();
    return height;
}

void paintWrapped(QPainter& painter, const QStyleOptionViewItem& option, const QString& text)
{
    QTextLayout layout(text);
    const qreal height = layOut(layout, option.font, widthForText(option));
    painter.setPen(colour::kText);
    layout.draw(&painter, QPointF(option.rect.left() + option.fontMetrics.height() * kPad,
                                  option.rect.top() + (option.rect.height() - height) / 2));
}

/// The first of several lines is the heading of the others.
void paintText(QPainter& painter, const QStyleOptionViewItem& option, const QString& text)
{
    const int height = option.fontMetrics.height();
    const int pad = static_cast<int>(height * kPad);
    const QRect room = option.rect.adjusted(pad, 0, -pad, 0);
    const QStringList all = text.split(QLatin1Char('\n'));
    int top = room.center().y() - height * static_cast<int>(all.size()) / 2;
    for (int line = 0; line < all.size(); ++line) {
        QFont font = option.font;
        font.setWeight(all.size() > 1 && line == 0 ? QFont::DemiBold : QFont::Normal);
        painter.setFont(font);
        painter.setPen(line == 0 ? colour::kText : colour::kMuted);
        painter.drawText(QRect(room.left(), top, room.width(), height), Qt::AlignLeft | Qt::AlignVCenter,
                         QFontMetrics(font).elidedText(all.at(line), Qt::ElideRight, room.width()));
        top += height;
    }
}

} // namespace

void StateDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const
{
    const QVariant value = index.data(LookRole);
    painter->save();
    paintGround(*painter, option);
    if (!value.canConvert<Look>()) {
        if (wraps(option)) {
            paintWrapped(*painter, option, index.data().toString());
        } else {
            paintText(*painter, option, index.data().toString());
        }
        painter->restore();
        return;
    }
    const Look look = value.value<Look>();
    const ToneColours colours = coloursOf(look.tone);
    const int height = option.fontMetrics.height();
    const QFont font = demiBold(option.font);
    const int wordWidth = QFontMetrics(font).horizontalAdvance(look.word);
    const QRect room = option.rect.adjusted(height / 3, 0, -height / 3, 0);
    QRect chip(room.left(), 0, std::min(wordWidth + height * 2, room.width()), height * 3 / 2);
    chip.moveTop(room.center().y() - chip.height() / 2);

    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(colours.tint);
    painter->drawRoundedRect(chip, chip.height() / 3.0, chip.height() / 3.0);
    const QRectF mark(chip.left() + height * 0.4, chip.center().y() - height * 0.42, height * 0.84,
                      height * 0.84);
    drawShape(*painter, mark, look.shape, colours.edge);
    painter->setFont(font);
    painter->setPen(colours.edge);
    const QRect words = chip.adjusted(height * 3 / 2, 0, -height / 4, 0);
    painter->drawText(words, Qt::AlignVCenter | Qt::AlignLeft,
                      QFontMetrics(font).elidedText(look.word, Qt::ElideRight, words.width()));
    painter->restore();
}

QSize StateDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const int height = option.fontMetrics.height();
    const QStringList all = index.data().toString().split(QLatin1Char('\n'));
    if (qobject_cast<const QListView*>(option.widget) != nullptr) {
        // a line of a list is as wide as the list; what does not fit is shortened, not scrolled to
        return {height, static_cast<int>(height * (static_cast<double>(all.size()) + 0.8))};
    }
    const QFontMetrics metrics(demiBold(option.font));
    int width = 0;
    for (const QString& line : all) {
        width = std::max(width, metrics.horizontalAdvance(line));
    }
    const bool hasLook = index.data(LookRole).canConvert<Look>();
    double textHeight = height * static_cast<double>(all.size());
    if (wraps(option) && !hasLook && option.rect.width() > 0) { // the height is asked for, at this width
        QTextLayout layout(index.data().toString());
        textHeight = layOut(layout, option.font, widthForText(option));
    }
    return {width + static_cast<int>(height * (hasLook ? 3 : 2 * kPad)),
            static_cast<int>(textHeight + height)};
}

} // namespace bindery::gui
