// SPDX-License-Identifier: Apache-2.0
#include "staging/boot_files.h"
#include "staging/command_line.h"
#include "staging/command_line_edit.h"
#include "support/expect_error.h"

namespace bindery::staging
{

namespace
{

using test::expectError;

const BootProfile& virtualMachine()
{
    return bootProfileOf("debian", "12", "amd64", {});
}

std::string edited(const std::string& text)
{
    return editedCommandLine(text, "cmdline.txt", virtualMachine()).text;
}

std::string opener()
{
    return "cryptopts=source=UUID=" + std::string(kLuksUuidPlaceholder) +
           ",target=cryptrfs,luks,initramfs,keyscript=/usr/lib/bindery/unlock";
}

TEST(CommandLine, comes_out_byte_for_byte_when_nothing_is_edited)
{
    for (const std::string text : {"a", " a\t b=\"c d\"  \r\n", "a b\n\n \r\n", "a -- b", "\ta\r\n\r\n"}) {
        EXPECT_EQ(CommandLine(text, "cmdline.txt").text(), text);
    }
}

TEST(CommandLine, keeps_blanks_between_quotes_in_their_word)
{
    const CommandLine line("a=\"b c\" \"d e=f\"\n", "cmdline.txt");
    ASSERT_EQ(line.words().size(), 2U);
    EXPECT_EQ(line.words()[0].text, "a=\"b c\"");
    EXPECT_EQ(line.words()[1].text, "\"d e=f\"");
    EXPECT_EQ(nameOf(line.words()[1].text), "d e");
}

TEST(CommandLine, is_refused_with_its_place_and_a_cure_when_it_is_none)
{
    const auto read = [](std::string_view text) { CommandLine(text, "current/cmdline.txt"); };
    expectError(ErrorCode::BadImage, "current/cmdline.txt holds no kernel command line", [&] { read(""); });
    expectError(ErrorCode::BadImage, "current/cmdline.txt holds no kernel command line",
                [&] { read(" \r\n\n"); });
    expectError(ErrorCode::BadImage, "current/cmdline.txt, line 3: the kernel command line is one line",
                [&] { read("a\n\nb\n"); });
    expectError(ErrorCode::BadImage, "line 2: the kernel command line is one line", [&] { read("\na\n"); });
    expectError(ErrorCode::BadImage, "a quote is opened and not closed", [&] { read("a=\"b c\n"); });
    expectError(ErrorCode::BadImage, "a zero byte", [&] { read(std::string_view("a\0b", 3)); });
}

TEST(CommandLineEdit, opens_the_root_with_the_words_of_the_unit)
{
    EXPECT_EQ(edited("ro\n"), "ro root=/dev/mapper/cryptrfs " + opener() + " panic=10\n");
}

TEST(CommandLineEdit, leaves_the_words_of_init_alone)
{
    EXPECT_EQ(edited("root=/dev/vda2 -- splash root=x\n"),
              "root=/dev/mapper/cryptrfs " + opener() + " panic=10 -- splash root=x\n");
}

TEST(CommandLineEdit, puts_the_words_in_front_when_all_are_inits)
{
    EXPECT_EQ(edited(" -- a\n"), " root=/dev/mapper/cryptrfs " + opener() + " panic=10 -- a\n");
}

TEST(CommandLineEdit, keeps_an_init_that_is_no_first_boot_program)
{
    const BootProfile& profile = bootProfileOf("raspbian", "12", "armhf", {});
    const std::string line = "init=/bin/own-init firstboot.x=1 root=/dev/mapper/cryptrfs panic=5 " + opener();
    EXPECT_EQ(editedCommandLine(line, "cmdline.txt", profile).text, line);
}

TEST(CommandLineEdit, drops_the_growers_of_every_raspberry_pi_os)
{
    const BootProfile& profile = bootProfileOf("raspbian", "13", "armhf", {});
    const std::string line = "resize init=/usr/lib/raspi-config/init_resize.sh a "
                             "init=/usr/lib/raspberrypi-sys-mods/firstboot resize.x";
    EXPECT_EQ(editedCommandLine(line, "cmdline.txt", profile).text,
              "a resize.x root=/dev/mapper/cryptrfs " + opener() + " panic=10");
}

TEST(CommandLineEdit, restarts_instead_of_opening_a_shell)
{
    const std::string root = "root=/dev/mapper/cryptrfs " + opener();
    EXPECT_EQ(edited(root + " panic=30"), root + " panic=30");
    EXPECT_EQ(edited(root + " panic=-1"), root + " panic=-1");
    EXPECT_EQ(edited(root + " panic=0"), root + " panic=10");
    EXPECT_EQ(edited(root + " panic=never"), root + " panic=10");
    EXPECT_EQ(edited(root + " panic=30 panic=0"), root + " panic=10");
}

TEST(CommandLineEdit, takes_lines_up_to_what_the_system_takes)
{
    const BootProfile& profile = bootProfileOf("ubuntu", "18.04", "arm64", {});
    const std::size_t added = edited("a").size() - 1;
    const std::string longest(profile.maxCommandLine - added, 'a');
    EXPECT_EQ(editedCommandLine(longest, "btcmd.txt", profile).text.size(), profile.maxCommandLine);
    expectError(ErrorCode::BadImage, "btcmd.txt, line 1: with the words that open the root",
                [&] { editedCommandLine(longest + "bcd", "btcmd.txt", profile); });
    expectError(ErrorCode::BadImage, "takes at most 640; remove 3 of them",
                [&] { editedCommandLine(longest + "bcd", "btcmd.txt", profile); });
}

TEST(CommandLineEdit, refuses_the_placeholder_in_a_foreign_word)
{
    expectError(ErrorCode::BadImage, "stands in another word too",
                [] { edited("a=" + std::string(kLuksUuidPlaceholder)); });
}

} // namespace

} // namespace bindery::staging
