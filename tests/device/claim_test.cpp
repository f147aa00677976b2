// SPDX-License-Identifier: Apache-2.0
// Claims of what was seen, over real loop devices.
#include "base/process.h"
#include "device/automount_guard.h"
#include "device/claim.h"
#include "device/device_facts.h"
#include "device/disk_state_internal.h"
#include "device/pattern.h"
#include "device/sysfs_internal.h"
#include "support/expect_error.h"
#include "support/loop_device.h"
#include "support/temp_folder.h"

#include <chrono>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <linux/fs.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/stat.h>

using namespace bindery;
using namespace bindery::device;
using namespace bindery::test;
namespace fs = std::filesystem;

namespace
{

class Claim : public ::testing::Test
{
protected:
    fs::path makeFile(const std::string& name, Bytes size = mib(8)) const
    {
        fs::path path = m_folder / name;
        openFile(path, O_RDWR | O_CREAT);
        fs::resize_file(path, size.count());
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

private:
    const TempFolder m_folder{"/var/tmp"};
};

/// A udevd that looks at the loop right now keeps it attached for a moment.
void waitUntilEmpty(DeviceNumber number)
{
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(10);
    while (stateOfDisk(number, {}).size != Bytes(0)) {
        ASSERT_LT(std::chrono::steady_clock::now(), deadline) << number.text() << " stays attached";
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
}

void setReadOnly(const fs::path& node, int readOnly)
{
    const UniqueFd fd = openFile(node, O_RDONLY);
    ASSERT_EQ(::ioctl(fd.get(), BLKROSET, &readOnly), 0);
}

} // namespace

TEST_F(Claim, TakesTheDiskThatWasSeen)
{
    const fs::path file = makeFile("disk");
    const LoopDevice loop(file);
    const auto medium = claimDisk(see(loop.path()));
    const AlignedBuffer bytes = pattern(kMediumAlignment, 1);
    medium->write(0, bytes.view());
    medium->flush();
    EXPECT_NO_THROW(medium->recheck());
    EXPECT_EQ(readOf(file, {0, bytes.size()}), toVector(bytes.view()));
}

TEST_F(Claim, RefusesAnotherMediumUnderTheNumberThatWasSeen)
{
    std::optional<LoopDevice> loop(makeFile("first"));
    DiskIdentity seen = see(loop->path());
    loop.reset();
    const fs::path second = makeFile("second");
    loop.emplace(second);
    // Most often it is the same number again; where another program was faster the medium still is another.
    const DiskIdentity now = see(loop->path());
    seen.node = now.node;
    seen.number = now.number;
    expectError(ErrorCode::DeviceGone, "another medium took its place (DISKSEQ", [&] { claimDisk(seen); });
    EXPECT_EQ(readOf(second, {0, mib(8).count()}), std::vector<std::byte>(mib(8).count()));
}

TEST_F(Claim, RefusesAnotherSizeThanWasSeen)
{
    const LoopDevice loop(makeFile("disk"));
    DiskIdentity seen = see(loop.path());
    seen.size = mib(16);
    expectError(ErrorCode::DeviceGone, "its size changed from 16777216 to 8388608 bytes",
                [&] { claimDisk(seen); });
}

TEST_F(Claim, RefusesAnotherDeviceUnderTheNodeThatWasSeen)
{
    const LoopDevice loop(makeFile("disk"));
    DiskIdentity seen = see(loop.path());
    seen.number.minor += 1;
    expectError(ErrorCode::DeviceGone, "another device took its place", [&] { claimDisk(seen); });
}

TEST_F(Claim, SaysGoneOfAnEmptyReaderAndOfAMissingNode)
{
    std::optional<LoopDevice> loop(makeFile("disk"));
    DiskIdentity seen = see(loop->path());
    loop.reset();
    waitUntilEmpty(seen.number);
    expectError(ErrorCode::DeviceGone, seen.node.string() + ": ", [&] { claimDisk(seen); });
    seen.node = "/dev/no-such-disk";
    expectError(ErrorCode::DeviceGone, "looking for /dev/no-such-disk", [&] { claimDisk(seen); });
}

TEST_F(Claim, WaitsForALockOnlyAsLongAsItsPatience)
{
    const LoopDevice loop(makeFile("disk"));
    const UniqueFd other = openFile(loop.path(), O_RDONLY);
    ASSERT_EQ(::flock(other.get(), LOCK_SH | LOCK_NB), 0);
    expectError(ErrorCode::Busy, "is locked by another process",
                [&] { claimDisk(see(loop.path()), std::chrono::milliseconds(50)); });
}

TEST_F(Claim, GivesTheReasonOfADiskThatMustNotBeWritten)
{
    LoopDevice::Options options;
    options.readOnly = true;
    const LoopDevice loop(makeFile("disk"), options);
    expectError(ErrorCode::NotEligible, "is read-only", [&] { claimDisk(see(loop.path())); });
}

TEST_F(Claim, NamesWriteProtectionThatComesLater)
{
    const LoopDevice loop(makeFile("disk"));
    const auto medium = claimDisk(see(loop.path()));
    setReadOnly(loop.path(), 1);
    const AlignedBuffer bytes = pattern(kMediumAlignment, 2);
    expectError(ErrorCode::WriteFailed, "it became write-protected; open the lock of the card",
                [&] { medium->write(0, bytes.view()); });
    setReadOnly(loop.path(), 0);
}

TEST_F(Claim, SaysGoneOfAnErrorOnALoopThatIsBeingDetached)
{
    const fs::path file = makeFile("disk");
    std::optional<LoopDevice> loop(file);
    const auto medium = claimDisk(see(loop->path()));
    loop.reset(); // in use, so it only goes with the claim
    fs::resize_file(file, 0);
    AlignedBuffer bytes(kMediumAlignment);
    expectError(ErrorCode::DeviceGone, "it left the station", [&] { medium->read(0, bytes.span()); });
}

TEST_F(Claim, IsKeptFromAutomountersByARuleThatUdevUnderstands)
{
    const LoopDevice loop(makeFile("disk"));
    const std::string name = loop.path().filename().string();
    const std::vector<std::string> ask{"udevadm", "test", "--action=change", "/sys/block/" + name};
    {
        const AutomountGuard guard({{"KERNEL", name}});
        const std::string output = runProgram(ask, std::chrono::seconds(60)).output;
        EXPECT_THAT(output, ::testing::HasSubstr("UDISKS_IGNORE=1"));
        EXPECT_THAT(output, ::testing::HasSubstr("UDISKS_AUTO=0"));
        EXPECT_THAT(output, ::testing::Not(::testing::HasSubstr(guard.ruleFile().string() + ":")))
            << "udev complains of a line";
    }
    EXPECT_THAT(runProgram(ask, std::chrono::seconds(60)).output,
                ::testing::Not(::testing::HasSubstr("UDISKS_IGNORE=1")));
}
