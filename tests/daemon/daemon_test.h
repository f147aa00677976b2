// SPDX-License-Identifier: Apache-2.0
// A bus, a state folder of a demo, and the real binderyd on both. Threads: one.
#pragma once

#include "daemon/bus_client.h"
#include "daemon/demo_station.h"
#include "daemon/running_station.h"
#include "support/private_bus.h"
#include "support/temp_folder.h"

#include <memory>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace bindery::daemon::test
{

class DaemonTest : public ::testing::Test
{
protected:
    DaemonTest() { copyStateOfDemo(state()); }

    void begin(std::vector<std::string> options = {"--pace", "0"})
    {
        m_daemon = std::make_unique<RunningStation>(m_bus.address(), state(), std::move(options));
        m_client = std::make_unique<BusClient>(m_bus.address());
        m_client->awaitStation();
    }
    /// Ready to make cards of the demo's order.
    void beginOrder(std::vector<std::string> options = {"--pace", "0"})
    {
        begin(std::move(options));
        station().SignIn(kDemoOperator, "");
        station().UseOrder(kDemoOrder, "");
        client().await("the line is ready", [this] { return station().State() == "ready"; });
    }
    void insertReady(int slot, const std::string& card = "blank")
    {
        station().Insert(static_cast<std::uint32_t>(slot), card);
        client().awaitSlot(slot, "ready");
    }
    void signInSupervisor(const std::string& badge = kDemoSupervisor) { station().SignIn(badge, kDemoPin); }
    void expectAlive()
    {
        EXPECT_TRUE(daemon().isRunning()) << daemon().said();
        EXPECT_EQ(station().ContractVersion(), 1U);
    }

    std::filesystem::path state() const { return m_folder / "state"; }
    const bindery::test::TempFolder& folder() const { return m_folder; }
    const std::string& address() const { return m_bus.address(); }
    RunningStation& daemon() { return *m_daemon; }
    BusClient& client() { return *m_client; }
    StationProxy& station() { return m_client->station(); }

private:
    bindery::test::TempFolder m_folder;
    bindery::test::PrivateBus m_bus;
    std::unique_ptr<RunningStation> m_daemon;
    std::unique_ptr<BusClient> m_client;
};

} // namespace bindery::daemon::test
