// SPDX-License-Identifier: Apache-2.0
// The readers of a demo: the line sees them as it sees real ones, through its own seams, and somebody's hands
// put cards in and pull them. A reader stays plugged when it is empty; one whose card is "gone" leaves the
// bus until a card is put in again. No number of a disk comes twice, not even in the next start. Errors:
// InvalidArgument for a slot, kind or fault that there is not; Conflict when the slot holds a card already,
// or the unit runs; NotFound for a slot without a card, or a unit whose card was never finished; those of
// demo_shelf.h. Threads: any; lost watches are told from a thread of its own.
#pragma once

#include "daemon/demo_card.h"
#include "daemon/demo_shelf.h"
#include "device/simulated_inventory.h"
#include "device/slot_map.h"
#include "line/slot_media.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace bindery::daemon
{

struct DemoSlotsSetup {
    std::filesystem::path folder; ///< of the cards
    int slots = 4;
    Bytes cardSize = mib(256);
    Bytes smallSize = mib(16);
    /// Bytes a second, each way; empty: as fast as the disk. By default a card takes six to ten seconds.
    std::optional<std::uint64_t> pace = std::uint64_t{40} << 20U;
    std::uint64_t slowPace = std::uint64_t{5} << 20U; ///< of the kind "slow"
};

/// A card that a Pi has: in nobody's hands until it is given back.
struct LentCard {
    std::string serial;
    std::shared_ptr<device::Medium> medium;
    std::uint64_t headerOffset = 0;
    std::shared_ptr<void> loan; ///< ends it
};

class DemoSlots : public line::SlotMedia
{
public:
    explicit DemoSlots(DemoSlotsSetup setup);
    ~DemoSlots() override;
    DemoSlots(const DemoSlots&) = delete;
    DemoSlots& operator=(const DemoSlots&) = delete;

    device::SimulatedInventory& inventory() { return m_inventory; }
    device::SlotMap slotMap() const;
    int count() const { return m_setup.slots; }

    /// "blank", "data" (holds a file system), "small", "read-only", "fake" (less capacity than it says),
    /// "slow", "finished" (the last one that was made and is in no slot), "altered" (such a one, with other
    /// bits in its root: a known-bad reference card).
    void insert(int slot, std::string_view kind);
    void insertUnit(int slot, const std::string& serial);
    /// Pulls the card, whatever it is doing.
    void remove(int slot);
    /// "write", "bits", "hang", "gone": demo_card.h.
    void breakCard(int slot, std::string_view fault);

    struct MadeCard {
        std::string serial;
        int slot = 0; ///< 0: in none
    };
    /// One for each unit, the newest first.
    std::vector<MadeCard> madeCards();
    /// Takes the unit's card out of its slot, where it is in one, for its Pi.
    LentCard lend(const std::string& serial);

    device::DeviceFacts factsOf(const device::DiskSeen& disk) override;
    std::unique_ptr<device::Medium> openForReading(const device::DiskSeen& disk) override;
    std::unique_ptr<device::Medium> claim(const device::DiskSeen& disk) override;
    std::shared_ptr<void> watch(const device::DiskSeen& disk, Lost lost) override;

private:
    struct Seat {
        std::filesystem::path file;
        std::shared_ptr<DemoCard> card;
        std::uint64_t diskSeq = 0;
    };
    class Watch;
    class Teller;
    struct Loans;

    void requireSlot(int slot) const;
    void requireEmpty(int slot); ///< with m_mutex held
    void put(int slot, const std::filesystem::path& file, const DemoCardShape& shape);
    void putNew(int slot, const std::filesystem::path& file, const DemoCardShape& shape);
    DemoCardShape good() const;
    FinishedCard cardOfUnit(const std::string& serial);
    FinishedCard lastFinished();
    bool isInUse(const std::filesystem::path& file); ///< with m_mutex held
    std::optional<Seat> unseat(int slot, bool readerStays);
    device::DiskSeen reader(int slot);
    std::shared_ptr<DemoCard> cardOf(const device::DiskSeen& disk);

    const DemoSlotsSetup m_setup;
    const std::uint64_t m_firstDiskSeq;
    DemoShelf m_shelf;
    device::SimulatedInventory m_inventory;
    const std::shared_ptr<Loans> m_loans;
    std::mutex m_mutex;
    std::map<int, Seat> m_seats;
    std::multimap<std::uint64_t, std::weak_ptr<Watch>> m_watches;
    std::unique_ptr<Teller> m_teller;
};

} // namespace bindery::daemon
