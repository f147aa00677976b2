// SPDX-License-Identifier: Apache-2.0
// A root goes out to a folder and what changed there comes back: as root, for owners and devices.
#include "base/file.h"
#include "staging/changed_files.h"
#include "staging/sandbox.h"
#include "staging/shifted_ids.h"
#include "staging/small_root.h"
#include "staging/unpacked_root.h"
#include "support/expect_error.h"
#include "support/temp_folder.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/xattr.h>
#include <unistd.h>

using namespace bindery;
using namespace bindery::staging;

namespace fs = std::filesystem;

namespace
{

class RootAndBack : public ::testing::Test
{
protected:
    test::TempFolder m_folder{fs::path("/var/tmp")};
    fs::path m_file = m_folder / "root.ext4";

    void SetUp() override
    {
        test::SmallRoot root(m_file);
        for (const char* folder : {"bin", "dev", "etc", "proc", "run", "tmp", "var", "var/tmp", "var/old"}) {
            root.folder(folder);
        }
        root.file("bin/busybox", readTextFile("/bin/busybox"), 0755);
        ext4::Node owned = test::node("etc/owned", ext4::NodeKind::File, 04750);
        owned.uid = 1000;
        owned.gid = 65534;
        owned.size = 3;
        owned.attributes["user.note"] = {std::byte{'n'}};
        root.add(owned).writer().write(0, asBytes("own"));
        ext4::Node second = test::node("etc/second", ext4::NodeKind::HardLink);
        second.target = "etc/owned";
        root.add(second)
            .link("etc/away", "/../../etc/passwd")
            .file("var/old/one", "1")
            .file("var/old/two", "2");
        ext4::Node sparse = test::node("var/sparse");
        sparse.size = gib(8).count();
        root.add(sparse).writer().write(gib(4).count(), asBytes("middle"));
        ext4::Node device = test::node("dev/disk", ext4::NodeKind::BlockDevice, 0660);
        device.major = 254;
        device.minor = 300;
        root.add(device).add(test::node("run/pipe", ext4::NodeKind::Fifo, 0600)).close();
    }

    SandboxTree unpacked() const
    {
        SandboxTree tree(m_folder / "sandbox");
        unpackRoot(test::openRoot(m_file), tree.lower(), [](std::uint64_t) {}, {});
        return tree;
    }
    static ProcessResult shell(const SandboxTree& tree, const std::string& script)
    {
        return runInSandbox(tree, {"/bin/busybox", "sh", "-c", script}, {}, {std::chrono::seconds(60)});
    }
    std::vector<std::string> putBackFrom(const SandboxTree& tree)
    {
        std::vector<std::string> changed;
        test::changeRoot(m_file, [&](ext4::FileSystem& root) {
            changed = putBack(tree.upper(), root, test::kRootTime, {});
        });
        ext4::checkFileSystem(m_file, false);
        return changed;
    }
    static struct stat factsOf(const fs::path& path)
    {
        struct stat facts {
        };
        EXPECT_EQ(::lstat(path.c_str(), &facts), 0) << path;
        return facts;
    }
};

} // namespace

TEST_F(RootAndBack, UnpacksOwnersModesTimesLinksDevicesAndHoles)
{
    const fs::path lower = unpacked().lower();
    const struct stat owned = factsOf(lower / "etc/owned");
    EXPECT_EQ(owned.st_uid, kFirstShiftedId + 1000);
    EXPECT_EQ(owned.st_gid, kFirstShiftedId + 65534);
    EXPECT_EQ(owned.st_mode, static_cast<mode_t>(S_IFREG | 04750));
    EXPECT_EQ(owned.st_mtim.tv_sec, test::kRootTime - 1000);
    EXPECT_EQ(owned.st_nlink, 2U);
    EXPECT_EQ(owned.st_ino, factsOf(lower / "etc/second").st_ino);
    char note = 0;
    EXPECT_EQ(::getxattr((lower / "etc/owned").c_str(), "user.note", &note, 1), 1);
    EXPECT_EQ(fs::read_symlink(lower / "etc/away"), "/../../etc/passwd");
    const struct stat device = factsOf(lower / "dev/disk");
    EXPECT_TRUE(S_ISBLK(device.st_mode));
    EXPECT_EQ(device.st_rdev, ::makedev(254, 300));
    EXPECT_TRUE(S_ISFIFO(factsOf(lower / "run/pipe").st_mode));
    const struct stat sparse = factsOf(lower / "var/sparse");
    EXPECT_EQ(static_cast<std::uint64_t>(sparse.st_size), gib(8).count());
    EXPECT_LT(sparse.st_blocks, 64);
    EXPECT_EQ(factsOf(lower / "etc").st_mtim.tv_sec, test::kRootTime - 1000);
}

TEST_F(RootAndBack, ChangesNothingWhenNothingWasChanged)
{
    const std::string before = readTextFile(m_file, mib(64));
    const SandboxTree tree = unpacked();
    ASSERT_EQ(shell(tree, "busybox cat /etc/owned").exitStatus, 0);
    EXPECT_TRUE(putBackFrom(tree).empty());
    EXPECT_EQ(readTextFile(m_file, mib(64)) == before, true);
}

TEST_F(RootAndBack, PutsBackWhatWasWrittenChangedAndRemoved)
{
    const SandboxTree tree = unpacked();
    const ProcessResult result = shell(
        tree,
        "set -e; echo new > /etc/new; busybox chown 7:8 /etc/new; busybox chmod 640 /etc/new;"
        "busybox ln -s new /etc/newer; busybox mkdir -m 700 /var/made; echo in > /var/made/in;"
        "busybox rm -r /var/old; busybox mkdir /var/old; echo 3 > /var/old/three; busybox rm /etc/away");
    ASSERT_EQ(result.exitStatus, 0) << result.output;
    EXPECT_THAT(putBackFrom(tree), ::testing::UnorderedElementsAre("etc/away", "etc/new", "etc/newer",
                                                                   "var/made/in", "var/old/three"));
    const ext4::FileSystem root = test::openRoot(m_file);
    EXPECT_EQ(root.readFile("/etc/new"), "new\n");
    EXPECT_EQ(root.readLink("/etc/newer"), "new");
    EXPECT_EQ(root.readFile("/var/made/in"), "in\n");
    EXPECT_THAT(root.list("/var/old"), ::testing::ElementsAre("three"));
    EXPECT_FALSE(root.exists("/etc/away"));
    EXPECT_EQ(root.readFile("/etc/owned"), "own");
    // Owners come back as the image knows them, times not later than the image.
    SandboxTree again(m_folder / "again");
    unpackRoot(root, again.lower(), [](std::uint64_t) {}, {});
    const struct stat facts = factsOf(again.lower() / "etc/new");
    EXPECT_EQ(facts.st_uid, kFirstShiftedId + 7);
    EXPECT_EQ(facts.st_gid, kFirstShiftedId + 8);
    EXPECT_EQ(facts.st_mode, static_cast<mode_t>(S_IFREG | 0640));
    EXPECT_EQ(facts.st_mtim.tv_sec, test::kRootTime);
}

TEST_F(RootAndBack, GivesTheSameBytesForTheSameChanges)
{
    const std::string before = readTextFile(m_file, mib(64));
    const SandboxTree tree = unpacked();
    ASSERT_EQ(shell(tree, "echo a > /etc/b; echo c > /etc/a; busybox rm /var/old/one").exitStatus, 0);
    putBackFrom(tree);
    const std::string once = readTextFile(m_file, mib(64));
    replaceFile(m_file, asBytes(before));
    putBackFrom(tree);
    EXPECT_EQ(readTextFile(m_file, mib(64)) == once, true);
}

TEST_F(RootAndBack, RefusesWhatNoPreparationNeeds)
{
    const SandboxTree tree = unpacked();
    ASSERT_EQ(shell(tree, "busybox mkfifo /etc/pipe").exitStatus, 0);
    test::expectError(ErrorCode::BadImage, "/etc/pipe a device, pipe or socket", [&] { putBackFrom(tree); });
}

TEST_F(RootAndBack, FollowsNoLinkThatAProgramLeft)
{
    const SandboxTree tree = unpacked();
    ASSERT_EQ(shell(tree, "busybox ln -s /etc/shadow /etc/shadow; busybox rm -r /var/old;"
                          "busybox ln -s /root /var/old")
                  .exitStatus,
              0);
    putBackFrom(tree);
    const ext4::FileSystem root = test::openRoot(m_file);
    EXPECT_EQ(root.readLink("/etc/shadow"), "/etc/shadow");
    EXPECT_EQ(root.readLink("/var/old"), "/root");
}

TEST_F(RootAndBack, StopsWhenAsked)
{
    std::stop_source source;
    source.request_stop();
    const SandboxTree tree(m_folder / "sandbox");
    test::expectError(ErrorCode::Cancelled, "was stopped", [&] {
        unpackRoot(
            test::openRoot(m_file), tree.lower(), [](std::uint64_t) {}, source.get_token());
    });
}
