// SPDX-License-Identifier: Apache-2.0
// May this client of the bus do this? On the system bus polkit decides, by the user and the session behind
// the client; on a session bus, where the demo and the tests run, everything belongs to the bus's own user.
// Which person may do it is asked afterwards, of SignIn. Errors: an answer is none, NeedsRoot with the cure
// (the caller gets it as NotAuthorized), or why it could not be found out. uidOf(): NotFound for a client
// that has left. Threads: that of the connection's event loop, which is never held up by polkit; an answer
// comes from it, or before check() returns. Answers that are outstanding when an authority goes are never
// given. Source: polkit(8), org.freedesktop.PolicyKit1.Authority; the D-Bus Specification,
// org.freedesktop.DBus.
#pragma once

#include "base/error.h"
#include "daemon/right.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include <sys/types.h>

namespace sdbus
{
class IConnection;
class IProxy;
} // namespace sdbus

namespace bindery::daemon
{

class Authority
{
public:
    using Answer = std::function<void(const std::optional<Error>&)>;

    virtual ~Authority() = default;
    /// `sender` is the unique name of the client, as its message says. `mayAsk`: the message allows that the
    /// user is asked for a password (ALLOW_INTERACTIVE_AUTHORIZATION), which may take as long as people do.
    virtual void check(const std::string& sender, Right right, bool mayAsk, Answer answer) = 0;
};

/// Asks the bus itself.
class BusClients
{
public:
    /// The connection is borrowed.
    explicit BusClients(sdbus::IConnection& connection);
    ~BusClients();
    BusClients(const BusClients&) = delete;
    BusClients& operator=(const BusClients&) = delete;

    /// The user that the client runs as. Waits for the bus, which answers at once, two seconds at most.
    uid_t uidOf(const std::string& sender) const;

private:
    std::unique_ptr<sdbus::IProxy> m_bus;
};

struct PolkitPatience {
    std::chrono::milliseconds rules{10'000}; ///< for polkit's rules
    /// For a user who is asked; then polkit has to take its question back.
    std::chrono::milliseconds password{120'000};
};

/// Where polkit is not there or does not answer in time, nothing is allowed.
class PolkitAuthority : public Authority
{
public:
    /// The connection, of the system bus, is borrowed.
    explicit PolkitAuthority(sdbus::IConnection& connection, PolkitPatience patience = {});
    ~PolkitAuthority() override;
    void check(const std::string& sender, Right right, bool mayAsk, Answer answer) override;

private:
    void takeBack(const std::string& question);

    const PolkitPatience m_patience;
    std::uint64_t m_questions = 0; ///< counts those that a person may be asked
    std::unique_ptr<sdbus::IProxy> m_polkit;
};

/// The user that the daemon runs as, and nobody else.
class BusAuthority : public Authority
{
public:
    /// The connection is borrowed.
    explicit BusAuthority(sdbus::IConnection& connection);
    void check(const std::string& sender, Right right, bool mayAsk, Answer answer) override;

private:
    BusClients m_clients;
};

} // namespace bindery::daemon
