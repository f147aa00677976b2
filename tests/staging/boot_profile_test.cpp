// SPDX-License-Identifier: Apache-2.0
#include "staging/boot_profile.h"
#include "staging/pi_board.h"

#include <algorithm>
#include <set>

#include <gtest/gtest.h>

namespace bindery::staging
{

namespace
{

bool holds(const std::vector<std::string>& names, const std::string& name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

TEST(BootProfiles, tell_raspberry_pi_os_of_64_bits_from_debian)
{
    EXPECT_EQ(bootProfileOf("debian", "12", "arm64", {{"kernel8.img", ""}}).id, "raspios-12-arm64");
    EXPECT_EQ(bootProfileOf("debian", "12", "arm64", {{"vmlinuz-6.1.0-13-arm64", ""}}).id, "debian-12-arm64");
    EXPECT_EQ(bootProfileOf("raspbian", "10", "armhf", {}).id, "raspios-10-armhf");
    EXPECT_EQ(bootProfileOf("debian", "12", "amd64", {}).id, "debian-12-amd64");
}

TEST(BootProfiles, are_whole_rows)
{
    std::set<std::string> ids;
    for (const BootProfile& profile : bootProfiles()) {
        EXPECT_TRUE(ids.insert(profile.id).second) << profile.id << " is there twice";
        EXPECT_FALSE(profile.name.empty());
        EXPECT_GE(profile.maxCommandLine, 512U) << profile.id;
        EXPECT_NE(profile.hasConfigTxt, profile.boards.empty()) << profile.id;
        for (const std::string& board : profile.boards) {
            EXPECT_EQ(piBoardNamed(board).name, board);
        }
        for (const RootSetting& setting : profile.lasting) {
            EXPECT_EQ(setting.path.front(), '/') << profile.id;
            EXPECT_EQ(setting.content.back(), '\n') << profile.id;
        }
    }
    EXPECT_EQ(ids.size(), 20U);
}

TEST(BootProfiles, know_what_would_grow_the_root_at_the_first_start)
{
    for (const char* version : {"10", "11", "12", "13"}) {
        const FirstBoot& first = bootProfileOf("raspbian", version, "armhf", {}).firstBoot;
        EXPECT_TRUE(holds(first.scripts, "/etc/init.d/resize2fs_once")) << version;
        EXPECT_TRUE(holds(first.initPrograms, "/raspi-config/init_resize.sh")) << version;
    }
    const FirstBoot& trixie = bootProfileOf("raspbian", "13", "armhf", {}).firstBoot;
    EXPECT_TRUE(holds(trixie.words, "resize"));
    EXPECT_TRUE(holds(trixie.units, "rpi-resize.service"));
    const FirstBoot& ubuntu = bootProfileOf("ubuntu", "24.04", "arm64", {}).firstBoot;
    ASSERT_EQ(ubuntu.settings.size(), 1U);
    EXPECT_NE(ubuntu.settings.front().content.find("mode: \"off\""), std::string::npos);
}

TEST(BootProfiles, know_where_the_hook_of_cryptsetup_is)
{
    EXPECT_FALSE(bootProfileOf("ubuntu", "18.04", "arm64", {}).hasCryptsetupInitramfs);
    EXPECT_TRUE(bootProfileOf("ubuntu", "20.04", "arm64", {}).hasCryptsetupInitramfs);
}

} // namespace

} // namespace bindery::staging
