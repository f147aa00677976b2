// SPDX-License-Identifier: Apache-2.0
#include "base/file.h"
#include "support/expect_error.h"
#include "support/temp_folder.h"
#include "unit/unit_config.h"

#include <gtest/gtest.h>

using namespace bindery;
using test::expectError;
using unit::parseUnitConfig;
using unit::UnitConfig;

namespace
{

constexpr const char* kWhole =
    "# of the image\n\nmodule=simulated\nsimulated_module = /dev/disk/by-id/virtio-m\r\n"
    "demo=yes\nstation=10.0.2.2:7443\nmodule_wait_seconds=90\nsystem_root=/board";

void expectRefused(const std::string& text, const std::string& part)
{
    expectError(ErrorCode::Corrupt, part, [&] { parseUnitConfig(text, "unit.conf"); });
}

} // namespace

TEST(UnitConfig, ReadsEveryKey)
{
    const UnitConfig config = parseUnitConfig(kWhole, "unit.conf");
    EXPECT_EQ(config.module, "simulated");
    EXPECT_EQ(config.simulatedModule, "/dev/disk/by-id/virtio-m");
    EXPECT_TRUE(config.demo);
    EXPECT_EQ(config.station, "10.0.2.2:7443");
    EXPECT_EQ(config.moduleWait, std::chrono::seconds(90));
    EXPECT_EQ(config.systemRoot, "/board");
}

TEST(UnitConfig, LetsOnlyADemoSayWhatBoardItIsOn)
{
    expectRefused("module=zymbit\nsystem_root=/board\n", "only a demo");
    EXPECT_EQ(parseUnitConfig("module=zymbit\n", "unit.conf").systemRoot, "/");
}

TEST(UnitConfig, TakesAMinuteNoStationAndNoDemoForGranted)
{
    const UnitConfig config = parseUnitConfig("module=zymbit\n", "unit.conf");
    EXPECT_FALSE(config.demo);
    EXPECT_FALSE(config.station);
    EXPECT_EQ(config.moduleWait, std::chrono::seconds(60));
}

TEST(UnitConfig, RefusesWhatItDoesNotKnowNamingTheLine)
{
    expectRefused("module=tpm2\nmodul=x\n", "unit.conf, line 2: no key modul");
    expectRefused("module=tpm2\nmodule=tpm2\n", "line 2: module a second time");
    expectRefused("module\n", "line 1 is no key=value");
    expectRefused("module=\n", "line 1: a value has");
    expectRefused("module=" + std::string(257, 'x'), "256 characters");
    expectRefused("module=a\x01", "printable");
    expectRefused("module=../zymbit\n", "the kind of a module");
}

TEST(UnitConfig, RefusesValuesThatCannotBe)
{
    expectRefused("module=tpm2\ndemo=1\n", "yes or no");
    for (const char* seconds : {"0", "3601", "-1", "6x", "99999999999999999999"}) {
        expectRefused("module=tpm2\nmodule_wait_seconds=" + std::string(seconds), "from 1 to 3600");
    }
    expectRefused("module=simulated\nsimulated_module=module.bin\n", "an absolute path");
}

TEST(UnitConfig, RefusesAFileThatNamesNoModule)
{
    expectRefused("", "names no module");
    expectRefused("demo=yes\n", "names no module");
    expectRefused("module=simulated\n", "simulated_module=PATH");
}

TEST(UnitConfig, RefusesAFileThatIsTooLong)
{
    expectRefused(std::string(16385, '\n'), "it is no unit.conf");
}

TEST(UnitConfig, IsReadFromAFile)
{
    const test::TempFolder folder;
    replaceFile(folder / "unit.conf", asBytes(kWhole));
    EXPECT_EQ(unit::readUnitConfig(folder / "unit.conf").module, "simulated");
    expectError(ErrorCode::NotFound, "missing.conf", [&] { unit::readUnitConfig(folder / "missing.conf"); });
}
