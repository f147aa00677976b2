// SPDX-License-Identifier: Apache-2.0
// What was refused, scanned in vain or done elsewhere: the last message stays until somebody puts it away,
// the ones before it can be read on the page Station.
#pragma once

#include "look/look.h"

#include <QtCore/QStringListModel>
#include <QtWidgets/QFrame>

class QLabel;
class QPushButton;

namespace bindery::gui
{

class MessageStrip : public QFrame
{
    Q_OBJECT
public:
    explicit MessageStrip(QWidget* parent = nullptr);

    void say(Tone tone, const QString& text);
    void putAway();
    QString text() const;
    /// The newest first.
    QStringListModel& history() { return m_history; }
    void retranslate();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QStringListModel m_history;
    Tone m_tone = Tone::Refusal;
    QLabel* m_text = nullptr;
    QPushButton* m_away = nullptr;
};

} // namespace bindery::gui
