// SPDX-License-Identifier: Apache-2.0
// The real bindery-unit against a real bench, within one boot.
#include "base/json.h"
#include "support/expect_error.h"
#include "unit/secret_output.h"
#include "unit/unit_program.h"

#include <array>
#include <cstdlib>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

using namespace bindery;
using test::UnitProgram;
using ::testing::HasSubstr;
using Strings = std::vector<std::string>;

TEST(UnitProgram, UnlocksAFreshCardWithTheTransportSecretAndNothingElseOnStandardOutput)
{
    const UnitProgram unit;
    const UnitProgram::Run run = unit.run("unlock");
    ASSERT_EQ(run.status, 0) << run.err;
    EXPECT_EQ(run.out, asText(unit.transport.view()));
    EXPECT_EQ(run.err, "bindery: locked by module M-1\n");
    EXPECT_EQ(unit.desk.acts, (Strings{"authorise", "locked"}));
}

TEST(UnitProgram, UnlocksAgainByTheModuleAlone)
{
    const UnitProgram unit;
    ASSERT_EQ(unit.run("unlock").status, 0);
    const UnitProgram::Run run = unit.run("unlock");
    ASSERT_EQ(run.status, 0) << run.err;
    EXPECT_EQ(run.out.size(), 64U);
    EXPECT_TRUE(unit.header().testKeyslot(1, SecretBuffer::copyOf(asBytes(run.out))));
    EXPECT_EQ(run.err, "bindery: opened by the module alone\n");
    EXPECT_EQ(unit.desk.acts.size(), 2U);
}

TEST(UnitProgram, BindsWithoutGivingTheKeyAway)
{
    const UnitProgram unit;
    const UnitProgram::Run run = unit.run("bind");
    ASSERT_EQ(run.status, 0) << run.err;
    EXPECT_EQ(run.out, "");
    EXPECT_EQ(unit.desk.acts, (Strings{"authorise", "locked"}));
}

TEST(UnitProgram, RestartsTheMachineInTheBootThatMadeTheKeyslot)
{
    const UnitProgram unit;
    ASSERT_EQ(unit.run("bind").status, 0);
    const std::filesystem::path mark = unit.folder / "restarted";
    const UnitProgram::Run run = unit.run("verify", {"--restart-command", "touch " + mark.string()});
    ASSERT_EQ(run.status, 0) << run.err;
    EXPECT_TRUE(std::filesystem::exists(mark));
    EXPECT_EQ(run.err, "bindery: restarting to prove that the module opens this card alone\n");
    EXPECT_TRUE(unit.header().testKeyslot(0, unit.transport));
}

TEST(UnitProgram, RunsTheProgramsOfTheNetwork)
{
    const UnitProgram unit;
    const std::filesystem::path up = unit.folder / "up";
    const std::filesystem::path down = unit.folder / "down";
    ASSERT_EQ(
        unit.run("bind", {"--network-up", "touch " + up.string(), "--network-down", "touch " + down.string()})
            .status,
        0);
    EXPECT_TRUE(std::filesystem::exists(up));
    EXPECT_TRUE(std::filesystem::exists(down));
}

TEST(UnitProgram, TellsItsStatusToPrograms)
{
    const UnitProgram unit;
    const Json before = parseJson(unit.run("status", {"--json"}).out, "status");
    EXPECT_EQ(before.at("header_state"), "transport only");
    EXPECT_EQ(before.at("module").at("status"), "unbound");
    ASSERT_EQ(unit.run("bind").status, 0);
    const Json after = parseJson(unit.run("status", {"--json"}).out, "status");
    EXPECT_EQ(after.at("header_state"), "enrolled");
    EXPECT_EQ(after.at("keyslots"), Json({0, 1}));
    EXPECT_EQ(after.at("made_in_this_boot"), true);
    EXPECT_EQ(after.at("module").at("serial"), "M-1");
    EXPECT_EQ(after.at("token").at("module_serial"), "M-1");
}

TEST(UnitProgram, TellsItsStatusToPeople)
{
    const UnitProgram unit;
    EXPECT_THAT(unit.run("status").out, HasSubstr("header          transport only\n"));
}

TEST(UnitProgram, UsesNoSimulatedModuleWithoutDemo)
{
    const UnitProgram unit;
    unit.writeConfig("no");
    const UnitProgram::Run run = unit.run("unlock");
    EXPECT_EQ(run.status, 1);
    EXPECT_EQ(run.out, "");
    EXPECT_THAT(run.err, HasSubstr("bindery: a simulated module protects nothing"));
    EXPECT_TRUE(unit.desk.acts.empty());
    const Json status = parseJson(unit.run("status", {"--json"}).out, "status");
    EXPECT_EQ(status.at("module").at("status"), "unknown");
    EXPECT_THAT(status.at("module").at("problem").get<std::string>(), HasSubstr("demo=yes"));
}

TEST(UnitProgram, RefusesAModuleThatIsBreached)
{
    const UnitProgram unit;
    ASSERT_EQ(unit.run("bind").status, 0);
    module::SimulatedFaults faults;
    faults.breached = true;
    module::setSimulatedFaults(unit.folder / "module", faults);
    const UnitProgram::Run run = unit.run("unlock");
    EXPECT_EQ(run.status, 1);
    EXPECT_EQ(run.out, "");
    EXPECT_THAT(run.err, HasSubstr("bindery: refused: "));
    EXPECT_THAT(unit.desk.acts.back(), HasSubstr("the module breached")) << "told to the bench, unsigned";
}

TEST(UnitProgram, EndsWithTwoForAWrongCommandLine)
{
    const UnitProgram unit;
    EXPECT_EQ(unit.run("unlok").status, 2);
    EXPECT_EQ(unit.run("status", {"--what"}).status, 2);
}

TEST(UnitProgram, EndsWithOneWhenThereIsNoCard)
{
    const UnitProgram unit;
    std::filesystem::remove(unit.card);
    const UnitProgram::Run run = unit.run("unlock");
    EXPECT_EQ(run.status, 1);
    EXPECT_THAT(run.err, HasSubstr(unit.card.string()));
}

TEST(SecretOutput, GivesEveryByteAndNoLineFeed)
{
    std::array<int, 2> ends{};
    ASSERT_EQ(::pipe(ends.data()), 0);
    const UniqueFd reader(ends[0]);
    UniqueFd writer(ends[1]);
    const SecretBuffer secret = SecretBuffer::random(64);
    unit::requireNoTerminal(writer.get());
    unit::putSecret(writer.get(), secret);
    writer.reset();
    std::array<std::byte, 65> got{};
    ASSERT_EQ(::read(reader.get(), got.data(), got.size()), 64);
    EXPECT_TRUE(SecretBuffer::copyOf(ByteView(got).first(64)).equals(secret));
}

TEST(SecretOutput, IsNotForATerminal)
{
    const UniqueFd owner(::posix_openpt(O_RDWR | O_NOCTTY));
    ASSERT_TRUE(owner);
    ASSERT_EQ(::grantpt(owner.get()), 0);
    ASSERT_EQ(::unlockpt(owner.get()), 0);
    const UniqueFd terminal = openFile(::ptsname(owner.get()), O_RDWR | O_NOCTTY);
    test::expectError(ErrorCode::InvalidArgument, "not shown on a terminal",
                      [&] { unit::requireNoTerminal(terminal.get()); });
}
