// SPDX-License-Identifier: Apache-2.0
// Turns SIGINT, SIGTERM and SIGHUP into a wish to stop, while it lives. The second SIGINT ends the process at
// once; what it leaves open is closed at the next start. Signals that were ignored when the program started
// stay ignored (nohup(1)). Programs that are started meanwhile do not see the signals of the terminal: they
// are stopped through the token. Make it before any thread. Threads: token() from any thread. Source:
// signalfd(2).
#pragma once

#include "base/unique_fd.h"

#include <atomic>
#include <csignal>
#include <functional>
#include <stop_token>
#include <thread>

namespace bindery
{

class StopSignals
{
public:
    /// `told` runs once, in another thread, when the first signal comes.
    explicit StopSignals(std::function<void()> told);
    ~StopSignals();
    StopSignals(const StopSignals&) = delete;
    StopSignals& operator=(const StopSignals&) = delete;

    std::stop_token token() const { return m_stop.get_token(); }
    bool stopped() const { return m_stop.stop_requested(); }

private:
    void watch();

    std::function<void()> m_told;
    std::stop_source m_stop;
    sigset_t m_wanted{};
    sigset_t m_before{};
    UniqueFd m_signals;
    UniqueFd m_end;
    std::jthread m_thread;
};

} // namespace bindery
