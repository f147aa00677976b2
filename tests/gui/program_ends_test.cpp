// SPDX-License-Identifier: Apache-2.0
// The program as it is started: whichever way it ends, its private bus and daemon end with it.
#include <chrono>
#include <csignal>
#include <functional>
#include <string>
#include <thread>

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QProcess>
#include <QtCore/QStringList>
#include <gtest/gtest.h>

namespace bindery::gui
{

namespace
{

constexpr std::chrono::seconds kPatience{60};

bool comes(const std::function<bool()>& hasCome)
{
    const auto late = std::chrono::steady_clock::now() + kPatience;
    while (!hasCome()) {
        if (std::chrono::steady_clock::now() > late) {
            return false;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    return true;
}

QByteArray read(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// What stands behind the name in /proc/PID/stat: state, parent, ...
QList<QByteArray> statOf(qint64 process)
{
    const QByteArray stat = read(QStringLiteral("/proc/%1/stat").arg(process));
    return stat.mid(stat.lastIndexOf(')') + 2).split(' ');
}

/// Also when nobody has asked yet how it ended.
bool hasEnded(qint64 process)
{
    const QByteArray state = statOf(process).value(0);
    return state.isEmpty() || state == "Z" || state == "X";
}

QStringList commandOf(qint64 process)
{
    return QString::fromUtf8(read(QStringLiteral("/proc/%1/cmdline").arg(process))).split(QChar(0));
}

/// 0: it has no such child.
qint64 childOf(qint64 parent, const char* program)
{
    for (const QString& entry : QDir(QStringLiteral("/proc")).entryList(QDir::Dirs)) {
        bool isNumber = false;
        const qint64 process = entry.toLongLong(&isNumber);
        if (isNumber && statOf(process).value(1).toLongLong() == parent &&
            QFileInfo(commandOf(process).value(0)).fileName() == QLatin1String(program)) {
            return process;
        }
    }
    return 0;
}

class ProgramOfADemo : public testing::TestWithParam<int>
{
protected:
    void SetUp() override
    {
        m_program.setProcessChannelMode(QProcess::ForwardedChannels);
        m_program.start(BINDERY_STATION_GUI,
                        {"--demo", "--muted", "--daemon", QStringLiteral(BINDERY_DAEMON)});
        ASSERT_TRUE(m_program.waitForStarted());
        ASSERT_TRUE(comes([this] {
            m_bus = childOf(m_program.processId(), "dbus-daemon");
            m_daemon = childOf(m_program.processId(), "binderyd");
            return m_bus != 0 && m_daemon != 0;
        })) << "bus and daemon are not started";
        const QStringList command = commandOf(m_daemon);
        m_state = command.value(command.indexOf("--state") + 1);
        ASSERT_TRUE(comes([this] { return QFileInfo::exists(m_state + "/demo/cards"); }))
            << "the daemon does not come up";
    }

    void TearDown() override
    {
        m_program.kill();
        m_program.waitForFinished();
    }

    QProcess m_program;
    qint64 m_bus = 0;
    qint64 m_daemon = 0;
    QString m_state;
};

TEST_P(ProgramOfADemo, EndsWithAllThatItStarted)
{
    ASSERT_EQ(::kill(static_cast<pid_t>(m_program.processId()), GetParam()), 0);
    EXPECT_TRUE(m_program.waitForFinished(static_cast<int>(std::chrono::milliseconds(kPatience).count())));
    EXPECT_TRUE(comes([this] { return hasEnded(m_daemon); })) << "the daemon goes on";
    EXPECT_TRUE(comes([this] { return hasEnded(m_bus); })) << "the bus goes on";
    if (GetParam() == SIGKILL) { // what it could not remove
        QDir(QFileInfo(m_state).path()).removeRecursively();
        return;
    }
    EXPECT_EQ(m_program.exitStatus(), QProcess::NormalExit);
    EXPECT_EQ(m_program.exitCode(), 0);
    EXPECT_FALSE(QFileInfo::exists(QFileInfo(m_state).path())) << "the folder of the demo is left behind";
}

INSTANTIATE_TEST_SUITE_P(When, ProgramOfADemo, testing::Values(SIGTERM, SIGINT, SIGKILL),
                         [](const auto& which) {
                             return which.param == SIGTERM  ? std::string("ItIsAskedTo")
                                    : which.param == SIGINT ? std::string("ItIsInterrupted")
                                                            : std::string("ItIsKilled");
                         });

} // namespace

} // namespace bindery::gui
