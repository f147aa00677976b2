// SPDX-License-Identifier: Apache-2.0
#include "scan/caps_lock.h"

#include "scan/keyboard_layout.h"

#include <algorithm>
#include <utility>

#include <QtGui/QKeyEvent>
#include <QtWidgets/QLineEdit>

namespace bindery::gui
{

namespace
{

QString inOtherCase(const QString& text)
{
    QString other = text;
    std::transform(text.begin(), text.end(), other.begin(),
                   [](QChar each) { return each.isUpper() ? each.toLower() : each.toUpper(); });
    return other;
}

} // namespace

std::optional<QString> meantWithoutCapsLock(const QString& raw)
{
    if (isUnderstood(raw)) {
        return std::nullopt;
    }
    const QString meant = inOtherCase(raw);
    return isUnderstood(meant) ? std::optional(meant) : std::nullopt;
}

bool saysCapsLock(const QKeyEvent& key)
{
    if (key.text().size() != 1 || !key.text().at(0).isLetter()) {
        return false;
    }
    const QChar letter = key.text().at(0);
    const bool isShifted = (key.modifiers() & Qt::ShiftModifier) != 0;
    return isShifted ? letter.isLower() : letter.isUpper();
}

void CapsLockWatch::watch(QLineEdit* edit)
{
    edit->installEventFilter(this);
}

bool CapsLockWatch::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::FocusIn) {
        m_isSeen = false;
    } else if (event->type() == QEvent::KeyPress && saysCapsLock(static_cast<const QKeyEvent&>(*event))) {
        emit typedWithCapsLock(!std::exchange(m_isSeen, true));
    }
    return QObject::eventFilter(watched, event);
}

QString CapsLockWatch::sentence()
{
    return tr("Caps Lock is on: press the Caps Lock key once, then type it again.");
}

} // namespace bindery::gui
