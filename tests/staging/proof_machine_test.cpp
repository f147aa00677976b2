// SPDX-License-Identifier: Apache-2.0
#include "golden/sample_manifest.h"
#include "staging/console_text.h"
#include "staging/proof_machine.h"
#include "support/expect_error.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace bindery;
using namespace bindery::staging;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

namespace
{

golden::Manifest provable()
{
    golden::Manifest manifest = test::sampleManifest();
    manifest.architecture = "amd64";
    return manifest;
}

void expectRefused(const golden::Manifest& manifest, const std::string& part)
{
    test::expectError(ErrorCode::Conflict, part, [&] { requireProvable(manifest); });
}

} // namespace

TEST(ProvableImages, BindASimulatedModuleOnAPc)
{
    EXPECT_NO_THROW(requireProvable(provable()));
}

TEST(ProvableImages, HaveUnitsThatBind)
{
    golden::Manifest manifest = provable();
    manifest.binds.reset();
    expectRefused(manifest, "its units do not bind");
}

TEST(ProvableImages, TakeNoRealModule)
{
    golden::Manifest manifest = provable();
    manifest.demo = false;
    expectRefused(manifest, "which no virtual machine has");
    manifest = provable();
    manifest.binds->module = "zymkey";
    expectRefused(manifest, "which no virtual machine has");
}

TEST(ProvableImages, AreForNoOtherArchitectureSoFar)
{
    golden::Manifest manifest = provable();
    manifest.architecture = "arm64";
    expectRefused(manifest, "is for arm64; only images for amd64");
    manifest.architecture.clear();
    expectRefused(manifest, "an unknown architecture");
}

TEST(ProofMachine, StartsTheCardsOwnSystemAndShowsItTheBench)
{
    const std::vector<std::string> command = proofMachineCommand(
        {{"/w/vmlinuz", "/w/initrd.img", "root=x quiet"}, "/w/card", "/w/module", "/w/con", 4711});
    EXPECT_THAT(command, Contains("/w/vmlinuz"));
    EXPECT_THAT(command, Contains("/w/initrd.img"));
    EXPECT_THAT(command, Contains(testing::MatchesRegex("root=x quiet .*bindery.station=10.0.2.2:4711")));
    EXPECT_THAT(command, Contains("virtio-blk-pci,drive=module,serial=bindery-module"));
    EXPECT_THAT(command, Contains("-no-reboot"));
}

TEST(ProofMachine, KeepsACommaInAPathFromBeingAnOption)
{
    const std::vector<std::string> command =
        proofMachineCommand({{"/w/k", "/w/i", "quiet"}, "/a,readonly=on/card", "/m", "/c", 1});
    EXPECT_THAT(command, Contains(HasSubstr("file=/a,,readonly=on/card")));
}

TEST(ConsoleText, HasNothingThatATerminalWouldActOn)
{
    EXPECT_EQ(plainConsole("\x1b[0;1;31mred\x1b[0m\r\n\x1b(Bplain\x07\ttab\x7f\x1b"), "red\nplain\ttab");
    EXPECT_EQ(plainConsole("cut \x1b["), "cut ");
}

TEST(ConsoleText, EndsWithTheLinesThatSaySomething)
{
    EXPECT_THAT(lastLines("one\n\ntwo\n  \nthree", 2), ElementsAre("two", "three"));
    EXPECT_THAT(lastLines("\n\none\n", 5), ElementsAre("one"));
    EXPECT_THAT(lastLines("", 5), ElementsAre());
}
