// SPDX-License-Identifier: Apache-2.0
// The line: watches the slots, looks at every card that is put in, starts and follows attempts, and tells
// what it sees. One thread runs it; every card is read and made in a thread of its own, so that a card that
// hangs holds nobody back. What a medium keeps in the kernel beyond all patience is given up: its attempt is
// closed as failed, and its thread is never waited for (abandoned()).
// Errors: of the constructor: NotFound (order, image), Conflict (order or image not ready, no slot taught,
// another line runs on the station), Busy (somebody is at the slots), NeedsRoot (the badge may not make
// cards); of run(): those of the inventory, after all cards that ran were stopped and closed. Everything else
// is an event. Threads: run() in one, ask() from any; events come from the thread of run().
#pragma once

#include "base/error.h"
#include "card/stall.h"
#include "device/inventory.h"
#include "device/slot_map.h"
#include "golden/unit_files.h"
#include "line/card_target.h"
#include "line/card_wishes.h"
#include "line/cards_in_hand.h"
#include "line/line_act.h"
#include "line/line_event.h"
#include "line/order_policy.h"
#include "line/shared_goldens.h"
#include "line/slot_card.h"
#include "line/slot_media.h"
#include "line/slots_lock.h"
#include "line/station.h"

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace bindery::line
{

struct LineSetup {
    device::SlotMap slots;
    std::string order;
    std::string actor;                 ///< badge of who runs it; empty: nobody before act::WorkFor
    std::optional<std::string> golden; ///< for orders that name no image
    bool startOnInsertion = false;     ///< also when the order does not say so
    bool untilTarget = false;          ///< run() returns when the order's target is reached
    bool recallFaults = false;         ///< faults that nobody acknowledged before the last end are shown
    bool dailyCheck = false;           ///< no card before the reference cards were checked today
    golden::UnitFiles unitFiles;
    card::WindowLimits window;
    /// Whoever else takes cards out of the same slots; empty: nobody does.
    std::shared_ptr<CardsInHand> cards;
    std::chrono::milliseconds stallLimit = card::kStallLimit;
    /// How long a card whose disk left may take to notice.
    std::chrono::milliseconds lostPatience{1000};
};

class Line
{
public:
    using Tell = std::function<void(LineEvent)>;

    /// Station and inventory are borrowed. `tell` must not throw.
    Line(Station& station, device::Inventory& inventory, std::shared_ptr<SlotMedia> media, LineSetup setup,
         Tell tell);
    ~Line();
    Line(const Line&) = delete;
    Line& operator=(const Line&) = delete;

    /// Until `stop` (cards that run are cancelled) or, where wanted, the target is reached.
    void run(const std::stop_token& stop);
    /// `answer`, where one is wanted, is called from the thread of run() when the act was done or refused,
    /// and what it changed was told; an act that run() does not see any more is refused by its end. It must
    /// not throw.
    using Answer = std::function<void(const std::optional<Error>& refusal)>;
    void ask(LineAct act, Answer answer = {});
    /// Threads that a medium still holds. While there are any, end the process without destroying the station
    /// (_exit(2)): they borrow its clock.
    std::size_t abandoned() const { return m_abandoned.size(); }

private:
    struct Run;
    struct Slot;
    class Inbox;
    struct ReadDone;
    struct RunDone;
    struct DiskLost;

    void prepare();
    void recallSlots();
    void recallFaults();
    void take(const device::DiskEvent& event);
    void update(Slot& slot);
    void cardLeft(Slot& slot);
    void cardSeen(Slot& slot, const device::DiskSeen& disk);
    void refuseDoubt(Slot& slot, const device::Refusal& why);
    void startReading(Slot& slot);
    void judge(Slot& slot);
    void apply(Slot& slot, const SlotInput& input);
    void tellSlot(const Slot& slot);

    void step();
    void takeInbox();
    void takeActs();
    void refuseActs();
    void done(ReadDone message);
    void done(const RunDone& message);
    void done(const DiskLost& message);
    void lookAtRuns();
    void lookAtRun(Slot& slot);
    void refuseReferences();
    void startWhatMay();
    std::optional<std::string> serialFor(Slot& slot);
    void start(Slot& slot);
    void launch(Slot& slot, CardTarget target, std::shared_ptr<const card::SharedGolden> golden);
    void lost(Slot& slot, const std::string& reason);
    void giveUp(Slot& slot, const Error& error);
    void close(Slot& slot, const AttemptReport& report);
    void stopAll();
    void giveUpAll();
    void finish();

    struct Asked {
        LineAct act;
        Answer answer;
    };
    void obey(const Asked& asked);
    /// Whoever asks for an act. Errors: NeedsRoot when nobody is signed in.
    const std::string& actor() const;
    void doAct(const act::Start& act);
    void doAct(const act::Cancel& act);
    void doAct(const act::Acknowledge& act);
    void doAct(const act::AllowData& act);
    void doAct(const act::GiveSerial& act);
    void doAct(const act::Pause& act);
    void doAct(const act::Resume& act);
    void doAct(const act::Reopen& act);
    void doAct(const act::TakeOutOfService& act);
    void doAct(const act::WorkFor& act);

    Slot& slotAt(device::SlotNumber number);
    bool isRunningAny() const;
    void recount();

    /// Records that cannot be written, a golden image that cannot be read: nothing is started any more.
    void stopLine(const std::string& reason);

    Station& m_station;
    device::Inventory& m_inventory;
    const std::shared_ptr<SlotMedia> m_media;
    const LineSetup m_setup;
    const Tell m_tell;
    std::optional<SlotsLock> m_slotsLock; ///< until run() ends
    OrderPolicy m_policy;
    CardWishes m_wishes;
    std::shared_ptr<SharedGoldens> m_goldens;
    const std::shared_ptr<CardsInHand> m_cards;

    std::map<device::SlotNumber, std::unique_ptr<Slot>> m_slots;
    std::map<std::string, device::DiskSeen> m_disks; ///< that are plugged in, by sysPath
    std::vector<std::shared_ptr<Run>> m_abandoned;
    std::shared_ptr<Inbox> m_inbox;
    std::mutex m_actsMutex;
    std::vector<Asked> m_acts;
    bool m_isOver = false; ///< run() has ended: nobody obeys any more; of m_actsMutex

    std::optional<std::string> m_actor;
    std::optional<std::string> m_stopReason;
    std::optional<std::string> m_pauseReason;
    OrderCounted m_counts;
    std::optional<std::int64_t> m_places; ///< how many more cards may be started; empty: any number
    std::int64_t m_countedAt = 0;         ///< microseconds, monotonic; 0: now
    LineStatus m_status;
};

} // namespace bindery::line
