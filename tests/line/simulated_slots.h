// SPDX-License-Identifier: Apache-2.0
// Slots without hardware: cards in memory that are put in and pulled, that hang and fail. Threads: any.
#pragma once

#include "base/error.h"
#include "device/simulated_inventory.h"
#include "device/simulated_medium.h"
#include "device/slot_map.h"
#include "line/slot_media.h"

#include <atomic>
#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

namespace bindery::test
{

/// One medium, in whatever slot it is.
class SimulatedCard
{
public:
    explicit SimulatedCard(Bytes size, device::MediumFaults faults = {}) : medium(size, std::move(faults)) {}
    /// A used one.
    explicit SimulatedCard(std::vector<std::byte> content) : medium(std::move(content)) {}

    /// From now on every write waits until release().
    void hang() { setHanging(true); }
    void release() { setHanging(false); }
    /// As a reader that does not answer open(2): whoever claims it waits until release().
    void hangWhenClaimed()
    {
        m_hangsWhenClaimed = true;
        hang();
    }
    bool hangsWhenClaimed() const { return m_hangsWhenClaimed; }
    /// Waits while it hangs.
    void passGate()
    {
        std::unique_lock lock(m_mutex);
        m_isWaitedFor = m_hangs;
        m_changed.notify_all();
        m_changed.wait(lock, [&] { return !m_hangs; });
    }
    /// Until a write hangs.
    void waitUntilItHangs()
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait_for(lock, std::chrono::seconds(60), [&] { return m_isWaitedFor; });
    }
    void pull()
    {
        device::MediumFaults faults;
        faults.goneAtAct = 0;
        medium.setFaults(faults);
    }

    device::SimulatedMedium medium;

private:
    void setHanging(bool hangs)
    {
        {
            const std::lock_guard lock(m_mutex);
            m_hangs = hangs;
        }
        m_changed.notify_all();
    }

    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_hangs = false;
    bool m_isWaitedFor = false;
    std::atomic<bool> m_hangsWhenClaimed = false;
};

/// A claim of it.
class CardInHand : public device::Medium
{
public:
    CardInHand(std::shared_ptr<SimulatedCard> card, device::MediumFacts facts)
        : m_card(std::move(card)), m_facts(std::move(facts))
    {
    }
    const device::MediumFacts& facts() const override { return m_facts; }
    void read(std::uint64_t offset, ByteSpan out) override { m_card->medium.read(offset, out); }
    void write(std::uint64_t offset, ByteView bytes) override
    {
        m_card->passGate();
        m_card->medium.write(offset, bytes);
    }
    void flush() override { m_card->medium.flush(); }
    device::DiscardResult discard(Extent extent) override { return m_card->medium.discard(extent); }
    device::ReadBack readBack() const override { return m_card->medium.readBack(); }
    void recheck() override { m_card->medium.recheck(); }

private:
    std::shared_ptr<SimulatedCard> m_card;
    device::MediumFacts m_facts;
};

class SimulatedSlots : public line::SlotMedia
{
public:
    device::SimulatedInventory& inventory() { return m_inventory; }
    static device::SlotMap map(int count)
    {
        device::SlotMap slots;
        for (int slot = 1; slot <= count; ++slot) {
            slots.learn({slot}, port(slot));
        }
        return slots;
    }
    static device::Port port(int slot) { return {"udev:virtual/" + std::to_string(slot)}; }

    device::DiskSeen insert(int slot, std::shared_ptr<SimulatedCard> card)
    {
        device::DiskSeen disk;
        disk.sysPath = sysPath(slot);
        disk.node = "/dev/sim" + std::to_string(slot);
        disk.number = {240, static_cast<std::uint32_t>(slot)};
        disk.port = port(slot);
        disk.size = card->medium.facts().size;
        disk.diskSeq = m_inventory.nextDiskSeq();
        {
            const std::lock_guard lock(m_mutex);
            m_cards[*disk.diskSeq] = std::move(card);
        }
        m_inventory.insert(disk);
        return disk;
    }
    /// As where no thread and no memory is left: so many watches cannot begin.
    void failWatches(int count)
    {
        const std::lock_guard lock(m_mutex);
        m_failingWatches = count;
    }
    void remove(int slot) { m_inventory.remove(sysPath(slot)); }
    /// As the watch over a claimed disk sees it.
    void lose(const device::DiskSeen& disk, const std::string& reason)
    {
        Lost lost;
        {
            const std::lock_guard lock(m_mutex);
            const auto watch = m_watches.find(*disk.diskSeq);
            if (watch == m_watches.end()) {
                return;
            }
            lost = watch->second;
        }
        lost(reason);
    }

    device::DeviceFacts factsOf(const device::DiskSeen& disk) override
    {
        device::DeviceFacts facts;
        facts.path = disk.node.string();
        facts.size = disk.size;
        facts.isReadOnly = disk.isReadOnly;
        facts.diskSeq = disk.diskSeq;
        return facts;
    }
    std::unique_ptr<device::Medium> openForReading(const device::DiskSeen& disk) override
    {
        return inHand(cardOf(disk), disk);
    }
    std::unique_ptr<device::Medium> claim(const device::DiskSeen& disk) override
    {
        const std::shared_ptr<SimulatedCard> card = cardOf(disk);
        if (card->hangsWhenClaimed()) {
            card->passGate();
        }
        return inHand(card, disk);
    }
    std::shared_ptr<void> watch(const device::DiskSeen& disk, Lost lost) override
    {
        const std::lock_guard lock(m_mutex);
        if (m_failingWatches > 0) {
            --m_failingWatches;
            throw std::system_error(std::make_error_code(std::errc::resource_unavailable_try_again));
        }
        m_watches[*disk.diskSeq] = std::move(lost);
        return {nullptr, [this, diskSeq = *disk.diskSeq](void*) {
                    const std::lock_guard ending(m_mutex);
                    m_watches.erase(diskSeq);
                }};
    }

private:
    std::shared_ptr<SimulatedCard> cardOf(const device::DiskSeen& disk)
    {
        const std::lock_guard lock(m_mutex);
        const auto found = m_cards.find(disk.diskSeq.value_or(0));
        if (found == m_cards.end()) {
            throw Error(ErrorCode::DeviceGone, disk.node.string() + " is gone");
        }
        return found->second;
    }
    static std::unique_ptr<device::Medium> inHand(std::shared_ptr<SimulatedCard> card,
                                                  const device::DiskSeen& disk)
    {
        device::MediumFacts facts;
        facts.path = disk.node.string();
        facts.size = disk.size;
        facts.isBlockDevice = true;
        facts.diskSeq = disk.diskSeq;
        return std::make_unique<CardInHand>(std::move(card), facts);
    }
    static std::string sysPath(int slot) { return "/sys/devices/sim/block/sim" + std::to_string(slot); }

    device::SimulatedInventory m_inventory;
    std::mutex m_mutex;
    std::map<std::uint64_t, std::shared_ptr<SimulatedCard>> m_cards;
    std::map<std::uint64_t, Lost> m_watches;
    int m_failingWatches = 0;
};

} // namespace bindery::test
