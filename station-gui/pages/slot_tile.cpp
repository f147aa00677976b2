// SPDX-License-Identifier: Apache-2.0
#include "pages/slot_tile.h"

#include "look/colours.h"
#include "look/shapes.h"
#include "look/words.h"
#include "pages/fit_text.h"

#include <algorithm>

#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtGui/QPainterPath>

namespace bindery::gui
{

namespace
{

QFont sized(const QFont& font, qreal pixels, QFont::Weight weight)
{
    QFont made = font;
    made.setPixelSize(std::max(1, static_cast<int>(pixels)));
    made.setWeight(weight);
    return made;
}

QString joined(const QString& one, const QString& other)
{
    return one.isEmpty() || other.isEmpty() ? one + other : one + QStringLiteral("  \u00B7  ") + other;
}

} // namespace

SlotTile::SlotTile(QWidget* parent) : QAbstractButton(parent)
{
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void SlotTile::setFacts(const SlotFacts& facts)
{
    m_facts = facts;
    setObjectName(facts.number == 0 ? QStringLiteral("unknownPort")
                                    : QStringLiteral("slot%1").arg(facts.number));
    retranslate();
}

void SlotTile::setStale(bool isStale)
{
    m_isStale = isStale;
    retranslate();
}

void SlotTile::retranslate()
{
    setAccessibleName(spoken());
    update();
}

QSize SlotTile::sizeHint() const
{
    return {220, 160};
}

QSize SlotTile::minimumSizeHint() const
{
    return {70, 56};
}

void SlotTile::keyPressEvent(QKeyEvent* event)
{
    // QAbstractButton moves the focus among its neighbours itself; the grid knows the order of the rack.
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Up:
    case Qt::Key_Down:
        event->ignore();
        break;
    default:
        QAbstractButton::keyPressEvent(event);
    }
}

Look SlotTile::look() const
{
    return m_isStale ? lookOfLostSlot() : lookOfSlot(m_facts.state);
}

QString SlotTile::spoken() const
{
    const QString slot = m_facts.number == 0 ? tr("Unknown port") : tr("Slot %1").arg(m_facts.number);
    QString text = slot + ", " + look().word;
    const QStringList parts = m_isStale ? QStringList{firstLine(), secondLine()}
                                        : QStringList{m_facts.serial, words::ofDaemon(m_facts.reason),
                                                      words::ofDaemon(m_facts.cure)};
    for (const QString& part : parts) {
        if (!part.isEmpty()) {
            text += ", " + part;
        }
    }
    return text;
}

QString SlotTile::firstLine() const
{
    if (m_isStale) {
        return m_facts.cardPresent ? tr("Leave the card in") : QString();
    }
    if (m_facts.isRunning()) {
        return m_facts.serial;
    }
    if (!m_facts.reason.isEmpty()) {
        return words::ofDaemon(m_facts.reason);
    }
    return m_facts.serial;
}

QString SlotTile::secondLine() const
{
    if (m_isStale) {
        return tr("Last seen: %1").arg(lookOfSlot(m_facts.state).word);
    }
    if (m_facts.isRunning()) {
        return joined(m_facts.rate <= 0 ? QString() : words::rate(m_facts.rate),
                      m_facts.secondsLeft < 0 ? QString()
                                              : tr("%1 left").arg(words::span(m_facts.secondsLeft)));
    }
    if (!m_facts.cure.isEmpty()) {
        return words::ofDaemon(m_facts.cure);
    }
    return m_facts.cardPresent
               ? joined(m_facts.cardModel, m_facts.cardSize == 0 ? QString() : words::size(m_facts.cardSize))
               : QString();
}

void SlotTile::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Look look = this->look();
    const ToneColours colours = coloursOf(look.tone);

    const QRectF outer = QRectF(rect()).adjusted(3, 3, -3, -3);
    const qreal radius = std::min(outer.width(), outer.height()) * 0.08;
    painter.setPen(QPen(look.tone == Tone::Idle ? colour::kLine : colours.edge, 1.5));
    painter.setBrush(colours.fill);
    painter.drawRoundedRect(outer, radius, radius);
    if (isChecked() || hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(colour::kText, isChecked() ? 5 : 2, isChecked() ? Qt::SolidLine : Qt::DotLine));
        painter.drawRoundedRect(outer, radius, radius);
    }

    const qreal pad = outer.height() * 0.07 + 2;
    const QRectF inner = outer.adjusted(pad * 1.2, pad, -pad * 1.2, -pad);
    const int smallest = std::max(9, font().pixelSize() * 12 / 16);
    const qreal head = inner.height() * 0.36;
    const qreal wordHeight = std::min(inner.height() * 0.24, inner.width() * 0.17);

    // number and shape
    const QString number = m_facts.number == 0 ? QStringLiteral("\u2013") : QString::number(m_facts.number);
    painter.setPen(colours.ink);
    painter.setFont(sized(font(), head * 0.98, QFont::Bold));
    painter.drawText(QRectF(inner.left(), inner.top() - head * 0.12, inner.width() * 0.6, head * 1.15),
                     Qt::AlignLeft | Qt::AlignVCenter, number);
    const qreal mark = head * 0.86;
    drawShape(painter, QRectF(inner.right() - mark, inner.top() + head * 0.03, mark, mark), look.shape,
              colours.ink);

    // the word
    const QRectF wordRoom(inner.left(), inner.top() + head * 1.08, inner.width(), wordHeight);
    const FitText word =
        fitLine(look.word.toUpper(), sized(font(), wordHeight * 0.86, QFont::Bold), wordRoom.width(), 8);
    painter.setFont(word.font);
    painter.drawText(wordRoom, Qt::AlignLeft | Qt::AlignVCenter, word.text);

    // what is read close by
    QRectF below(inner.left(), wordRoom.bottom() + pad * 0.3, inner.width(),
                 inner.bottom() - wordRoom.bottom() - pad * 0.3);
    if (m_facts.isRunning() && !m_isStale && below.height() > 10) {
        const qreal bar = std::clamp(below.height() * 0.16, 4.0, 12.0);
        const QRectF track(below.left(), below.bottom() - bar, below.width(), bar);
        QColor ground = colours.ink;
        ground.setAlphaF(0.28F);
        painter.setPen(Qt::NoPen);
        painter.setBrush(ground);
        painter.drawRoundedRect(track, bar / 2, bar / 2);
        if (m_facts.bytesTotal > 0) {
            const double share = std::min(1.0, static_cast<double>(m_facts.bytesDone) /
                                                   static_cast<double>(m_facts.bytesTotal));
            painter.setBrush(colours.ink);
            painter.drawRoundedRect(
                QRectF(track.left(), track.top(), std::max(bar, track.width() * share), bar), bar / 2,
                bar / 2);
        }
        below.setBottom(track.top() - pad * 0.3);
    }
    const QString first = firstLine();
    const QString second = secondLine();
    const QString both = first.isEmpty() || second.isEmpty() ? first + second : first + "\n" + second;
    const qreal large =
        std::clamp(inner.height() * 0.105, static_cast<qreal>(smallest), font().pixelSize() * 1.3);
    if (!both.isEmpty() && below.height() >= smallest) {
        // Both lines where they can be read; else the first alone, for the band and the detail say the second
        // too.
        const QFont wanted = sized(font(), large, QFont::Medium);
        FitText fit = fitBlock(both, wanted, below.size(), smallest);
        if (fit.font.pixelSize() < wanted.pixelSize() * 3 / 4 || fit.isShortened) {
            fit = fitBlock(first.isEmpty() ? second : first, wanted, below.size(), smallest);
        }
        painter.setPen(colours.ink);
        painter.setFont(fit.font);
        painter.drawText(below, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, fit.text);
    }
}

} // namespace bindery::gui
