// SPDX-License-Identifier: Apache-2.0
// The service in this process, where what the program leaves to its settings can be said: how long a person
// may be idle, and that polkit decides.
#include "base/clock.h"
#include "daemon/bus_client.h"
#include "daemon/demo_slots.h"
#include "daemon/demo_station.h"
#include "daemon/running_station.h"
#include "daemon/service.h"
#include "scripted_polkit.h"
#include "support/private_bus.h"

#include <memory>
#include <thread>

#include <gtest/gtest.h>
#include <systemd/sd-bus.h>

namespace bindery::daemon::test
{

namespace
{

/// One in a thread of its own, until it goes.
class ServiceInThread
{
public:
    ServiceInThread(const std::string& address, const std::filesystem::path& state,
                    const ServiceWishes& wishes)
        : m_thread([=](const std::stop_token& stop) { run(address, state, wishes, stop); })
    {
    }

private:
    static void run(const std::string& address, const std::filesystem::path& state,
                    const ServiceWishes& wishes, const std::stop_token& stop)
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
    explicit ServiceTest(const ServiceWishes& wishes = impatient())
    {
        copyStateOfDemo(m_folder / "state");
        m_service = std::make_unique<ServiceInThread>(m_bus.address(), m_folder / "state", wishes);
        m_client = std::make_unique<BusClient>(m_bus.address());
        m_client->awaitStation();
    }
    static ServiceWishes impatient()
    {
        ServiceWishes wishes;
        wishes.isSystemBus = false;
        wishes.idleLimit = std::chrono::seconds(1);
        return wishes;
    }
    const std::string& address() const { return m_bus.address(); }
    BusClient& client() { return *m_client; }
    StationProxy& station() { return m_client->station(); }

private:
    bindery::test::TempFolder m_folder;
    bindery::test::PrivateBus m_bus;
    std::unique_ptr<ServiceInThread> m_service;
    std::unique_ptr<BusClient> m_client;
};

/// As on a system bus, with a polkit that says what the test wants.
class ServiceUnderPolkit : public ServiceTest
{
protected:
    ServiceUnderPolkit() : ServiceTest(ServiceWishes{}), m_polkit(address()) {}

    /// Nothing is asked of the station that a person could be wrong for.
    sdbus::MethodCall signOut() { return client().newCall("org.bindery.Station1", "SignOut"); }
    /// Its user may be asked for a password.
    sdbus::MethodCall signOutAsking()
    {
        struct OpenCall : sdbus::MethodCall {
            static sd_bus_message* in(const sdbus::MethodCall& call)
            {
                return static_cast<sd_bus_message*>(call.*(&OpenCall::msg_));
            }
        };
        sdbus::MethodCall call = signOut();
        EXPECT_GE(::sd_bus_message_set_allow_interactive_authorization(OpenCall::in(call), 1), 0);
        return call;
    }
    void awaitQuestion(int count)
    {
        client().await("polkit is asked", [&] { return m_polkit.count() >= count; });
    }

    ScriptedPolkit m_polkit;
};

} // namespace

TEST_F(ServiceUnderPolkit, TellsAUserThatIsKeptOutFromABadgeThatIsNotEnough)
{
    m_polkit.say(false, false);
    expectRefusal("NotAuthorized", "org.bindery.sign-in is not allowed",
                  [&] { station().SignIn("X-1", ""); });
    m_polkit.say(false, true);
    expectRefusal("NotAuthorized", "wants an administrator's password", [&] { station().Start(1); });
    m_polkit.say(true, false);
    station().SignIn(kDemoOperator, "");
    expectRefusal("NeedsRoot", "supervisor", [&] { station().ReopenSlot(1, "x"); });
}

TEST_F(ServiceUnderPolkit, LetsItAskForAPasswordWhereTheMessageAllowsIt)
{
    m_polkit.say(true, false);
    EXPECT_EQ(refusalOf([&] { client().sendLater(signOut()).get(); }), "");
    EXPECT_EQ(m_polkit.asked().flags, 0U);
    EXPECT_EQ(refusalOf([&] { client().sendLater(signOutAsking()).get(); }), "");
    EXPECT_EQ(m_polkit.asked().flags, 1U);
}

TEST_F(ServiceUnderPolkit, ServesOthersWhileAPersonTypesAPassword)
{
    m_polkit.beSilent();
    auto first = client().sendLater(signOutAsking());
    awaitQuestion(1);
    EXPECT_EQ(m_polkit.asked().flags, 1U);
    auto second = client().sendLater(signOutAsking());
    awaitQuestion(2);
    EXPECT_EQ(m_polkit.asked().flags, 0U) << "one window for one client";
    BusClient other(address());
    EXPECT_EQ(other.station().ContractVersion(), 1U);
    m_polkit.speak(true);
    EXPECT_EQ(refusalOf([&] { first.get(); }), "");
    EXPECT_EQ(refusalOf([&] { second.get(); }), "");
    EXPECT_EQ(refusalOf([&] { client().sendLater(signOutAsking()).get(); }), "");
    EXPECT_EQ(m_polkit.asked().flags, 1U) << "and the next may be asked again";
}

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
