// SPDX-License-Identifier: Apache-2.0
// Caps Lock turns "B:1001" of a scanner into "b:1001", which is no code of the line, and a PIN into another
// one. Here is seen that it is on: by what a scan would mean in the other case, or by a key whose letter does
// not go with its Shift.
#pragma once

#include <optional>

#include <QtCore/QObject>
#include <QtCore/QString>

class QKeyEvent;
class QLineEdit;

namespace bindery::gui
{

/// What the bar code says when only Caps Lock explains `raw`.
std::optional<QString> meantWithoutCapsLock(const QString& raw);

/// A capital letter without Shift, or a small one with it.
bool saysCapsLock(const QKeyEvent& key);

/// Watches what is typed into fields whose letters nobody sees or the station tells apart by their case.
class CapsLockWatch : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    void watch(QLineEdit* edit);
    bool eventFilter(QObject* watched, QEvent* event) override;

    /// To be shown: that it is on, and the cure.
    static QString sentence();

signals:
    /// `isFirst`: since the field got the focus.
    void typedWithCapsLock(bool isFirst);

private:
    bool m_isSeen = false;
};

} // namespace bindery::gui
