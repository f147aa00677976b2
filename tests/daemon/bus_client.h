// SPDX-License-Identifier: Apache-2.0
// A client of the station on the bus of a test: the proxies of the contract, and waiting for what the station
// tells. Threads: signals come in one of its own; everything else from one.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <future>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include <daemon_proxies/Bench1.h>
#include <daemon_proxies/Demo1.h>
#include <daemon_proxies/GoldenImage1.h>
#include <daemon_proxies/Images1.h>
#include <daemon_proxies/Job1.h>
#include <daemon_proxies/Line1.h>
#include <daemon_proxies/Order1.h>
#include <daemon_proxies/Orders1.h>
#include <daemon_proxies/Records1.h>
#include <daemon_proxies/Slot1.h>
#include <daemon_proxies/Station1.h>
#include <sdbus-c++/sdbus-c++.h>

namespace bindery::daemon::test
{

inline constexpr const char* kName = "org.bindery.Station";
inline constexpr const char* kStation = "/org/bindery/station";

struct EndedAttempt {
    std::uint32_t slot = 0;
    std::string attempt;
    std::string serial;
    std::string result;
};

/// One object of the station, by the proxy of one interface.
template <typename Interface>
class ObjectProxy final : public sdbus::ProxyInterfaces<Interface>
{
public:
    ObjectProxy(sdbus::IConnection& connection, const std::string& path)
        : sdbus::ProxyInterfaces<Interface>(connection, kName, path)
    {
        this->registerProxy();
    }
    ~ObjectProxy() { this->unregisterProxy(); }
    ObjectProxy(const ObjectProxy&) = delete;
    ObjectProxy& operator=(const ObjectProxy&) = delete;
};

/// All that is at /org/bindery/station.
class StationProxy final
    : public sdbus::ProxyInterfaces<org::bindery::Station1_proxy, org::bindery::Line1_proxy,
                                    org::bindery::Orders1_proxy, org::bindery::Images1_proxy,
                                    org::bindery::Records1_proxy, org::bindery::Bench1_proxy,
                                    org::bindery::Demo1_proxy>
{
public:
    explicit StationProxy(sdbus::IConnection& connection);
    ~StationProxy();
    StationProxy(const StationProxy&) = delete;
    StationProxy& operator=(const StationProxy&) = delete;

    std::vector<EndedAttempt> ended() const;

private:
    void onAttemptEnded(const uint32_t& slot, const std::string& attempt, const std::string& serial,
                        const std::string& result, const std::string& message) override;
    void onEvent(const std::map<std::string, sdbus::Variant>& event) override;

    mutable std::mutex m_mutex;
    std::vector<EndedAttempt> m_ended;
};

class BusClient
{
public:
    explicit BusClient(const std::string& address);
    ~BusClient();
    BusClient(const BusClient&) = delete;
    BusClient& operator=(const BusClient&) = delete;

    sdbus::IConnection& connection() { return *m_connection; }
    StationProxy& station() { return *m_station; }
    ObjectProxy<org::bindery::Slot1_proxy> slot(int number)
    {
        return {*m_connection, "/org/bindery/slots/" + std::to_string(number)};
    }
    ObjectProxy<org::bindery::Order1_proxy> order(const std::string& path) { return {*m_connection, path}; }
    ObjectProxy<org::bindery::Job1_proxy> job(const std::string& path) { return {*m_connection, path}; }
    ObjectProxy<org::bindery::GoldenImage1_proxy> image(const std::string& id)
    {
        return {*m_connection, "/org/bindery/images/" + id.substr(0, 12)};
    }

    /// Sent by now; the future ends with the answer, or throws what the call is refused with.
    template <typename... Arguments>
    std::future<void> callLater(const char* interface, const char* verb, const Arguments&... arguments)
    {
        sdbus::MethodCall call = m_raw->createMethodCall(interface, verb);
        static_cast<void>((call << ... << arguments));
        return sendLater(call);
    }
    sdbus::MethodCall newCall(const char* interface, const char* verb)
    {
        return m_raw->createMethodCall(interface, verb);
    }
    std::future<void> sendLater(const sdbus::MethodCall& call);

    /// Until it is so; looks whenever the bus tells something. Errors: Error Internal with `what`.
    void await(const std::string& what, const std::function<bool()>& isSo,
               std::chrono::seconds patience = std::chrono::seconds(60));
    void awaitStation();
    void awaitSlot(int number, const std::string& state);
    /// Its last state.
    std::string awaitJob(const std::string& path);
    bool isStationThere();
    /// Owners of the station's name since this client is on the bus; "" for none.
    std::vector<std::string> owners() const;

private:
    void hear(sdbus::Message& message);

    std::unique_ptr<sdbus::IConnection> m_connection;
    std::unique_ptr<sdbus::IProxy> m_bus;
    std::unique_ptr<sdbus::IProxy> m_raw; ///< of the station, for calls as a client makes them up
    mutable std::mutex m_mutex;
    std::condition_variable m_heard;
    std::uint64_t m_signals = 0;
    std::vector<std::string> m_owners;
    std::vector<sdbus::Slot> m_matches;
    std::unique_ptr<StationProxy> m_station;
};

/// "NeedsRoot" of org.bindery.Error.NeedsRoot, "" when the act is not refused; other names as they are.
std::string refusalOf(const std::function<void()>& act);
/// Expects that refusal with `part` in its text.
void expectRefusal(const std::string& code, const std::string& part, const std::function<void()>& act);

} // namespace bindery::daemon::test
