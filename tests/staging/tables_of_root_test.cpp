// SPDX-License-Identifier: Apache-2.0
#include "staging/tables_of_root.h"
#include "support/expect_error.h"

namespace bindery::staging
{

namespace
{

using test::expectError;

constexpr const char* kCryptRow =
    "cryptrfs LABEL=cryptroot none luks,initramfs,keyscript=/usr/lib/bindery/unlock,tries=3";

TEST(Fstab, mounts_the_mapper_and_the_boot_partition_by_what_lasts)
{
    const std::string before = "proc            /proc           proc    defaults          0       0\n"
                               "PARTUUID=4e639091-01  /boot/firmware  vfat    defaults          0       2\n"
                               "PARTUUID=4e639091-02  /               ext4    defaults,noatime  0       1\n"
                               "# a swap file needs no row\n";
    const std::string after = "proc            /proc           proc    defaults          0       0\n"
                              "UUID=4BBD-D3E7  /boot/firmware  vfat    defaults          0       2\n"
                              "/dev/mapper/cryptrfs  /               ext4    defaults,noatime  0       1\n"
                              "# a swap file needs no row\n";
    EXPECT_EQ(editedFstab(before, "/boot/firmware", "UUID=4BBD-D3E7"), after);
    EXPECT_EQ(editedFstab(after, "/boot/firmware", "UUID=4BBD-D3E7"), after);
}

TEST(Fstab, keeps_tabs_line_endings_and_a_missing_last_one)
{
    EXPECT_EQ(editedFstab("LABEL=writable\t/\text4\tdefaults\t0 1\r\nLABEL=system-boot\t/boot/firmware\tvfat",
                          "/boot/firmware", "LABEL=system-boot"),
              "/dev/mapper/cryptrfs\t/\text4\tdefaults\t0 1\r\nLABEL=system-boot\t/boot/firmware\tvfat");
}

TEST(Fstab, gets_the_rows_that_it_lacks)
{
    EXPECT_EQ(editedFstab("# UNCONFIGURED", "/boot", "LABEL=boot"),
              "# UNCONFIGURED\n/dev/mapper/cryptrfs  /  ext4  defaults,noatime  0  1\n"
              "LABEL=boot  /boot  vfat  defaults  0  2\n");
}

TEST(Fstab, is_refused_when_two_rows_mount_one_place)
{
    expectError(ErrorCode::BadImage, "/etc/fstab, line 3: a second row mounts /; remove one of them",
                [] { editedFstab("/dev/sda2 / ext4\n\n/dev/sda3 / ext4\n", "/boot", "LABEL=boot"); });
    expectError(ErrorCode::InvalidArgument, "cannot stand in a table",
                [] { editedFstab("", "/boot", "a b"); });
    expectError(ErrorCode::InvalidArgument, "cannot stand in a table", [] { editedCrypttab("", ""); });
}

TEST(Crypttab, holds_the_root_once)
{
    const std::string row = kCryptRow;
    EXPECT_EQ(editedCrypttab("", "LABEL=cryptroot"), row + "\n");
    EXPECT_EQ(editedCrypttab("# <name> <device>", "LABEL=cryptroot"), "# <name> <device>\n" + row + "\n");
    EXPECT_EQ(editedCrypttab("data UUID=1 none luks\ncryptrfs UUID=2 none\nswap /dev/sda3 /dev/urandom swap\n"
                             "cryptrfs UUID=3 none\n",
                             "LABEL=cryptroot"),
              "data UUID=1 none luks\n" + row + "\nswap /dev/sda3 /dev/urandom swap\n");
}

TEST(Crypttab, is_not_changed_by_a_second_edit)
{
    const std::string once = editedCrypttab("# a\r\n", "LABEL=cryptroot");
    EXPECT_EQ(once, "# a\r\n" + std::string(kCryptRow) + "\r\n");
    EXPECT_EQ(editedCrypttab(once, "LABEL=cryptroot"), once);
}

} // namespace

} // namespace bindery::staging
