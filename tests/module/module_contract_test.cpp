// SPDX-License-Identifier: Apache-2.0
#include "module/module_contract.h"
#include "module/simulated_under_test.h"
#include "support/temp_folder.h"

using namespace bindery::test;

namespace
{

class TwoFiles : public ModulePlaces
{
public:
    std::filesystem::path own() const override { return m_folder / "own"; }
    std::filesystem::path other() const override { return m_folder / "other"; }

private:
    const TempFolder m_folder;
};

const ModuleKind kInAFile{"SimulatedInAFile",
                          [] { return std::make_unique<SimulatedUnderTest>(std::make_unique<TwoFiles>()); }};

} // namespace

INSTANTIATE_TEST_SUITE_P(Modules, ModuleContract, ::testing::Values(kInAFile), nameOfKind);
INSTANTIATE_TEST_SUITE_P(Modules, ModuleFaultContract, ::testing::Values(kInAFile), nameOfKind);
INSTANTIATE_TEST_SUITE_P(Modules, ModuleProductionContract, ::testing::Values(kInAFile), nameOfKind);
