// SPDX-License-Identifier: Apache-2.0
// Units of the demo's cards at the real bench, over the network.
#include "bind/bind_server.h"
#include "bind/site.h"
#include "daemon/demo_units.h"
#include "db/bind_records.h"
#include "db/database_check.h"
#include "demo_line.h"
#include "line/bench.h"
#include "support/expect_error.h"

#include <atomic>
#include <optional>
#include <thread>

#include <gmock/gmock.h>

using namespace bindery;
using namespace bindery::daemon;
using bindery::test::expectError;
using line::SlotState;
using ::testing::HasSubstr;

namespace
{

class DemoUnitsAtABench : public daemon::test::DemoLine
{
protected:
    DemoUnitsAtABench() { startLine(); }
    ~DemoUnitsAtABench() override
    {
        m_units.reset();
        closeBench();
    }

    void openBench(line::BenchPolicy policy)
    {
        m_desk.emplace(*m_station, line::BenchOptions{policy, {}, kDemoOperator}, nullptr);
        m_server.emplace(bind::openBench(m_folder / "state/keys/site"), *m_desk, bind::ServerOptions{});
        m_port = m_server->port();
        m_serving = std::jthread([this](const std::stop_token& stop) { m_server->run(stop); });
    }
    void closeBench()
    {
        m_port = 0;
        m_serving = {};
        m_server.reset();
        m_desk.reset();
    }

    DemoUnitSetup unitSetup()
    {
        DemoUnitSetup setup;
        setup.folder = m_folder / "units";
        setup.pins = m_folder / "state/keys/site/site.pins";
        setup.bench = [this]() -> std::optional<std::string> {
            const int port = m_port;
            return port == 0 ? std::nullopt : std::optional("127.0.0.1:" + std::to_string(port));
        };
        setup.longestPause = std::chrono::milliseconds(50);
        return setup;
    }
    DemoUnitNow boot(const std::string& serial, const std::string& fault = {})
    {
        std::promise<DemoUnitNow> rest;
        std::future<DemoUnitNow> resting = rest.get_future();
        m_units->boot(serial, fault, [&](const DemoUnitNow& now) { rest.set_value(now); });
        return resting.get();
    }
    DemoUnitNow stateOf(const std::string& serial)
    {
        for (const DemoUnits::Seen& unit : m_units->units()) {
            if (unit.serial == serial) {
                return unit.now;
            }
        }
        return {DemoUnitState::Off, "unknown"};
    }
    std::string recordOf(const std::string& serial) { return m_station->records().findUnit(serial)->state; }

    std::optional<line::Bench> m_desk;
    std::optional<bind::BindServer> m_server;
    std::jthread m_serving;
    std::atomic<int> m_port = 0;
    std::optional<DemoUnits> m_units{std::in_place, *m_slots, unitSetup()};
};

} // namespace

TEST_F(DemoUnitsAtABench, AreBoundWhenAnyUnitMayBe)
{
    openBench(line::BenchPolicy::Open);
    const std::string serial = makeCard();
    EXPECT_EQ(boot(serial).state, DemoUnitState::Bound);
    EXPECT_EQ(recordOf(serial), "bound");
    const DemoUnitParts parts = demoPartsOf(serial);
    const db::BindRecords binds(m_station->records());
    EXPECT_EQ(binds.find(parts.piSerial).unit.serial, serial);
    EXPECT_EQ(binds.find(parts.moduleSerial).unit.serial, serial);
    EXPECT_TRUE(db::checkDatabase(m_station->state(), db::CheckDepth::Full).good());
}

TEST_F(DemoUnitsAtABench, StayBoundAtEveryLaterStartWithoutABench)
{
    openBench(line::BenchPolicy::Open);
    const std::string serial = makeCard();
    ASSERT_EQ(boot(serial).state, DemoUnitState::Bound);
    closeBench();
    EXPECT_EQ(boot(serial).state, DemoUnitState::Bound);
}

TEST_F(DemoUnitsAtABench, WaitForAPersonWhereEachIsScanned)
{
    openBench(line::BenchPolicy::Scan);
    const std::string serial = makeCard();
    const DemoUnitNow rest = boot(serial);
    EXPECT_EQ(rest.state, DemoUnitState::Waiting);
    EXPECT_THAT(rest.reason, HasSubstr("waiting for the bench"));
    const DemoUnitParts parts = demoPartsOf(serial);
    db::BindRecords(m_station->records()).confirm({parts.moduleSerial, parts.piSerial}, kDemoOperator);
    EXPECT_TRUE(becomes("bound", [&] { return stateOf(serial).state == DemoUnitState::Bound; }));
    EXPECT_EQ(recordOf(serial), "bound");
}

TEST_F(DemoUnitsAtABench, WaitWhileNoBenchIsOpen)
{
    const std::string serial = makeCard();
    const DemoUnitNow rest = boot(serial);
    EXPECT_EQ(rest.state, DemoUnitState::Waiting);
    EXPECT_THAT(rest.reason, HasSubstr("no bench is open"));
    openBench(line::BenchPolicy::Open);
    EXPECT_TRUE(becomes("bound", [&] { return stateOf(serial).state == DemoUnitState::Bound; }));
}

TEST_F(DemoUnitsAtABench, AreRefusedWithAnotherModule)
{
    openBench(line::BenchPolicy::Open);
    const std::string serial = makeCard();
    ASSERT_EQ(boot(serial).state, DemoUnitState::Bound);
    EXPECT_EQ(boot(serial, "other-module").state, DemoUnitState::Refused);
    EXPECT_EQ(boot(serial).state, DemoUnitState::Bound) << "with its own module it is as before";
}

TEST_F(DemoUnitsAtABench, WaitForAModuleThatIsAbsent)
{
    openBench(line::BenchPolicy::Open);
    const std::string serial = makeCard();
    const DemoUnitNow rest = boot(serial, "absent-module");
    EXPECT_EQ(rest.state, DemoUnitState::Waiting);
    EXPECT_THAT(rest.reason, HasSubstr("waiting for the module: absent"));
    EXPECT_EQ(recordOf(serial), "written");
}

TEST_F(DemoUnitsAtABench, AreRefusedWithAnAlteredHeader)
{
    openBench(line::BenchPolicy::Open);
    const std::string serial = makeCard();
    const DemoUnitNow rest = boot(serial, "altered-header");
    EXPECT_EQ(rest.state, DemoUnitState::Refused);
    EXPECT_THAT(rest.reason, HasSubstr("foreign"));
    EXPECT_TRUE(becomes("the record", [&] { return recordOf(serial) == "bind failed"; }));
}

TEST_F(DemoUnitsAtABench, AreSwitchedOffWhileTheyWait)
{
    const std::string serial = makeCard();
    ASSERT_EQ(boot(serial).state, DemoUnitState::Waiting);
    expectError(ErrorCode::Conflict, "in its Pi", [&] { m_slots->insertUnit(1, serial); });
    m_units->stop(serial);
    EXPECT_EQ(stateOf(serial).state, DemoUnitState::Off);
    EXPECT_NO_THROW(m_slots->insertUnit(1, serial));
}

TEST_F(DemoUnitsAtABench, AreSwitchedOffBeforeTheyAreSwitchedOnAgain)
{
    openBench(line::BenchPolicy::Open);
    const std::string serial = makeCard();
    ASSERT_EQ(boot(serial, "absent-module").state, DemoUnitState::Waiting);
    EXPECT_EQ(boot(serial).state, DemoUnitState::Bound);
}

TEST_F(DemoUnitsAtABench, TakeTheirCardsOutOfTheSlot)
{
    m_slots->insert(2, "blank");
    ASSERT_TRUE(attemptsEnd());
    boot(m_ended.front().report.serial);
    EXPECT_TRUE(reaches(2, SlotState::Empty));
}

TEST_F(DemoUnitsAtABench, AreOnlyThoseOfFinishedCards)
{
    expectError(ErrorCode::NotFound, "no finished card of a unit U-1",
                [&] { m_units->boot("U-1", "", nullptr); });
    expectError(ErrorCode::InvalidArgument, "absent-module",
                [&] { m_units->boot("U-1", "no-power", nullptr); });
}

TEST_F(DemoUnitsAtABench, OfAnOrderOfEightAreAllBound)
{
    openBench(line::BenchPolicy::Open);
    for (int round = 0; round < 2; ++round) {
        for (int slot = 1; slot <= m_slots->count(); ++slot) {
            m_slots->insert(slot, "blank");
        }
        for (int slot = 1; slot <= m_slots->count(); ++slot) {
            ASSERT_TRUE(reaches(slot, SlotState::Passed));
            m_slots->remove(slot);
        }
        for (int slot = 1; slot <= m_slots->count(); ++slot) {
            ASSERT_TRUE(reaches(slot, SlotState::Empty));
        }
    }
    EXPECT_EQ(m_station->records().findOrder(kDemoOrder)->passed, 8);
    const std::vector<DemoUnits::Seen> made = m_units->units();
    ASSERT_EQ(made.size(), 8U);
    for (const DemoUnits::Seen& unit : made) {
        m_units->boot(unit.serial, "", nullptr);
    }
    for (const DemoUnits::Seen& unit : made) {
        EXPECT_TRUE(becomes(unit.serial, [&] { return stateOf(unit.serial).state == DemoUnitState::Bound; }));
        EXPECT_EQ(recordOf(unit.serial), "bound");
    }
    EXPECT_TRUE(db::checkDatabase(m_station->state(), db::CheckDepth::Full).good());
}
