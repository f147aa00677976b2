// SPDX-License-Identifier: Apache-2.0
#include "scan/scanner.h"

#include "scan/caps_lock.h"

#include <utility>

#include <QtGui/QKeyEvent>
#include <QtWidgets/QAbstractSpinBox>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QTextEdit>

namespace bindery::gui
{

namespace
{

bool isEnter(int key)
{
    return key == Qt::Key_Return || key == Qt::Key_Enter;
}

bool mayBeOfAScan(const QKeyEvent& event)
{
    constexpr Qt::KeyboardModifiers kHarmless =
        Qt::ShiftModifier | Qt::KeypadModifier | Qt::GroupSwitchModifier;
    return !event.isAutoRepeat() && event.text().size() == 1 && event.text().at(0).isPrint() &&
           (event.modifiers() & ~kHarmless) == Qt::NoModifier;
}

bool takesText(const QWidget* widget)
{
    return qobject_cast<const QLineEdit*>(widget) != nullptr ||
           qobject_cast<const QTextEdit*>(widget) != nullptr ||
           qobject_cast<const QAbstractSpinBox*>(widget) != nullptr;
}

} // namespace

Scanner::Scanner(QObject* parent, int longestGap) : QObject(parent), m_longestGap(longestGap)
{
    m_end.setSingleShot(true);
    m_end.setTimerType(Qt::PreciseTimer);
    m_end.setInterval(longestGap);
    connect(&m_end, &QTimer::timeout, this, &Scanner::onSilence);
    m_lastLook.setSingleShot(true);
    m_lastLook.setInterval(0);
    connect(&m_lastLook, &QTimer::timeout, this, &Scanner::handOn);
    qApp->installEventFilter(this);
}

bool Scanner::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::KeyPress || m_isHandingOn) {
        return false;
    }
    return onKey(watched, static_cast<QKeyEvent&>(*event));
}

bool Scanner::onKey(QObject* watched, QKeyEvent& event)
{
    if (isEnter(event.key())) {
        return onEnter(event);
    }
    // No code begins with a space, and a space that comes late would press a button and not let it go.
    if (!mayBeOfAScan(event) || (m_held.empty() && event.key() == Qt::Key_Space)) {
        if (event.key() != Qt::Key_Shift) {
            handOn();
        }
        return false;
    }
    if (!m_held.empty() && !isInTime(event)) {
        handOn();
    }
    m_held.push_back({watched, event.key(), event.modifiers(), event.text()});
    m_sinceKey.start();
    m_lastKey = event.timestamp();
    m_lastLook.stop();
    m_end.start();
    return true;
}

bool Scanner::onEnter(const QKeyEvent& event)
{
    QWidget* focus = QApplication::focusWidget();
    if (!m_held.empty() && isInTime(event)) {
        const Scan scan = scanOf(heldText());
        const bool isLong = m_held.size() >= kShortestScan;
        // a code that Caps Lock turned into another one is told of, not written into a field
        if (scan.kind != ScanKind::Unknown ||
            (isLong && (!takesText(focus) || meantWithoutCapsLock(heldText())))) {
            m_held.clear();
            m_end.stop();
            m_lastLook.stop();
            m_sinceScan.start();
            emit scanned(scan);
            return true;
        }
    } else if (m_held.empty() && m_sinceScan.isValid() && m_sinceScan.elapsed() < m_longestGap) {
        return true; // the second half of a line end of two
    }
    handOn();
    // A list that a person opened closes with Enter; what it chooses starts nothing.
    return !takesText(focus) && QApplication::activePopupWidget() == nullptr;
}

void Scanner::onSilence()
{
    m_lastLook.start();
}

void Scanner::handOn()
{
    m_end.stop();
    m_lastLook.stop();
    const std::vector<Held> keys = std::exchange(m_held, {});
    m_isHandingOn = true;
    for (const Held& held : keys) {
        if (!held.target) {
            continue;
        }
        QKeyEvent press(QEvent::KeyPress, held.key, held.modifiers, held.text);
        QCoreApplication::sendEvent(held.target, &press);
    }
    m_isHandingOn = false;
}

QString Scanner::heldText() const
{
    QString text;
    for (const Held& held : m_held) {
        text += held.text;
    }
    return text;
}

bool Scanner::isInTime(const QKeyEvent& event) const
{
    // The window system knows when a key was pressed, also when this thread comes to it late.
    if (m_lastKey != 0 && event.timestamp() >= m_lastKey) {
        return event.timestamp() - m_lastKey <= static_cast<quint64>(m_longestGap);
    }
    return m_sinceKey.isValid() && m_sinceKey.elapsed() <= m_longestGap;
}

} // namespace bindery::gui
