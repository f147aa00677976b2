// SPDX-License-Identifier: Apache-2.0
#include "device/inventory_contract.h"
#include "device/simulated_inventory.h"
#include "support/expect_error.h"

#include <atomic>
#include <map>
#include <thread>

using namespace bindery;
using namespace bindery::device;
using namespace bindery::test;
using ::testing::ElementsAre;
using Kind = DiskEvent::Kind;

namespace
{

DiskSeen readerOf(int number, const ReaderContent& content)
{
    const std::string name = "sd" + std::string(1, static_cast<char>('a' + number));
    DiskSeen disk;
    disk.sysPath = "/sys/devices/simulated/block/" + name;
    disk.node = "/dev/" + name;
    disk.number = {8, static_cast<std::uint32_t>(16 * (number + 1))};
    disk.port = Port{"udev:simulated/" + std::to_string(number + 1)};
    disk.serial = "000000000001";
    disk.size = content.size;
    disk.diskSeq = content.diskSeq;
    disk.isReadOnly = content.isReadOnly;
    return disk;
}

class Simulated : public InventoryUnderTest
{
public:
    Inventory& inventory() override { return m_inventory; }
    void plug(int reader, const ReaderContent& content) override
    {
        m_inventory.insert(readerOf(reader, content));
    }
    void change(int reader, const ReaderContent& content) override
    {
        m_inventory.change(readerOf(reader, content));
    }
    void pull(int reader) override { m_inventory.remove(readerOf(reader, {}).sysPath); }

private:
    SimulatedInventory m_inventory;
};

/// What a consumer that follows the events believes to be there.
class Believer
{
public:
    void hear(const std::vector<DiskEvent>& events)
    {
        for (const DiskEvent& event : events) {
            if (event.kind == Kind::Present) {
                const auto before = m_there.find(event.disk.sysPath);
                EXPECT_TRUE(before == m_there.end() || !before->second.hasMedium() ||
                            isSameInsertion(before->second, event.disk))
                    << "the card before was not said to have left";
                m_there.insert_or_assign(event.disk.sysPath, event.disk);
            } else {
                EXPECT_EQ(m_there.erase(event.disk.sysPath), 1U) << "an end without a beginning";
            }
        }
    }
    std::vector<DiskSeen> disks() const
    {
        std::vector<DiskSeen> disks;
        for (const auto& [path, disk] : m_there) {
            disks.push_back(disk);
        }
        return disks;
    }

private:
    std::map<std::string, DiskSeen> m_there;
};

} // namespace

INSTANTIATE_TEST_SUITE_P(Simulated, InventoryContract,
                         ::testing::Values(InventoryKind{"Simulated",
                                                         [] { return std::make_unique<Simulated>(); }}),
                         nameOfInventory);

TEST(SimulatedInventory, RefusesToChangeADiskThatIsNotThere)
{
    SimulatedInventory inventory;
    expectError(ErrorCode::InvalidArgument, "has no disk", [&] { inventory.remove("/sys/sda"); });
    expectError(ErrorCode::InvalidArgument, "has no disk", [&] { inventory.change(readerOf(0, {})); });
}

TEST(SimulatedInventory, GivesTheDifferenceAfterLostEvents)
{
    SimulatedInventory inventory;
    inventory.insert(readerOf(0, {gib(16), 1, false}));
    inventory.insert(readerOf(1, {gib(16), 2, false}));
    inventory.scan();
    inventory.loseEvents();
    inventory.remove(readerOf(0, {}).sysPath);
    inventory.insert(readerOf(0, {gib(16), 3, false}));
    inventory.remove(readerOf(1, {}).sysPath);
    EXPECT_THAT(inventory.wait(std::chrono::milliseconds(0), {}),
                ElementsAre(DiskEvent{Kind::Left, readerOf(1, {gib(16), 2, false})},
                            DiskEvent{Kind::Left, readerOf(0, {gib(16), 1, false})},
                            DiskEvent{Kind::Present, readerOf(0, {gib(16), 3, false})}));
}

TEST(SimulatedInventory, NeverGivesANumberTwice)
{
    SimulatedInventory inventory;
    const std::uint64_t first = inventory.nextDiskSeq();
    EXPECT_GT(inventory.nextDiskSeq(), first);
}

TEST(SimulatedInventory, TellsOneTruthOfAStormFromManyHands)
{
    SimulatedInventory inventory;
    constexpr int kReaders = 8;
    constexpr int kTimes = 50;
    std::atomic<int> working = kReaders;
    std::vector<std::jthread> hands;
    for (int reader = 0; reader < kReaders; ++reader) {
        hands.emplace_back([&inventory, &working, reader] {
            for (int i = 0; i < kTimes; ++i) {
                inventory.insert(readerOf(reader, {gib(16), inventory.nextDiskSeq(), false}));
                inventory.change(readerOf(reader, {Bytes(0), inventory.nextDiskSeq(), false}));
                if (reader == 0 && i % 10 == 0) {
                    inventory.loseEvents();
                }
                if (i + 1 < kTimes) {
                    inventory.remove(readerOf(reader, {}).sysPath);
                }
            }
            --working;
        });
    }
    Believer believer;
    while (working > 0) {
        believer.hear(inventory.wait(std::chrono::milliseconds(1), {}));
    }
    believer.hear(inventory.wait(std::chrono::milliseconds(0), {}));
    EXPECT_EQ(believer.disks(), inventory.scan());
    EXPECT_EQ(believer.disks().size(), static_cast<std::size_t>(kReaders));
}
