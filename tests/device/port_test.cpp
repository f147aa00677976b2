// SPDX-License-Identifier: Apache-2.0
#include "device/port.h"
#include "device/sys_tree.h"
#include "support/expect_error.h"
#include "support/temp_folder.h"

using namespace bindery;
using namespace bindery::device;
using bindery::test::expectError;
using bindery::test::SysTree;
using bindery::test::TempFolder;
namespace fs = std::filesystem;

namespace
{

class PortOf : public ::testing::Test
{
protected:
    static std::string named(const fs::path& disk)
    {
        const auto port = portOf(disk);
        return port ? port->text : "none";
    }
    const SysTree& sys() const { return m_sys; }
    /// One xHCI with connectors 1 to 4, which the USB 3 bus counts 5 to 8 of its own way: 1 is 3, 2 is 4.
    const fs::path& usb2() const { return m_usb2; }
    const fs::path& usb3() const { return m_usb3; }

private:
    const TempFolder m_root{fs::temp_directory_path()};
    const SysTree m_sys{m_root.path()};
    const fs::path m_usb2 = m_sys.rootHub(1, SysTree::kUsb2);
    const fs::path m_usb3 = m_sys.rootHub(2, SysTree::kUsb3);
};

} // namespace

TEST_F(PortOf, AStickNamesControllerPortInterfaceAndLun)
{
    EXPECT_EQ(named(sys().disk(sys().plug(usb2(), 4), "sda")), "usb:0000:00:14.0/4:1.0/lun0");
}

TEST_F(PortOf, AStickBehindThreeHubsNamesEveryPortOnTheWay)
{
    const fs::path hubs = sys().plugHub(sys().plugHub(sys().plugHub(usb2(), 1), 4), 2);
    EXPECT_EQ(named(sys().disk(sys().plug(hubs, 3), "sda")), "usb:0000:00:14.0/1.4.2.3:1.0/lun0");
}

TEST_F(PortOf, APortDoesNotDependOnTheNumberOfItsBus)
{
    const fs::path other = sys().rootHub(7, SysTree::kUsb2, "pci0000:00/0000:00:1a.0");
    const fs::path disk = sys().disk(sys().plug(other, 4), "sda");
    EXPECT_EQ(named(disk), "usb:0000:00:1a.0/4:1.0/lun0");
    const TempFolder afterRestart{fs::temp_directory_path()};
    const SysTree tree(afterRestart.path());
    const fs::path renumbered = tree.rootHub(3, SysTree::kUsb2, "pci0000:00/0000:00:1a.0");
    EXPECT_EQ(named(tree.disk(tree.plug(renumbered, 4), "sdx")), named(disk));
}

TEST_F(PortOf, BothPortsOfAUsb3ConnectorHaveOneName)
{
    sys().pair(usb2(), 1, usb3(), 3);
    const std::string fast = named(sys().disk(sys().plug(usb3(), 3), "sda"));
    fs::remove_all(usb3() / "2-3");
    const std::string slow = named(sys().disk(sys().plug(usb2(), 1), "sda"));
    EXPECT_EQ(fast, slow);
    EXPECT_EQ(slow, "usb:0000:00:14.0/1:1.0/lun0");
}

TEST_F(PortOf, BothHalvesOfAUsb3HubGiveTheSameNames)
{
    sys().pair(usb2(), 1, usb3(), 3);
    const fs::path slowHub = sys().plugHub(sys().plugHub(usb2(), 1), 2);
    const fs::path fastHub = sys().plugHub(sys().plugHub(usb3(), 3), 2);
    EXPECT_EQ(named(sys().disk(sys().plug(fastHub, 4), "sda")), "usb:0000:00:14.0/1.2.4:1.0/lun0");
    fs::remove_all(fastHub / "2-3.2.4");
    EXPECT_EQ(named(sys().disk(sys().plug(slowHub, 4), "sdb")), "usb:0000:00:14.0/1.2.4:1.0/lun0");
}

TEST_F(PortOf, AUsb3PortWithoutACompanionIsNoUsb2PortOfThatNumber)
{
    const std::string fast = named(sys().disk(sys().plug(usb3(), 1), "sda"));
    const std::string slow = named(sys().disk(sys().plug(usb2(), 1), "sdb"));
    EXPECT_EQ(fast, "usb3:0000:00:14.0/1:1.0/lun0");
    EXPECT_NE(fast, slow);
}

TEST_F(PortOf, ConnectorsThatFirmwarePairsWronglyKeepNamesOfTheirOwn)
{
    // as on a Pi 4: the USB 2 port is a hub inside, the USB 3 port is a connector
    sys().pair(usb2(), 1, usb3(), 1);
    const fs::path inside = sys().plugHub(usb2(), 1, "2109");
    const fs::path slow = sys().disk(sys().plug(inside, 3), "sda");
    const fs::path outside = sys().plugHub(usb3(), 1, "05e3");
    const fs::path fast = sys().disk(sys().plug(outside, 3), "sdb");
    EXPECT_EQ(named(slow), "usb:0000:00:14.0/1.3:1.0/lun0");
    EXPECT_EQ(named(fast), "usb3:0000:00:14.0/1.3:1.0/lun0");
}

TEST_F(PortOf, AConnectorDoesNotHoldTwoDisks)
{
    sys().pair(usb2(), 1, usb3(), 3);
    const fs::path fast = sys().disk(sys().plug(usb3(), 3), "sda");
    const fs::path slow = sys().disk(sys().plug(usb2(), 1), "sdb");
    EXPECT_NE(named(fast), named(slow));
}

TEST_F(PortOf, AHubWhoseOtherHalfIsMissingIsNotPaired)
{
    sys().pair(usb2(), 1, usb3(), 3);
    const fs::path fast = sys().disk(sys().plug(sys().plugHub(usb3(), 3), 2), "sda");
    EXPECT_EQ(named(fast), "usb3:0000:00:14.0/3.2:1.0/lun0");
}

TEST_F(PortOf, ARootHubThatShowsNoSpeedGivesNoPort)
{
    const fs::path disk = sys().disk(sys().plug(usb2(), 4), "sda");
    fs::remove(usb2() / "speed");
    EXPECT_EQ(named(disk), "none");
}

TEST_F(PortOf, AReaderOfFourCardsIsFourPorts)
{
    const fs::path reader = sys().plug(usb2(), 4);
    for (int lun = 0; lun < 4; ++lun) {
        EXPECT_EQ(named(sys().disk(reader, "sd" + std::string(1, static_cast<char>('a' + lun)), lun)),
                  "usb:0000:00:14.0/4:1.0/lun" + std::to_string(lun));
    }
}

TEST_F(PortOf, TwoInterfacesOfOneDeviceAreTwoPorts)
{
    const fs::path reader = sys().plug(usb2(), 4);
    EXPECT_EQ(named(sys().disk(reader, "sda", 0, "1.1")), "usb:0000:00:14.0/4:1.1/lun0");
}

TEST_F(PortOf, AScsiIdOtherThanZeroIsNamed)
{
    const fs::path device = sys().plug(usb2(), 4) / "1-4:1.0/host3/target3:0:1/3:0:1:0";
    EXPECT_EQ(named(sys().block(device, "sda")), "usb:0000:00:14.0/4:1.0/lun0.1.0");
}

TEST_F(PortOf, EqualSerialsMakeNoEqualPorts)
{
    const fs::path first = sys().plug(usb2(), 1);
    const fs::path second = sys().plug(usb2(), 2);
    SysTree::put(first / "serial", "000000000001");
    SysTree::put(second / "serial", "000000000001");
    EXPECT_NE(named(sys().disk(first, "sda")), named(sys().disk(second, "sdb")));
}

TEST_F(PortOf, ANativeMmcReaderIsItsHost)
{
    EXPECT_EQ(named(sys().mmcCard(sys().devices() / "platform/emmc2bus/fe340000.mmc", 0, "mmcblk0")),
              "mmc:fe340000.mmc/0");
}

TEST_F(PortOf, HostsOfOneControllerAreCounted)
{
    const fs::path controller = sys().devices() / "pci0000:00/0000:00:1e.6";
    const fs::path first = sys().mmcCard(controller, 9, "mmcblk9");
    const fs::path second = sys().mmcCard(controller, 10, "mmcblk10");
    EXPECT_EQ(named(first), "mmc:0000:00:1e.6/0");
    EXPECT_EQ(named(second), "mmc:0000:00:1e.6/1");
}

TEST_F(PortOf, AnMmcHostInAPciReaderIsNamedByThePciDevice)
{
    const fs::path controller = sys().devices() / "pci0000:00/0000:00:1c.0/0000:02:00.0/rtsx_pci_sdmmc.0";
    EXPECT_EQ(named(sys().mmcCard(controller, 0, "mmcblk0")), "mmc:0000:02:00.0/0");
}

TEST_F(PortOf, AnMmcHostInAUsbReaderIsNamedByTheUsbPort)
{
    const fs::path controller = sys().plug(usb2(), 4) / "1-4:1.0/rtsx_usb_sdmmc.2.auto";
    EXPECT_EQ(named(sys().mmcCard(controller, 0, "mmcblk0")), "usb:0000:00:14.0/4:1.0/mmc0");
}

TEST_F(PortOf, AControllerWithAPassingNumberIsNamedByWhatItHangsOn)
{
    const fs::path hub = sys().rootHub(5, SysTree::kUsb2, "platform/soc/fe800000.usb/xhci-hcd.3.auto");
    EXPECT_EQ(named(sys().disk(sys().plug(hub, 1), "sda")), "usb:fe800000.usb/1:1.0/lun0");
}

TEST_F(PortOf, BootPartitionsOfAnMmcHaveNone)
{
    const fs::path card = sys().mmcCard(sys().devices() / "platform/emmc2bus/fe340000.mmc", 0, "mmcblk0");
    fs::create_directories(card / "mmcblk0boot0");
    EXPECT_EQ(named(card / "mmcblk0boot0"), "none");
}

TEST_F(PortOf, PartitionsLoopsAndDisksOfOtherBusesHaveNone)
{
    const fs::path stick = sys().disk(sys().plug(usb2(), 4), "sda");
    fs::create_directories(stick / "sda1");
    EXPECT_EQ(named(stick / "sda1"), "none");
    EXPECT_EQ(named(sys().block(sys().devices() / "virtual", "loop0")), "none");
    EXPECT_EQ(
        named(sys().block(sys().devices() / "pci0000:00/0000:00:17.0/ata1/host0/target0:0:0/0:0:0:0", "sdb")),
        "none");
    EXPECT_EQ(named(sys().devices() / "nothing/block/sdz"), "none");
}

TEST_F(PortOf, ASymbolicLinkIsFollowed)
{
    const fs::path stick = sys().disk(sys().plug(usb2(), 4), "sda");
    const fs::path link = sys().devices() / "link";
    fs::create_directory_symlink(stick, link);
    EXPECT_EQ(named(link), named(stick));
}

TEST(PortOfProperty, IsWhatARuleSays)
{
    EXPECT_EQ(portOfProperty("virtual/1"), (Port{"udev:virtual/1"}));
}

TEST(PortOfProperty, IsNothingForTextThatNobodyCouldRead)
{
    EXPECT_FALSE(portOfProperty(""));
    EXPECT_FALSE(portOfProperty("a b"));
    EXPECT_FALSE(portOfProperty("a\"b"));
    EXPECT_FALSE(portOfProperty("a\nb"));
    EXPECT_FALSE(portOfProperty(std::string(300, 'a')));
}

TEST(ParsePort, TakesEveryKindThatIsWritten)
{
    for (const char* text : {"usb:0000:00:14.0/1.4.2:1.0/lun0", "usb3:fe800000.usb/2:1.0/lun0.1.0",
                             "usb:0000:00:14.0/4:1.0/mmc0", "mmc:fe340000.mmc/0", "udev:virtual/1"}) {
        EXPECT_EQ(parsePort(text).text, text);
    }
}

TEST(ParsePort, RefusesWhatNoPortIsCalled)
{
    for (const char* text :
         {"", "sda", "/dev/sda", "usb:", "usb:x", "usb:x/1/lun0", "usb:x/1:1.0", "usb:x/1:1.0/sda",
          "usb:/1:1.0/lun0", "mmc:/0", "mmc:x/y", "udev:", "udev:a b", "pci:x/1:1.0/lun0"}) {
        SCOPED_TRACE(text);
        expectError(ErrorCode::InvalidArgument, "is no port; ports are written", [&] { parsePort(text); });
    }
}
