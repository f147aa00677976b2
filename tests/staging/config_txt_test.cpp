// SPDX-License-Identifier: Apache-2.0
#include "staging/config_filter.h"
#include "staging/config_txt.h"

#include <gtest/gtest.h>

namespace bindery::staging
{

namespace
{

TEST(ConfigTxt, comes_out_byte_for_byte)
{
    for (const std::string text : {"", "\n", "a", "a\r\nb\nc", "[pi4]\r\n#x\r\n\r\nwhat is this\r\n",
                                   "a\n\r\n", "\ra\r", "\x80\xff\n"}) {
        EXPECT_EQ(ConfigTxt(text).text(), text);
    }
}

TEST(ConfigTxt, gives_a_new_line_the_ending_that_the_text_has)
{
    ConfigTxt config("a\r\nb");
    config.append("c");
    config.insert(0, "d");
    EXPECT_EQ(config.text(), "d\r\na\r\nb\r\nc\r\n");
    ConfigTxt empty("");
    empty.append("a");
    EXPECT_EQ(empty.text(), "a\n");
}

TEST(ConfigTxt, reads_settings_with_and_without_an_equals_sign)
{
    const auto setting = [](const std::string& text) { return settingOf({text, "\n"}); };
    EXPECT_EQ(setting("initramfs a,b followkernel")->value, "a,b followkernel");
    EXPECT_EQ(setting(" KERNEL kernel-x.img ")->key, "kernel");
    EXPECT_EQ(setting("dtparam=i2c_arm=on")->value, "i2c_arm=on");
    EXPECT_EQ(setting("boot_delay")->key, "boot_delay");
    EXPECT_FALSE(setting("#cmdline=a"));
    EXPECT_FALSE(setting(" \t"));
    EXPECT_FALSE(setting("[all]"));
    EXPECT_EQ(sectionOf({" [PI4] ", "\n"}), "pi4");
    EXPECT_FALSE(sectionOf({"[pi4", "\n"}));
}

Applies after(const std::vector<std::string>& sections, const std::string& board, bool tryboot = false)
{
    ConfigFilter filter;
    for (const std::string& section : sections) {
        filter.enter(section);
    }
    return filter.to({&piBoardNamed(board), tryboot});
}

TEST(ConfigFilter, lets_a_model_section_hold_for_its_family)
{
    EXPECT_EQ(after({}, "pi4"), Applies::Yes);
    EXPECT_EQ(after({"pi4"}, "cm4"), Applies::Yes);
    EXPECT_EQ(after({"cm4"}, "pi4"), Applies::No);
    EXPECT_EQ(after({"pi0"}, "pizero2"), Applies::Yes);
    EXPECT_EQ(after({"pi3+"}, "pi3"), Applies::Perhaps);
}

TEST(ConfigFilter, replaces_filters_of_one_kind_and_adds_up_those_of_different_kinds)
{
    EXPECT_EQ(after({"pi3", "pi4"}, "pi4"), Applies::Yes);
    EXPECT_EQ(after({"pi4", "tryboot"}, "pi4"), Applies::No);
    EXPECT_EQ(after({"pi4", "tryboot"}, "pi4", true), Applies::Yes);
    EXPECT_EQ(after({"tryboot", "pi4"}, "pi3", true), Applies::No);
    EXPECT_EQ(after({"gpio4=1", "pi4"}, "pi4"), Applies::Perhaps);
    EXPECT_EQ(after({"gpio4=1", "pi4"}, "pi3"), Applies::No);
}

TEST(ConfigFilter, is_lifted_by_all)
{
    EXPECT_EQ(after({"pi4", "tryboot", "none", "edid=x", "all"}, "pi3"), Applies::Yes);
    EXPECT_EQ(after({"none"}, "pi3"), Applies::No);
    EXPECT_EQ(after({"none", "pi3"}, "pi3"), Applies::Perhaps);
}

} // namespace

} // namespace bindery::staging
