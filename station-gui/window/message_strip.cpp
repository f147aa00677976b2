// SPDX-License-Identifier: Apache-2.0
#include "window/message_strip.h"

#include "look/colours.h"
#include "look/shapes.h"
#include "look/style.h"

#include <QtCore/QTime>
#include <QtGui/QPainter>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QStyle>

namespace bindery::gui
{

namespace
{

constexpr int kKept = 200;

const char* toneName(Tone tone)
{
    return tone == Tone::Fault ? "fault" : (tone == Tone::Good ? "good" : "refusal");
}

Shape shapeOf(Tone tone)
{
    return tone == Tone::Fault ? Shape::Cross : (tone == Tone::Good ? Shape::Tick : Shape::Hand);
}

} // namespace

MessageStrip::MessageStrip(QWidget* parent) : QFrame(parent)
{
    setObjectName("messageStrip");
    m_text = new QLabel(this);
    m_text->setObjectName("messageText");
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_away = new QPushButton(this);
    m_away->setObjectName("putMessageAwayButton");
    setRole(m_away, "flat");
    connect(m_away, &QPushButton::clicked, this, &MessageStrip::putAway);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(lines(this, 2.8), lines(this, 0.2), lines(this, 0.6), lines(this, 0.2));
    layout->addWidget(m_text, 1);
    layout->addWidget(m_away);
    retranslate();
    hide();
}

void MessageStrip::retranslate()
{
    m_away->setText(tr("Understood"));
}

void MessageStrip::say(Tone tone, const QString& text)
{
    m_tone = tone;
    m_text->setText(text);
    setProperty("tone", QLatin1String(toneName(tone)));
    style()->unpolish(this);
    style()->polish(this);
    QStringList all = m_history.stringList();
    all.prepend(QTime::currentTime().toString(QStringLiteral("HH:mm:ss")) + QStringLiteral("   ") + text);
    while (all.size() > kKept) {
        all.removeLast();
    }
    m_history.setStringList(all);
    show();
    update();
}

void MessageStrip::putAway()
{
    hide();
}

QString MessageStrip::text() const
{
    return isHidden() ? QString() : m_text->text();
}

void MessageStrip::paintEvent(QPaintEvent* event)
{
    QFrame::paintEvent(event);
    QPainter painter(this);
    const qreal line = fontMetrics().height();
    drawShape(painter, QRectF(line, height() / 2.0 - line * 0.5, line, line), shapeOf(m_tone),
              coloursOf(m_tone).edge);
}

} // namespace bindery::gui
