// SPDX-License-Identifier: Apache-2.0
#include "pages/slot_detail.h"

#include "look/colours.h"
#include "look/daemon_sentences.h"
#include "look/shapes.h"
#include "look/style.h"
#include "look/words.h"
#include "pages/fit_text.h"

#include <QtCore/QStringList>
#include <QtGui/QPainter>

namespace bindery::gui
{

SlotDetail::SlotDetail(QWidget* parent) : QFrame(parent)
{
    setObjectName("slotDetail");
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void SlotDetail::setFacts(const SlotFacts& facts)
{
    m_facts = facts;
    retranslate();
}

void SlotDetail::setStale(bool isStale)
{
    m_isStale = isStale;
    retranslate();
}

void SlotDetail::retranslate()
{
    setAccessibleName(headline() + QStringLiteral(". ") + text());
    update();
}

QSize SlotDetail::sizeHint() const
{
    return {lines(this, 20), lines(this, 3.4)};
}

QSize SlotDetail::minimumSizeHint() const
{
    return {lines(this, 8), lines(this, 3.4)};
}

Look SlotDetail::look() const
{
    if (m_facts.state.isEmpty()) {
        return {};
    }
    return m_isStale ? lookOfLostSlot() : lookOfSlot(m_facts.state);
}

QString SlotDetail::headline() const
{
    if (m_facts.state.isEmpty()) {
        return tr("No slot is chosen: acts are meant for all");
    }
    const QString slot =
        m_facts.number == 0 ? tr("Port %1").arg(m_facts.port) : tr("Slot %1").arg(m_facts.number);
    return slot + QStringLiteral("  \u00B7  ") + look().word +
           (m_facts.serial.isEmpty() ? QString() : QStringLiteral("  \u00B7  ") + m_facts.serial);
}

QString SlotDetail::text() const
{
    if (m_facts.state.isEmpty()) {
        return tr("Choose one with the arrow keys and Space, by touching it, or by scanning its label.");
    }
    if (m_isStale) {
        return tr("The station does not answer. Leave the card as it is. Last seen: %1")
            .arg(lookOfSlot(m_facts.state).word);
    }
    QStringList parts;
    if (const QString why = words::sentences(m_facts.reason, m_facts.cure); !why.isEmpty()) {
        parts.append(why);
    }
    if (m_facts.isRunning()) {
        parts.append(words::step(m_facts.step) + QStringLiteral("  ") + words::size(m_facts.bytesDone) +
                     QStringLiteral(" / ") + words::size(m_facts.bytesTotal) + QStringLiteral("  ") +
                     words::rate(m_facts.rate));
    }
    if (m_facts.cardPresent) {
        const bool holdsNothing =
            m_facts.cardContent.isEmpty() || m_facts.cardContent == QLatin1String("nothing");
        parts.append(
            QString(m_facts.cardModel + QStringLiteral("  ") + words::size(m_facts.cardSize)).trimmed() +
            (holdsNothing ? QString() : QStringLiteral(", ") + inOurLanguage(m_facts.cardContent)));
    }
    return parts.join(QStringLiteral("  "));
}

void SlotDetail::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Look look = this->look();
    const ToneColours colours = coloursOf(look.tone);
    const QRectF box = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    const qreal line = fontMetrics().height();
    painter.setPen(QPen(m_facts.state.isEmpty() ? colour::kLine : colours.edge, 1));
    painter.setBrush(m_facts.state.isEmpty() ? colour::kSurface : colours.tint);
    painter.drawRoundedRect(box, line * 0.45, line * 0.45);
    const QRectF mark(line * 0.7, box.center().y() - line * 0.8, line * 1.6, line * 1.6);
    drawShape(painter, mark, look.shape, colours.edge);

    const QRectF room(mark.right() + line * 0.7, line * 0.3, width() - mark.right() - line * 1.4,
                      height() - line * 0.6);
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    const int smallest = font().pixelSize() * 3 / 4;
    const FitText head = fitLine(headline(), bold, room.width(), smallest);
    painter.setPen(colour::kText);
    painter.setFont(head.font);
    painter.drawText(QRectF(room.left(), room.top(), room.width(), line * 1.1),
                     Qt::AlignLeft | Qt::AlignVCenter, head.text);
    const QRectF below(room.left(), room.top() + line * 1.1, room.width(), room.height() - line * 1.1);
    const FitText body = fitBlock(text(), font(), below.size(), smallest);
    painter.setFont(body.font);
    painter.drawText(below, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, body.text);
}

} // namespace bindery::gui
