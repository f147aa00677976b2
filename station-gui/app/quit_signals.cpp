// SPDX-License-Identifier: Apache-2.0
#include "app/quit_signals.h"

#include <array>
#include <cerrno>
#include <csignal>

#include <QtCore/QCoreApplication>
#include <QtCore/QSocketNotifier>
#include <fcntl.h>
#include <unistd.h>

namespace bindery::gui
{

namespace
{

constexpr std::array kSignals{SIGTERM, SIGINT};

std::array<int, 2> g_pipe{-1, -1}; ///< a handler has nothing else to know it by

void onQuitSignal(int /*number*/)
{
    const int error = errno;
    const char byte = 0;
    // a pipe that is full wakes as well
    [[maybe_unused]] const ssize_t written = ::write(g_pipe[1], &byte, 1);
    errno = error;
}

void handleBy(void (*handler)(int))
{
    struct sigaction action {
    };
    action.sa_handler = handler;
    action.sa_flags = SA_RESTART;
    for (const int number : kSignals) {
        ::sigaction(number, &action, nullptr);
    }
}

} // namespace

QuitSignals::QuitSignals(QObject* parent) : QObject(parent)
{
    if (::pipe2(g_pipe.data(), O_CLOEXEC | O_NONBLOCK) != 0) {
        g_pipe = {-1, -1};
        return;
    }
    auto* notifier = new QSocketNotifier(g_pipe[0], QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, &QuitSignals::onSignal);
    handleBy(&onQuitSignal);
}

QuitSignals::~QuitSignals()
{
    if (g_pipe[0] < 0) {
        return;
    }
    handleBy(SIG_DFL);
    ::close(g_pipe[0]);
    ::close(g_pipe[1]);
    g_pipe = {-1, -1};
}

void QuitSignals::onSignal()
{
    std::array<char, 16> bytes{};
    while (::read(g_pipe[0], bytes.data(), bytes.size()) > 0) {
    }
    QCoreApplication::quit();
}

} // namespace bindery::gui
