// SPDX-License-Identifier: Apache-2.0
// Debian's own image, as packaging/bootstrap builds it, staged so that its units bind. The agent is a
// stand-in: what it does is not asked here.
#include "base/file.h"
#include "golden/stage.h"
#include "staging/unit_change.h"
#include "support/expect_error.h"
#include "support/temp_folder.h"

#include <cstdlib>
#include <iostream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace bindery;
using namespace bindery::staging;

namespace fs = std::filesystem;

namespace
{

constexpr const char* kRecipe = "debian-12-amd64-qemu-bound";

/// Where packaging/bootstrap keeps it.
fs::path cachedImage()
{
    const char* named = std::getenv("BINDERY_CACHE");
    const fs::path cache = named != nullptr ? named : "/var/cache/bindery";
    for (const fs::directory_entry& entry : fs::directory_iterator(cache)) {
        const std::string name = entry.path().filename().string();
        if (name.rfind("debian-12-amd64-qemu-", 0) == 0 && name.ends_with(".img")) {
            return entry.path();
        }
    }
    throw Error(ErrorCode::NotFound, "no debian-12-amd64-qemu image in " + cache.string() +
                                         ": make it with packaging/bootstrap image");
}

UnitContent contentOf(const golden::Recipe& recipe, const std::string& pin)
{
    UnitContent content;
    content.recipe = *recipe.unit;
    content.demo = recipe.demo;
    content.pins = std::string(64, pin.front()) + "\n";
    const std::string program = readTextFile("/bin/busybox");
    content.agent.files = {{"bindery-unit", program, true}, {"ld.so", program, true}};
    content.agent.digest = std::string(64, 'd');
    return content;
}

} // namespace

TEST(BoundImage, IsStagedOnceForItsSiteAndAgent)
{
    const test::TempFolder folder{fs::path("/var/tmp")};
    golden::Store store(folder / "golden");
    const golden::Recipe recipe = golden::loadRecipe(kRecipe);
    std::string steps;
    const auto stage = [&](const std::string& pin) {
        UnitChange change(contentOf(recipe, pin));
        steps.clear();
        return golden::stage(store, {cachedImage(), recipe, "bound", {}, gib(16), &change}, SystemClock(),
                             [&](const golden::StageProgress& progress) {
                                 if (progress.done == 0) {
                                     steps += progress.step + "\n";
                                 }
                             });
    };
    const golden::Manifest manifest = stage("a");
    ASSERT_TRUE(manifest.binds);
    EXPECT_EQ(manifest.binds->module, "simulated");
    ASSERT_EQ(manifest.initramfs.size(), 1U);
    EXPECT_EQ(manifest.initramfs[0].file, "initrd.img");
    EXPECT_THAT(manifest.initramfs[0].holds, ::testing::Contains("/usr/lib/bindery/bindery-unit"));
    EXPECT_EQ(manifest.patchPoints.size(), 1U);
    EXPECT_THAT(steps, ::testing::HasSubstr("rebuilding the initramfs of " + manifest.initramfs[0].kernel));
    store.verify(manifest);

    // The same again is not made again; for another site it is another image.
    EXPECT_EQ(stage("a").id, manifest.id);
    EXPECT_THAT(steps, ::testing::Not(::testing::HasSubstr("rebuilding")));
    const golden::Manifest other = stage("b");
    EXPECT_NE(other.id, manifest.id);
    EXPECT_THAT(steps, ::testing::HasSubstr("rebuilding"));

    // Nothing of the clock or of this machine is in it: removed and staged again, it is the same.
    store.remove(manifest);
    EXPECT_EQ(stage("a").id, manifest.id);
}
