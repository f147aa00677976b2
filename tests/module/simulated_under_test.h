// SPDX-License-Identifier: Apache-2.0
// The simulated module for the contract, in files or block devices that a test names.
#pragma once

#include "module/module_contract.h"
#include "module/simulated_module.h"

namespace bindery::test
{

/// A Raspberry Pi with its card; `salt` makes others.
inline module::HostFacts piOf(const std::string& salt = "a")
{
    return {"10000000deadbee" + salt,
            "c0311" + salt,
            "Raspberry Pi 4 Model B Rev 1." + salt,
            "cid-" + salt,
            {"dc:a6:32:00:00:0" + salt, "dc:a6:32:00:01:0" + salt}};
}

/// Where two modules lie: files or devices, empty or zeros.
class ModulePlaces
{
public:
    virtual ~ModulePlaces() = default;
    virtual std::filesystem::path own() const = 0;
    virtual std::filesystem::path other() const = 0;
};

class SimulatedUnderTest : public ModuleUnderTest
{
public:
    explicit SimulatedUnderTest(std::unique_ptr<ModulePlaces> places)
        : m_places(std::move(places)), m_own(m_places->own())
    {
        module::createSimulatedModule(m_own, "SIM-OWN");
        module::createSimulatedModule(m_places->other(), "SIM-OTHER");
        m_other = module::openSimulatedModule(m_places->other(), piOf());
        m_other->waitReady(std::chrono::milliseconds(0));
        powerCycle();
        m_module->waitReady(std::chrono::milliseconds(0));
    }

    module::SecurityModule& module() override { return *m_module; }
    module::SecurityModule& other() override { return *m_other; }
    void powerCycle() override { m_module = module::openSimulatedModule(m_own, m_host); }
    void inject(ModuleFault fault) override
    {
        module::SimulatedFaults faults;
        faults.absentTimes = fault == ModuleFault::Absent ? -1 : 0;
        faults.timeoutTimes = fault == ModuleFault::Timeout ? -1 : 0;
        faults.breached = fault == ModuleFault::Breached;
        faults.destroyed = fault == ModuleFault::Destroyed;
        module::setSimulatedFaults(m_own, faults);
    }
    void repair() override { module::setSimulatedFaults(m_own, {}); }
    void moveToOtherHost() override { m_host = piOf("b"); }
    void moveHome() override { m_host = piOf(); }

private:
    const std::unique_ptr<ModulePlaces> m_places;
    const std::filesystem::path m_own;
    module::HostFacts m_host = piOf();
    std::unique_ptr<module::SecurityModule> m_other;
    std::unique_ptr<module::SecurityModule> m_module;
};

} // namespace bindery::test
