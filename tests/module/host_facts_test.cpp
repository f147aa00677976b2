// SPDX-License-Identifier: Apache-2.0
#include "module/host_facts.h"
#include "module/host_facts_internal.h"
#include "module/host_tree.h"
#include "module/simulated_under_test.h"
#include "support/expect_error.h"

#include <vector>

#include <sys/stat.h>

using namespace bindery;
using namespace bindery::module;
using namespace bindery::test;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

namespace
{

using namespace std::string_literals;

const std::string kTree = "proc/device-tree/";
const std::string kDmi = "sys/class/dmi/id/";

/// As a Raspberry Pi 4 with a card shows itself.
void makePi(const HostTree& tree)
{
    tree.put(kTree + "serial-number", "10000000DEADBEEF\0"s);
    tree.put(kTree + "model", "Raspberry Pi 4 Model B Rev 1.5\0"s);
    tree.put(kTree + "system/linux,revision", "\x00\xc0\x31\x15"s);
    tree.netInterface("eth0", "DC:A6:32:01:02:03");
    tree.netInterface("wlan0", "dc:a6:32:01:02:02");
    tree.netInterface("lo", "00:00:00:00:00:00", false);
    tree.disk("mmcblk0", "mmcblk0p2");
    tree.attribute("mmcblk0", "device/cid", "9f54495344475f3332610a1b2c3d4e01\n");
    tree.attribute("mmcblk0", "device/serial", "0x0a1b2c3d\n");
}

/// As QEMU's PC with a virtio disk does.
void makePc(const HostTree& tree)
{
    tree.put("proc/cpuinfo",
             "processor\t: 0\nmodel\t\t: 85\nmodel name\t: Some CPU\n\nprocessor\t: 1\nmodel\t\t: 85\n");
    tree.put(kDmi + "product_serial", "UNIT-0001\n");
    tree.put(kDmi + "product_version", "pc-q35-7.2\n");
    tree.put(kDmi + "product_name", "Standard PC (Q35 + ICH9, 2009)\n");
    tree.netInterface("ens3", "52:54:00:12:34:56");
    tree.disk("vda", "vda2");
    tree.attribute("vda", "serial", "card-0001\n");
}

} // namespace

TEST(HostFactsReader, ReadsARaspberryPi)
{
    const HostTree tree;
    makePi(tree);
    const HostFacts facts = readHostFacts(tree.root(), "/dev/mmcblk0p2");
    EXPECT_EQ(facts.cpuSerial, "10000000deadbeef");
    EXPECT_EQ(facts.revision, "c03115");
    EXPECT_EQ(facts.model, "Raspberry Pi 4 Model B Rev 1.5");
    EXPECT_EQ(facts.bootMedium, "9f54495344475f3332610a1b2c3d4e01");
    EXPECT_THAT(facts.macs, ElementsAre("dc:a6:32:01:02:02", "dc:a6:32:01:02:03"));
}

TEST(HostFactsReader, ReadsAPc)
{
    const HostTree tree;
    makePc(tree);
    const HostFacts facts = readHostFacts(tree.root(), "/dev/vda2");
    EXPECT_EQ(facts.cpuSerial, "UNIT-0001");
    EXPECT_EQ(facts.revision, "pc-q35-7.2");
    EXPECT_EQ(facts.model, "Standard PC (Q35 + ICH9, 2009)");
    EXPECT_EQ(facts.bootMedium, "card-0001");
    EXPECT_THAT(facts.macs, ElementsAre("52:54:00:12:34:56"));
}

TEST(HostFactsReader, ReadsAPiWithoutDeviceTreeByItsCpuInfo)
{
    const HostTree tree;
    tree.put("proc/cpuinfo",
             "processor\t: 0\nmodel name\t: ARMv7 Processor rev 3 (v7l)\n\nHardware\t: BCM2711\n"
             "Revision\t: a02082\nSerial\t\t: 00000000ABCDEF01\nModel\t\t: Raspberry Pi 3 Model B "
             "Rev 1.2\n");
    const HostFacts facts = readHostFacts(tree.root(), "/dev/mmcblk0p2");
    EXPECT_EQ(facts.cpuSerial, "00000000abcdef01");
    EXPECT_EQ(facts.revision, "a02082");
    EXPECT_EQ(facts.model, "Raspberry Pi 3 Model B Rev 1.2");
}

TEST(HostFactsReader, TakesTheRevisionFromCpuInfoWhenTheTreeHasNone)
{
    const HostTree tree;
    makePi(tree);
    tree.put("proc/cpuinfo", "Revision\t: C03115\n");
    for (const std::string& odd : {""s, "\xc0"s, "\x00\xc0\x31\x15\x00"s, "\0\0\0\0"s}) {
        tree.put(kTree + "system/linux,revision", odd);
        EXPECT_EQ(readHostFacts(tree.root(), "/dev/mmcblk0p2").revision, "c03115");
    }
}

TEST(HostFactsReader, SpellsOldRevisionsAsTheKernelDoes)
{
    const HostTree tree;
    tree.put(kTree + "model", "Raspberry Pi Model B");
    tree.put(kTree + "system/linux,revision", "\x00\x00\x00\x0e"s);
    EXPECT_EQ(readHostFacts(tree.root(), "/dev/sda").revision, "000e");
    tree.put(kTree + "system/linux,revision", "\xa0\x02\x20\x42"s);
    EXPECT_EQ(readHostFacts(tree.root(), "/dev/sda").revision, "a0022042");
}

TEST(HostFactsReader, KnowsNothingOfAnEmptyTree)
{
    const HostTree tree;
    EXPECT_EQ(readHostFacts(tree.root(), "/dev/vda2"), HostFacts());
    EXPECT_EQ(readHostFacts(tree.root() / "missing", "/dev/vda2"), HostFacts());
    EXPECT_EQ(readHostFacts(tree.root(), ""), HostFacts());
}

TEST(HostFactsReader, TakesPlaceholdersOfAPcForUnknown)
{
    for (const char* text :
         {"Not Specified", "To be filled by O.E.M.", "Default string", "None", "0", " \n"}) {
        const HostTree tree;
        makePc(tree);
        tree.put(kDmi + "product_serial", text);
        tree.put(kDmi + "product_version", text);
        const HostFacts facts = readHostFacts(tree.root(), "/dev/vda2");
        EXPECT_EQ(facts.cpuSerial, "") << text;
        EXPECT_EQ(facts.revision, "") << text;
        EXPECT_EQ(facts.model, "Standard PC (Q35 + ICH9, 2009)") << text;
    }
}

TEST(HostFactsReader, ReadsNothingButPrintableTextOfBoundedLength)
{
    const HostTree tree;
    makePc(tree);
    tree.put(kDmi + "product_serial", "  A\x01\xff\x1b[31mB\n\0C"s);
    tree.put(kDmi + "product_name", std::string(1'000'000, 'x'));
    const HostFacts facts = readHostFacts(tree.root(), "/dev/vda2");
    EXPECT_EQ(facts.cpuSerial, "A???[31mB");
    EXPECT_EQ(facts.model, std::string(128, 'x'));
}

TEST(HostFactsReader, IsNotHeldUpByWhatIsNoPlainFile)
{
    const HostTree tree;
    tree.folder(kDmi);
    ASSERT_EQ(::mkfifo((tree.root() / kDmi / "product_serial").c_str(), 0600), 0);
    tree.folder(kDmi + "product_name");
    tree.link(kDmi + "product_version", "product_version");
    EXPECT_EQ(readHostFacts(tree.root(), "/dev/vda2"), HostFacts());
}

TEST(HostFactsReader, TakesNoMacsButThoseOfHardware)
{
    const HostTree tree;
    tree.netInterface("eth0", "dc:a6:32:01:02:03");
    tree.netInterface("eth1", "dc:a6:32:01:02:03"); // the same again
    tree.netInterface("br0", "dc:a6:32:01:02:04", false);
    tree.netInterface("usb0", "3a:11:22:33:44:55", true, "1"); // made up at boot
    tree.netInterface("ib0", "80:00:02:08:fe:80:00:00:00:00:00:00:00:02:c9:03:00:09:4b:d5");
    tree.netInterface("odd0", "dc:a6:32:01:02");
    tree.netInterface("odd1", "dc-a6-32-01-02-05");
    tree.netInterface("odd2", "zz:a6:32:01:02:05");
    tree.netInterface("odd3", "00:00:00:00:00:00");
    tree.folder("sys/class/net/odd4/device");
    EXPECT_THAT(readHostFacts(tree.root(), "/dev/vda2").macs, ElementsAre("dc:a6:32:01:02:03"));
}

TEST(HostFactsReader, TakesNoMoreMacsThanAHostHas)
{
    const HostTree tree;
    for (int i = 10; i < 99; ++i) {
        tree.netInterface("eth" + std::to_string(i), "dc:a6:32:01:02:" + std::to_string(i));
    }
    EXPECT_EQ(readHostFacts(tree.root(), "/dev/vda2").macs.size(), 32U);
}

TEST(HostFactsReader, FindsTheMediumByAnyNameOfTheCardsRoot)
{
    const HostTree tree;
    makePc(tree);
    tree.link("dev/disk/by-label/cryptroot", "../../vda2");
    tree.mapping("dm-0", "vda2", "cryptrfs");
    tree.link("dev/mapper/cryptrfs", "../dm-0");
    tree.mapping("dm-1", "dm-0", "above");
    for (const char* device : {"/dev/vda", "/dev/vda2", "/dev/disk/by-label/cryptroot",
                               "/dev/mapper/cryptrfs", "/dev/dm-0", "/dev/dm-1", "dev/vda2"}) {
        EXPECT_EQ(readHostFacts(tree.root(), device).bootMedium, "card-0001") << device;
    }
}

TEST(HostFactsReader, FindsTheMediumBelowAMappingWithoutUdev)
{
    const HostTree tree;
    makePc(tree);
    tree.mapping("dm-0", "vda2", "cryptrfs");
    tree.put("dev/mapper/cryptrfs", ""); // a node of its own
    EXPECT_EQ(readHostFacts(tree.root(), "/dev/mapper/cryptrfs").bootMedium, "card-0001");
}

TEST(HostFactsReader, PrefersTheCidToTheSerialAndTheDisksSerialToItsDevices)
{
    const HostTree tree;
    makePc(tree);
    const auto medium = [&] { return readHostFacts(tree.root(), "/dev/vda2").bootMedium; };
    tree.attribute("vda", "device/serial", "of the device\n");
    EXPECT_EQ(medium(), "card-0001");
    tree.attribute("vda", "serial", "\n");
    EXPECT_EQ(medium(), "of the device");
    tree.attribute("vda", "device/cid", "of the card\n");
    EXPECT_EQ(medium(), "of the card");
}

TEST(HostFactsReader, KnowsNoMediumOfADeviceThatIsNotThere)
{
    const HostTree tree;
    makePc(tree);
    for (const char* device : {"/dev/vdb2", "/dev", "/", "/dev/mapper/none", "/etc/passwd"}) {
        EXPECT_EQ(readHostFacts(tree.root(), device).bootMedium, "") << device;
    }
}

TEST(HostFactsReader, DoesNotGoRoundInMappingsOverThemselves)
{
    const HostTree tree;
    tree.mapping("dm-0", "dm-1", "one");
    tree.mapping("dm-1", "dm-0", "two");
    EXPECT_EQ(readHostFacts(tree.root(), "/dev/dm-0").bootMedium, "");
}

TEST(HostFactsReader, ReadsTheHostThatItRunsOn)
{
    const HostFacts facts = readHostFacts("/", "/dev/null");
    EXPECT_EQ(facts.bootMedium, "");
    for (const std::string& mac : facts.macs) {
        EXPECT_EQ(mac.size(), 17U) << mac;
    }
    EXPECT_EQ(readHostFacts("/", "/dev/null"), facts) << "the same when asked again";
}

TEST(HostFactsJson, IsReadAsItWasWritten)
{
    for (const HostFacts& facts : {HostFacts(), piOf()}) {
        EXPECT_EQ(hostFactsOf(jsonOf(facts)), facts);
    }
}

TEST(HostFactsJson, IsRefusedWhenAFieldIsMissingUnknownOrOfAnotherKind)
{
    const auto refused = [](auto change) {
        Json json = jsonOf(piOf());
        change(json);
        SCOPED_TRACE(json.dump());
        expectError(ErrorCode::Corrupt, "the facts of a host", [&] { hostFactsOf(json); });
    };
    refused([](Json& json) { json.erase("macs"); });
    refused([](Json& json) { json["colour"] = "green"; });
    refused([](Json& json) { json["model"] = 4; });
    refused([](Json& json) { json["macs"] = "dc:a6:32:01:02:03"; });
    refused([](Json& json) { json["macs"] = {1}; });
    refused([](Json& json) { json = Json::array(); });
}
