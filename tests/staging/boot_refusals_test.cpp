// SPDX-License-Identifier: Apache-2.0
// Boot partitions from which no unit can be made, and those that look so and are not.
#include "staging/boot_files.h"
#include "staging/pi_board.h"
#include "support/expect_error.h"

#include <algorithm>

namespace bindery::staging
{

namespace
{

using test::expectError;

/// Raspberry Pi OS 12 for one board, with a command line and a kernel.
class BootRefusals : public testing::Test
{
protected:
    BootRefusals()
    {
        m_profile = bootProfileOf("debian", "12", "arm64", m_files);
        m_profile.boards = {"pi4"};
    }

    void put(const std::string& path, const std::string& content)
    {
        const auto found = std::find_if(m_files.begin(), m_files.end(),
                                        [&](const BootFile& file) { return file.path == path; });
        if (found == m_files.end()) {
            m_files.push_back({path, content});
        } else {
            found->content = content;
        }
    }
    void remove(const std::string& path)
    {
        m_files.erase(std::remove_if(m_files.begin(), m_files.end(),
                                     [&](const BootFile& file) { return file.path == path; }),
                      m_files.end());
    }
    BootEdits edit() const { return editBootFiles(m_files, m_profile); }
    void expectRefused(const std::string& part) const
    {
        expectError(ErrorCode::BadImage, part, [&] { edit(); });
    }
    std::string changed(const std::string& path) const
    {
        for (const BootFile& file : edit().changed) {
            if (file.path == path) {
                return file.content;
            }
        }
        ADD_FAILURE() << path << " was not changed";
        return {};
    }

    BootProfile m_profile;
    BootFiles m_files{{"config.txt", "auto_initramfs=1\n"},
                      {"cmdline.txt", "root=PARTUUID=4e639091-02\n"},
                      {"kernel8.img", ""}};
};

TEST_F(BootRefusals, name_the_missing_settings)
{
    remove("config.txt");
    expectRefused(
        "boot partition: config.txt of Raspberry Pi OS 12 (Bookworm), 64-bit is missing; put it there");
}

TEST_F(BootRefusals, name_the_line_whose_command_line_is_missing)
{
    put("config.txt", "auto_initramfs=1\n\ncmdline=other.txt\n");
    expectRefused("config.txt, line 3: cmdline names \"other.txt\", and the boot partition has no such file");
    remove("cmdline.txt");
    put("config.txt", "auto_initramfs=1\n");
    expectRefused("boot partition: cmdline.txt, the kernel command line for pi4, is missing; put it there");
}

TEST_F(BootRefusals, name_the_line_in_an_included_file)
{
    put("config.txt", "auto_initramfs=1\ninclude usercfg.txt\n");
    put("usercfg.txt", "# mine\n[pi4]\ncmdline=other.txt\n");
    expectRefused("usercfg.txt, line 3: cmdline names \"other.txt\"");
}

TEST_F(BootRefusals, do_not_mind_a_line_for_another_board)
{
    put("config.txt", "auto_initramfs=1\n[pi3]\ncmdline=other.txt\ninclude config.txt\n");
    EXPECT_EQ(edit().patches.size(), 1U);
}

TEST_F(BootRefusals, do_not_mind_an_included_file_that_is_not_there)
{
    put("config.txt", "auto_initramfs=1\ninclude usercfg.txt\n");
    EXPECT_EQ(edit().patches.size(), 1U);
}

TEST_F(BootRefusals, name_an_include_that_leads_back)
{
    put("config.txt", "auto_initramfs=1\ninclude a.txt\n");
    put("a.txt", "\ninclude CONFIG.TXT\n");
    expectRefused("config.txt, line 2: the included files include each other");
}

TEST_F(BootRefusals, name_an_include_that_hangs_on_a_pin)
{
    put("config.txt", "[gpio2=0]\ninclude a.txt\n");
    put("a.txt", "cmdline=b.txt\n");
    expectRefused("config.txt, line 2: whether a.txt is included hangs on a condition");
}

TEST_F(BootRefusals, name_a_multiple_of_included_lines)
{
    std::string many;
    for (int count = 0; count < 200; ++count) {
        many += "include b.txt\n";
    }
    put("config.txt", "include a.txt\n");
    put("a.txt", many);
    put("b.txt", std::string(200, '\n'));
    expectRefused("have more than 5000 lines");
}

TEST_F(BootRefusals, name_the_boards_without_a_kernel)
{
    remove("kernel8.img");
    m_profile.boards = {"pi4", "pi5"};
    expectRefused("it holds no kernel for any of the boards pi4, pi5");
    put("config.txt", "kernel=mine.img\n");
    expectRefused("config.txt, line 1: kernel names \"mine.img\"");
}

TEST_F(BootRefusals, name_an_initramfs_that_hangs_on_a_monitor)
{
    put("config.txt", "[EDID=VSC-TD2220]\ninitramfs a.img followkernel\n");
    expectRefused("config.txt, line 2: whether pi4 loads this initramfs hangs on a condition");
    put("config.txt", "[EDID=VSC-TD2220]\nauto_initramfs=1\n");
    expectRefused("config.txt, line 2: whether pi4 loads this initramfs hangs on a condition");
}

TEST_F(BootRefusals, name_an_initramfs_that_is_loaded_on_some_starts_only)
{
    put("config.txt", "[tryboot]\ninitramfs a.img followkernel\n");
    expectRefused("config.txt, line 2: this initramfs is loaded for pi4 on some starts only");
    put("config.txt", "initramfs\n");
    expectRefused("config.txt, line 1: initramfs names no file");
}

TEST_F(BootRefusals, name_a_board_whose_section_another_reads)
{
    put("config.txt", "dtparam=i2c_arm\n[cm4]\ninitramfs a.img followkernel\n");
    m_profile.boards = {"pi4", "cm4"};
    expectRefused(
        "config.txt: cm4 has an initramfs of its own and pi4 has none, and both read the section [pi4]");
}

TEST_F(BootRefusals, name_a_kernel_without_an_initramfs_name)
{
    put("config.txt", "kernel=mine.img\n");
    put("mine.img", "");
    expectRefused("config.txt: pi4 starts mine.img without an initramfs; add a line");
    put("config.txt", "auto_initramfs=1\nkernel=mine.img\n");
    expectRefused("config.txt, line 2: auto_initramfs finds none for a kernel of the name mine.img");
}

TEST_F(BootRefusals, name_a_u_boot_without_its_script)
{
    put("config.txt", "kernel=uboot_rpi_4.bin\n");
    put("uboot_rpi_4.bin", "");
    expectRefused("config.txt, line 1: uboot_rpi_4.bin starts what boot.scr says, and there is no boot.scr");
}

TEST_F(BootRefusals, name_the_line_that_switches_the_bus_off)
{
    put("config.txt", "auto_initramfs=1\ndtparam=spi=on,i2c_arm=off\n");
    expectRefused(
        "config.txt, line 2: dtparam=spi=on,i2c_arm=off switches the bus of the security module off");
}

TEST_F(BootRefusals, name_a_second_boot_partition)
{
    put("autoboot.txt", "[all]\ntryboot_a_b=1\nboot_partition=1\n[tryboot]\nboot_partition=3\n");
    expectRefused("autoboot.txt, line 5: it starts partition 3");
    put("autoboot.txt", "[all]\nboot_partition=1\n");
    EXPECT_EQ(edit().patches.size(), 1U);
}

TEST_F(BootRefusals, name_a_file_that_is_there_twice)
{
    put("Config.txt", "");
    expectRefused("boot partition: Config.txt is there twice");
}

TEST_F(BootRefusals, name_the_system_whose_initramfs_runs_no_key_script)
{
    m_profile = bootProfileOf("ubuntu", "25.10", "arm64", m_files);
    expectRefused("Ubuntu 25.10, 64-bit makes its initramfs with dracut, which runs no key script");
}

TEST_F(BootRefusals, name_the_systems_that_there_are)
{
    expectError(ErrorCode::BadImage, "the image holds the system fedora-40-arm64, for which no unit is known",
                [&] { bootProfileOf("fedora", "40", "arm64", m_files); });
    expectError(ErrorCode::InvalidArgument, "\"pi9\" is no Raspberry Pi; the boards are: pizero,",
                [] { piBoardNamed("pi9"); });
}

TEST_F(BootRefusals, name_a_file_that_is_settings_and_command_line)
{
    put("config.txt", "auto_initramfs=1\ninclude a.txt\ncmdline=a.txt\n");
    put("a.txt", "enable_uart=1\n");
    expectRefused("boot partition: a.txt is named as kernel command line, and it is read as settings");
}

TEST_F(BootRefusals, name_a_slot_without_a_command_line)
{
    m_profile.slots = {"current", "new"};
    put("new/vmlinuz", "");
    expectRefused("boot partition: new/cmdline.txt of Raspberry Pi OS 12");
}

TEST_F(BootRefusals, find_files_whatever_the_case_of_their_names)
{
    put("config.txt", "auto_initramfs=1\ncmdline=MINE.txt\n");
    put("Mine.TXT", "root=/dev/mmcblk0p2\n");
    ASSERT_EQ(edit().patches.size(), 1U);
    EXPECT_EQ(edit().patches.front().file, "Mine.TXT");
}

TEST_F(BootRefusals, take_a_prefix_back_that_leads_to_no_kernel)
{
    put("config.txt", "auto_initramfs=1\nos_prefix=test-\n");
    EXPECT_EQ(edit().patches.front().file, "cmdline.txt");
    put("test-kernel8.img", "");
    expectRefused("boot partition: test-cmdline.txt, the kernel command line for pi4, is missing");
    put("test-cmdline.txt", "root=/dev/mmcblk0p2\n");
    EXPECT_EQ(edit().patches.front().file, "test-cmdline.txt");
    EXPECT_EQ(edit().initramfs, (std::vector<BootInitramfs>{{"test-kernel8.img", {"test-initramfs8"}}}));
}

TEST_F(BootRefusals, edit_the_settings_of_a_trial_start_too)
{
    put("tryboot.txt", "cmdline=try.txt\narm_64bit=1\n");
    put("try.txt", "root=/dev/mmcblk0p2\n");
    EXPECT_EQ(edit().patches.size(), 2U);
    EXPECT_EQ(changed("tryboot.txt"), "dtparam=i2c_arm=on\ncmdline=try.txt\narm_64bit=1\n"
                                      "initramfs initramfs8 followkernel\n");
}

TEST_F(BootRefusals, say_the_section_in_which_the_text_ends)
{
    put("config.txt", "dtparam=i2c_arm=on\n[cm4]\notg_mode=1\n");
    EXPECT_EQ(changed("config.txt"), "dtparam=i2c_arm=on\n[cm4]\notg_mode=1\n[all]\n"
                                     "initramfs initramfs8 followkernel\n");
}

} // namespace

} // namespace bindery::staging
