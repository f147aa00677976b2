// SPDX-License-Identifier: Apache-2.0
#include "daemon/bus_client.h"

#include "base/error.h"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace bindery::daemon::test
{

namespace
{

constexpr std::string_view kErrors = "org.bindery.Error.";
constexpr const char* kBus = "org.freedesktop.DBus";

} // namespace

StationProxy::StationProxy(sdbus::IConnection& connection) : ProxyInterfaces(connection, kName, kStation)
{
    registerProxy();
}

StationProxy::~StationProxy()
{
    unregisterProxy();
}

std::vector<EndedAttempt> StationProxy::ended() const
{
    const std::lock_guard lock(m_mutex);
    return m_ended;
}

void StationProxy::onAttemptEnded(const uint32_t& slot, const std::string& attempt, const std::string& serial,
                                  const std::string& result, const std::string& /*message*/)
{
    const std::lock_guard lock(m_mutex);
    m_ended.push_back({slot, attempt, serial, result});
}

void StationProxy::onEvent(const std::map<std::string, sdbus::Variant>& /*event*/) {}

BusClient::BusClient(const std::string& address)
    : m_connection(sdbus::createSessionBusConnectionWithAddress(address)),
      m_bus(sdbus::createProxy(*m_connection, kBus, "/org/freedesktop/DBus")),
      m_raw(sdbus::createProxy(*m_connection, kName, kStation))
{
    m_bus->uponSignal("NameOwnerChanged")
        .onInterface(kBus)
        .call([this](const std::string& name, const std::string& /*before*/, const std::string& now) {
            if (name == kName) {
                const std::lock_guard lock(m_mutex);
                m_owners.push_back(now);
                ++m_signals;
                m_heard.notify_all();
            }
        });
    m_bus->finishRegistration();
    m_station = std::make_unique<StationProxy>(*m_connection);
    m_matches.push_back(m_connection->addMatch("type='signal',path_namespace='/org/bindery'",
                                               [this](sdbus::Message& message) { hear(message); }));
    m_connection->enterEventLoopAsync();
}

BusClient::~BusClient()
{
    m_connection->leaveEventLoop();
}

std::future<void> BusClient::sendLater(const sdbus::MethodCall& call)
{
    auto answered = std::make_shared<std::promise<void>>();
    m_raw->callMethod(call, [answered](sdbus::MethodReply& /*reply*/, const sdbus::Error* error) {
        if (error != nullptr) {
            answered->set_exception(std::make_exception_ptr(*error));
        } else {
            answered->set_value();
        }
    });
    return answered->get_future();
}

void BusClient::hear(sdbus::Message& /*message*/)
{
    const std::lock_guard lock(m_mutex);
    ++m_signals;
    m_heard.notify_all();
}

void BusClient::await(const std::string& what, const std::function<bool()>& isSo,
                      std::chrono::seconds patience)
{
    constexpr std::chrono::milliseconds kLook{500}; // also at what makes no signal
    const auto deadline = std::chrono::steady_clock::now() + patience;
    while (true) {
        std::unique_lock lock(m_mutex);
        const std::uint64_t before = m_signals;
        lock.unlock();
        if (isSo()) {
            return;
        }
        if (std::chrono::steady_clock::now() >= deadline) {
            throw Error(ErrorCode::Internal, "waited in vain: " + what);
        }
        lock.lock();
        m_heard.wait_for(lock, kLook, [&] { return m_signals != before; });
    }
}

bool BusClient::isStationThere()
{
    bool isThere = false;
    m_bus->callMethod("NameHasOwner").onInterface(kBus).withArguments(kName).storeResultsTo(isThere);
    return isThere;
}

void BusClient::awaitStation()
{
    await("the station is on the bus", [this] { return isStationThere(); });
}

void BusClient::awaitSlot(int number, const std::string& state)
{
    auto seen = slot(number);
    std::string last;
    try {
        await("slot " + std::to_string(number) + " is " + state, [&] {
            last = seen.State();
            return last == state;
        });
    } catch (const Error& error) {
        throw Error(error.code(), std::string(error.what()) + ", it is " + last + ": " + seen.Reason());
    }
}

std::string BusClient::awaitJob(const std::string& path)
{
    auto seen = job(path);
    std::string state;
    await("the job " + path + " ends", [&] {
        state = seen.State();
        return state != "running";
    });
    return state;
}

std::vector<std::string> BusClient::owners() const
{
    const std::lock_guard lock(m_mutex);
    return m_owners;
}

std::string refusalOf(const std::function<void()>& act)
{
    try {
        act();
        return "";
    } catch (const sdbus::Error& error) {
        const std::string& name = error.getName();
        return name.rfind(kErrors, 0) == 0 ? name.substr(kErrors.size()) : name;
    }
}

void expectRefusal(const std::string& code, const std::string& part, const std::function<void()>& act)
{
    try {
        act();
        FAIL() << "not refused; expected " << code << " with \"" << part << "\"";
    } catch (const sdbus::Error& error) {
        EXPECT_EQ(error.getName(), std::string(kErrors) + code) << error.getMessage();
        EXPECT_THAT(error.getMessage(), ::testing::HasSubstr(part));
    }
}

} // namespace bindery::daemon::test
