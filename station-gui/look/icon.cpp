// SPDX-License-Identifier: Apache-2.0
#include "look/icon.h"

#include <QtGui/QPainter>
#include <QtGui/QPainterPath>
#include <QtGui/QPixmap>

namespace bindery::gui
{

QIcon binderyIcon()
{
    QIcon icon;
    for (const int side : {16, 32, 64, 128}) {
        QPixmap pixmap(side, side);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.scale(side / 128.0, side / 128.0);
        QPainterPath card(QPointF(28, 8));
        card.lineTo(78, 8);
        card.lineTo(108, 38);
        card.lineTo(108, 120);
        card.lineTo(20, 120);
        card.lineTo(20, 16);
        card.closeSubpath();
        painter.setPen(QPen(QColor(0x17, 0x5C, 0xA8), 8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.setBrush(QColor(0x17, 0x5C, 0xA8));
        painter.drawPath(card);
        painter.setPen(Qt::NoPen);
        painter.setBrush(QColor(0xFF, 0xC2, 0x3D));
        for (const int x : {32, 48, 64}) {
            painter.drawRect(QRectF(x, 18, 9, 24));
        }
        painter.setPen(QPen(Qt::white, 12, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.setBrush(Qt::NoBrush);
        painter.drawPolyline(QPolygonF({{40, 84}, {58, 102}, {92, 62}}));
        painter.end();
        icon.addPixmap(pixmap);
    }
    return icon;
}

} // namespace bindery::gui
