// SPDX-License-Identifier: Apache-2.0
#include "pages/fit_text.h"

#include <algorithm>

#include <QtGui/QFontMetricsF>

namespace bindery::gui
{

namespace
{

bool fits(const QString& text, const QFont& font, const QSizeF& room)
{
    const QRectF bounds = QFontMetricsF(font).boundingRect(QRectF(QPointF(0, 0), QSizeF(room.width(), 1e6)),
                                                           Qt::TextWordWrap | Qt::AlignLeft, text);
    return bounds.height() <= room.height() && bounds.width() <= room.width();
}

} // namespace

FitText fitLine(const QString& text, const QFont& font, qreal width, int smallest)
{
    FitText fit{text, font, false};
    const qreal wanted = QFontMetricsF(font).horizontalAdvance(text);
    if (wanted <= width) {
        return fit;
    }
    const int pixels = static_cast<int>(font.pixelSize() * width / wanted);
    fit.font.setPixelSize(std::max(std::min(pixels, font.pixelSize()), smallest));
    while (fit.font.pixelSize() > smallest && QFontMetricsF(fit.font).horizontalAdvance(text) > width) {
        fit.font.setPixelSize(fit.font.pixelSize() - 1);
    }
    if (QFontMetricsF(fit.font).horizontalAdvance(text) > width) {
        fit.text = QFontMetricsF(fit.font).elidedText(text, Qt::ElideRight, width);
        fit.isShortened = true;
    }
    return fit;
}

FitText fitBlock(const QString& text, const QFont& font, const QSizeF& room, int smallest)
{
    FitText fit{text, font, false};
    while (!fits(fit.text, fit.font, room) && fit.font.pixelSize() > smallest) {
        fit.font.setPixelSize(fit.font.pixelSize() - 1);
    }
    while (!fits(fit.text, fit.font, room) && fit.text.size() > 1) {
        const auto shorter = fit.text.size() * 9 / 10;
        fit.text = text.left(shorter - 1).trimmed() + QStringLiteral("\u2026");
        fit.isShortened = true;
        if (shorter <= 2) {
            break;
        }
    }
    return fit;
}

} // namespace bindery::gui
