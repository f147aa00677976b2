// SPDX-License-Identifier: Apache-2.0
#include "bind/bind_server.h"

#include "base/error.h"
#include "base/unique_fd.h"
#include "bind/locked_desk_internal.h"
#include "bind/serve_unit_internal.h"
#include "bind/sockets_internal.h"
#include "bind/tls_context_internal.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <list>
#include <optional>
#include <string>
#include <system_error>
#include <thread>
#include <utility>

#include <poll.h>
#include <sys/eventfd.h>

namespace bindery::bind
{

namespace
{

using Clock = std::chrono::steady_clock;

/// A thread that serves one unit, and joins when it goes.
class Connection
{
public:
    template <typename Work>
    Connection(std::string host, Work work)
        : m_host(std::move(host)), m_thread([this, work = std::move(work)]() mutable {
              work();
              m_done = true;
          })
    {
    }
    bool isDone() const { return m_done; }
    const std::string& host() const { return m_host; }

private:
    std::string m_host;
    std::atomic<bool> m_done = false;
    std::jthread m_thread; // last: it uses what stands above
};

/// What turns people away is told once a second, however many they are.
class TurnedAway
{
public:
    void tell(LockedDesk& desk, const std::string& peer, const std::string& why)
    {
        ++m_count;
        if (Clock::now() - m_told < std::chrono::seconds(1)) {
            return;
        }
        desk.reject(peer,
                    why + (m_count == 1 ? "" : " (with others before: " + std::to_string(m_count) + ")"),
                    std::nullopt);
        m_told = Clock::now();
        m_count = 0;
    }

private:
    Clock::time_point m_told = Clock::now() - std::chrono::seconds(1);
    std::size_t m_count = 0;
};

UniqueFd makeEvent()
{
    UniqueFd event(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
    if (!event) {
        throwErrno(ErrorCode::Internal, "making an event", errno);
    }
    return event;
}

Digest stationDigestOf(const BenchIdentity& identity)
{
    return digestOf(certificatesOf(identity.certificates, "the certificate of this station").front().get());
}

} // namespace

struct BindServer::State {
    State(BenchIdentity identity, BindDesk& borrowed, ServerOptions wished)
        : desk(borrowed), options(std::move(wished)), context(serverContext(identity)),
          certificate(stationDigestOf(identity)), listening(listenAt(options.address, options.port))
    {
    }

    void take(std::list<Connection>& connections, int stopped);
    void start(std::list<Connection>& connections, Accepted unit, int stopped);

    LockedDesk desk;
    const ServerOptions options;
    const TlsContext context;
    const Digest certificate;
    const UniqueFd listening;
    TurnedAway turnedAway;
};

void BindServer::State::take(std::list<Connection>& connections, int stopped)
{
    Accepted unit;
    try {
        unit = acceptFrom(listening.get());
    } catch (const Error& error) {
        // No room for a socket: the one that waits stays there, so a moment passes before the next look.
        turnedAway.tell(desk, "a new connection", error.what());
        pollfd stop{stopped, POLLIN, 0};
        constexpr int kMomentMillis = 100;
        ::poll(&stop, 1, kMomentMillis);
        return;
    }
    if (!unit.socket) {
        return;
    }
    connections.remove_if([](const Connection& connection) { return connection.isDone(); });
    const auto most = static_cast<std::size_t>(std::max(1, options.connectionsAtOnce));
    const auto mostOfOne = (most + 1) / 2;
    const auto ofThis = static_cast<std::size_t>(
        std::count_if(connections.begin(), connections.end(),
                      [&](const Connection& connection) { return connection.host() == unit.host; }));
    if (connections.size() >= most || ofThis >= mostOfOne) {
        unit.socket.reset();
        turnedAway.tell(desk, unit.peer,
                        "turned away: " + std::to_string(connections.size()) + " connections at once, " +
                            std::to_string(ofThis) + " of them from this address");
        return;
    }
    start(connections, std::move(unit), stopped);
}

void BindServer::State::start(std::list<Connection>& connections, Accepted unit, int stopped)
{
    const auto now = Clock::now();
    const Deadline ended = now + options.connectionTime;
    const Deadline greeted = now + options.connectionTime / 4; // who says nothing makes room soon
    const std::string peer = unit.peer;
    try {
        connections.emplace_back(
            unit.host, [this, stopped, peer, greeted, ended, socket = std::move(unit.socket)]() mutable {
                try {
                    TlsStream stream(std::move(socket), context.get(), greeted, stopped);
                    serveUnit(stream, peer, certificate, desk, ended);
                } catch (const std::exception& error) {
                    desk.reject(peer, error.what(), std::nullopt);
                }
            });
    } catch (const std::system_error& error) {
        turnedAway.tell(desk, peer, std::string("turned away, no thread can be had: ") + error.what());
    }
}

BindServer::BindServer(BenchIdentity identity, BindDesk& desk, const ServerOptions& options)
    : m_state(std::make_unique<State>(std::move(identity), desk, options))
{
}

BindServer::~BindServer() = default;

std::uint16_t BindServer::port() const
{
    return portOf(m_state->listening.get());
}

void BindServer::run(const std::stop_token& stop)
{
    const UniqueFd stopped = makeEvent();
    const std::stop_callback wake(stop, [&stopped] { ::eventfd_write(stopped.get(), 1); });
    std::list<Connection> connections; // goes first, and the threads look at `stopped` until they end
    while (!stop.stop_requested()) {
        std::array<pollfd, 2> watched{pollfd{m_state->listening.get(), POLLIN, 0},
                                      pollfd{stopped.get(), POLLIN, 0}};
        if (::poll(watched.data(), watched.size(), -1) < 0 && errno != EINTR) {
            const int saved = errno;
            ::eventfd_write(stopped.get(), 1);
            throwErrno(ErrorCode::Internal, "waiting for units", saved);
        }
        if (watched[0].revents != 0 && !stop.stop_requested()) {
            m_state->take(connections, stopped.get());
        }
    }
}

} // namespace bindery::bind
