// SPDX-License-Identifier: Apache-2.0
// Draws the shapes that states are told apart by, in one ink, at any size.
#pragma once

#include "look/look.h"

#include <QtCore/QRectF>
#include <QtGui/QColor>

class QPainter;
class QPixmap;

namespace bindery::gui
{

/// Fills the square in the middle of `box`.
void drawShape(QPainter& painter, const QRectF& box, Shape shape, const QColor& ink);

} // namespace bindery::gui
