// SPDX-License-Identifier: Apache-2.0
// The station's end of the bind protocol (messages.h): TLS 1.3 over TCP, a thread per connection up to a
// limit, every step bounded in time and size, one act per connection. Signatures are checked here; the desk
// hears only of those that hold, and of those who were rejected. A client that hangs, floods or talks
// nonsense costs its own connection, and one address never takes all of them. Errors: InvalidArgument for an
// address; Busy when the port is taken; NeedsRoot; Internal from OpenSSL. Threads: run() in one; the desk's
// members are never called two at once. Source: RFC 8446 (TLS 1.3).
#pragma once

#include "bind/bind_desk.h"
#include "bind/site.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <stop_token>
#include <string>

namespace bindery::bind
{

struct ServerOptions {
    std::string address = "127.0.0.1"; ///< numeric, IPv4 or IPv6
    std::uint16_t port = 0;            ///< 0: any free one
    std::chrono::milliseconds connectionTime{
        20'000};                ///< from accept to end; the hello within a quarter of it
    int connectionsAtOnce = 32; ///< more are turned away at once; half of them from one address
};

class BindServer
{
public:
    /// Listens from now on. `desk` is borrowed.
    BindServer(BenchIdentity identity, BindDesk& desk, const ServerOptions& options);
    ~BindServer();
    BindServer(const BindServer&) = delete;
    BindServer& operator=(const BindServer&) = delete;

    std::uint16_t port() const;
    /// Serves until `stop`; then ends its connections.
    void run(const std::stop_token& stop);

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace bindery::bind
