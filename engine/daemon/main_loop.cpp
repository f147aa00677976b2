// SPDX-License-Identifier: Apache-2.0
#include "daemon/main_loop.h"

#include "base/error.h"

#include <algorithm>
#include <cstdint>
#include <exception>
#include <utility>

#include <poll.h>
#include <sdbus-c++/sdbus-c++.h>
#include <spdlog/spdlog.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace bindery::daemon
{

namespace
{

/// A full disk, a defect: told, and the line goes on. A bus that has gone is found by the next look at it.
void carryOut(const std::function<void()>& work)
{
    try {
        work();
    } catch (const std::exception& error) {
        spdlog::error("work of the daemon's loop failed: {}", error.what());
    }
}

} // namespace

MainLoop::MainLoop() : m_wake(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
{
    if (!m_wake) {
        throw Error(ErrorCode::Internal, "no eventfd can be had for the daemon's loop");
    }
}

void MainLoop::attach(sdbus::IConnection& connection)
{
    m_connections.push_back(&connection);
}

void MainLoop::post(std::function<void()> work)
{
    {
        const std::lock_guard lock(m_mutex);
        m_posted.push_back(std::move(work));
    }
    wake();
}

void MainLoop::every(std::chrono::milliseconds interval, std::function<void()> work)
{
    m_timers.push_back({interval, std::chrono::steady_clock::now() + interval, std::move(work)});
}

void MainLoop::run(const std::stop_token& stop)
{
    const std::stop_callback onStop(stop, [this] { wake(); });
    while (!stop.stop_requested()) {
        wait();
        work();
    }
}

void MainLoop::wake() const
{
    const std::uint64_t one = 1;
    // A counter that is full wakes as well.
    static_cast<void>(::write(m_wake.get(), &one, sizeof(one)));
}

void MainLoop::wait()
{
    using std::chrono::duration_cast;
    using std::chrono::milliseconds;
    constexpr int kLongest = 60'000; // milliseconds
    int patience = kLongest;
    const auto now = std::chrono::steady_clock::now();
    for (const Timer& timer : m_timers) {
        const auto left = duration_cast<milliseconds>(timer.due - now).count() + 1;
        patience = static_cast<int>(std::clamp<std::int64_t>(left, 0, patience));
    }
    std::vector<pollfd> waited{{m_wake.get(), POLLIN, 0}};
    for (const sdbus::IConnection* connection : m_connections) {
        const sdbus::IConnection::PollData data = connection->getEventLoopPollData();
        waited.push_back({data.fd, data.events, 0});
        const int itsPatience = data.getPollTimeout();
        if (itsPatience >= 0) {
            patience = std::min(patience, itsPatience);
        }
    }
    if (::poll(waited.data(), waited.size(), patience) > 0 && (waited.front().revents & POLLIN) != 0) {
        std::uint64_t count = 0;
        static_cast<void>(::read(m_wake.get(), &count, sizeof(count)));
    }
}

void MainLoop::work()
{
    for (sdbus::IConnection* connection : m_connections) {
        // Bounded, so that a client that floods does not keep timers and cards waiting.
        constexpr int kMessagesAtOnce = 64;
        try {
            for (int count = 0; count < kMessagesAtOnce && connection->processPendingRequest(); ++count) {
            }
        } catch (const sdbus::Error& error) {
            throw Error(ErrorCode::Internal, "the message bus ended: " + error.getMessage());
        }
    }
    std::vector<std::function<void()>> posted;
    {
        const std::lock_guard lock(m_mutex);
        posted = std::exchange(m_posted, {});
    }
    for (const std::function<void()>& each : posted) {
        carryOut(each);
    }
    const auto now = std::chrono::steady_clock::now();
    for (Timer& timer : m_timers) {
        if (timer.due <= now) {
            timer.due = now + timer.interval;
            carryOut(timer.work);
        }
    }
}

} // namespace bindery::daemon
