// SPDX-License-Identifier: Apache-2.0
#include "device/disk_ledger.h"

#include <gmock/gmock.h>

using namespace bindery;
using namespace bindery::device;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Kind = DiskEvent::Kind;

namespace
{

DiskSeen disk(const std::string& name, std::uint64_t diskSeq, Bytes size = gib(16))
{
    DiskSeen seen;
    seen.sysPath = "/sys/devices/usb/block/" + name;
    seen.node = "/dev/" + name;
    seen.number = {8, static_cast<std::uint32_t>(16 * (name.back() - 'a'))};
    seen.port = Port{"udev:" + name};
    seen.size = size;
    seen.diskSeq = diskSeq;
    return seen;
}

DiskSeen emptied(DiskSeen seen)
{
    seen.size = Bytes(0);
    ++*seen.diskSeq;
    return seen;
}

DiskEvent present(DiskSeen seen)
{
    return {Kind::Present, std::move(seen)};
}

DiskEvent left(DiskSeen seen)
{
    return {Kind::Left, std::move(seen)};
}

} // namespace

TEST(DiskLedger, SaysWhatItRememberedOfADiskThatLeft)
{
    DiskLedger ledger;
    ledger.present(disk("sda", 1));
    EXPECT_THAT(ledger.left(disk("sda", 1).sysPath), ElementsAre(left(disk("sda", 1))));
    EXPECT_THAT(ledger.disks(), IsEmpty());
}

TEST(DiskLedger, SaysNothingOfADiskItNeverSaw)
{
    DiskLedger ledger;
    EXPECT_THAT(ledger.left("/sys/devices/usb/block/sda"), IsEmpty());
}

TEST(DiskLedger, SaysADiskThatIsReadAgainOnceMore)
{
    DiskLedger ledger;
    ledger.present(disk("sda", 1));
    EXPECT_THAT(ledger.present(disk("sda", 1)), ElementsAre(present(disk("sda", 1))));
}

TEST(DiskLedger, TellsASwapAsLeftAndPresent)
{
    DiskLedger ledger;
    ledger.present(disk("sda", 1));
    EXPECT_THAT(ledger.present(disk("sda", 2)), ElementsAre(left(disk("sda", 1)), present(disk("sda", 2))));
}

TEST(DiskLedger, TellsASwapOfCardsByTheirCid)
{
    DiskSeen before = disk("sda", 1);
    DiskSeen after = before;
    before.cid = "0353";
    after.cid = "1b53";
    DiskLedger ledger;
    ledger.present(before);
    EXPECT_THAT(ledger.present(after), ElementsAre(left(before), present(after)));
}

TEST(DiskLedger, EndsTheInsertionWhenAReaderIsEmptied)
{
    DiskLedger ledger;
    ledger.present(disk("sda", 1));
    const DiskSeen empty = emptied(disk("sda", 1));
    EXPECT_THAT(ledger.present(empty), ElementsAre(left(disk("sda", 1)), present(empty)));
    EXPECT_THAT(ledger.present(disk("sda", 3)), ElementsAre(present(disk("sda", 3))))
        << "an empty reader is no insertion that could leave";
}

TEST(DiskLedger, KeepsThePortThatAWrongChangeNoLongerShows)
{
    DiskLedger ledger;
    ledger.present(disk("sda", 1));
    DiskSeen wrong = disk("sda", 1);
    wrong.port.reset();
    EXPECT_THAT(ledger.present(wrong), ElementsAre(present(disk("sda", 1))));
}

TEST(DiskLedger, IgnoresTheRemovalOfAnOlderDisk)
{
    DiskLedger ledger;
    ledger.present(disk("sda", 5));
    EXPECT_THAT(ledger.left(disk("sda", 5).sysPath, 4), IsEmpty());
    EXPECT_THAT(ledger.left(disk("sda", 5).sysPath, 5), ElementsAre(left(disk("sda", 5))));
}

TEST(DiskLedger, BelievesTheRemovalOfADiskWhoseReaderCountedUp)
{
    DiskLedger ledger;
    ledger.present(disk("sda", 5));
    EXPECT_THAT(ledger.left(disk("sda", 5).sysPath, 6), ElementsAre(left(disk("sda", 5))));
}

TEST(DiskLedger, GivesOnlyDifferencesAfterLostEvents)
{
    DiskLedger ledger;
    ledger.present(disk("sda", 1));
    ledger.present(disk("sdb", 2));
    ledger.present(disk("sdc", 3));
    EXPECT_THAT(ledger.reconcile({disk("sda", 1), disk("sdc", 7), disk("sdd", 8)}),
                ElementsAre(left(disk("sdb", 2)), left(disk("sdc", 3)), present(disk("sdc", 7)),
                            present(disk("sdd", 8))));
    EXPECT_THAT(ledger.reconcile({disk("sda", 1), disk("sdc", 7), disk("sdd", 8)}), IsEmpty());
}

TEST(DiskLedger, SaysAfterLostEventsThatACardBecameReadOnly)
{
    DiskLedger ledger;
    ledger.present(disk("sda", 1));
    DiskSeen locked = disk("sda", 1);
    locked.isReadOnly = true;
    EXPECT_THAT(ledger.reconcile({locked}), ElementsAre(present(locked)));
}

TEST(DiskLedger, NamesPortsThatTwoDisksClaim)
{
    DiskSeen a = disk("sda", 1);
    DiskSeen b = disk("sdb", 2);
    DiskSeen none = disk("sdc", 3);
    none.port.reset();
    EXPECT_THAT(portsClaimedTwice({a, b, none, none}), IsEmpty());
    b.port = a.port;
    EXPECT_THAT(portsClaimedTwice({a, b, none}), ElementsAre(*a.port));
}
