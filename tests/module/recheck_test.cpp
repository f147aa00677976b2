// SPDX-License-Identifier: Apache-2.0
// In production a simulated module measures its host again and again, and shuts down when that is another.
#include "module/simulated_module.h"
#include "module/simulated_under_test.h"
#include "support/expect_error.h"
#include "support/temp_folder.h"

#include <deque>
#include <functional>

using namespace bindery;
using namespace bindery::module;
using namespace bindery::test;
using std::chrono::milliseconds;

namespace
{

class Recheck : public ::testing::Test
{
protected:
    static constexpr milliseconds kInterval{1000};

    Recheck()
    {
        createSimulatedModule(file(), "SIM-1");
        m_module = open();
    }

    std::filesystem::path file() const { return m_folder / "module"; }
    std::unique_ptr<SimulatedModule> open()
    {
        SimulatedSurroundings around;
        around.measure = [this] {
            ++m_measured;
            return m_host;
        };
        around.clock = m_clock;
        around.nextInterval = [this] {
            if (m_intervals.empty()) {
                return kInterval;
            }
            const milliseconds next = m_intervals.front();
            m_intervals.pop_front();
            return next;
        };
        around.pause = [this](milliseconds time) { pass(time); };
        return openSimulatedModule(file(), around);
    }
    void pass(milliseconds time) { m_clock->advance(std::chrono::microseconds(time).count()); }
    void bindForGood() { module().bindPermanently(module().permanentBindChallenge()); }
    void powerCycle() { m_module = open(); }
    SimulatedModule& module() { return *m_module; }
    void expectShutDown()
    {
        EXPECT_EQ(module().status(), ModuleStatus::BindRefused);
        const auto refused = [&](auto act) { expectError(ErrorCode::ModuleRefused, "shut down", act); };
        refused([&] { module().lock(m_key); });
        refused([&] { module().unlock(m_locked); });
        refused([&] { module().sign(Digest{}); });
        refused([&] { module().random(8); });
        refused([&] { module().info(); });
        refused([&] { module().fingerprint(); });
        refused([&] { module().indicate(Indication::Failed); });
        refused([&] { module().permanentBindChallenge(); });
        refused([&] { module().bindPermanently("x"); });
    }
    bool opens() { return module().unlock(m_locked).equals(m_key); }

    const std::shared_ptr<SimulatedClock> m_clock = std::make_shared<SimulatedClock>();
    const TempFolder m_folder;
    const SecretBuffer m_key = SecretBuffer::random(64);
    HostFacts m_host = piOf();
    std::deque<milliseconds> m_intervals;
    int m_measured = 0;
    std::unique_ptr<SimulatedModule> m_module;
    std::vector<std::byte> m_locked;
};

} // namespace

TEST_F(Recheck, MeasuresTheHostOnceWhenItIsOpenedAndNotAgainBeforeTheIntervalIsOver)
{
    bindForGood();
    m_measured = 0;
    powerCycle();
    EXPECT_EQ(m_measured, 1);
    pass(kInterval - milliseconds(1));
    EXPECT_EQ(module().status(), ModuleStatus::BoundProduction);
    EXPECT_EQ(m_measured, 1);
}

TEST_F(Recheck, MeasuresAgainAtTheFirstCallAfterEachInterval)
{
    bindForGood();
    m_intervals = {milliseconds(500), milliseconds(3000), milliseconds(10)};
    powerCycle();
    m_measured = 0;
    const auto measuredAfter = [&](milliseconds time) {
        pass(time);
        EXPECT_EQ(module().status(), ModuleStatus::BoundProduction);
        return m_measured;
    };
    EXPECT_EQ(measuredAfter(milliseconds(499)), 0);
    EXPECT_EQ(measuredAfter(milliseconds(1)), 1);
    EXPECT_EQ(measuredAfter(milliseconds(2999)), 1);
    EXPECT_EQ(measuredAfter(milliseconds(1)), 2);
    EXPECT_EQ(measuredAfter(milliseconds(10)), 3);
}

TEST_F(Recheck, ShutsDownWhenTheHostIsNotTheOneAnyMore)
{
    bindForGood();
    m_locked = module().lock(m_key);
    m_host.bootMedium = "another card";
    EXPECT_TRUE(opens()) << "before the interval is over it cannot know";
    pass(kInterval);
    expectShutDown();
}

TEST_F(Recheck, StaysShutDownThoughTheHostIsTheOneAgain)
{
    bindForGood();
    m_locked = module().lock(m_key);
    m_host = piOf("b");
    pass(kInterval);
    EXPECT_EQ(module().status(), ModuleStatus::BindRefused);
    m_host = piOf();
    pass(kInterval);
    expectShutDown();
    module().recheck();
    expectShutDown();
}

TEST_F(Recheck, ServesAgainAfterAPowerCycleAtHome)
{
    bindForGood();
    m_locked = module().lock(m_key);
    m_host = piOf("b");
    module().recheck();
    expectShutDown();
    m_host = piOf();
    powerCycle();
    EXPECT_EQ(module().status(), ModuleStatus::BoundProduction);
    EXPECT_TRUE(opens());
}

TEST_F(Recheck, NeverServesAHostThatWasNotTheOneWhenItWasOpened)
{
    bindForGood();
    m_locked = module().lock(m_key);
    m_host = piOf("b");
    powerCycle();
    EXPECT_EQ(module().status(), ModuleStatus::BindRefused);
    m_host = piOf();
    pass(kInterval);
    expectShutDown();
}

TEST_F(Recheck, CanBeAskedFor)
{
    bindForGood();
    m_locked = module().lock(m_key);
    module().recheck();
    EXPECT_TRUE(opens());
    m_host.macs.pop_back();
    module().recheck();
    expectShutDown();
}

TEST_F(Recheck, IsDoneByEveryKindOfCall)
{
    const std::vector<std::function<void(SimulatedModule&)>> calls{
        [](SimulatedModule& module) { module.status(); },
        [](SimulatedModule& module) { module.waitReady(milliseconds(0)); },
        [](SimulatedModule& module) { module.info(); },
        [](SimulatedModule& module) { module.random(8); },
        [](SimulatedModule& module) { module.sign(Digest{}); },
        [](SimulatedModule& module) { module.fingerprint(); },
        [](SimulatedModule& module) { module.indicate(Indication::Done); },
    };
    bindForGood();
    for (const auto& call : calls) {
        pass(kInterval);
        m_measured = 0;
        call(module());
        EXPECT_EQ(m_measured, 1);
    }
}

TEST_F(Recheck, IsNoMatterInDevelopment)
{
    m_locked = module().lock(m_key);
    m_host = piOf("b");
    m_measured = 0;
    pass(kInterval);
    EXPECT_EQ(module().status(), ModuleStatus::BoundDevelopment);
    module().recheck();
    EXPECT_TRUE(opens());
    EXPECT_EQ(m_measured, 0);
}

TEST_F(Recheck, IsNoMatterOnceTheModuleIsDestroyed)
{
    bindForGood();
    SimulatedFaults faults;
    faults.destroyed = true;
    setSimulatedFaults(file(), faults);
    pass(kInterval);
    EXPECT_EQ(module().status(), ModuleStatus::Destroyed);
    module().recheck();
    EXPECT_EQ(module().status(), ModuleStatus::Destroyed);
}

TEST_F(Recheck, IsTriedAgainAtTheNextCallWhenTheHostCannotBeMeasured)
{
    bindForGood();
    m_locked = module().lock(m_key);
    int calls = 0;
    SimulatedSurroundings around;
    around.clock = m_clock;
    around.nextInterval = [] { return kInterval; };
    around.measure = [&]() -> HostFacts {
        if (++calls == 2) {
            throw Error(ErrorCode::WriteFailed, "no facts");
        }
        return m_host;
    };
    const auto module = openSimulatedModule(file(), around);
    pass(kInterval);
    expectError(ErrorCode::WriteFailed, "no facts", [&] { module->unlock(m_locked); });
    EXPECT_TRUE(module->unlock(m_locked).equals(m_key));
    EXPECT_EQ(calls, 3);
}

TEST_F(Recheck, BindsForGoodToTheHostAsItIsThen)
{
    module().waitReady(milliseconds(0));
    m_host = piOf("b");
    bindForGood();
    EXPECT_EQ(hostOfSimulatedModule(file()), piOf("b"));
    EXPECT_EQ(module().status(), ModuleStatus::BoundProduction);
    module().recheck();
    EXPECT_EQ(module().status(), ModuleStatus::BoundProduction);
}

TEST_F(Recheck, IsNotStartedWithoutAWayToMeasure)
{
    expectError(ErrorCode::InvalidArgument, "measure",
                [&] { openSimulatedModule(file(), SimulatedSurroundings()); });
}

TEST_F(Recheck, WaitsForTheModuleByTheClockItWasGiven)
{
    SimulatedFaults faults;
    faults.absentTimes = 5;
    setSimulatedFaults(file(), faults);
    const std::int64_t before = m_clock->monotonicMicros();
    EXPECT_EQ(module().waitReady(std::chrono::hours(1)), ModuleStatus::BoundDevelopment);
    EXPECT_EQ(m_clock->monotonicMicros() - before, std::chrono::microseconds(milliseconds(1000)).count());
}

TEST_F(Recheck, GivesUpWaitingWhenTheTimeIsOver)
{
    SimulatedFaults faults;
    faults.absentTimes = -1;
    setSimulatedFaults(file(), faults);
    const std::int64_t before = m_clock->monotonicMicros();
    EXPECT_EQ(module().waitReady(milliseconds(2500)), ModuleStatus::Absent);
    EXPECT_EQ(m_clock->monotonicMicros() - before, std::chrono::microseconds(milliseconds(2500)).count());
}
