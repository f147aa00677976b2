// SPDX-License-Identifier: Apache-2.0
// The line to the station's daemon: a connection to its bus, its objects by the contract of
// daemon/dbus/*.xml, and the facts that they show. Errors: those of the daemon with their own code;
// NotFound, with the cure, where no daemon or no bus is; NeedsRoot where a right is lacking; Busy where no
// answer came in time. Threads: one. Source: org.freedesktop.DBus.ObjectManager, sd-bus-errors(3).
#pragma once

#include "base/error.h"
#include "base/json.h"
#include "cli/bus_kind.h"

#include <chrono>
#include <map>
#include <memory>
#include <string>

#include <sdbus-c++/sdbus-c++.h>

namespace bindery::cli
{

inline constexpr const char* kDaemonName = "org.bindery.Station";
inline constexpr const char* kStationPath = "/org/bindery/station";

Error errorOf(const sdbus::Error& error, BusKind kind);

/// One object of the daemon by an interface of its contract.
template <typename Interface>
class BusObject final : public sdbus::ProxyInterfaces<Interface>
{
public:
    BusObject(sdbus::IConnection& bus, const std::string& path)
        : sdbus::ProxyInterfaces<Interface>(bus, kDaemonName, path)
    {
        this->registerProxy();
    }
    ~BusObject() { this->unregisterProxy(); }
    BusObject(const BusObject&) = delete;
    BusObject& operator=(const BusObject&) = delete;
};

class BusLink
{
public:
    explicit BusLink(BusKind kind);

    BusKind kind() const { return m_kind; }
    sdbus::IConnection& connection() { return *m_connection; }

    /// Calls a verb: `call` gets the object.
    template <typename Interface, typename Call>
    decltype(auto) ask(const std::string& path, Call&& call)
    {
        return told([&]() -> decltype(auto) {
            BusObject<Interface> object(*m_connection, path);
            return call(object);
        });
    }
    template <typename Interface, typename Call>
    decltype(auto) ask(Call&& call)
    {
        return ask<Interface>(kStationPath, std::forward<Call>(call));
    }
    /// What one object shows: "State", "Reason", ...
    Json facts(const std::string& path, const std::string& interface);
    /// All objects that have the interface, by path: slots, orders, images.
    std::map<std::string, Json> objects(const std::string& interface);
    /// Of one call that may take longer than others.
    void setPatience(std::chrono::seconds patience) { m_connection->setMethodCallTimeout(patience); }

    /// Runs `act`; errors of the bus become those of Bindery.
    template <typename Act>
    decltype(auto) told(Act&& act) const
    {
        try {
            return act();
        } catch (const sdbus::Error& error) {
            throw errorOf(error, m_kind);
        }
    }

private:
    BusKind m_kind;
    std::unique_ptr<sdbus::IConnection> m_connection;
};

} // namespace bindery::cli
