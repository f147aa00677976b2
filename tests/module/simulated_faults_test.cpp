// SPDX-License-Identifier: Apache-2.0
#include "base/file.h"
#include "module/simulated_module.h"
#include "module/simulated_under_test.h"
#include "support/expect_error.h"
#include "support/temp_folder.h"

using namespace bindery;
using namespace bindery::module;
using namespace bindery::test;
using std::chrono::milliseconds;

namespace
{

class SimulatedFaultsTest : public ::testing::Test
{
protected:
    SimulatedFaultsTest()
    {
        createSimulatedModule(file(), "SIM-1");
        m_module = open();
        m_locked = m_module->lock(m_key);
    }

    std::filesystem::path file() const { return m_folder / "module"; }
    std::unique_ptr<SimulatedModule> open(const HostFacts& host = piOf())
    {
        SimulatedSurroundings around;
        around.measure = [host] { return host; };
        around.pause = [this](milliseconds time) { m_paused.push_back(time); };
        return openSimulatedModule(file(), around);
    }
    SimulatedModule& module() { return *m_module; }
    void set(const Json& faults) { setSimulatedFaults(file(), faultsFromJson(faults)); }
    Json faults() const { return describeSimulatedModule(file()).at("faults"); }
    void bindForGood() { module().bindPermanently(module().permanentBindChallenge()); }
    bool opens() { return module().unlock(m_locked).equals(m_key); }

    const TempFolder m_folder;
    const SecretBuffer m_key = SecretBuffer::random(64);
    std::vector<milliseconds> m_paused;
    std::unique_ptr<SimulatedModule> m_module;
    std::vector<std::byte> m_locked;
};

} // namespace

TEST_F(SimulatedFaultsTest, AreNoneAtFirst)
{
    EXPECT_EQ(faultsFromJson(faults()), SimulatedFaults());
    EXPECT_TRUE(opens());
}

TEST_F(SimulatedFaultsTest, MakeEveryAnswerSlow)
{
    set({{"slow_millis", 1500}});
    EXPECT_TRUE(opens());
    module().status();
    EXPECT_EQ(m_paused, (std::vector<milliseconds>{milliseconds(1500), milliseconds(1500)}));
    EXPECT_EQ(faults().at("slow_millis"), 1500);
}

TEST_F(SimulatedFaultsTest, LetItBeAbsentSoOften)
{
    set({{"absent_times", 3}});
    EXPECT_EQ(module().status(), ModuleStatus::Absent);
    expectError(ErrorCode::ModuleAbsent, file().string(), [&] { opens(); });
    EXPECT_EQ(faults().at("absent_times"), 1);
    EXPECT_EQ(module().status(), ModuleStatus::Absent);
    EXPECT_EQ(module().status(), ModuleStatus::BoundDevelopment);
    EXPECT_TRUE(opens());
}

TEST_F(SimulatedFaultsTest, LetItTimeOutSoOftenButForItsStatus)
{
    set({{"timeout_times", 2}});
    EXPECT_EQ(module().status(), ModuleStatus::BoundDevelopment);
    expectError(ErrorCode::Busy, "-ETIMEDOUT", [&] { opens(); });
    EXPECT_EQ(module().status(), ModuleStatus::BoundDevelopment);
    expectError(ErrorCode::Busy, "-ETIMEDOUT", [&] { module().info(); });
    EXPECT_TRUE(opens());
}

TEST_F(SimulatedFaultsTest, CountDownInTheFileAndOverPowerCycles)
{
    set({{"absent_times", 2}, {"timeout_times", 1}});
    EXPECT_EQ(open()->status(), ModuleStatus::Absent);
    EXPECT_EQ(open()->status(), ModuleStatus::Absent);
    expectError(ErrorCode::Busy, "", [&] { open()->info(); });
    EXPECT_EQ(open()->info().serial, "SIM-1");
    EXPECT_EQ(faultsFromJson(faults()), SimulatedFaults());
}

TEST_F(SimulatedFaultsTest, LastForEverWhenTheyAreCountedAsMinusOne)
{
    set({{"absent_times", -1}});
    for (int i = 0; i < 20; ++i) {
        EXPECT_EQ(module().status(), ModuleStatus::Absent);
    }
    set({{"timeout_times", -1}});
    for (int i = 0; i < 20; ++i) {
        expectError(ErrorCode::Busy, "", [&] { opens(); });
    }
    set(Json::object());
    EXPECT_TRUE(opens());
}

TEST_F(SimulatedFaultsTest, AreOutwaitedWhenAnUnboundModuleDoesNotAnswerInTime)
{
    createSimulatedModule(m_folder / "fresh", "SIM-2");
    SimulatedFaults faults;
    faults.timeoutTimes = 3;
    setSimulatedFaults(m_folder / "fresh", faults);
    SimulatedSurroundings around;
    const auto clock = std::make_shared<SimulatedClock>();
    around.clock = clock;
    around.measure = [] { return piOf(); };
    around.pause = [&](milliseconds time) { clock->advance(std::chrono::microseconds(time).count()); };
    const auto fresh = openSimulatedModule(m_folder / "fresh", around);
    EXPECT_EQ(fresh->waitReady(milliseconds(0)), ModuleStatus::Unbound);
    EXPECT_EQ(fresh->waitReady(milliseconds(5000)), ModuleStatus::BoundDevelopment);
}

TEST_F(SimulatedFaultsTest, OfTheSaltAreRepairedInDevelopmentByBindingAnew)
{
    set({{"wrong_salt", true}});
    EXPECT_EQ(module().status(), ModuleStatus::BoundDevelopment);
    EXPECT_TRUE(opens());
    EXPECT_EQ(faults().at("wrong_salt"), false);
}

TEST_F(SimulatedFaultsTest, OfTheSaltMeanARefusalInProduction)
{
    bindForGood();
    set({{"wrong_salt", true}});
    EXPECT_EQ(module().status(), ModuleStatus::BindRefused);
    expectError(ErrorCode::ModuleRefused, "another Pi or card", [&] { opens(); });
    EXPECT_EQ(open()->status(), ModuleStatus::BindRefused);
    EXPECT_EQ(faults().at("wrong_salt"), true);
}

TEST_F(SimulatedFaultsTest, OfTheSaltEndWhenTheHostsCopyIsPutBack)
{
    bindForGood();
    set({{"wrong_salt", true}});
    EXPECT_EQ(open()->status(), ModuleStatus::BindRefused);
    set({{"wrong_salt", false}});
    EXPECT_EQ(open()->status(), ModuleStatus::BoundProduction);
    EXPECT_TRUE(opens());
}

TEST_F(SimulatedFaultsTest, OfABreachShowWhoItIsButGiveNoKey)
{
    set({{"breached", true}});
    EXPECT_EQ(module().status(), ModuleStatus::Breached);
    EXPECT_EQ(module().info().serial, "SIM-1");
    EXPECT_EQ(module().fingerprint(), piOf());
    module().indicate(Indication::Failed);
    expectError(ErrorCode::ModuleRefused, "breached", [&] { opens(); });
    expectError(ErrorCode::ModuleRefused, "breached", [&] { module().permanentBindChallenge(); });
    expectError(ErrorCode::ModuleRefused, "breached", [&] { module().bindPermanently("x"); });
}

TEST_F(SimulatedFaultsTest, OfABreachComeBeforeThoseOfTheHost)
{
    bindForGood();
    set({{"breached", true}});
    EXPECT_EQ(open(piOf("b"))->status(), ModuleStatus::Breached);
}

TEST_F(SimulatedFaultsTest, CannotTakeBackABreachOrADestruction)
{
    set({{"breached", true}});
    set({{"slow_millis", 1}});
    EXPECT_EQ(faults().at("breached"), true);
    set({{"destroyed", true}});
    set(Json::object());
    EXPECT_EQ(faults().at("breached"), true);
    EXPECT_EQ(faults().at("destroyed"), true);
    EXPECT_EQ(module().status(), ModuleStatus::Destroyed);
}

TEST_F(SimulatedFaultsTest, LeaveOfADestroyedModuleNoKeyInItsFile)
{
    const std::string before = readTextFile(file());
    set({{"destroyed", true}});
    const std::string after = readTextFile(file());
    // the lock key, of both copies: where the format has it (simulated_state_internal.h)
    for (const std::size_t offset : {std::size_t{64}, kSimulatedModuleSize / 2 + 64}) {
        EXPECT_NE(before.substr(offset, 32), std::string(32, '\0'));
        EXPECT_EQ(after.find(before.substr(offset, 32)), std::string::npos);
        EXPECT_EQ(after.substr(offset, 32), std::string(32, '\0'));
    }
    // the identity key
    const std::string identity = before.substr(130, 60);
    EXPECT_EQ(after.find(identity), std::string::npos);
    expectError(ErrorCode::ModuleRefused, "destroyed", [&] { module().info(); });
    EXPECT_EQ(describeSimulatedModule(file()).at("public_key"), "");
}

TEST_F(SimulatedFaultsTest, AreReadFromJsonByTheirNames)
{
    SimulatedFaults expected;
    expected.slowMillis = 5;
    expected.absentTimes = -1;
    expected.timeoutTimes = 7;
    expected.breached = true;
    expected.wrongSalt = true;
    expected.destroyed = true;
    EXPECT_EQ(faultsFromJson({{"slow_millis", 5},
                              {"absent_times", -1},
                              {"timeout_times", 7},
                              {"breached", true},
                              {"wrong_salt", true},
                              {"destroyed", true}}),
              expected);
    EXPECT_EQ(faultsFromJson(Json::object()), SimulatedFaults());
}

TEST_F(SimulatedFaultsTest, AreRefusedWhenNoneIsCalledSoOrItsValueCannotBe)
{
    const auto refused = [](const Json& json, const char* part) {
        SCOPED_TRACE(json.dump());
        expectError(ErrorCode::Corrupt, part, [&] { faultsFromJson(json); });
    };
    refused({{"explode", true}}, "\"explode\" is none");
    refused(Json::array(), "not an object");
    refused(nullptr, "not an object");
    refused({{"breached", 1}}, "breached is neither");
    refused({{"absent_times", -2}}, "absent_times is not an integer from -1");
    refused({{"absent_times", 1'000'001}}, "absent_times");
    refused({{"absent_times", 18'446'744'073'709'551'615U}}, "absent_times");
    refused({{"timeout_times", "3"}}, "timeout_times");
    refused({{"timeout_times", 1.5}}, "timeout_times");
    refused({{"slow_millis", -1}}, "slow_millis");
    refused({{"slow_millis", 600'001}}, "slow_millis");
}

TEST_F(SimulatedFaultsTest, AreNotSetWhenTheirNumbersCannotBe)
{
    SimulatedFaults faults;
    faults.slowMillis = -1;
    expectError(ErrorCode::InvalidArgument, "slow_millis", [&] { setSimulatedFaults(file(), faults); });
    EXPECT_TRUE(opens());
}
