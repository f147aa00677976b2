// SPDX-License-Identifier: Apache-2.0
// The watch over real loop devices, and over trees that a system would show.
#include "base/file.h"
#include "device/claim.h"
#include "device/disk_watch.h"
#include "device/sysfs_internal.h"
#include "support/loop_device.h"
#include "support/temp_folder.h"

#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <latch>
#include <mutex>
#include <optional>
#include <vector>

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

using namespace bindery;
using namespace bindery::device;
using namespace bindery::test;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace
{

constexpr auto kPromise = 2s;

/// What a watch called back with.
class Losses
{
public:
    DiskWatch::Callback callback()
    {
        return [this](const DiskLoss& loss) {
            const std::lock_guard lock(m_mutex);
            m_losses.push_back(loss);
            m_changed.notify_all();
        };
    }
    /// Empty when there was none within the time that is promised.
    std::optional<DiskLoss> waitForOne()
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait_for(lock, kPromise, [this] { return !m_losses.empty(); });
        return m_losses.empty() ? std::nullopt : std::optional(m_losses.front());
    }
    std::size_t count()
    {
        const std::lock_guard lock(m_mutex);
        return m_losses.size();
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::vector<DiskLoss> m_losses;
};

class DiskWatchOverLoops : public ::testing::Test
{
protected:
    fs::path makeFile(const std::string& name) const
    {
        fs::path path = m_folder / name;
        openFile(path, O_RDWR | O_CREAT);
        fs::resize_file(path, mib(8).count());
        return path;
    }
    static DiskIdentity see(const fs::path& node)
    {
        struct stat state {
        };
        EXPECT_EQ(::stat(node.c_str(), &state), 0);
        const DeviceFacts facts = collectDeviceFacts(node);
        return {node, deviceNumberOf(state.st_rdev), facts.diskSeq, facts.size};
    }

    Losses losses;
    Losses others;

private:
    const TempFolder m_folder{"/var/tmp"};
};

/// A system with one disk, 8:16, DISKSEQ 5, of 1 MiB.
class DiskWatchOverATree : public ::testing::Test
{
protected:
    DiskWatchOverATree()
    {
        put("size", "2048\n");
        put("diskseq", "5\n");
    }
    void put(const std::string& name, const std::string& text) const
    {
        fs::create_directories(disk());
        replaceFile(disk() / name, asBytes(text));
    }
    fs::path disk() const { return m_root / "dev/block/8:16"; }
    SystemFolders folders() const { return {m_root.path(), m_root.path(), m_root.path()}; }
    const DiskIdentity seen{"/dev/sdb", {8, 16}, 5, mib(1)};
    Losses losses;

private:
    const TempFolder m_root;
};

} // namespace

TEST_F(DiskWatchOverLoops, ReportsALoopThatIsDetached)
{
    DiskWatch watch;
    std::optional<LoopDevice> loop(makeFile("disk"));
    const auto token = watch.add(see(loop->path()), losses.callback());
    loop.reset();
    ASSERT_TRUE(losses.waitForOne());
}

TEST_F(DiskWatchOverLoops, ReportsAnotherMediumUnderTheSameNumber)
{
    LoopDevice::Options options;
    options.readOnly = true; // only then the kernel changes the file under open descriptors
    LoopDevice loop(makeFile("first"), options);
    DiskWatch watch;
    const auto token = watch.add(see(loop.path()), losses.callback());
    loop.changeFile(makeFile("second"));
    const auto loss = losses.waitForOne();
    ASSERT_TRUE(loss);
    EXPECT_EQ(loss->kind, DiskLoss::Kind::OtherMedium);
    EXPECT_THAT(loss->reason, ::testing::HasSubstr("another medium took its place (DISKSEQ"));
}

TEST_F(DiskWatchOverLoops, ReportsALoopThatIsDetachedAndAttachedAgain)
{
    const fs::path file = makeFile("disk");
    std::optional<LoopDevice> loop(file);
    const DiskIdentity before = see(loop->path());
    DiskWatch watch;
    const auto token = watch.add(before, losses.callback());
    loop.reset();
    loop.emplace(file);
    EXPECT_NE(see(loop->path()).diskSeq, before.diskSeq);
    ASSERT_TRUE(losses.waitForOne());
}

TEST_F(DiskWatchOverLoops, ReportsAClaimedLoopThatIsPulled)
{
    std::optional<LoopDevice> loop(makeFile("disk"));
    const DiskIdentity seen = see(loop->path());
    const auto medium = claimDisk(seen);
    DiskWatch watch;
    const auto token = watch.add(seen, losses.callback());
    loop.reset();
    const auto loss = losses.waitForOne();
    ASSERT_TRUE(loss);
    EXPECT_EQ(loss->kind, DiskLoss::Kind::Left);
}

TEST_F(DiskWatchOverLoops, SaysNothingOfTheNeighbours)
{
    const LoopDevice stays(makeFile("stays"));
    std::optional<LoopDevice> leaves(makeFile("leaves"));
    DiskWatch watch;
    const auto stayToken = watch.add(see(stays.path()), others.callback());
    const auto leaveToken = watch.add(see(leaves->path()), losses.callback());
    leaves.reset();
    ASSERT_TRUE(losses.waitForOne());
    EXPECT_EQ(others.count(), 0U);
}

TEST_F(DiskWatchOverATree, ReportsADiskThatIsNotTheSeenOneAlready)
{
    put("diskseq", "6\n");
    DiskWatch watch(folders());
    const auto token = watch.add(seen, losses.callback());
    const auto loss = losses.waitForOne();
    ASSERT_TRUE(loss);
    EXPECT_EQ(loss->kind, DiskLoss::Kind::OtherMedium);
}

TEST_F(DiskWatchOverATree, ReportsAnotherSizeWithoutAnyEvent)
{
    DiskWatch watch(folders());
    const auto token = watch.add(seen, losses.callback());
    put("size", "4096\n");
    const auto loss = losses.waitForOne();
    ASSERT_TRUE(loss);
    EXPECT_EQ(loss->kind, DiskLoss::Kind::OtherSize);
    EXPECT_EQ(loss->reason, "its size changed from 1048576 to 2097152 bytes");
}

TEST_F(DiskWatchOverATree, ReportsAReaderThatIsEmptyAsLeft)
{
    DiskWatch watch(folders());
    const auto token = watch.add(seen, losses.callback());
    put("size", "0\n");
    put("diskseq", "6\n");
    const auto loss = losses.waitForOne();
    ASSERT_TRUE(loss);
}

TEST_F(DiskWatchOverATree, ReportsOnceOnly)
{
    DiskWatch watch(folders());
    Losses second;
    const auto token = watch.add(seen, losses.callback());
    fs::remove_all(disk());
    ASSERT_TRUE(losses.waitForOne());
    // What is added later is looked at in the same round as the first.
    const auto later = watch.add(seen, second.callback());
    ASSERT_TRUE(second.waitForOne());
    EXPECT_EQ(losses.count(), 1U);
}

TEST_F(DiskWatchOverATree, SaysNothingAfterItsTokenWent)
{
    DiskWatch watch(folders());
    Losses second;
    {
        const auto token = watch.add(seen, losses.callback());
    }
    put("diskseq", "6\n");
    const auto later = watch.add(seen, second.callback());
    ASSERT_TRUE(second.waitForOne());
    EXPECT_EQ(losses.count(), 0U);
}

TEST_F(DiskWatchOverATree, LetsACallBackEndItsOwnWatch)
{
    DiskWatch watch(folders());
    std::optional<DiskWatch::Token> token;
    std::latch ready(1); // the call-back may come before the token is in its place
    token = watch.add(seen, [&, tell = losses.callback()](const DiskLoss& loss) {
        ready.wait();
        token.reset();
        tell(loss);
    });
    ready.count_down();
    put("size", "0\n");
    EXPECT_TRUE(losses.waitForOne());
}

TEST_F(DiskWatchOverATree, MayEndBeforeItsTokens)
{
    std::optional<DiskWatch> watch(folders());
    const auto token = watch->add(seen, losses.callback());
    watch.reset();
    EXPECT_EQ(losses.count(), 0U);
}
