// SPDX-License-Identifier: Apache-2.0
// What is found out about a device, from the trees that a system would show.
#include "base/file.h"
#include "device/device_facts.h"
#include "support/expect_error.h"
#include "support/temp_folder.h"

#include <filesystem>
#include <fstream>

using namespace bindery;
using namespace bindery::device;
using bindery::test::expectError;
using bindery::test::TempFolder;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;
namespace fs = std::filesystem;

namespace
{

/// A system with one card, sdb, with two partitions; tests add to it.
class DeviceFactsOf : public ::testing::Test
{
protected:
    DeviceFactsOf()
    {
        addDisk("pci0/usb1/1-2/1-2:1.0/host2/block/sdb", "8:16");
        addPartition("pci0/usb1/1-2/1-2:1.0/host2/block/sdb", 1, "8:17");
        addPartition("pci0/usb1/1-2/1-2:1.0/host2/block/sdb", 2, "8:18");
        put("sys/devices/pci0/usb1/1-2/1-2:1.0/host2/block/sdb/queue/hw_sector_size", "512");
        put("proc/self/mountinfo", "");
        put("proc/swaps", "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n");
    }

    void put(const fs::path& file, const std::string& text) const
    {
        fs::create_directories((m_root.path() / file).parent_path());
        std::ofstream(m_root.path() / file) << text;
    }
    void link(const fs::path& from, const fs::path& to) const
    {
        fs::create_directories((m_root.path() / from).parent_path());
        fs::create_symlink(m_root.path() / to, m_root.path() / from);
    }
    void addNode(const fs::path& node, const std::string& number) const
    {
        const fs::path place = "sys/devices" / node;
        put(place / "dev", number + "\n");
        put("dev" / node.filename(), "");
        link("sys/dev/block/" + number, place);
        link("sys/class/block" / node.filename(), place);
    }
    void addDisk(const fs::path& node, const std::string& number) const
    {
        addNode(node, number);
        const fs::path place = "sys/devices" / node;
        put(place / "size", "62333952\n");
        put(place / "ro", "0\n");
        put(place / "queue/logical_block_size", "512\n");
        put(place / "diskseq", "17\n");
        fs::create_directories(m_root.path() / place / "holders");
        fs::create_directories(m_root.path() / place / "slaves");
    }
    void addPartition(const fs::path& disk, int number, const std::string& deviceNumber) const
    {
        const fs::path node = disk / (disk.filename().string() + std::to_string(number));
        addNode(node, deviceNumber);
        put("sys/devices" / node / "partition", std::to_string(number) + "\n");
        put("sys/devices" / node / "size", "1000\n");
        put("sys/devices" / node / "ro", "0\n");
        fs::create_directories(m_root.path() / "sys/devices" / node / "holders");
    }
    /// A mapping over the second partition of the card.
    void addMapping() const
    {
        addDisk("virtual/block/dm-0", "253:0");
        link("sys/devices/virtual/block/dm-0/slaves/sdb2", "sys/class/block/sdb2");
        link("sys/class/block/sdb2/holders/dm-0", "sys/class/block/dm-0");
    }
    void mount(const std::string& number, const std::string& place, const std::string& source) const
    {
        std::ofstream(m_root.path() / "proc/self/mountinfo", std::ios::app)
            << "36 26 " << number << " / " << place << " rw,relatime shared:1 - ext4 " << source << " rw\n";
    }
    SystemFolders folders() const { return {m_root / "sys", m_root / "proc", m_root / "dev"}; }
    DeviceFacts collect(DeviceNumber number = {8, 16}) const
    {
        return collectDeviceFacts("/dev/sdb", number, folders());
    }
    MediumFacts named(DeviceNumber number = {8, 16}) const
    {
        MediumFacts facts;
        nameMedium(facts, number, folders());
        return facts;
    }

    static constexpr const char* kCard = "sys/devices/pci0/usb1/1-2/1-2:1.0/host2/block/sdb";

private:
    const TempFolder m_root{fs::temp_directory_path()};
};

} // namespace

TEST_F(DeviceFactsOf, AnUnusedCardAllowIt)
{
    const DeviceFacts facts = collect();
    EXPECT_EQ(facts.size, SectorCount(62333952).bytes());
    EXPECT_EQ(facts.diskSeq, 17U);
    EXPECT_TRUE(facts.isWholeDisk);
    EXPECT_EQ(facts.logicalSectorSize, 512U);
    EXPECT_FALSE(whyNotEligible(facts));
}

TEST_F(DeviceFactsOf, APartitionNameItsDisk)
{
    const DeviceFacts facts = collect({8, 17});
    EXPECT_FALSE(facts.isWholeDisk);
    EXPECT_EQ(facts.wholeDisk, "/dev/sdb");
}

TEST_F(DeviceFactsOf, AnEmptyReaderShowNoSize)
{
    put(std::string(kCard) + "/size", "0\n");
    EXPECT_EQ(collect().size, Bytes(0));
}

TEST_F(DeviceFactsOf, AReadOnlyCardSaySo)
{
    put(std::string(kCard) + "/ro", "1\n");
    EXPECT_TRUE(collect().isReadOnly);
}

TEST_F(DeviceFactsOf, ACardThatHidesWhetherItIsReadOnlyRefuseIt)
{
    fs::remove(folders().sys / "dev/block/8:16" / "ro");
    EXPECT_TRUE(whyNotEligible(collect()));
}

TEST_F(DeviceFactsOf, AnUnknownDeviceAreRefused)
{
    expectError(ErrorCode::NotEligible, "nothing proves it harmless", [&] { collect({8, 32}); });
}

TEST_F(DeviceFactsOf, AMountedPartitionNameThePlace)
{
    mount("8:18", "/media/operator/a\\040card", "/dev/sdb2");
    EXPECT_THAT(collect().mountPoints, ElementsAre("/media/operator/a card"));
    EXPECT_THAT(collect().systemUses, IsEmpty());
}

TEST_F(DeviceFactsOf, AFileSystemOfSeveralDevicesAreFoundByTheSource)
{
    mount("0:41", "/srv", "/dev/sdb1"); // btrfs
    EXPECT_THAT(collect().mountPoints, ElementsAre("/srv"));
}

TEST_F(DeviceFactsOf, ANeighbourLeaveItAlone)
{
    addDisk("pci0/ata1/block/sda", "8:0");
    addPartition("pci0/ata1/block/sda", 1, "8:1");
    mount("8:1", "/", "/dev/sda1");
    EXPECT_FALSE(whyNotEligible(collect()));
    EXPECT_THAT(collectDeviceFacts("/dev/sda", {8, 0}, folders()).systemUses, ElementsAre("/"));
}

TEST_F(DeviceFactsOf, TheSystemDiskAreFoundThroughAMapping)
{
    addMapping();
    mount("253:0", "/", "/dev/mapper/root");
    mount("8:17", "/boot", "/dev/sdb1");
    EXPECT_THAT(collect().systemUses, UnorderedElementsAre("/", "/boot"));
    EXPECT_THAT(collect().holders, ElementsAre("dm-0"));
}

TEST_F(DeviceFactsOf, TheSystemDiskAreFoundThroughALoopOverAMapping)
{
    addMapping();
    addDisk("virtual/block/loop3", "7:3");
    link("dev/mapper/store", "dev/dm-0");
    put("sys/devices/virtual/block/loop3/loop/backing_file", "/dev/mapper/store\n");
    mount("7:3", "/", "/dev/loop3");
    EXPECT_THAT(collect().systemUses, ElementsAre("/"));
}

TEST_F(DeviceFactsOf, ALoopOverAPartitionNameTheLoop)
{
    addDisk("virtual/block/loop3", "7:3");
    put("sys/devices/virtual/block/loop3/loop/backing_file", "/dev/sdb1\n");
    EXPECT_THAT(collect().holders, ElementsAre("loop3"));
}

TEST_F(DeviceFactsOf, MappingsThatLeadInACircleEnd)
{
    addMapping();
    link(std::string(kCard) + "/slaves/dm-0", "sys/class/block/dm-0");
    mount("253:0", "/srv", "none");
    EXPECT_THAT(collect().mountPoints, ElementsAre("/srv"));
}

TEST_F(DeviceFactsOf, ASwapPartitionNameIt)
{
    put("proc/swaps",
        "Filename Type Size Used Priority\n/dev/sdb2 partition 100 0 -2\n/swapfile file 100 0 -3\n");
    EXPECT_THAT(collect().swapAreas, ElementsAre("/dev/sdb2"));
}

TEST_F(DeviceFactsOf, AKernelWithoutSwapShowNone)
{
    fs::remove(folders().proc / "swaps");
    EXPECT_THAT(collect().swapAreas, IsEmpty());
}

TEST_F(DeviceFactsOf, ASystemWithoutMountInformationDecideNothing)
{
    fs::remove(folders().proc / "self/mountinfo");
    expectError(ErrorCode::NotFound, "mountinfo", [&] { collect(); });
}

TEST_F(DeviceFactsOf, DamagedMountInformationAreSkippedByLine)
{
    put("proc/self/mountinfo",
        "\n1 2\n3 4 x:y / /a rw - ext4\n5 6 8:17 / /b rw\n7 8 8:18 / /c rw - ext4 /dev/sdb2 rw\n");
    EXPECT_THAT(collect().mountPoints, ElementsAre("/b", "/c"));
}

TEST_F(DeviceFactsOf, AUsbReaderNameModelAndSerial)
{
    put("sys/devices/pci0/usb1/1-2/idVendor", "1d6b\n");
    put("sys/devices/pci0/usb1/1-2/serial", "000012345\n");
    put(std::string(kCard) + "/device/vendor", "Generic \n");
    put(std::string(kCard) + "/device/model", "STORAGE DEVICE  \n");
    EXPECT_EQ(named().model, "Generic STORAGE DEVICE");
    EXPECT_EQ(named().serial, "000012345");
    EXPECT_FALSE(named().cid);
}

TEST_F(DeviceFactsOf, AnMmcCardNameItsCid)
{
    addDisk("platform/mmc0/mmc0:0001/block/mmcblk0", "179:0");
    put("sys/devices/platform/mmc0/mmc0:0001/block/mmcblk0/device/name", "SD32G\n");
    put("sys/devices/platform/mmc0/mmc0:0001/block/mmcblk0/device/serial", "0x1234abcd\n");
    put("sys/devices/platform/mmc0/mmc0:0001/block/mmcblk0/device/cid", "035344534433324780abcd\n");
    const MediumFacts facts = named({179, 0});
    EXPECT_EQ(facts.model, "SD32G");
    EXPECT_EQ(facts.serial, "0x1234abcd");
    EXPECT_EQ(facts.cid, "035344534433324780abcd");
}

TEST_F(DeviceFactsOf, AMediumWithoutNamesLeaveThemEmpty)
{
    EXPECT_FALSE(named().model);
    EXPECT_FALSE(named().serial);
    EXPECT_FALSE(named({99, 0}).model);
}

TEST_F(DeviceFactsOf, AHostileNameAreMadePrintable)
{
    put(std::string(kCard) + "/device/model", "\x1b[2Jcard\n" + std::string(1000, 'x'));
    EXPECT_EQ(named().model, "?[2Jcard?" + std::string(119, 'x'));
}
