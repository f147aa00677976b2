// SPDX-License-Identifier: Apache-2.0
#include "module/simulated_module.h"
#include "support/expect_error.h"
#include "support/temp_folder.h"
#include "unit/bind_world.h"
#include "unit/open_module.h"

#include <gtest/gtest.h>

using namespace bindery;
using test::expectError;
using unit::UnitConfig;
using unit::VerifyOutcome;

namespace
{

UnitConfig simulated(const std::filesystem::path& file, bool demo)
{
    UnitConfig config;
    config.module = "simulated";
    config.simulatedModule = file;
    config.demo = demo;
    return config;
}

} // namespace

TEST(OpenModule, OpensTheSimulatedOneForADemoOnly)
{
    const test::TempFolder folder;
    module::createSimulatedModule(folder / "module", "M-1");
    expectError(ErrorCode::InvalidArgument, "demo=yes",
                [&] { unit::openModule(simulated(folder / "module", false), {}); });
    EXPECT_EQ(unit::openModule(simulated(folder / "module", true), {})->info().serial, "M-1");
}

TEST(OpenModule, NamesTheKindsItKnowsForAnother)
{
    UnitConfig config;
    config.module = "zymbit";
    expectError(ErrorCode::InvalidArgument, "zymbit; known: simulated",
                [&] { unit::openModule(config, {}); });
}

TEST(OpenModule, GivesAModuleThatIsAbsentForAFileThatIsNotThere)
{
    const test::TempFolder folder;
    EXPECT_EQ(unit::openModule(simulated(folder / "missing", true), {})->status(),
              module::ModuleStatus::Absent);
}

TEST(SimulatedModuleOfAUnit, CarriesItFromTheTransportSecretToBound)
{
    const test::TempFolder folder;
    module::createSimulatedModule(folder / "module", "M-1");
    test::BindWorld world;
    const auto module =
        unit::openModule(simulated(folder / "module", true), {"cpu", "rev", "model", "cid", {}});
    const auto parts = [&] { return world.partsWith(*module); };
    ASSERT_TRUE(unit::unlock(parts()));
    world.boot();
    const auto key = unit::unlock(parts());
    ASSERT_TRUE(key);
    EXPECT_TRUE(world.header().testKeyslot(1, *key));
    EXPECT_EQ(unit::verify(parts(), {[] { return std::string(); }}), VerifyOutcome::Bound);
    EXPECT_EQ(world.keyslots(), (std::vector<int>{1}));
}
