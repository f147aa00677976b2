// SPDX-License-Identifier: Apache-2.0
#include "base/stop_signals.h"

#include "base/error.h"

#include <array>
#include <cerrno>
#include <cstdint>

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <unistd.h>

namespace bindery
{

StopSignals::StopSignals(std::function<void()> told) : m_told(std::move(told))
{
    ::sigemptyset(&m_wanted);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
        struct sigaction now {
        };
        if (::sigaction(signal, nullptr, &now) == 0 && now.sa_handler != SIG_IGN) {
            ::sigaddset(&m_wanted, signal);
        }
    }
    m_end = UniqueFd(::eventfd(0, EFD_CLOEXEC));
    m_signals = UniqueFd(::signalfd(-1, &m_wanted, SFD_CLOEXEC));
    if (!m_end || !m_signals) {
        throwErrno(ErrorCode::Internal, "signalfd", errno);
    }
    ::pthread_sigmask(SIG_BLOCK, &m_wanted, &m_before);
    m_thread = std::jthread([this] { watch(); });
}

StopSignals::~StopSignals()
{
    const std::uint64_t one = 1;
    if (::write(m_end.get(), &one, sizeof one) == sizeof one) {
        m_thread.join();
    }
    if (stopped()) { // one more that came late must not end the program before it has told its results
        const timespec none{};
        while (::sigtimedwait(&m_wanted, nullptr, &none) > 0) {
        }
    }
    ::pthread_sigmask(SIG_SETMASK, &m_before, nullptr);
}

void StopSignals::watch()
{
    for (;;) {
        std::array<pollfd, 2> waiting{pollfd{m_end.get(), POLLIN, 0}, pollfd{m_signals.get(), POLLIN, 0}};
        if (::poll(waiting.data(), waiting.size(), -1) < 0 && errno != EINTR) {
            return;
        }
        if (waiting[0].revents != 0) {
            return;
        }
        signalfd_siginfo info{};
        if (waiting[1].revents == 0 || ::read(m_signals.get(), &info, sizeof info) != sizeof info) {
            continue;
        }
        if (!m_stop.request_stop() && info.ssi_signo == SIGINT) {
            static_cast<void>(::signal(SIGINT, SIG_DFL));
            sigset_t interrupt;
            ::sigemptyset(&interrupt);
            ::sigaddset(&interrupt, SIGINT);
            ::pthread_sigmask(SIG_UNBLOCK, &interrupt, nullptr);
            static_cast<void>(::raise(SIGINT));
        } else if (m_told) {
            std::exchange(m_told, {})();
        }
    }
}

} // namespace bindery
