// SPDX-License-Identifier: Apache-2.0
// Has the station's slots in one thread at a time: a line that works on an order, a lesson that waits for a
// card, or, while there is neither, somebody who only looks what is in them. What is told comes in one
// stream, whoever has them. Errors: of useOrder(): those of the Line; Conflict where the slots are in other
// use. Threads: members from one thread; `changed` is called from another one and must only wake the first,
// which then takes what waits.
#pragma once

#include "device/inventory.h"
#include "device/slot_map.h"
#include "line/cards_in_hand.h"
#include "line/event_queue.h"
#include "line/line.h"
#include "line/reference_check.h"
#include "line/slot_media.h"
#include "line/slots_in_hand.h"
#include "line/station.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace bindery::daemon
{

struct SlotsOfStation {
    device::Inventory& inventory;
    std::shared_ptr<line::SlotMedia> media;
    std::filesystem::path mapFile; ///< of the slot map
    bool guardAutomount = true;    ///< a udev rule while the line works; needs root and real disks
};

class LineKeeper
{
public:
    LineKeeper(line::Station& station, SlotsOfStation slots, std::function<void()> changed);
    ~LineKeeper();
    LineKeeper(const LineKeeper&) = delete;
    LineKeeper& operator=(const LineKeeper&) = delete;

    /// The line takes the order up; it ends what it worked on before.
    void useOrder(line::LineSetup setup);
    /// Cards that run are broken off and closed.
    void leaveOrder();
    bool hasLine() const { return m_line != nullptr; }
    /// Of the line. Errors: Conflict without one.
    void ask(line::LineAct act, line::Line::Answer answer);

    /// The card becomes a reference card, until it is put in anew; no line makes it, not even one that comes
    /// later. What the check finds as expected is known by the records from then on. Errors: Conflict while
    /// the line makes it.
    line::ReferenceTarget reference(db::ReferenceCard kind, device::SlotNumber slot,
                                    const device::DiskSeen& card);

    using Learned = std::function<void(std::optional<device::Port> port, std::optional<Error> error)>;
    /// `learned` is called from another thread, once: with the port that was taught, with nothing when the
    /// lesson was stopped.
    void learn(device::SlotNumber slot, const std::string& actor, Learned learned);
    void stopLearning();

    const device::SlotMap& slots() const { return m_map; }
    /// After the map was changed by somebody else, as forget() does.
    void forget(device::SlotNumber slot, const std::string& actor);

    /// What happened since the last call.
    std::vector<line::LineEvent> takeEvents();
    /// A line that ended by itself, with its error. The slots are looked at again.
    std::optional<std::string> takeEnd();
    /// Ends whatever has the slots, for good. Gives the threads that a medium still holds: while there are
    /// any, the process ends by _exit(2) alone.
    std::size_t end();

private:
    void put(line::LineEvent event);
    std::size_t abandoned() const;
    /// Ends whatever has the slots.
    void clearThread();
    void watch();
    void keepWatching(const std::stop_token& stop);
    void watchUntil(const std::stop_token& stop);
    line::SlotStatus statusOf(device::SlotNumber slot, bool cardPresent) const;
    void reloadMap();

    line::Station& m_station;
    const SlotsOfStation m_slots;
    const std::function<void()> m_changed;
    device::SlotMap m_map;
    line::EventQueue m_events;
    std::unique_ptr<line::Line> m_line;
    std::vector<std::unique_ptr<line::Line>> m_hanging; ///< lines whose cards hang in the kernel
    std::shared_ptr<void> m_guard;
    const std::shared_ptr<line::CardsInHand> m_cards = std::make_shared<line::CardsInHand>();
    std::mutex m_mutex;
    std::optional<std::string> m_end; ///< of m_mutex
    std::jthread m_thread;
};

} // namespace bindery::daemon
