// SPDX-License-Identifier: Apache-2.0
#include "app/private_station.h"

#include <csignal>

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QProcessEnvironment>
#include <QtCore/QStandardPaths>
#include <QtCore/QUuid>
#include <QtDBus/QDBusError>
#include <sys/prctl.h>
#include <unistd.h>

namespace bindery::gui
{

namespace
{

constexpr int kEndMilliseconds = 5000;
constexpr int kBusMilliseconds = 10000;

/// The kernel asks the child to end when this program does, however that comes about.
void endWithUs(QProcess& process)
{
    process.setChildProcessModifier([parent = ::getpid()] {
        ::prctl(PR_SET_PDEATHSIG, SIGTERM);
        if (::getppid() != parent) { // it ended before it was asked
            ::_exit(1);
        }
    });
}

void end(QProcess& process)
{
    if (process.state() == QProcess::NotRunning) {
        return;
    }
    process.terminate();
    if (!process.waitForFinished(kEndMilliseconds)) {
        process.kill();
        process.waitForFinished(kEndMilliseconds);
    }
}

} // namespace

PrivateStation::PrivateStation(const QString& daemon, const QStringList& daemonOptions, QObject* parent)
    : QObject(parent), m_program(daemon.isEmpty() ? findDaemon() : daemon), m_options(daemonOptions),
      m_connection(QStringLiteral("none"))
{
    m_daemon.setProcessChannelMode(QProcess::ForwardedChannels);
    m_bus.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    endWithUs(m_daemon);
    endWithUs(m_bus);
}

PrivateStation::~PrivateStation()
{
    end(m_daemon);
    const QString name = m_connection.name();
    m_connection = QDBusConnection(QStringLiteral("none"));
    QDBusConnection::disconnectFromBus(name);
    end(m_bus);
}

QString PrivateStation::findDaemon()
{
    const QString beside = QCoreApplication::applicationDirPath() + QStringLiteral("/binderyd");
    if (QFile::exists(beside)) {
        return beside;
    }
    const QString installed = QStringLiteral("/usr/libexec/binderyd");
    return QFile::exists(installed) ? installed : QStandardPaths::findExecutable(QStringLiteral("binderyd"));
}

std::optional<QString> PrivateStation::start()
{
    if (m_program.isEmpty() || !QFile::exists(m_program)) {
        return tr("binderyd was not found: build or install it, or name it with --daemon.");
    }
    if (auto problem = startBus()) {
        return problem;
    }
    startDaemon();
    return std::nullopt;
}

QString PrivateStation::writeBusConfiguration() const
{
    const QString path = m_folder.filePath(QStringLiteral("bus.conf"));
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly)) {
        return {};
    }
    file.write(
        QStringLiteral(R"(<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir=%1</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
)")
            .arg(m_folder.path())
            .toUtf8());
    return path;
}

std::optional<QString> PrivateStation::startBus()
{
    const QString program = QStandardPaths::findExecutable(QStringLiteral("dbus-daemon"));
    if (program.isEmpty()) {
        return tr("dbus-daemon was not found: install the package dbus-daemon.");
    }
    const QString configuration = writeBusConfiguration();
    m_bus.start(program, {QStringLiteral("--nofork"), QStringLiteral("--print-address"),
                          QStringLiteral("--config-file=") + configuration});
    while (!m_bus.canReadLine()) {
        if (!m_bus.waitForReadyRead(kBusMilliseconds)) {
            return tr("dbus-daemon did not start: %1").arg(m_bus.errorString());
        }
    }
    m_address = QString::fromUtf8(m_bus.readLine()).trimmed();
    m_connection = QDBusConnection::connectToBus(m_address, QUuid::createUuid().toString());
    if (!m_connection.isConnected()) {
        return tr("The private bus does not let this program in: %1").arg(m_connection.lastError().message());
    }
    return std::nullopt;
}

void PrivateStation::startDaemon()
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"), m_address);
    m_daemon.setProcessEnvironment(environment);
    QDir(m_folder.path()).mkpath(QStringLiteral("state"));
    m_daemon.start(m_program,
                   QStringList{QStringLiteral("--session"), QStringLiteral("--demo"),
                               QStringLiteral("--state"), m_folder.filePath(QStringLiteral("state"))} +
                       m_options);
}

void PrivateStation::killDaemon()
{
    m_daemon.kill();
    m_daemon.waitForFinished(kEndMilliseconds);
}

} // namespace bindery::gui
