// SPDX-License-Identifier: Apache-2.0
#include "look/shapes.h"

#include <algorithm>

#include <QtGui/QPainter>
#include <QtGui/QPainterPath>

namespace bindery::gui
{

namespace
{

/// Shapes are drawn on a board of 100 by 100.
void stroke(QPainter& painter, const QColor& ink, qreal width)
{
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(ink, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
}

void fill(QPainter& painter, const QColor& ink)
{
    painter.setPen(QPen(ink, 6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(ink);
}

void drawTick(QPainter& painter, const QPointF& low, qreal size)
{
    painter.drawPolyline(
        QPolygonF({low + QPointF(-0.42, -0.30) * size, low, low + QPointF(0.62, -0.72) * size}));
}

void drawBar(QPainter& painter, const QRectF& bar)
{
    painter.drawRoundedRect(bar, 4, 4);
}

} // namespace

void drawShape(QPainter& painter, const QRectF& box, Shape shape, const QColor& ink)
{
    const qreal side = std::min(box.width(), box.height());
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(box.center() - QPointF(side / 2, side / 2));
    painter.scale(side / 100, side / 100);
    switch (shape) {
    case Shape::Outline:
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(ink, 7, Qt::CustomDashLine, Qt::RoundCap, Qt::RoundJoin));
        {
            QPen pen = painter.pen();
            pen.setDashPattern({2.2, 2.0});
            painter.setPen(pen);
        }
        painter.drawRoundedRect(QRectF(22, 12, 56, 76), 10, 10);
        break;
    case Shape::Dots:
        fill(painter, ink);
        for (const qreal x : {20.0, 50.0, 80.0}) {
            painter.drawEllipse(QPointF(x, 50), 8, 8);
        }
        break;
    case Shape::Triangle:
        fill(painter, ink);
        painter.drawPolygon(QPolygonF({{28, 16}, {84, 50}, {28, 84}}));
        break;
    case Shape::Ring:
        stroke(painter, ink, 13);
        painter.drawEllipse(QPointF(50, 50), 34, 34);
        fill(painter, ink);
        painter.drawEllipse(QPointF(50, 50), 8, 8);
        break;
    case Shape::Bolt:
        stroke(painter, ink, 13);
        painter.drawLine(QPointF(50, 10), QPointF(50, 64));
        painter.drawPolyline(QPolygonF({{27, 43}, {50, 66}, {73, 43}}));
        painter.drawLine(QPointF(18, 90), QPointF(82, 90));
        break;
    case Shape::Lens:
        stroke(painter, ink, 13);
        painter.drawEllipse(QPointF(42, 42), 28, 28);
        painter.drawLine(QPointF(64, 64), QPointF(90, 90));
        break;
    case Shape::Tick:
        stroke(painter, ink, 17);
        drawTick(painter, {40, 82}, 82);
        break;
    case Shape::HollowTick:
        stroke(painter, ink, 8);
        painter.drawEllipse(QPointF(50, 50), 43, 43);
        stroke(painter, ink, 11);
        drawTick(painter, {45, 70}, 46);
        break;
    case Shape::Hand:
        stroke(painter, ink, 12);
        painter.drawEllipse(QPointF(50, 50), 41, 41);
        fill(painter, ink);
        drawBar(painter, QRectF(30, 44, 40, 12));
        break;
    case Shape::Cross:
        stroke(painter, ink, 19);
        painter.drawLine(QPointF(18, 18), QPointF(82, 82));
        painter.drawLine(QPointF(82, 18), QPointF(18, 82));
        break;
    case Shape::Slash:
        stroke(painter, ink, 10);
        painter.drawRoundedRect(QRectF(14, 14, 72, 72), 8, 8);
        painter.drawLine(QPointF(28, 72), QPointF(72, 28));
        break;
    case Shape::Pause:
        fill(painter, ink);
        drawBar(painter, QRectF(22, 16, 18, 68));
        drawBar(painter, QRectF(60, 16, 18, 68));
        break;
    case Shape::Gap:
        stroke(painter, ink, 12);
        painter.drawArc(QRectF(12, 12, 76, 76), 50 * 16, 150 * 16);
        painter.drawArc(QRectF(12, 12, 76, 76), 230 * 16, 150 * 16);
        break;
    case Shape::Question:
        stroke(painter, ink, 13);
        {
            QPainterPath path({28, 34});
            path.cubicTo(QPointF(28, 4), QPointF(74, 4), QPointF(74, 33));
            path.cubicTo(QPointF(74, 52), QPointF(50, 50), QPointF(50, 68));
            painter.drawPath(path);
        }
        fill(painter, ink);
        painter.drawEllipse(QPointF(50, 91), 5, 5);
        break;
    case Shape::Lock:
        fill(painter, ink);
        painter.drawRoundedRect(QRectF(18, 46, 64, 44), 7, 7);
        stroke(painter, ink, 12);
        painter.drawArc(QRectF(30, 10, 40, 56), 0, 180 * 16);
        painter.drawLine(QPointF(30, 38), QPointF(30, 46));
        painter.drawLine(QPointF(70, 38), QPointF(70, 46));
        break;
    case Shape::Wrench:
        stroke(painter, ink, 10);
        painter.drawPolygon(QPolygonF({{50, 8}, {92, 50}, {50, 92}, {8, 50}}));
        painter.drawLine(QPointF(34, 50), QPointF(66, 50));
        break;
    case Shape::Warning:
        stroke(painter, ink, 9);
        painter.drawPolygon(QPolygonF({{50, 10}, {95, 88}, {5, 88}}));
        stroke(painter, ink, 11);
        painter.drawLine(QPointF(50, 38), QPointF(50, 58));
        fill(painter, ink);
        painter.drawEllipse(QPointF(50, 74), 3, 3);
        break;
    }
    painter.restore();
}

} // namespace bindery::gui
