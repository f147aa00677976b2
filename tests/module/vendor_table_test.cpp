// SPDX-License-Identifier: Apache-2.0
// The vendor's table, row by row: which card opens with which module in which Pi, in development and in
// production. A copy of a card has all its bytes but lies on a medium of another identity.
#include "module/simulated_module.h"
#include "module/simulated_under_test.h"
#include "support/expect_error.h"
#include "support/temp_folder.h"

#include <functional>
#include <vector>

using namespace bindery;
using namespace bindery::module;
using namespace bindery::test;

namespace
{

using Change = std::function<void(HostFacts&)>;

struct Row {
    std::string name;
    bool moduleA;
    Change card; ///< what of the host is of another card
    Change pi;   ///< what of it is of another Pi
    bool opensInDevelopment;
    bool opensInProduction;
};

std::ostream& operator<<(std::ostream& out, const Row& row)
{
    return out << row.name;
}

void none(HostFacts& /*host*/) {}
void copyOfCard(HostFacts& host)
{
    host.bootMedium = "cid-of-the-copy";
}
void otherPi(HostFacts& host)
{
    host = {
        "10000000feedf00d", "d04170", "Raspberry Pi 5 Model B Rev 1.0", host.bootMedium, {"2c:cf:67:0:0:1"}};
}

std::vector<Row> rows()
{
    std::vector<Row> all{
        {"CardAModuleAPiA", true, none, none, true, true},
        {"CopyOfCardAModuleAPiA", true, copyOfCard, none, true, false},
        {"CardAModuleAPiB", true, none, otherPi, true, false},
        {"CopyOfCardAModuleAPiB", true, copyOfCard, otherPi, true, false},
        {"CardAModuleBPiA", false, none, none, false, false},
        {"CopyOfCardAModuleBPiA", false, copyOfCard, none, false, false},
        {"CardAModuleBPiB", false, none, otherPi, false, false},
        {"CopyOfCardAModuleBPiB", false, copyOfCard, otherPi, false, false},
    };
    // Another Pi is one of which any single thing is another's.
    const std::vector<std::pair<std::string, Change>> parts{
        {"CpuSerial", [](HostFacts& host) { host.cpuSerial = "10000000feedf00d"; }},
        {"Revision", [](HostFacts& host) { host.revision = "c03114"; }},
        {"Model", [](HostFacts& host) { host.model = "Raspberry Pi 4 Model B Rev 1.4"; }},
        {"Mac", [](HostFacts& host) { host.macs.front() = "dc:a6:32:ff:ff:ff"; }},
        {"OneMacLess", [](HostFacts& host) { host.macs.pop_back(); }},
        {"OneMacMore", [](HostFacts& host) { host.macs.emplace_back("dc:a6:32:ff:ff:ff"); }},
    };
    for (const auto& [name, change] : parts) {
        all.push_back({"CardAModuleAPiOfAnother" + name, true, none, change, true, false});
    }
    return all;
}

class VendorTable : public ::testing::TestWithParam<Row>
{
protected:
    VendorTable()
    {
        createSimulatedModule(fileA(), "SIM-A");
        createSimulatedModule(fileB(), "SIM-B");
    }

    /// The unit that all its parts are originals of, and its locked key.
    std::vector<std::byte> makeUnit(bool production)
    {
        const auto module = openSimulatedModule(fileA(), piOf());
        std::vector<std::byte> locked = module->lock(m_key);
        if (production) {
            bindForGood(*module);
        }
        return locked;
    }
    /// The module of another unit, fresh or as that left the bench.
    void makeOtherUnit(bool production)
    {
        const auto module = openSimulatedModule(fileB(), piOf("b"));
        module->waitReady(std::chrono::milliseconds(0));
        if (production) {
            bindForGood(*module);
        }
    }

    void expectRow(ByteView locked, bool opens)
    {
        HostFacts host = piOf();
        GetParam().card(host);
        GetParam().pi(host);
        const auto module = openSimulatedModule(GetParam().moduleA ? fileA() : fileB(), host);
        if (opens) {
            EXPECT_TRUE(isHealthy(module->waitReady(std::chrono::milliseconds(0))));
            EXPECT_TRUE(module->unlock(locked).equals(m_key));
        } else {
            expectError(ErrorCode::ModuleRefused, "", [&] { module->unlock(locked); });
        }
    }
    /// Of module A away from home: not even its status says that it could do something.
    void expectRefusedStatus()
    {
        HostFacts host = piOf();
        GetParam().card(host);
        GetParam().pi(host);
        const auto module = openSimulatedModule(fileA(), host);
        EXPECT_EQ(module->waitReady(std::chrono::milliseconds(0)), ModuleStatus::BindRefused);
        expectError(ErrorCode::ModuleRefused, "another Pi or card", [&] { module->lock(m_key); });
        expectError(ErrorCode::ModuleRefused, "another Pi or card", [&] { module->sign(Digest{}); });
    }

private:
    static void bindForGood(SecurityModule& module)
    {
        module.bindPermanently(module.permanentBindChallenge());
    }
    std::filesystem::path fileA() const { return m_folder / "a"; }
    std::filesystem::path fileB() const { return m_folder / "b"; }

    const TempFolder m_folder;
    const SecretBuffer m_key = SecretBuffer::random(64);
};

} // namespace

TEST_P(VendorTable, InDevelopment)
{
    const std::vector<std::byte> locked = makeUnit(false);
    makeOtherUnit(false);
    expectRow(locked, GetParam().opensInDevelopment);
}

TEST_P(VendorTable, InProduction)
{
    const std::vector<std::byte> locked = makeUnit(true);
    makeOtherUnit(true);
    expectRow(locked, GetParam().opensInProduction);
    if (GetParam().moduleA && !GetParam().opensInProduction) {
        expectRefusedStatus();
    }
}

TEST_P(VendorTable, InProductionWithTheModuleOfAUnitThatIsStillInDevelopment)
{
    const std::vector<std::byte> locked = makeUnit(true);
    makeOtherUnit(false);
    expectRow(locked, GetParam().opensInProduction);
}

INSTANTIATE_TEST_SUITE_P(Rows, VendorTable, ::testing::ValuesIn(rows()),
                         [](const auto& row) { return row.param.name; });
