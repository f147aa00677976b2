// SPDX-License-Identifier: Apache-2.0
// The simulated module on block devices, as a guest has it: of the smallest size, and of another sector size.
#include "module/module_contract.h"
#include "module/simulated_under_test.h"
#include "support/expect_error.h"
#include "support/loop_device.h"
#include "support/temp_folder.h"

#include <array>

using namespace bindery;
using namespace bindery::test;

namespace
{

std::filesystem::path zerosIn(const TempFolder& folder, const std::string& name, std::uint64_t size)
{
    openFile(folder / name, O_RDWR | O_CREAT);
    std::filesystem::resize_file(folder / name, size);
    return folder / name;
}

class TwoLoops : public ModulePlaces
{
public:
    explicit TwoLoops(std::uint32_t sectorSize)
    {
        m_options.directIo = false;
        m_options.sectorSize = sectorSize;
    }
    std::filesystem::path own() const override { return m_own.path(); }
    std::filesystem::path other() const override { return m_other.path(); }

private:
    LoopDevice::Options m_options;
    const TempFolder m_folder;
    const LoopDevice m_own{zerosIn(m_folder, "own", module::kSimulatedModuleSize), m_options};
    const LoopDevice m_other{zerosIn(m_folder, "other", module::kSimulatedModuleSize), m_options};
};

const std::array kKinds{
    ModuleKind{"SimulatedOnALoop",
               [] { return std::make_unique<SimulatedUnderTest>(std::make_unique<TwoLoops>(512)); }},
    ModuleKind{"SimulatedOnALoopOf4KSectors",
               [] { return std::make_unique<SimulatedUnderTest>(std::make_unique<TwoLoops>(4096)); }},
};

} // namespace

INSTANTIATE_TEST_SUITE_P(Modules, ModuleContract, ::testing::ValuesIn(kKinds), nameOfKind);
INSTANTIATE_TEST_SUITE_P(Modules, ModuleFaultContract, ::testing::ValuesIn(kKinds), nameOfKind);
INSTANTIATE_TEST_SUITE_P(Modules, ModuleProductionContract, ::testing::ValuesIn(kKinds), nameOfKind);

TEST(SimulatedModuleOnADevice, NeedsOneThatIsLargeEnough)
{
    const TempFolder folder;
    const LoopDevice loop(zerosIn(folder, "small", module::kSimulatedModuleSize - 4096));
    expectError(ErrorCode::TooSmall, loop.path().string(),
                [&] { module::createSimulatedModule(loop.path(), "SIM-1"); });
}

TEST(SimulatedModuleOnADevice, TakesOneThatIsLargerAndOverwritesNone)
{
    const TempFolder folder;
    const LoopDevice loop(zerosIn(folder, "large", 4 * module::kSimulatedModuleSize));
    module::createSimulatedModule(loop.path(), "SIM-1");
    EXPECT_EQ(module::describeSimulatedModule(loop.path()).at("serial"), "SIM-1");
    expectError(ErrorCode::Conflict, "not empty",
                [&] { module::createSimulatedModule(loop.path(), "SIM-2"); });
}

TEST(SimulatedModuleOnADevice, IsTheSameOneInTheFileBelow)
{
    const TempFolder folder;
    const std::filesystem::path file = zerosIn(folder, "file", module::kSimulatedModuleSize);
    {
        const LoopDevice loop(file);
        module::createSimulatedModule(loop.path(), "SIM-1");
        module::openSimulatedModule(loop.path(), piOf())->indicate(module::Indication::Done);
    }
    const Json seen = module::describeSimulatedModule(file);
    EXPECT_EQ(seen.at("serial"), "SIM-1");
    EXPECT_EQ(seen.at("indication"), "done");
    EXPECT_EQ(seen.at("copies"), 2);
}
