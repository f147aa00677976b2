// SPDX-License-Identifier: Apache-2.0
// The inventory of libudev over a machine that umockdev shows. Runs under umockdev-wrapper(1).
#include "device/inventory_contract.h"
#include "device/udev_inventory_internal.h"
#include "device/umockdev_testbed.h"
#include "support/expect_error.h"
#include "support/temp_folder.h"

#include <map>

using namespace bindery;
using namespace bindery::device;
using namespace bindery::test;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using Kind = DiskEvent::Kind;
namespace fs = std::filesystem;

namespace
{

constexpr Bytes kCard = gib(16);
// Of no disk that this machine could have, for udevd's database is not the test bed's.
constexpr int kMajor = 259;
constexpr int kFirstMinor = 900'000;

std::string attribute(const std::string& name, const std::string& value)
{
    return "A: " + name + "=" + value + "\\n\n";
}

std::string textOf(const std::map<std::string, std::string>& properties)
{
    std::string text;
    for (const auto& [name, value] : properties) {
        text += "E: " + name + "=";
        text += value + "\n";
    }
    return text;
}

/// A disk as libudev shows it.
struct MockDisk {
    std::string sysPath;
    std::string name;
    int minor = kFirstMinor;
    ReaderContent content;
    std::map<std::string, std::string> properties;

    std::string description() const
    {
        const std::string number = std::to_string(kMajor) + ":" + std::to_string(minor);
        return "P: " + sysPath.substr(std::string("/sys").size()) + "\nN: " + name +
               "\nE: SUBSYSTEM=block\nE: DEVTYPE=disk\nE: MAJOR=" + std::to_string(kMajor) +
               "\nE: MINOR=" + std::to_string(minor) + "\nE: DEVNAME=/dev/" + name + "\n" +
               textOf(properties) + attribute("dev", number) +
               attribute("size", std::to_string(content.size.count() / 512)) +
               attribute("diskseq", std::to_string(content.diskSeq)) +
               attribute("ro", content.isReadOnly ? "1" : "0") + "\n";
    }
};

void usbDevice(Testbed& bed, const std::string& sysPath, const std::string& serial)
{
    bed.add("P: " + sysPath.substr(std::string("/sys").size()) +
            "\nE: SUBSYSTEM=usb\nE: DEVTYPE=usb_device\n" + attribute("idVendor", "14cd") +
            attribute("speed", "480") + (serial.empty() ? "" : attribute("serial", serial)) + "\n");
}

constexpr const char* kUsb = "/sys/devices/pci0000:00/0000:00:14.0/usb1";

std::unique_ptr<Inventory> inventoryOf(std::chrono::milliseconds readAgainAfter = std::chrono::hours(1))
{
    UdevInventoryOptions options;
    options.readAgainAfter = readAgainAfter;
    options.control = "/"; // umockdev stands for udevd
    return makeUdevInventory(options);
}

/// Readers behind a hub three deep, each in a port of its own.
class Udev : public InventoryUnderTest
{
public:
    Udev()
    {
        usbDevice(m_bed, kUsb, "");
        usbDevice(m_bed, std::string(kUsb) + "/1-1", "");
        usbDevice(m_bed, std::string(kUsb) + "/1-1/1-1.4", "");
        usbDevice(m_bed, std::string(kUsb) + "/1-1/1-1.4/1-1.4.2", "");
        m_inventory = inventoryOf();
    }
    Inventory& inventory() override { return *m_inventory; }
    void plug(int reader, const ReaderContent& content) override
    {
        usbDevice(m_bed, device(reader), "000000000001");
        m_bed.add(disk(reader, content).description());
    }
    void change(int reader, const ReaderContent& content) override
    {
        const std::string sysPath = disk(reader, {}).sysPath;
        m_bed.set(sysPath, "size", std::to_string(content.size.count() / 512) + "\n");
        m_bed.set(sysPath, "diskseq", std::to_string(content.diskSeq) + "\n");
        m_bed.set(sysPath, "ro", content.isReadOnly ? "1\n" : "0\n");
        m_bed.event(sysPath, "change");
    }
    void pull(int reader) override
    {
        m_bed.event(disk(reader, {}).sysPath, "remove");
        m_bed.remove(disk(reader, {}).sysPath);
        m_bed.remove(device(reader));
    }

private:
    static std::string device(int reader)
    {
        return std::string(kUsb) + "/1-1/1-1.4/1-1.4.2/1-1.4.2." + std::to_string(reader + 1);
    }
    static MockDisk disk(int reader, const ReaderContent& content)
    {
        const std::string name = "sd" + std::string(1, static_cast<char>('a' + reader));
        const std::string port = std::to_string(reader + 1);
        return {device(reader) + "/1-1.4.2." + port + ":1.0/host3/target3:0:0/3:0:0:0/block/" + name,
                name,
                kFirstMinor + reader,
                content,
                {}};
    }

    Testbed m_bed;
    std::unique_ptr<Inventory> m_inventory;
};

/// A stick in a root port, and an inventory that knows it.
class UdevInventoryOfAStick : public ::testing::Test
{
protected:
    UdevInventoryOfAStick()
    {
        usbDevice(m_bed, kUsb, "hub");
        usbDevice(m_bed, std::string(kUsb) + "/1-4", "SN0042");
        m_stick = {
            std::string(kUsb) + "/1-4/1-4:1.0/host3/target3:0:0/3:0:0:0/block/sda",
            "sda",
            kFirstMinor,
            {kCard, 17, false},
            {{"ID_BUS", "usb"}, {"ID_PATH", "pci-0000:00:14.0-usb-0:4:1.0-scsi-0:0:0:0"}, {"DISKSEQ", "17"}}};
        m_bed.add(m_stick.description());
    }
    Testbed& bed() { return m_bed; }
    const MockDisk& stick() const { return m_stick; }

    static constexpr const char* kPort = "usb:0000:00:14.0/4:1.0/lun0";

private:
    Testbed m_bed;
    MockDisk m_stick;
};

MockDisk loopOf(std::uint64_t diskSeq)
{
    return {"/sys/devices/virtual/block/loop900", "loop900", kFirstMinor, {kCard, diskSeq, false}, {}};
}

} // namespace

INSTANTIATE_TEST_SUITE_P(Umockdev, InventoryContract,
                         ::testing::Values(InventoryKind{"Udev", [] { return std::make_unique<Udev>(); }}),
                         nameOfInventory);

TEST_F(UdevInventoryOfAStick, KnowsPortSerialAndNode)
{
    const auto disks = inventoryOf()->scan();
    ASSERT_THAT(disks, SizeIs(1));
    EXPECT_EQ(disks[0].port, Port{kPort});
    EXPECT_EQ(disks[0].serial, "SN0042");
    EXPECT_EQ(disks[0].node, "/dev/sda");
    EXPECT_EQ(disks[0].sysPath, stick().sysPath);
    EXPECT_EQ(disks[0].number, (DeviceNumber{kMajor, kFirstMinor}));
}

TEST_F(UdevInventoryOfAStick, BelievesNoPropertyOfAChangeThatComesWhileTheStickIsPulled)
{
    const auto inventory = inventoryOf();
    inventory->scan();
    bed().setProperty(stick().sysPath, "ID_BUS", "scsi");
    bed().setProperty(stick().sysPath, "ID_PATH", "pci-0000:00:14.0-usb-0:1");
    bed().setProperty(stick().sysPath, "DISK_MEDIA_CHANGE", "1");
    bed().event(stick().sysPath, "change");
    const auto news = eventsOf(*inventory, 1);
    ASSERT_THAT(news, SizeIs(1));
    EXPECT_EQ(news[0].kind, Kind::Present);
    EXPECT_EQ(news[0].disk.port, Port{kPort});
}

TEST_F(UdevInventoryOfAStick, SaysOfAStickThatLeftWithTheHubsPropertiesWhereItWas)
{
    const auto inventory = inventoryOf();
    const auto disks = inventory->scan();
    bed().setProperty(stick().sysPath, "ID_PATH", "pci-0000:00:14.0-usb-0:1");
    bed().setProperty(stick().sysPath, "ID_SERIAL_SHORT", "hub");
    bed().set(std::string(kUsb) + "/1-4", "serial", "hub\n");
    bed().event(stick().sysPath, "remove");
    bed().remove(stick().sysPath);
    EXPECT_THAT(eventsOf(*inventory, 1), ElementsAre(DiskEvent{Kind::Left, disks.at(0)}));
}

TEST_F(UdevInventoryOfAStick, SaysThatADiskLeftWhoseFolderIsGoneBeforeItsEventIsHeard)
{
    const auto inventory = inventoryOf();
    const auto disks = inventory->scan();
    bed().event(stick().sysPath, "change");
    bed().remove(stick().sysPath);
    EXPECT_THAT(eventsOf(*inventory, 1), ElementsAre(DiskEvent{Kind::Left, disks.at(0)}));
}

TEST_F(UdevInventoryOfAStick, IgnoresTheRemovalOfTheDiskThatHadTheNameBefore)
{
    const auto inventory = inventoryOf();
    inventory->scan();
    bed().setProperty(stick().sysPath, "DISKSEQ", "16");
    bed().event(stick().sysPath, "remove");
    EXPECT_THAT(inventory->wait(std::chrono::milliseconds(50), {}), IsEmpty());
    EXPECT_THAT(inventory->scan(), SizeIs(1));
}

TEST_F(UdevInventoryOfAStick, TakesEveryActionButRemoveAsAReasonToReadAgain)
{
    const auto inventory = inventoryOf();
    inventory->scan();
    for (const char* action : {"bind", "unbind", "move", "online", "offline", "add", "change"}) {
        SCOPED_TRACE(action);
        bed().event(stick().sysPath, action);
        const auto news = eventsOf(*inventory, 1);
        ASSERT_THAT(news, SizeIs(1));
        EXPECT_EQ(news[0].kind, Kind::Present);
    }
}

TEST_F(UdevInventoryOfAStick, FindsOutByItselfWhatNoEventSaid)
{
    const auto inventory = inventoryOf(std::chrono::milliseconds(1));
    const auto disks = inventory->scan();
    bed().remove(stick().sysPath); // as while udevd restarts
    EXPECT_THAT(eventsOf(*inventory, 1), ElementsAre(DiskEvent{Kind::Left, disks.at(0)}));
}

TEST_F(UdevInventoryOfAStick, LeavesANewDiskToTheEventThatUdevdWillSend)
{
    const auto inventory = inventoryOf(std::chrono::milliseconds(1));
    inventory->scan();
    // in sysfs, but udevd has not said anything yet
    const fs::path other = bed().tree().disk(bed().root() / (std::string(kUsb).substr(1) + "/1-5"), "sdb");
    SysTree::put(other / "uevent", "MAJOR=259\nMINOR=900001\nDEVNAME=sdb\nDEVTYPE=disk");
    SysTree::put(other / "dev", "259:900001");
    SysTree::put(other / "size", "1000");
    fs::create_directory_symlink(bed().root() / "sys/class/block", other / "subsystem");
    fs::create_directory_symlink(other, bed().root() / "sys/class/block/sdb");
    EXPECT_THAT(inventory->wait(std::chrono::milliseconds(50), {}), IsEmpty());
}

TEST(UdevInventory, TellsFourCardsOfOneReaderApart)
{
    Testbed bed;
    usbDevice(bed, kUsb, "");
    usbDevice(bed, std::string(kUsb) + "/1-4", "000000000001");
    for (int lun = 0; lun < 4; ++lun) {
        const std::string name = "sd" + std::string(1, static_cast<char>('a' + lun));
        const fs::path reader = std::string(kUsb) + "/1-4/1-4:1.0/host3/target3:0:0";
        bed.add(MockDisk{
            (reader / ("3:0:0:" + std::to_string(lun)) / "block" / name).string(),
            name,
            kFirstMinor + lun,
            {lun == 2 ? kCard : Bytes(0), static_cast<std::uint64_t>(lun + 1), false},
            {}}.description());
    }
    const auto disks = inventoryOf()->scan();
    ASSERT_THAT(disks, SizeIs(4));
    for (std::size_t lun = 0; lun < 4; ++lun) {
        EXPECT_EQ(disks[lun].port, Port{"usb:0000:00:14.0/4:1.0/lun" + std::to_string(lun)});
        EXPECT_EQ(disks[lun].hasMedium(), lun == 2);
    }
}

TEST(UdevInventory, KnowsANativeCardByItsHostAndCid)
{
    Testbed bed;
    const std::string card = "/sys/devices/platform/emmc2bus/fe340000.mmc/mmc_host/mmc0/mmc0:aaaa";
    bed.add("P: " + card.substr(std::string("/sys").size()) + "\nE: SUBSYSTEM=mmc\n" +
            attribute("cid", "035344534c33324780b1e8c4d6012a00") + attribute("name", "SL32G") +
            attribute("serial", "0xb1e8c4d6") + "\n");
    bed.add(MockDisk{card + "/block/mmcblk0", "mmcblk0", kFirstMinor, {kCard, 3, false}, {}}.description());
    // umockdev has no links but those of whole devices
    fs::create_directory_symlink("../..", bed.root() / (card.substr(1) + "/block/mmcblk0/device"));
    const auto disks = inventoryOf()->scan();
    ASSERT_THAT(disks, SizeIs(1));
    EXPECT_EQ(disks[0].port, Port{"mmc:fe340000.mmc/0"});
    EXPECT_EQ(disks[0].model, "SL32G");
    EXPECT_EQ(disks[0].cid, "035344534c33324780b1e8c4d6012a00");
}

TEST(UdevInventory, DoesNotLookAtALoopThatNobodyNamesAPortFor)
{
    Testbed bed;
    bed.add(loopOf(5).description());
    const auto inventory = inventoryOf();
    EXPECT_THAT(inventory->scan(), IsEmpty());
    bed.event(loopOf(5).sysPath, "change");
    EXPECT_THAT(inventory->wait(std::chrono::milliseconds(50), {}), IsEmpty());
}

TEST(UdevInventory, SaysALoopThatARuleNamesAPortForUntilItIsDetached)
{
    Testbed bed;
    bed.add(loopOf(5).description());
    const auto inventory = inventoryOf();
    inventory->scan();
    bed.setProperty(loopOf(5).sysPath, "BINDERY_PORT", "virtual/1");
    bed.setProperty(loopOf(5).sysPath, "DISKSEQ", "5");
    bed.event(loopOf(5).sysPath, "change");
    const auto came = eventsOf(*inventory, 1);
    ASSERT_THAT(came, SizeIs(1));
    EXPECT_EQ(came[0].disk.port, Port{"udev:virtual/1"});
    bed.set(loopOf(5).sysPath, "size", "0\n");
    bed.set(loopOf(5).sysPath, "diskseq", "6\n");
    bed.event(loopOf(5).sysPath, "change");
    EXPECT_THAT(eventsOf(*inventory, 1), ElementsAre(DiskEvent{Kind::Left, came[0].disk}));
}

TEST(UdevInventory, DoesNotGiveAMediumThePortOfTheOneBefore)
{
    Testbed bed;
    bed.add(loopOf(6).description());
    const auto inventory = inventoryOf();
    inventory->scan();
    bed.setProperty(loopOf(6).sysPath, "BINDERY_PORT", "virtual/1");
    bed.setProperty(loopOf(6).sysPath, "DISKSEQ", "5"); // an event that is late
    bed.event(loopOf(6).sysPath, "change");
    EXPECT_THAT(inventory->wait(std::chrono::milliseconds(50), {}), IsEmpty());
}

TEST(UdevInventory, RefusesAMachineWithoutUdevd)
{
    UdevInventoryOptions options;
    options.control = "/nowhere/udev/control";
    expectError(ErrorCode::NotFound, "udevd does not run", [&] { makeUdevInventory(options); });
}
