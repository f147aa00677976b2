// SPDX-License-Identifier: Apache-2.0
// What a program of an image can do in its sandbox, tried by one: Debian's static busybox, copied into a
// tree.
#include "base/file.h"
#include "staging/sandbox.h"
#include "staging/shifted_ids.h"
#include "support/expect_error.h"
#include "support/temp_folder.h"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <fstream>
#include <functional>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

using namespace bindery;
using namespace bindery::staging;

namespace fs = std::filesystem;

namespace
{

class Sandbox : public ::testing::Test
{
protected:
    // Not below /tmp, which may be a tmpfs.
    test::TempFolder m_folder{fs::path("/var/tmp")};
    SandboxTree m_tree{m_folder / "sandbox"};

    void SetUp() override
    {
        for (const char* folder :
             {"bin", "dev", "proc", "run", "tmp", "var", "var/tmp", "sys", "etc", "root"}) {
            own(m_tree.lower() / folder, [](const fs::path& path) { fs::create_directory(path); });
        }
        own(m_tree.lower() / "bin/busybox",
            [](const fs::path& path) { fs::copy_file("/bin/busybox", path); });
        own(m_tree.lower() / "etc/kept", [](const fs::path& path) { std::ofstream(path) << "kept\n"; });
        own(m_tree.lower(), [](const fs::path&) {});
    }

    static void own(const fs::path& path, const std::function<void(const fs::path&)>& make)
    {
        make(path);
        ASSERT_EQ(::chown(path.c_str(), kFirstShiftedId, kFirstShiftedId), 0);
    }

    ProcessResult shell(const std::string& script, const SandboxLimits& limits = {std::chrono::seconds(60)},
                        const std::stop_token& stop = {}) const
    {
        return runInSandbox(m_tree, {"/bin/busybox", "sh", "-c", script}, {"PATH=/bin", "MARK=mine"}, limits,
                            stop);
    }
    /// Every applet of busybox is called through it.
    std::string said(const std::string& script) const { return shell(script).output; }
};

} // namespace

TEST_F(Sandbox, GivesOutputAndExitStatusOfTheProgram)
{
    const ProcessResult result = shell("echo said; echo complained >&2; exit 7");
    EXPECT_EQ(result.exitStatus, 7);
    EXPECT_EQ(result.output, "said\ncomplained\n");
}

TEST_F(Sandbox, GivesNoVariableThatWasNotNamed)
{
    EXPECT_EQ(said("busybox env | busybox grep -v -e ^PWD -e ^SHLVL -e ^_= | busybox sort"),
              "MARK=mine\nPATH=/bin\n");
}

TEST_F(Sandbox, IsRootOfItsOwnFilesOnly)
{
    EXPECT_EQ(said("busybox id -u; busybox stat -c %u /etc/kept"), "0\n0\n");
    EXPECT_EQ(shell("echo new > /etc/made && busybox chown 1000:1001 /etc/made").exitStatus, 0);
    struct stat facts {
    };
    ASSERT_EQ(::stat((m_tree.upper() / "etc/made").c_str(), &facts), 0);
    EXPECT_EQ(facts.st_uid, kFirstShiftedId + 1000);
    EXPECT_EQ(facts.st_gid, kFirstShiftedId + 1001);
}

TEST_F(Sandbox, LeavesTheTreeAsItIsAndKeepsChangesBesideIt)
{
    EXPECT_EQ(shell("echo other > /etc/kept; busybox rm -r /root").exitStatus, 0);
    EXPECT_TRUE(fs::exists(m_tree.lower() / "root"));
    EXPECT_EQ(readTextFile(m_tree.lower() / "etc/kept"), "kept\n");
    EXPECT_EQ(readTextFile(m_tree.upper() / "etc/kept"), "other\n");
    EXPECT_EQ(said("busybox cat /etc/kept; busybox ls -d /root 2>&1"),
              "other\nls: /root: No such file or directory\n");
}

TEST_F(Sandbox, SeesNoFileOfTheStation)
{
    const std::string seen =
        said("for at in / /.. /proc/1/root/ /proc/self/root/..; do busybox ls $at 2>&1; done; "
             "busybox cat /proc/self/mounts | busybox cut -d' ' -f2 | busybox sort");
    EXPECT_EQ(seen.find("work"), std::string::npos) << seen;
    EXPECT_EQ(seen.find("home"), std::string::npos) << seen;
    EXPECT_EQ(seen.find("usr"), std::string::npos) << seen;
    EXPECT_NE(seen.find("\n/\n/dev\n/proc\n/run\n/tmp\n/var/tmp\n"), std::string::npos) << seen;
}

TEST_F(Sandbox, HasNoDeviceButTheHarmlessOnes)
{
    EXPECT_EQ(said("busybox ls /dev"), "fd\nfull\nnull\nrandom\nstderr\nstdin\nstdout\nurandom\nzero\n");
    EXPECT_EQ(said("busybox head -c 5 /dev/zero | busybox wc -c; echo gone > /dev/null; busybox ls -A /sys"),
              "5\n");
}

TEST_F(Sandbox, CannotMakeDeviceNodes)
{
    EXPECT_NE(shell("busybox mknod /dev/disk b 254 0").exitStatus, 0);
    EXPECT_NE(shell("busybox mknod /tmp/memory c 1 1").exitStatus, 0);
}

TEST_F(Sandbox, CannotOpenADeviceNodeOfTheImage)
{
    const fs::path node = m_tree.lower() / "etc/zero";
    ASSERT_EQ(::mknod(node.c_str(), S_IFCHR | 0666, ::makedev(1, 5)), 0);
    ASSERT_EQ(::chmod(node.c_str(), 0666), 0);
    EXPECT_NE(shell("busybox head -c 1 /etc/zero").exitStatus, 0);
    EXPECT_EQ(shell("busybox head -c 1 /dev/zero").exitStatus, 0);
}

TEST_F(Sandbox, CannotMountOrLeaveItsMounts)
{
    EXPECT_NE(shell("busybox mount -t tmpfs none /tmp").exitStatus, 0);
    EXPECT_NE(shell("busybox umount /proc").exitStatus, 0);
    EXPECT_NE(shell("busybox mount -o bind / /tmp").exitStatus, 0);
    EXPECT_NE(shell("busybox unshare -U -r -m busybox true").exitStatus, 0);
}

TEST_F(Sandbox, SeesOnlyItsOwnProcessesAndCannotKillOthers)
{
    const std::string seen = said("for one in /proc/[0-9]*; do echo ${one#/proc/}; done");
    EXPECT_LE(std::count(seen.begin(), seen.end(), '\n'), 3) << seen;
    EXPECT_NE(shell("busybox kill -9 " + std::to_string(::getpid())).exitStatus, 0);
    EXPECT_EQ(shell("busybox kill -9 1; echo alive").output.find("alive") == std::string::npos, false);
    EXPECT_EQ(::kill(::getpid(), 0), 0);
}

TEST_F(Sandbox, HasNoNetworkButItsOwnLoopback)
{
    EXPECT_EQ(said("busybox tail -n +3 /proc/net/dev | busybox cut -d: -f1 | busybox tr -d ' '"), "lo\n");
    EXPECT_NE(shell("busybox ip link set lo up").exitStatus, 0);
}

TEST_F(Sandbox, CannotChangeTheKernelOrReadIt)
{
    EXPECT_NE(shell("echo 1 > /proc/sys/kernel/panic").exitStatus, 0);
    EXPECT_NE(shell("echo b > /proc/sysrq-trigger").exitStatus, 0);
    EXPECT_NE(shell("busybox head -c 1 /proc/kcore").exitStatus, 0);
    EXPECT_NE(shell("busybox hostname other").exitStatus, 0);
    EXPECT_NE(shell("echo 100 > /proc/sys/user/max_user_namespaces").exitStatus, 0);
}

TEST_F(Sandbox, NeverGainsRights)
{
    const std::string status = said("busybox grep -E '^(NoNewPrivs|CapBnd|CapEff)' /proc/self/status");
    // chown, dac_override, dac_read_search, fowner, fsetid, kill, setgid, setuid, sys_chroot, setfcap
    EXPECT_EQ(status, "CapEff:\t00000000800400ff\nCapBnd:\t00000000800400ff\nNoNewPrivs:\t1\n");
}

TEST_F(Sandbox, EndsAnEndlessProgramAtTheDeadline)
{
    test::expectError(ErrorCode::Internal, "/bin/busybox of the image did not end within 1 s",
                      [&] { shell("while :; do :; done", {std::chrono::seconds(1)}); });
}

TEST_F(Sandbox, EndsAForkBombWithAllItsProcesses)
{
    SandboxLimits limits{std::chrono::seconds(2)};
    limits.processes = 64;
    test::expectError(ErrorCode::Internal, "did not end within 2 s",
                      [&] { shell("bomb() { bomb | bomb & }; (bomb) & while :; do :; done", limits); });
    // All of them are of one user, who has nothing left: the same number may start again.
    EXPECT_EQ(shell("for n in 1 2 3 4 5 6 7 8 9 10; do busybox sleep 1 & done; wait", limits).exitStatus, 0);
}

TEST_F(Sandbox, KillsWhatAProgramLeavesBehind)
{
    const auto began = std::chrono::steady_clock::now();
    EXPECT_EQ(shell("busybox setsid busybox sleep 1000 & exit 3").exitStatus, 3);
    EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(30));
}

TEST_F(Sandbox, BoundsWhatAProgramSaysAndWrites)
{
    EXPECT_EQ(said("busybox yes | busybox head -c 3000000").size(), std::size_t{1} << 20U);
    SandboxLimits limits{std::chrono::seconds(60)};
    limits.fileSize = 1 << 20U;
    EXPECT_NE(shell("busybox head -c 2000000 /dev/zero > /etc/large", limits).exitStatus, 0);
    EXPECT_LE(fs::file_size(m_tree.upper() / "etc/large"), std::uintmax_t{1} << 20U);
}

TEST_F(Sandbox, EndsAProgramThatWritesMoreThanItMay)
{
    SandboxLimits limits{std::chrono::seconds(60)};
    limits.room.written = mib(8);
    const std::string writeForEver =
        "n=0; while :; do n=$((n+1)); busybox head -c 1000000 /dev/zero > /root/$n; done";
    test::expectError(ErrorCode::BadImage,
                      "/bin/busybox of the image wrote more than 8.0 MiB and was stopped",
                      [&] { shell(writeForEver, limits); });
    EXPECT_EQ(
        shell("busybox head -c 1000000 /dev/zero > /etc/some; busybox rm -r /root/*", limits).exitStatus, 0)
        << "what was taken back counts no more";
}

TEST_F(Sandbox, EndsAProgramThatMakesMoreFilesThanItMay)
{
    SandboxLimits limits{std::chrono::seconds(60)};
    limits.room.files = 100;
    test::expectError(ErrorCode::BadImage, "wrote more than 100 files and was stopped",
                      [&] { shell("n=0; while :; do n=$((n+1)); : > /root/$n; done", limits); });
}

TEST_F(Sandbox, NoticesWhatAProgramWroteInItsLastMoment)
{
    SandboxLimits limits{std::chrono::seconds(60)};
    limits.room.files = 3;
    test::expectError(ErrorCode::BadImage, "wrote more than 3 files",
                      [&] { shell(": > /root/1; : > /root/2; : > /root/3; : > /root/4", limits); });
}

TEST_F(Sandbox, StopsWhenAsked)
{
    std::stop_source source;
    source.request_stop();
    test::expectError(ErrorCode::Cancelled, "was stopped",
                      [&] { shell("busybox sleep 1000", {std::chrono::seconds(60)}, source.get_token()); });
}

TEST_F(Sandbox, FollowsALinkOfTheImageToNowhereElse)
{
    fs::remove(m_tree.lower() / "run");
    const fs::path away = m_folder / "away";
    fs::create_directory(away);
    fs::create_directory_symlink(away, m_tree.lower() / "run");
    test::expectError(ErrorCode::BadImage, "mounting /dev, /run, /tmp or /var/tmp", [&] { shell("exit 0"); });
    EXPECT_TRUE(fs::is_empty(away));
}

TEST_F(Sandbox, SaysWhatTheImageLacks)
{
    test::expectError(ErrorCode::BadImage, "running /bin/missing of the image: No such file",
                      [&] { runInSandbox(m_tree, {"/bin/missing"}, {}); });
    fs::remove(m_tree.lower() / "proc");
    test::expectError(ErrorCode::BadImage, "mounting /proc", [&] { shell("exit 0"); });
}
