// SPDX-License-Identifier: Apache-2.0
// The daemon's one loop: bus messages, work that other threads hand in, and timers, one after another in the
// thread of run(). Objects on the bus, records and people are touched there alone.
// Errors: of run(): Internal when a bus connection ends. Threads: post() from any, all else from one.
#pragma once

#include "base/unique_fd.h"

#include <chrono>
#include <functional>
#include <mutex>
#include <stop_token>
#include <vector>

namespace sdbus
{
class IConnection;
}

namespace bindery::daemon
{

class MainLoop
{
public:
    MainLoop();

    /// `connection` is borrowed.
    void attach(sdbus::IConnection& connection);
    /// Runs once, in the loop. Work that is still waiting when the loop ends is dropped.
    void post(std::function<void()> work);
    void every(std::chrono::milliseconds interval, std::function<void()> work);
    /// Until `stop`. What work throws is told in the log.
    void run(const std::stop_token& stop);

private:
    struct Timer {
        std::chrono::milliseconds interval;
        std::chrono::steady_clock::time_point due;
        std::function<void()> work;
    };

    void wake() const;
    void wait();
    void work();

    UniqueFd m_wake;
    std::vector<sdbus::IConnection*> m_connections;
    std::vector<Timer> m_timers;
    std::mutex m_mutex;
    std::vector<std::function<void()>> m_posted;
};

} // namespace bindery::daemon
