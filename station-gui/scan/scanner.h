// SPDX-License-Identifier: Apache-2.0
// Tells what a scanner types from what a person types, wherever the focus is. A scanner types faster than any
// person and ends with Enter. Printable keys are held back for the blink of an eye: when a scan comes of
// them, nothing in the window ever sees them; else they are handed on as they came. Enter reaches a text
// field or a list that was opened and nothing else, whoever sends it. Units: milliseconds. Threads: the GUI
// thread.
#pragma once

#include "scan/scan.h"

#include <vector>

#include <QtCore/QElapsedTimer>
#include <QtCore/QObject>
#include <QtCore/QPointer>
#include <QtCore/QTimer>

class QKeyEvent;

namespace bindery::gui
{

class Scanner : public QObject
{
    Q_OBJECT
public:
    /// Two keys of one scan are never further apart.
    static constexpr int kLongestGap = 60;
    /// Whoever types fewer keys and Enter as fast as a scanner is a person.
    static constexpr int kShortestScan = 4;

    /// Looks at all keys of the application for as long as it lives. `longestGap`: other than kLongestGap for
    /// a slow scanner.
    explicit Scanner(QObject* parent, int longestGap = kLongestGap);

    bool eventFilter(QObject* watched, QEvent* event) override;

signals:
    /// A scan that is understood or that nothing in the window could take.
    void scanned(const bindery::gui::Scan& scan);

private:
    struct Held {
        QPointer<QObject> target;
        int key;
        Qt::KeyboardModifiers modifiers;
        QString text;
    };

    bool onKey(QObject* watched, QKeyEvent& event);
    bool onEnter(const QKeyEvent& event);
    void onSilence();
    void handOn();
    QString heldText() const;
    bool isInTime(const QKeyEvent& event) const;

    int m_longestGap;
    std::vector<Held> m_held;
    quint64 m_lastKey = 0; ///< as the window system timed it; 0: it did not
    QElapsedTimer m_sinceKey;
    QElapsedTimer m_sinceScan;
    QTimer m_end;
    QTimer m_lastLook; ///< keys that came while the thread was busy are seen before silence is believed
    bool m_isHandingOn = false;
};

} // namespace bindery::gui

Q_DECLARE_METATYPE(bindery::gui::Scan)
