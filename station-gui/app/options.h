// SPDX-License-Identifier: Apache-2.0
// What the command line asks for.
#pragma once

#include <QtCore/QSize>
#include <QtCore/QString>

class QCoreApplication;

namespace bindery::gui
{

struct StartOptions {
    bool isDemo = false;
    bool onSessionBus = false;
    bool fullScreen = false;
    bool isMuted = false;
    QString screenshots; ///< a folder; empty: the window is shown to a person
    QString daemon;      ///< path of binderyd, for a demo
    QString language;    ///< empty: that of the badge
    QSize size{1280, 800};
};

/// Ends the program for --help, --version and what it does not understand.
StartOptions startOptions(const QCoreApplication& application);

} // namespace bindery::gui
