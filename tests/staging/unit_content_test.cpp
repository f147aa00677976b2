// SPDX-License-Identifier: Apache-2.0
// What staging writes into a root, on small roots of each kind.
#include "base/file.h"
#include "staging/cpio.h"
#include "staging/first_boot.h"
#include "staging/initramfs_check.h"
#include "staging/initramfs_places.h"
#include "staging/small_root.h"
#include "staging/unit_content.h"
#include "support/expect_error.h"
#include "support/temp_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace bindery;
using namespace bindery::staging;
using ::testing::HasSubstr;

namespace
{

constexpr const char* kKernel = "6.1.0-50-amd64";

UnitContent sampleContent()
{
    UnitContent content;
    content.recipe.module = "simulated";
    content.recipe.architecture = "amd64";
    content.recipe.modules = {"e100"};
    content.recipe.initramfsModules = golden::InitramfsModules::List;
    content.recipe.station = "bench.local:4711";
    content.recipe.dhcp = true;
    content.demo = true;
    content.pins = std::string(64, 'a') + "\n";
    content.agent.files = {
        {"bindery-unit", "agent", true}, {"ld.so", "loader", true}, {"libc.so.6", "library"}};
    content.agent.digest = std::string(64, 'b');
    return content;
}

const BootProfile& profile(const char* id)
{
    for (const BootProfile& row : bootProfiles()) {
        if (row.id == id) {
            return row;
        }
    }
    throw Error(ErrorCode::Internal, std::string("no row ") + id);
}

class UnitRoot : public ::testing::Test
{
protected:
    test::TempFolder m_folder;
    std::filesystem::path m_file = m_folder / "root.ext4";

    void write(const UnitContent& content = sampleContent())
    {
        test::changeRoot(m_file, [&](ext4::FileSystem& root) {
            writeUnit(root, content, profile("debian-12-amd64"), "UUID=4249-4E44", test::kRootTime);
        });
    }
    std::vector<std::string> quiet(const BootProfile& row)
    {
        std::vector<std::string> said;
        test::changeRoot(m_file,
                         [&](ext4::FileSystem& root) { said = quietFirstBoot(root, row, test::kRootTime); });
        return said;
    }
    void makeUsualRoot()
    {
        test::SmallRoot root(m_file);
        root.file("etc/fstab",
                  "/dev/sda2 / ext4 defaults 0 1\nLABEL=BOOTFS /boot/firmware vfat defaults 0 2\n")
            .file("etc/crypttab", "# <target name>\n")
            .file("usr/lib/systemd/system/systemd-networkd.service", "[Service]\n")
            .close();
    }
};

} // namespace

TEST_F(UnitRoot, HoldsAgentSettingsAndPinsWhereTheyBelong)
{
    makeUsualRoot();
    write();
    const ext4::FileSystem root = test::openRoot(m_file);
    EXPECT_EQ(root.readFile("/usr/lib/bindery/bindery-unit"), "agent");
    EXPECT_EQ(root.readFile("/etc/bindery/site.pins"), std::string(64, 'a') + "\n");
    const std::string conf = root.readFile("/etc/bindery/unit.conf");
    EXPECT_THAT(conf, HasSubstr("\nmodule=simulated\n"));
    EXPECT_THAT(conf, HasSubstr("\nsimulated_module=/dev/disk/by-id/virtio-bindery-module\n"));
    EXPECT_THAT(conf, HasSubstr("\ndemo=yes\n"));
    EXPECT_THAT(conf, HasSubstr("\nstation=bench.local:4711\n"));
    EXPECT_THAT(root.readFile("/usr/lib/bindery/initramfs-modules"), HasSubstr("\ne100\n"));
    EXPECT_THAT(root.readFile("/etc/initramfs-tools/conf.d/zz-bindery"), HasSubstr("\nMODULES=list\n"));
    EXPECT_EQ(root.readLink("/etc/systemd/system/multi-user.target.wants/bindery-verify.service"),
              "/etc/systemd/system/bindery-verify.service");
    EXPECT_EQ(root.readLink("/etc/systemd/system/multi-user.target.wants/systemd-networkd.service"),
              "/usr/lib/systemd/system/systemd-networkd.service");
}

TEST_F(UnitRoot, FindsItsContainerAndBootPartition)
{
    makeUsualRoot();
    write();
    const ext4::FileSystem root = test::openRoot(m_file);
    EXPECT_THAT(root.readFile("/etc/fstab"), HasSubstr("/dev/mapper/cryptrfs / ext4"));
    EXPECT_THAT(root.readFile("/etc/fstab"), HasSubstr("UUID=4249-4E44 /boot/firmware vfat"));
    EXPECT_THAT(root.readFile("/etc/crypttab"), HasSubstr("cryptrfs LABEL=cryptroot none luks,initramfs"));
    EXPECT_THAT(root.readFile("/etc/crypttab"), HasSubstr("keyscript=/usr/lib/bindery/unlock"));
}

TEST_F(UnitRoot, IsTheSameWhenItIsWrittenTwice)
{
    makeUsualRoot();
    write();
    const std::string once = readTextFile(m_file, mib(64));
    write();
    EXPECT_EQ(test::openRoot(m_file).facts().freeBlocks, [&] {
        replaceFile(m_folder / "once.ext4", asBytes(once));
        return test::openRoot(m_folder / "once.ext4").facts().freeBlocks;
    }());
    ext4::checkFileSystem(m_file, false);
}

TEST_F(UnitRoot, RefusesAnImageWithoutTheServiceThatDhcpNeeds)
{
    test::SmallRoot(m_file).folder("etc").close();
    test::expectError(ErrorCode::BadImage, "no service systemd-networkd.service", [&] { write(); });
}

TEST_F(UnitRoot, RefusesABundleThatWouldReplaceAUnitFile)
{
    UnitContent content = sampleContent();
    content.agent.files.push_back({"unlock", "other", true});
    test::expectError(ErrorCode::BadImage, "the name of a unit file", [&] { unitFilesOf(content); });
}

TEST(UnitContent, IsKnownByEverythingThatGoesIn)
{
    const std::string digest = digestOfFiles(sampleContent());
    UnitContent other = sampleContent();
    other.pins = "else";
    other.agent.files.clear();
    EXPECT_EQ(digestOfFiles(other), digest); // those have digests of their own
    other.recipe.station = "elsewhere:1";
    EXPECT_NE(digestOfFiles(other), digest);
    other = sampleContent();
    other.recipe.modules = {"e101"};
    EXPECT_NE(digestOfFiles(other), digest);
}

TEST_F(UnitRoot, IsNoLongerUpdatedUnasked)
{
    test::SmallRoot root(m_file);
    root.folder("etc/apt")
        .file("lib/systemd/system/apt-daily.timer", "")
        .file("usr/lib/systemd/system/unattended-upgrades.service", "")
        .link("etc/systemd/system/timers.target.wants/apt-daily.timer", "/lib/systemd/system/apt-daily.timer")
        .close();
    quiet(profile("debian-12-amd64"));
    const ext4::FileSystem changed = test::openRoot(m_file);
    EXPECT_EQ(changed.readLink("/etc/systemd/system/apt-daily.timer"), "/dev/null");
    EXPECT_EQ(changed.readLink("/etc/systemd/system/unattended-upgrades.service"), "/dev/null");
    EXPECT_FALSE(changed.exists("/etc/systemd/system/apt-daily-upgrade.timer"));
    EXPECT_THAT(changed.readFile("/etc/apt/apt.conf.d/99bindery-no-unasked-updates"),
                HasSubstr("APT::Periodic::Enable \"0\";"));
}

TEST_F(UnitRoot, NoLongerGrowsAtItsFirstStart)
{
    test::SmallRoot root(m_file);
    root.file("etc/init.d/grow-once", "#!/bin/sh\n", 0755)
        .link("etc/rc3.d/S01grow-once", "../init.d/grow-once")
        .link("etc/rc3.d/S01other", "../init.d/other")
        .file("usr/lib/systemd/system/grow.service", "")
        .close();
    BootProfile row;
    row.firstBoot.units = {"grow.service", "missing.service"};
    row.firstBoot.scripts = {"/etc/init.d/grow-once", "/etc/init.d/missing"};
    row.firstBoot.settings = {{"/etc/cloud/cloud.cfg.d/99-bindery.cfg", "growpart: {mode: off}\n"}};
    row.lasting = {{"/etc/default/tool", "WORD=1\n", true, false}};
    EXPECT_THAT(quiet(row), ::testing::Contains("removed /etc/init.d/grow-once"));
    EXPECT_THAT(quiet(row), ::testing::Not(::testing::Contains("wrote /etc/default/tool"))); // once is enough
    const ext4::FileSystem changed = test::openRoot(m_file);
    EXPECT_FALSE(changed.exists("/etc/init.d/grow-once"));
    EXPECT_THAT(changed.list("/etc/rc3.d"), ::testing::ElementsAre("S01other"));
    EXPECT_EQ(changed.readLink("/etc/systemd/system/grow.service"), "/dev/null");
    EXPECT_FALSE(changed.exists("/etc/systemd/system/missing.service"));
    EXPECT_EQ(changed.readFile("/etc/default/tool"), "WORD=1\n");
    EXPECT_EQ(changed.readFile("/etc/cloud/cloud.cfg.d/99-bindery.cfg"), "growpart: {mode: off}\n");
}

namespace
{

/// An initramfs with all that is asked for, but for what `leaveOut` names.
std::string goodInitramfs(const std::string& leaveOut = {})
{
    test::Cpio cpio;
    for (const char* folder :
         {"sbin", "scripts", "scripts/local-top", "scripts/init-premount", "scripts/init-bottom", "cryptroot",
          "lib", "lib/modules", "lib/modules/6.1.0-50-amd64", "lib/modules/6.1.0-50-amd64/kernel", "usr",
          "usr/lib", "usr/lib/bindery", "usr/sbin", "etc", "etc/bindery"}) {
        cpio.folder(folder);
    }
    const auto put = [&](const std::string& path, const std::string& content, bool executable) {
        if (path != leaveOut) {
            cpio.file(path, content, executable);
        }
    };
    for (const char* program : {"init", "sbin/cryptsetup", "sbin/modprobe", "scripts/local-top/cryptroot",
                                "scripts/init-premount/bindery", "scripts/init-bottom/bindery"}) {
        put(program, "program", true);
    }
    const std::string modules = std::string("lib/modules/") + kKernel + "/";
    for (const char* module : {"dm-crypt.ko", "dm-mod.ko.xz", "xts.ko", "algif_skcipher.ko", "ext4.ko.zst"}) {
        put(modules + "kernel/" + module, "module", false);
    }
    put(modules + "modules.builtin", "kernel/crypto/aes_generic.ko\nkernel/crypto/sha256_generic.ko\n",
        false);
    for (const UnitFile& file : unitFilesOf(sampleContent())) {
        if (file.path.rfind("/usr/lib/bindery/", 0) == 0 || file.path.rfind("/etc/bindery/", 0) == 0 ||
            file.path == "/usr/sbin/bindery-unit") {
            put(file.path.substr(1), file.content, file.executable);
        }
    }
    put("cryptroot/crypttab",
        "cryptrfs LABEL=cryptroot none luks,initramfs,keyscript=/usr/lib/bindery/unlock\n", false);
    return cpio.end();
}

void expectMissing(const std::string& path, const std::string& piece)
{
    const std::string bytes = goodInitramfs(path);
    test::expectError(
        ErrorCode::BadImage, "the initramfs initrd.img does not hold what opens the root: " + piece,
        [&] { checkInitramfs(Initramfs(asBytes(bytes)), sampleContent(), "initrd.img", kKernel); });
}

} // namespace

TEST(InitramfsCheck, SaysWhatItFound)
{
    const std::string bytes = goodInitramfs();
    const std::vector<std::string> found =
        checkInitramfs(Initramfs(asBytes(bytes)), sampleContent(), "initrd.img", kKernel);
    EXPECT_THAT(found, ::testing::IsSupersetOf(
                           {"/sbin/cryptsetup", "/usr/lib/bindery/ld.so", "/etc/bindery/site.pins"}));
}

TEST(InitramfsCheck, NamesThePieceThatIsMissing)
{
    expectMissing("sbin/cryptsetup", "/sbin/cryptsetup;");
    expectMissing("usr/lib/bindery/libc.so.6", "/usr/lib/bindery/libc.so.6;");
    expectMissing("usr/lib/bindery/unlock", "/usr/lib/bindery/unlock;");
    expectMissing("etc/bindery/site.pins", "/etc/bindery/site.pins;");
    expectMissing("lib/modules/6.1.0-50-amd64/kernel/xts.ko", "XTS of the kernel 6.1.0-50-amd64;");
    expectMissing("lib/modules/6.1.0-50-amd64/kernel/dm-crypt.ko", "dm-crypt of the kernel");
    expectMissing("lib/modules/6.1.0-50-amd64/modules.builtin", "AES of the kernel 6.1.0-50-amd64, SHA-256");
    expectMissing("cryptroot/crypttab", "the root's row in /cryptroot/crypttab;");
}

TEST(InitramfsCheck, IsNotContentWithAnotherAgent)
{
    const std::string bytes = goodInitramfs();
    UnitContent other = sampleContent();
    other.agent.files[0].content = "newer agent";
    test::expectError(ErrorCode::BadImage, "/usr/lib/bindery/bindery-unit;",
                      [&] { checkInitramfs(Initramfs(asBytes(bytes)), other, "initrd.img", kKernel); });
    test::expectError(ErrorCode::BadImage, "of the kernel 6.2", [&] {
        checkInitramfs(Initramfs(asBytes(bytes)), sampleContent(), "initrd.img", "6.2");
    });
}
