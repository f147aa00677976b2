// SPDX-License-Identifier: Apache-2.0
// A station of one's own: a message bus that nobody else sees, and on it `binderyd --session --demo` with its
// state in a folder that goes when the station goes. For demos and tests. Both end with this program, also
// when it is killed; only the folder is left behind then. Errors: start() says what is missing and how to get
// it; a daemon that ends later is shown like any lost daemon. Threads: the GUI thread, which must be the main
// one, for the kernel takes the end of the thread that started a child for the end of its parent.
// start() waits for the bus to say its address, which takes a few milliseconds, before there is a window.
#pragma once

#include <optional>

#include <QtCore/QObject>
#include <QtCore/QProcess>
#include <QtCore/QStringList>
#include <QtCore/QTemporaryDir>
#include <QtDBus/QDBusConnection>

namespace bindery::gui
{

class PrivateStation : public QObject
{
    Q_OBJECT
public:
    /// `daemon`: path of binderyd; empty: that beside this program, else that of the PATH.
    explicit PrivateStation(const QString& daemon, const QStringList& daemonOptions = {},
                            QObject* parent = nullptr);
    ~PrivateStation() override;

    /// Nothing when all went well, else what is the matter.
    std::optional<QString> start();
    const QDBusConnection& bus() const { return m_connection; }
    QString folder() const { return m_folder.path(); }

    void startDaemon();
    /// As the kernel would when memory runs out.
    void killDaemon();
    qint64 daemonProcess() const { return m_daemon.processId(); }
    bool daemonRuns() const { return m_daemon.state() == QProcess::Running; }

private:
    std::optional<QString> startBus();
    QString writeBusConfiguration() const;
    static QString findDaemon();

    QTemporaryDir m_folder;
    QString m_program;
    QStringList m_options;
    QString m_address;
    QProcess m_bus;
    QProcess m_daemon;
    QDBusConnection m_connection;
};

} // namespace bindery::gui
