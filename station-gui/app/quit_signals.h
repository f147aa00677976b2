// SPDX-License-Identifier: Apache-2.0
// SIGTERM and SIGINT end the program as closing its window does: all that it started is ended with it.
// One of these may live at a time. Errors: without a pipe the signals keep ending the program at once.
// Threads: the GUI thread; the handler itself only writes a byte. Source: signal-safety(7).
#pragma once

#include <QtCore/QObject>

namespace bindery::gui
{

class QuitSignals : public QObject
{
    Q_OBJECT
public:
    explicit QuitSignals(QObject* parent = nullptr);
    ~QuitSignals() override;

private:
    void onSignal();
};

} // namespace bindery::gui
