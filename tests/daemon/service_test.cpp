// SPDX-License-Identifier: Apache-2.0
// The service in this process, where what the program leaves to its settings can be said: how long a person
// may be idle.
#include "base/clock.h"
#include "daemon/bus_client.h"
#include "daemon/demo_slots.h"
#include "daemon/demo_station.h"
#include "daemon/running_station.h"
#include "daemon/service.h"
#include "support/private_bus.h"

#include <memory>
#include <thread>

#include <gtest/gtest.h>

namespace bindery::daemon::test
{

namespace
{

/// One in a thread of its own, until it goes.
class ServiceInThread
{
public:
    ServiceInThread(const std::string& address, const std::filesystem::path& state,
                    std::chrono::seconds idleLimit)
        : m_thread([=](const std::stop_token& stop) { run(address, state, idleLimit, stop); })
    {
    }

private:
    static void run(const std::string& address, const std::filesystem::path& state,
                    std::chrono::seconds idleLimit, const std::stop_token& stop)
    {
        const SystemClock clock;
        line::Station station(state, clock);
        DemoSlotsSetup setup;
        setup.folder = demoFolder(station) / "cards";
        const auto slots = std::make_shared<DemoSlots>(setup);
        const std::filesystem::path map = device::slotsFile(state);
        slots->slotMap().save(map);
        const auto bus = sdbus::createSessionBusConnectionWithAddress(address);
        MainLoop loop;
        loop.attach(*bus);
        ServiceWishes wishes;
        wishes.isSystemBus = false;
        wishes.idleLimit = idleLimit;
        Service service(station, loop, *bus, SlotsOfStation{slots->inventory(), slots, map, false}, wishes,
                        [](const golden::Recipe&) { return nullptr; });
        service.announce();
        loop.run(stop);
    }

    std::jthread m_thread;
};

class ServiceTest : public ::testing::Test
{
protected:
    explicit ServiceTest(std::chrono::seconds idleLimit = std::chrono::seconds(1))
    {
        copyStateOfDemo(m_folder / "state");
        m_service = std::make_unique<ServiceInThread>(m_bus.address(), m_folder / "state", idleLimit);
        m_client = std::make_unique<BusClient>(m_bus.address());
        m_client->awaitStation();
    }
    BusClient& client() { return *m_client; }
    StationProxy& station() { return m_client->station(); }

private:
    bindery::test::TempFolder m_folder;
    bindery::test::PrivateBus m_bus;
    std::unique_ptr<ServiceInThread> m_service;
    std::unique_ptr<BusClient> m_client;
};

} // namespace

TEST_F(ServiceTest, SignsOutWhoeverIsIdle)
{
    station().SignIn(kDemoOperator, "");
    station().UseOrder(kDemoOrder, "");
    client().await("the person is signed out", [&] { return station().Person().empty(); });
    client().await("the line says so", [&] { return station().State() == "signed out"; });
    expectRefusal("NeedsRoot", "nobody is signed in", [&] { station().Start(0); });
    EXPECT_EQ(station().OrderNumber(), kDemoOrder) << "the order stays with the line";
}

TEST_F(ServiceTest, CannotBeHadTwiceOnOneBus)
{
    sdbus::IConnection& bus = client().connection();
    EXPECT_THROW(bus.requestName(kName), sdbus::Error);
    EXPECT_EQ(station().ContractVersion(), 1U);
}

} // namespace bindery::daemon::test
