// SPDX-License-Identifier: Apache-2.0
// Block media over real loop devices: what the kernel says and does.
#include "base/process.h"
#include "device/device_facts.h"
#include "device/open_medium.h"
#include "device/partition_table.h"
#include "device/pattern.h"
#include "support/expect_error.h"
#include "support/loop_device.h"
#include "support/temp_folder.h"

#include <filesystem>
#include <thread>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/mount.h>

using namespace bindery;
using namespace bindery::device;
using namespace bindery::test;
namespace fs = std::filesystem;

namespace
{

class LoopBlockDevice : public ::testing::Test
{
protected:
    fs::path makeFile(const std::string& name, std::uint64_t size) const
    {
        fs::path path = m_folder / name;
        openFile(path, O_RDWR | O_CREAT);
        fs::resize_file(path, size);
        return path;
    }
    fs::path folder() const { return m_folder.path(); }

private:
    const TempFolder m_folder{"/var/tmp"};
};

class Mounted
{
public:
    Mounted(const fs::path& source, const fs::path& place, const char* type, const char* options = "")
        : m_place(place)
    {
        fs::create_directory(place);
        EXPECT_EQ(::mount(source.c_str(), place.c_str(), type, 0, options), 0) << source << " on " << place;
    }
    Mounted(const Mounted&) = delete;
    Mounted& operator=(const Mounted&) = delete;
    ~Mounted() { ::umount2(m_place.c_str(), MNT_DETACH); }

private:
    const fs::path m_place;
};

} // namespace

TEST_F(LoopBlockDevice, NamesItsSizeAndDiskSeq)
{
    const LoopDevice loop(makeFile("disk", mib(8).count()));
    const auto medium = claimBlockDevice(loop.path());
    EXPECT_EQ(medium->facts().path, loop.path().string());
    EXPECT_EQ(medium->size(), mib(8));
    EXPECT_TRUE(medium->facts().isBlockDevice);
    EXPECT_EQ(medium->facts().diskSeq, collectDeviceFacts(loop.path()).diskSeq);
    EXPECT_TRUE(medium->facts().diskSeq.has_value());
    EXPECT_EQ(medium->readBack(), ReadBack::Direct);
}

TEST_F(LoopBlockDevice, IsClaimedByOneOnly)
{
    const LoopDevice loop(makeFile("disk", mib(8).count()));
    auto first = claimBlockDevice(loop.path());
    expectError(ErrorCode::Busy, "opening " + loop.path().string() + ": it is in use",
                [&] { claimBlockDevice(loop.path()); });
    first.reset();
    EXPECT_NO_THROW(claimBlockDevice(loop.path()));
}

TEST_F(LoopBlockDevice, IsNotClaimedWhileAnotherHoldsItsLock)
{
    const LoopDevice loop(makeFile("disk", mib(8).count()));
    const UniqueFd other = openFile(loop.path(), O_RDONLY);
    ASSERT_EQ(::flock(other.get(), LOCK_SH | LOCK_NB), 0);
    expectError(ErrorCode::Busy, loop.path().string() + " is locked by another process",
                [&] { claimBlockDevice(loop.path()); });
}

TEST_F(LoopBlockDevice, IsReadWhileItIsClaimed)
{
    const LoopDevice loop(makeFile("disk", mib(8).count()));
    const auto writer = claimBlockDevice(loop.path());
    const AlignedBuffer bytes = pattern(kib(64).count(), 1);
    writer->write(kib(8).count(), bytes.view());
    const auto reader = openForReading(loop.path());
    AlignedBuffer read(bytes.size());
    reader->read(kib(8).count(), read.span());
    EXPECT_EQ(toVector(read.view()), toVector(bytes.view()));
    expectError(ErrorCode::InvalidArgument, "for reading only", [&] { reader->write(0, bytes.view()); });
}

TEST_F(LoopBlockDevice, IsReadThroughASymbolicLink)
{
    const LoopDevice loop(makeFile("disk", mib(8).count()));
    fs::create_symlink(loop.path(), folder() / "link");
    EXPECT_EQ(openForReading(folder() / "link")->size(), mib(8));
    expectError(ErrorCode::NotEligible, "is a symbolic link", [&] { claimBlockDevice(folder() / "link"); });
}

TEST_F(LoopBlockDevice, IsWrittenAndReadToItsOddEnd)
{
    const fs::path file = makeFile("disk", mib(1).count() + 512);
    const LoopDevice loop(file);
    const auto medium = claimBlockDevice(loop.path());
    ASSERT_EQ(medium->size().count(), mib(1).count() + 512);
    const AlignedBuffer bytes = pattern(kMediumAlignment + 512, 2);
    medium->write(mib(1).count() - kMediumAlignment, bytes.view());
    medium->flush();
    AlignedBuffer read(bytes.size());
    medium->read(mib(1).count() - kMediumAlignment, read.span());
    EXPECT_EQ(toVector(read.view()), toVector(bytes.view()));
    EXPECT_EQ(readOf(file, {mib(1).count() - kMediumAlignment, bytes.size()}), toVector(bytes.view()));
}

TEST_F(LoopBlockDevice, GivesTheSpaceOfADiscardedRunBack)
{
    const fs::path file = makeFile("disk", mib(8).count());
    const LoopDevice loop(file);
    const auto medium = claimBlockDevice(loop.path());
    medium->write(0, pattern(mib(4).count(), 3).view());
    medium->flush();
    EXPECT_EQ(medium->discard({0, mib(4).count()}), DiscardResult::Done);
    medium->flush();
    EXPECT_EQ(readOf(file, {0, kib(64).count()}), std::vector<std::byte>(kib(64).count()));
}

TEST_F(LoopBlockDevice, IsNotEligibleWhenReadOnly)
{
    LoopDevice::Options options;
    options.readOnly = true;
    const LoopDevice loop(makeFile("disk", mib(8).count()), options);
    expectError(ErrorCode::NotEligible, loop.path().string() + " is read-only",
                [&] { claimBlockDevice(loop.path()); });
}

TEST_F(LoopBlockDevice, IsNotEligibleWithLargeSectors)
{
    LoopDevice::Options options;
    options.sectorSize = 4096;
    const LoopDevice loop(makeFile("disk", mib(8).count()), options);
    expectError(ErrorCode::NotEligible, "has sectors of 4096 bytes", [&] { claimBlockDevice(loop.path()); });
}

TEST_F(LoopBlockDevice, IsNotEligibleWhileMounted)
{
    const fs::path file = makeFile("disk", mib(8).count());
    ASSERT_EQ(runProgram({"mkfs.ext4", "-q", file.string()}, std::chrono::seconds(60)).exitStatus, 0);
    const LoopDevice loop(file);
    const fs::path place = folder() / "a place";
    {
        const Mounted mounted(loop.path(), place, "ext4");
        expectError(ErrorCode::NotEligible, loop.path().string() + " is mounted at " + place.string(),
                    [&] { claimBlockDevice(loop.path()); });
    }
    EXPECT_NO_THROW(claimBlockDevice(loop.path()));
}

TEST_F(LoopBlockDevice, IsNotEligibleUnderAnotherLoop)
{
    const LoopDevice lower(makeFile("disk", mib(8).count()));
    const LoopDevice upper(lower.path());
    expectError(ErrorCode::NotEligible, "is held by " + upper.path().filename().string(),
                [&] { claimBlockDevice(lower.path()); });
}

TEST_F(LoopBlockDevice, IsGoneWhenAnotherMediumTookItsPlace)
{
    LoopDevice::Options options;
    options.readOnly = true; // only then the kernel changes the file under open descriptors
    LoopDevice loop(makeFile("first", mib(8).count()), options);
    const auto medium = openForReading(loop.path());
    EXPECT_NO_THROW(medium->recheck());
    loop.changeFile(makeFile("second", mib(8).count()));
    expectError(ErrorCode::DeviceGone, "another medium took its place (DISKSEQ ", [&] { medium->recheck(); });
}

TEST_F(LoopBlockDevice, IsAnotherMediumWhenItsNumberIsUsedAgain)
{
    const fs::path first = makeFile("first", mib(8).count());
    std::optional<LoopDevice> loop(first);
    const auto before = claimBlockDevice(loop->path())->facts().diskSeq;
    const fs::path path = loop->path();
    loop.reset();
    loop.emplace(first);
    EXPECT_NE(claimBlockDevice(loop->path())->facts().diskSeq, before) << path << " then " << loop->path();
}

TEST_F(LoopBlockDevice, IsGoneWhenItsSizeChanges)
{
    const fs::path file = makeFile("disk", mib(8).count());
    LoopDevice loop(file);
    const auto medium = claimBlockDevice(loop.path());
    fs::resize_file(file, mib(4).count());
    loop.takeNewSize();
    expectError(ErrorCode::DeviceGone, "its size changed from 8388608 to 4194304 bytes",
                [&] { medium->recheck(); });
    const AlignedBuffer bytes = pattern(kMediumAlignment, 4);
    expectError(ErrorCode::DeviceGone, "writing " + loop.path().string() + " at offset 6291456",
                [&] { medium->write(mib(6).count(), bytes.view()); });
}

TEST_F(LoopBlockDevice, BlamesTheDeviceForAnErrorWhileItIsThere)
{
    const Mounted small("tmpfs", folder() / "small", "tmpfs", "size=1m");
    const fs::path file = makeFile("small/disk", mib(8).count());
    const LoopDevice loop(file);
    const auto medium = claimBlockDevice(loop.path());
    const AlignedBuffer bytes = pattern(mib(2).count(), 5);
    expectError(ErrorCode::WriteFailed, "writing " + loop.path().string() + " at offset ",
                [&] { medium->write(0, bytes.view()); });
    EXPECT_NO_THROW(medium->recheck());
}

TEST_F(LoopBlockDevice, ShowsItsPartitionTable)
{
    const fs::path file = makeFile("disk", mib(64).count());
    const LoopDevice loop(file);
    PartitionTable table;
    table.id = "0badcafe";
    table.partitions = {{1, {mib(8).count(), mib(16).count()}, "0c", "", false, ""}};
    {
        const auto medium = claimBlockDevice(loop.path());
        AlignedBuffer block(kMediumAlignment);
        const TableWrite sector = makePartitionTable(table, medium->size()).front();
        std::copy(sector.bytes.begin(), sector.bytes.end(), block.span().begin());
        medium->write(0, block.view());
        medium->flush();
    }
    const PartitionTable read = readPartitionTable(loop.path());
    EXPECT_EQ(read.id, table.id);
    ASSERT_EQ(read.partitions.size(), 1U);
    EXPECT_EQ(read.partitions[0].extent, table.partitions[0].extent);
}

TEST_F(LoopBlockDevice, ImageFileOnAFullFileSystemNamesTheCure)
{
    const Mounted small("tmpfs", folder() / "small", "tmpfs", "size=1m");
    const auto medium = createImageFile(folder() / "small" / "card.img", mib(8), false);
    const AlignedBuffer bytes = pattern(mib(2).count(), 6);
    expectError(ErrorCode::WriteFailed, "the file system is full; free space on it",
                [&] { medium->write(0, bytes.view()); });
}
