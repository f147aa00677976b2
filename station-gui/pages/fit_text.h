// SPDX-License-Identifier: Apache-2.0
// Text that fits its room: as large as asked for where it fits, else smaller, and only then shortened.
#pragma once

#include <QtCore/QRectF>
#include <QtCore/QString>
#include <QtGui/QFont>

class QPainter;

namespace bindery::gui
{

struct FitText {
    QString text;
    QFont font;
    bool isShortened = false;
};

/// One line. `smallest`: pixels below which text is shortened instead.
FitText fitLine(const QString& text, const QFont& font, qreal width, int smallest);
/// As many lines as there is room for.
FitText fitBlock(const QString& text, const QFont& font, const QSizeF& room, int smallest);

} // namespace bindery::gui
