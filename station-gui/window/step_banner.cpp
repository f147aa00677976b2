// SPDX-License-Identifier: Apache-2.0
#include "window/step_banner.h"

#include "look/colours.h"
#include "look/shapes.h"
#include "look/style.h"
#include "pages/fit_text.h"

#include <QtGui/QPainter>

namespace bindery::gui
{

StepBanner::StepBanner(QWidget* parent) : QWidget(parent)
{
    setObjectName("nextStep");
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void StepBanner::setStep(const NextStep& step)
{
    if (m_step == step) {
        return;
    }
    m_step = step;
    setAccessibleName(step.act);
    setAccessibleDescription(step.more);
    update();
}

QSize StepBanner::sizeHint() const
{
    return {lines(this, 30), lines(this, 4)};
}

QSize StepBanner::minimumSizeHint() const
{
    return {lines(this, 10), lines(this, 4)};
}

void StepBanner::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const ToneColours colours = coloursOf(m_step.tone);
    painter.fillRect(rect(), colours.fill);

    const qreal line = fontMetrics().height();
    const QRectF mark(line * 0.9, height() / 2.0 - line * 1.1, line * 2.2, line * 2.2);
    drawShape(painter, mark, m_step.shape, colours.ink);

    const QRectF room(mark.right() + line * 0.9, line * 0.35, width() - mark.right() - line * 1.8,
                      height() - line * 0.7);
    const qreal share = m_step.more.isEmpty() ? 1.0 : 0.62;
    QFont big = font();
    big.setPixelSize(font().pixelSize() * 17 / 10);
    big.setWeight(QFont::Bold);
    painter.setPen(colours.ink);
    const FitText act = fitLine(m_step.act, big, room.width(), font().pixelSize());
    painter.setFont(act.font);
    painter.drawText(QRectF(room.left(), room.top(), room.width(), room.height() * share),
                     Qt::AlignLeft | Qt::AlignVCenter, act.text);
    QFont small = font();
    small.setWeight(QFont::Medium);
    const FitText more = fitLine(m_step.more, small, room.width(), font().pixelSize() * 3 / 4);
    painter.setFont(more.font);
    painter.drawText(
        QRectF(room.left(), room.top() + room.height() * share, room.width(), room.height() * (1 - share)),
        Qt::AlignLeft | Qt::AlignVCenter, more.text);
}

} // namespace bindery::gui
