// SPDX-License-Identifier: Apache-2.0
#include "device/inventory_contract.h"

#include <iterator>
#include <set>
#include <thread>

using namespace bindery;
using namespace bindery::device;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::IsEmpty;
using ::testing::Matcher;
using ::testing::Not;
using ::testing::SizeIs;
using Kind = DiskEvent::Kind;

namespace bindery::test
{

std::vector<DiskEvent> eventsOf(Inventory& inventory, std::size_t count)
{
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(5);
    std::vector<DiskEvent> events;
    while (events.size() < count && std::chrono::steady_clock::now() < deadline) {
        const auto news = inventory.wait(std::chrono::milliseconds(100), {});
        events.insert(events.end(), news.begin(), news.end());
    }
    return events;
}

} // namespace bindery::test

using namespace bindery::test;

namespace
{

constexpr Bytes kCard = gib(16);

Matcher<DiskEvent> is(Kind kind, std::uint64_t diskSeq, Bytes size = kCard)
{
    return ::testing::AllOf(Field("kind", &DiskEvent::kind, kind),
                            Field("disk", &DiskEvent::disk, Field("diskSeq", &DiskSeen::diskSeq, diskSeq)),
                            Field("disk", &DiskEvent::disk, Field("size", &DiskSeen::size, size)));
}

} // namespace

TEST_P(InventoryContract, FindsWhatIsThereAlready)
{
    hand().plug(0, {kCard, 1, false});
    const auto disks = inventory().scan();
    ASSERT_THAT(disks, SizeIs(1));
    EXPECT_EQ(disks[0].size, kCard);
    EXPECT_EQ(disks[0].diskSeq, 1U);
    EXPECT_FALSE(disks[0].isReadOnly);
    EXPECT_TRUE(disks[0].port);
    EXPECT_NE(disks[0].number, DeviceNumber());
    EXPECT_EQ(disks[0].node.parent_path(), "/dev");
}

TEST_P(InventoryContract, SaysWithoutAScanWhatIsThereAlready)
{
    hand().plug(0, {kCard, 1, false});
    EXPECT_THAT(events(1), ElementsAre(is(Kind::Present, 1)));
}

TEST_P(InventoryContract, SaysNothingWhenNothingHappens)
{
    hand().plug(0, {kCard, 1, false});
    inventory().scan();
    EXPECT_THAT(inventory().wait(std::chrono::milliseconds(0), {}), IsEmpty());
    EXPECT_THAT(inventory().wait(std::chrono::milliseconds(1), {}), IsEmpty());
}

TEST_P(InventoryContract, SaysThatADiskAppeared)
{
    inventory().scan();
    hand().plug(0, {kCard, 1, false});
    EXPECT_THAT(events(1), ElementsAre(is(Kind::Present, 1)));
    EXPECT_THAT(inventory().scan(), SizeIs(1));
}

TEST_P(InventoryContract, SaysOfADiskThatLeftWhatItSaidWhenItCame)
{
    hand().plug(0, {kCard, 1, false});
    const auto disks = inventory().scan();
    hand().pull(0);
    EXPECT_THAT(events(1), ElementsAre(DiskEvent{Kind::Left, disks.at(0)}));
    EXPECT_THAT(inventory().scan(), IsEmpty());
}

TEST_P(InventoryContract, SaysACardThatIsPutIntoAnEmptyReader)
{
    hand().plug(0, {Bytes(0), 1, false});
    EXPECT_FALSE(inventory().scan().at(0).hasMedium());
    hand().change(0, {kCard, 2, false});
    EXPECT_THAT(events(1), ElementsAre(is(Kind::Present, 2)));
}

TEST_P(InventoryContract, SaysACardThatIsTakenOutOfItsReader)
{
    hand().plug(0, {kCard, 1, false});
    inventory().scan();
    hand().change(0, {Bytes(0), 2, false});
    EXPECT_THAT(events(2), ElementsAre(is(Kind::Left, 1), is(Kind::Present, 2, Bytes(0))));
}

TEST_P(InventoryContract, SaysAnEmptyReaderThatLeaves)
{
    hand().plug(0, {Bytes(0), 1, false});
    inventory().scan();
    hand().pull(0);
    EXPECT_THAT(events(1), ElementsAre(is(Kind::Left, 1, Bytes(0))));
}

TEST_P(InventoryContract, SaysASwapThatWasTooQuickToSeeTheReaderEmpty)
{
    hand().plug(0, {kCard, 1, false});
    inventory().scan();
    hand().change(0, {kCard, 2, false});
    EXPECT_THAT(events(2), ElementsAre(is(Kind::Left, 1), is(Kind::Present, 2)));
}

TEST_P(InventoryContract, SaysADiskThatCameBackUnderItsOldName)
{
    hand().plug(0, {kCard, 1, false});
    const auto before = inventory().scan();
    hand().pull(0);
    hand().plug(0, {kCard, 2, false});
    const auto news = events(2);
    EXPECT_THAT(news, ElementsAre(is(Kind::Left, 1), is(Kind::Present, 2)));
    EXPECT_EQ(news.back().disk.port, before.at(0).port);
}

TEST_P(InventoryContract, SaysWriteProtection)
{
    hand().plug(0, {kCard, 1, false});
    inventory().scan();
    hand().change(0, {kCard, 1, true});
    const auto news = events(1);
    ASSERT_THAT(news, ElementsAre(is(Kind::Present, 1)));
    EXPECT_TRUE(news[0].disk.isReadOnly);
}

TEST_P(InventoryContract, TellsReadersWithOneSerialApart)
{
    hand().plug(0, {kCard, 1, false});
    hand().plug(1, {kCard, 2, false});
    const auto disks = inventory().scan();
    ASSERT_THAT(disks, SizeIs(2));
    EXPECT_EQ(disks[0].serial, disks[1].serial);
    EXPECT_NE(disks[0].port, disks[1].port);
    EXPECT_NE(disks[0].sysPath, disks[1].sysPath);
    EXPECT_THAT(portsClaimedTwice(disks), IsEmpty());
}

TEST_P(InventoryContract, LosesNothingOfAStorm)
{
    inventory().scan();
    std::vector<DiskEvent> news;
    std::uint64_t diskSeq = 0;
    constexpr int kReaders = 5;
    constexpr int kRounds = 5;
    const auto listen = [&] { // umockdev fails when more than some ten events wait to be heard
        const auto heard = inventory().wait(std::chrono::milliseconds(0), {});
        news.insert(news.end(), heard.begin(), heard.end());
    };
    for (int round = 0; round < kRounds; ++round) {
        for (int reader = 0; reader < kReaders; ++reader) {
            hand().plug(reader, {kCard, ++diskSeq, false});
        }
        for (int reader = 0; reader < kReaders; ++reader) {
            hand().pull(reader);
            listen();
        }
    }
    hand().plug(0, {kCard, ++diskSeq, false});
    while (news.empty() || news.back().disk.diskSeq != diskSeq) {
        const auto heard = inventory().wait(std::chrono::seconds(5), {});
        ASSERT_THAT(heard, Not(IsEmpty()));
        news.insert(news.end(), heard.begin(), heard.end());
    }
    // A disk that went before anybody read it was not said; what was said has ended.
    std::set<std::uint64_t> there;
    for (const DiskEvent& event : news) {
        const std::uint64_t seq = event.disk.diskSeq.value_or(0);
        if (event.kind == Kind::Present) {
            there.insert(seq);
        } else {
            EXPECT_EQ(there.erase(seq), 1U) << "an end without a beginning: " << seq;
        }
    }
    EXPECT_THAT(there, ElementsAre(diskSeq));
}

TEST_P(InventoryContract, KeepsTheOrderOfEvents)
{
    inventory().scan();
    hand().plug(0, {kCard, 1, false});
    EXPECT_THAT(events(1), ElementsAre(is(Kind::Present, 1)));
    hand().plug(1, {kCard, 2, false});
    EXPECT_THAT(events(1), ElementsAre(is(Kind::Present, 2)));
    hand().change(0, {kCard, 3, false});
    hand().pull(1);
    EXPECT_THAT(events(3), ElementsAre(is(Kind::Left, 1), is(Kind::Present, 3), is(Kind::Left, 2)));
}

TEST_P(InventoryContract, DoesNotWaitWhenItWasAskedToStop)
{
    inventory().scan();
    std::stop_source stop;
    stop.request_stop();
    EXPECT_THAT(inventory().wait(std::chrono::hours(1), stop.get_token()), IsEmpty());
}

TEST_P(InventoryContract, StopsWaitingWhenItIsAsked)
{
    inventory().scan();
    std::stop_source stop;
    const std::jthread other([&] { stop.request_stop(); });
    EXPECT_THAT(inventory().wait(std::chrono::hours(1), stop.get_token()), IsEmpty());
}

TEST_P(InventoryContract, WaitsAgainAfterItWasStopped)
{
    inventory().scan();
    std::stop_source stop;
    stop.request_stop();
    inventory().wait(std::chrono::hours(1), stop.get_token());
    hand().plug(0, {kCard, 1, false});
    EXPECT_THAT(events(1), ElementsAre(is(Kind::Present, 1)));
}
