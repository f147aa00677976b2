// SPDX-License-Identifier: Apache-2.0
#include "base/file.h"
#include "golden/recipe.h"
#include "support/expect_error.h"
#include "support/temp_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace bindery;
using namespace bindery::golden;

namespace
{

const std::string kPlaceholder(36, 'U');

void expectBad(const std::string& text, const std::string& part)
{
    test::expectError(ErrorCode::BadImage, part, [&] { parseRecipe(text, "here.toml"); });
}

} // namespace

TEST(Recipe, ComesWithTheProgram)
{
    EXPECT_THAT(recipeNames(), testing::ElementsAre("debian-12-amd64-qemu", "debian-12-amd64-qemu-bound",
                                                    "debian-12-arm64-pi", "generic"));
    for (const std::string& name : recipeNames()) {
        EXPECT_EQ(loadRecipe(name).name, name);
    }
    EXPECT_TRUE(loadRecipe("generic").patches.empty());
    for (const std::string name :
         {"debian-12-amd64-qemu", "debian-12-amd64-qemu-bound", "debian-12-arm64-pi"}) {
        const Recipe debian = loadRecipe(name);
        ASSERT_EQ(debian.patches.size(), 1U) << name;
        EXPECT_EQ(debian.patches[0].field, "luks_uuid") << name;
        EXPECT_EQ(debian.rootPartition, 2) << name;
    }
}

TEST(Recipe, NamesTheRecipesThereAreWhenThereIsNoSuch)
{
    test::expectError(ErrorCode::NotFound,
                      "debian-12-amd64-qemu, debian-12-amd64-qemu-bound, debian-12-arm64-pi, "
                      "generic",
                      [] { loadRecipe("raspios"); });
}

TEST(Recipe, IsReadFromAFile)
{
    const test::TempFolder folder;
    replaceFile(folder / "own.toml", asBytes("name = \"own\"\ndemo = true\nboards = [\"pi4\", \"pi5\"]\n"));
    const Recipe recipe = loadRecipe((folder / "own.toml").string());
    EXPECT_EQ(recipe.name, "own");
    EXPECT_TRUE(recipe.demo);
    EXPECT_THAT(recipe.boards, testing::ElementsAre("pi4", "pi5"));
    test::expectError(ErrorCode::NotFound, "gone.toml", [&] { loadRecipe((folder / "gone.toml").string()); });
}

TEST(Recipe, KeepsItsDigestWhenOnlyWordsChange)
{
    const std::string digest = parseRecipe("name = \"a\"", "x").digest;
    EXPECT_EQ(parseRecipe("# note\nname   =  'a'\ndescription = \"words\"", "y").digest, digest);
    EXPECT_NE(parseRecipe("name = \"a\"\ndemo = true", "x").digest, digest);
    EXPECT_NE(parseRecipe("name = \"a\"\n[source]\nroot_partition = 3", "x").digest, digest);
    EXPECT_NE(parseRecipe("name = \"a\"\n[identity]\nkeep = [\"wifi\"]", "x").digest, digest);
}

TEST(Recipe, SaysWhatOfTheGoldenIdentityStays)
{
    EXPECT_TRUE(parseRecipe("name = \"a\"", "x").keep.empty());
    EXPECT_THAT(parseRecipe("name = \"a\"\n[identity]\nkeep = [\"logs\", \"wifi\", \"logs\"]", "x").keep,
                testing::ElementsAre(IdentityTrait::Wifi, IdentityTrait::Logs));
    expectBad(
        "name = \"a\"\n[identity]\nkeep = [\"machine\"]\n",
        "here.toml, line 3: identity.keep names \"machine\", which cannot be kept; there are: wifi leases ");
    expectBad("name = \"a\"\n[identity]\nkeep = [\"wlan\"]\n", "identity.keep names \"wlan\"");
    expectBad("name = \"a\"\n[identity]\nkeep = \"wifi\"\n",
              "here.toml, line 3: identity.keep is not a list");
    expectBad("name = \"a\"\n[identity]\nkept = []\n", "identity.kept is not known; there are: keep");
    expectBad("name = \"a\"\nidentity = 1\n", "here.toml, line 2: identity is not a table");
}

TEST(Recipe, SaysWhatLetsUnitsBind)
{
    EXPECT_FALSE(parseRecipe("name = \"a\"", "x").unit);
    const std::string demo =
        "name = \"a\"\ndemo = true\n[unit]\nmodule = \"simulated\"\narchitecture = \"amd64\"\n";
    const Recipe plain = parseRecipe(demo, "x");
    ASSERT_TRUE(plain.unit);
    EXPECT_EQ(plain.unit->initramfsModules, InitramfsModules::Keep);
    EXPECT_FALSE(plain.unit->dhcp);
    const Recipe full = parseRecipe(demo + "modules = [\"virtio_net\"]\ninitramfs_modules = \"most\"\n"
                                           "station = \"bench.local:4711\"\ndhcp = true\n",
                                    "x");
    EXPECT_THAT(full.unit->modules, testing::ElementsAre("virtio_net"));
    EXPECT_EQ(full.unit->initramfsModules, InitramfsModules::Most);
    EXPECT_EQ(full.unit->station, "bench.local:4711");
    EXPECT_TRUE(full.unit->dhcp);
    EXPECT_NE(full.digest, plain.digest);
}

TEST(Recipe, TakesASimulatedModuleForADemonstrationOnly)
{
    const std::string unit = "[unit]\nmodule = \"simulated\"\narchitecture = \"amd64\"\n";
    expectBad("name = \"a\"\n" + unit,
              "here.toml, line 3: unit.module is simulated, which protects nothing: it needs demo = true");
    expectBad("name = \"a\"\ndemo = false\n" + unit, "here.toml, line 4: unit.module is simulated");
    EXPECT_TRUE(parseRecipe("name = \"a\"\ndemo = true\n" + unit, "x").unit);
}

TEST(Recipe, SaysWhatIsWrongWithAUnit)
{
    const std::string start = "name = \"a\"\ndemo = true\n[unit]\nmodule = \"simulated\"\n";
    const std::string unit = start + "architecture = \"amd64\"\n";
    expectBad("name = \"a\"\nunit = 1\n", "here.toml, line 2: unit is not a table");
    expectBad("name = \"a\"\ndemo = true\n[unit]\nmodule = \"zymbit\"\n",
              "line 4: unit.module is \"zymbit\"");
    expectBad(start, "unit.architecture is missing");
    expectBad(start + "architecture = \"mips\"\n",
              "line 5: unit.architecture is \"mips\", which has no agent");
    expectBad(unit + "modules = [\"../x\"]\n", "line 6: unit.modules names \"../x\"");
    expectBad(unit + "modules = \"x\"\n", "line 6: unit.modules is not a list");
    expectBad(unit + "initramfs_modules = \"dep\"\n", "line 6: unit.initramfs_modules is \"dep\"");
    expectBad(unit + "station = \"bench\"\n", "line 6: unit.station is not HOST:PORT");
    expectBad(unit + "dhcp = 1\n", "line 6: unit.dhcp is neither true nor false");
    expectBad(unit + "colour = 1\n", "line 6: unit.colour is not known");
}

TEST(Recipe, SaysFileLineAndFieldOfWhatIsWrong)
{
    expectBad("name = \"a\"\nfoo = 1\n", "here.toml, line 2: foo is not known");
    expectBad("\nname = 5\n", "here.toml, line 2: name is not a text");
    expectBad("boards = []\n", "name is missing");
    expectBad("name = \"a\"\ncipher = \"rot13\"\n", "here.toml, line 2: cipher is \"rot13\"");
    expectBad("name = \"a\"\n[source]\nroot_partition = 0\n", "here.toml, line 3: source.root_partition");
    expectBad("name = \"a\"\n[source]\nroot_partition = 1\nboot_partition = 1\n",
              "is the boot partition too");
    expectBad("name = \"a\"\n[[patch]]\nfile = \"x\"\nplaceholder = \"short\"\nfield = \"luks_uuid\"\n",
              "here.toml, line 4: patch.placeholder has 5 bytes; the text of luks_uuid has 36");
    expectBad("name = \"a\"\n[[patch]]\nfile = \"x\"\nplaceholder = \"" + kPlaceholder +
                  "\"\nfield = \"colour\"\n",
              "here.toml, line 5: patch.field is \"colour\"");
    expectBad("name = \"a\"\npatch = 3\n", "here.toml, line 2: patch is not a list");
    expectBad("name = \"a\"\npatch = [3]\n", "patch is not a [[patch]] table");
    expectBad("name = \"../etc\"\n", "name is not a name");
    expectBad("name = \"a\n", "here.toml, line 1: not TOML");
    expectBad("name = \"a\"\nname = \"b\"\n", "here.toml, line 2: not TOML");
}
