// SPDX-License-Identifier: Apache-2.0
#include "daemon/line_keeper.h"

#include "base/error.h"
#include "device/automount_guard.h"
#include "line/slot_guard.h"
#include "line/slot_lesson.h"

#include <condition_variable>
#include <map>
#include <mutex>
#include <utility>

#include <spdlog/spdlog.h>

namespace bindery::daemon
{

namespace
{

constexpr std::chrono::milliseconds kLook{500};

} // namespace

LineKeeper::LineKeeper(line::Station& station, SlotsOfStation slots, std::function<void()> changed)
    : m_station(station), m_slots(std::move(slots)), m_changed(std::move(changed))
{
    reloadMap();
    watch();
}

LineKeeper::~LineKeeper()
{
    clearThread();
    if (abandoned() > 0) { // their threads borrow them; the process ends without
        for (std::unique_ptr<line::Line>& line : m_hanging) {
            static_cast<void>(line.release());
        }
    }
}

void LineKeeper::put(line::LineEvent event)
{
    m_events.put(std::move(event));
    m_changed();
}

std::vector<line::LineEvent> LineKeeper::takeEvents()
{
    return m_events.take(std::chrono::milliseconds(0));
}

std::size_t LineKeeper::end()
{
    clearThread();
    return abandoned();
}

std::size_t LineKeeper::abandoned() const
{
    std::size_t count = 0;
    for (const std::unique_ptr<line::Line>& line : m_hanging) {
        count += line->abandoned();
    }
    return count;
}

void LineKeeper::reloadMap()
{
    m_map = device::SlotMap::load(m_slots.mapFile);
}

void LineKeeper::clearThread()
{
    if (m_thread.joinable()) {
        m_thread.request_stop();
        m_thread.join();
    }
    if (m_line && m_line->abandoned() > 0) {
        m_hanging.push_back(std::move(m_line));
    }
    m_line.reset();
    m_guard.reset();
    const std::lock_guard lock(m_mutex);
    m_end.reset(); // of a line that is not there any more
}

void LineKeeper::useOrder(line::LineSetup setup)
{
    clearThread();
    try {
        reloadMap();
        setup.slots = m_map;
        setup.cards = m_cards;
        m_line = std::make_unique<line::Line>(m_station, m_slots.inventory, m_slots.media, std::move(setup),
                                              [this](line::LineEvent event) { put(std::move(event)); });
        if (m_slots.guardAutomount) {
            m_guard = std::make_shared<device::AutomountGuard>(line::guardMatches(m_map));
        }
    } catch (...) {
        m_line.reset();
        watch();
        throw;
    }
    m_thread = std::jthread([this, line = m_line.get()](const std::stop_token& stop) {
        std::string why = "it ended";
        try {
            line->run(stop);
        } catch (const std::exception& error) {
            why = error.what();
        }
        if (!stop.stop_requested()) {
            spdlog::error("the line ended: {}", why);
            {
                const std::lock_guard lock(m_mutex);
                m_end = why;
            }
            m_changed();
        }
    });
}

void LineKeeper::leaveOrder()
{
    clearThread();
    watch();
}

std::optional<std::string> LineKeeper::takeEnd()
{
    std::optional<std::string> end;
    {
        const std::lock_guard lock(m_mutex);
        end = std::exchange(m_end, std::nullopt);
    }
    if (end) {
        leaveOrder();
    }
    return end;
}

void LineKeeper::ask(line::LineAct act, line::Line::Answer answer)
{
    if (!m_line) {
        throw Error(ErrorCode::Conflict, "the line works on no order: choose one first");
    }
    m_line->ask(std::move(act), std::move(answer));
}

line::ReferenceTarget LineKeeper::reference(db::ReferenceCard kind, device::SlotNumber slot,
                                            const device::DiskSeen& card)
{
    const std::string number = std::to_string(slot.value);
    if (!m_cards->tryToCheck(card)) {
        throw Error(ErrorCode::Conflict, "slot " + number + " is at work");
    }
    return {kind, card.node, number, [media = m_slots.media, card] { return media->openForReading(card); }};
}

void LineKeeper::learn(device::SlotNumber slot, const std::string& actor, Learned learned)
{
    if (m_line) {
        throw Error(ErrorCode::Conflict,
                    "the line works on an order: slots are taught when it has left that");
    }
    clearThread();
    std::shared_ptr<line::SlotsInHand> hand;
    std::shared_ptr<line::SlotLesson> lesson;
    try {
        hand = std::make_shared<line::SlotsInHand>(m_station, m_slots.mapFile, actor);
        // The disks that are there already are looked at here: whoever is answered may put the card in at
        // once.
        lesson = std::make_shared<line::SlotLesson>(m_slots.inventory,
                                                    [](const std::string& text) { spdlog::warn(text); });
    } catch (...) {
        watch();
        throw;
    }
    m_thread = std::jthread([slot, hand, lesson, learned = std::move(learned)](const std::stop_token& stop) {
        try {
            const std::optional<device::Port> port = lesson->nextPort(stop);
            if (port) {
                hand->teach(slot, *port);
            }
            learned(port, std::nullopt);
        } catch (const Error& error) {
            learned(std::nullopt, error);
        } catch (const std::exception& error) {
            learned(std::nullopt, Error(ErrorCode::Internal, error.what()));
        }
    });
}

void LineKeeper::stopLearning()
{
    if (m_line) { // an order that was taken up meanwhile has ended the lesson
        return;
    }
    clearThread();
    try {
        reloadMap();
    } catch (const Error& error) { // somebody edited it meanwhile; what was known holds on
        spdlog::error("the slots are not read anew: {}", error.what());
    }
    watch();
}

void LineKeeper::forget(device::SlotNumber slot, const std::string& actor)
{
    if (m_line) {
        throw Error(ErrorCode::Conflict, "the line works on an order: leave it before slots are forgotten");
    }
    line::SlotsInHand(m_station, m_slots.mapFile, actor).forget({slot});
    stopLearning();
}

void LineKeeper::watch()
{
    m_thread = std::jthread([this](const std::stop_token& stop) { keepWatching(stop); });
}

/// A trouble of udev passes; nobody else would look at the slots again.
void LineKeeper::keepWatching(const std::stop_token& stop)
{
    constexpr std::chrono::seconds kPause{5};
    std::mutex mutex;
    std::condition_variable_any changed;
    while (!stop.stop_requested()) {
        try {
            watchUntil(stop);
        } catch (const std::exception& error) {
            spdlog::error("what is plugged in cannot be seen: {}", error.what());
            std::unique_lock lock(mutex);
            changed.wait_for(lock, stop, kPause, [] { return false; });
        }
    }
}

line::SlotStatus LineKeeper::statusOf(device::SlotNumber slot, bool cardPresent) const
{
    line::SlotStatus status;
    status.failuresInARow = m_station.records().failuresInARow(std::to_string(slot.value));
    for (const db::StoredSlot& stored : m_station.records().slots()) {
        if (stored.slot != std::to_string(slot.value)) {
            continue;
        }
        if (stored.state == "blocked") {
            status = line::after(status, line::slot::Block{stored.reason});
        } else if (stored.state == "out of service") {
            status = line::after(status, line::slot::TakeOutOfService{stored.reason});
        }
    }
    if (cardPresent) {
        status = line::after(status, line::slot::CardSeen{});
        status = line::after(status,
                             line::slot::CardRead{device::Refusal{"no order was chosen", "choose an order"}});
    }
    return status;
}

void LineKeeper::watchUntil(const std::stop_token& stop)
{
    std::map<std::string, device::DiskSeen> there;
    const auto tell = [&](device::SlotNumber slot) {
        std::optional<device::DiskSeen> card;
        for (const auto& [path, disk] : there) {
            if (disk.hasMedium() && disk.port && m_map.slotOf(*disk.port) == slot) {
                card = disk;
            }
        }
        put(line::SlotChanged{slot, statusOf(slot, card.has_value()), card, {}, {}, {}});
    };
    const auto take = [&](const device::DiskEvent& event) {
        const bool isThere = event.kind == device::DiskEvent::Kind::Present;
        if (isThere) {
            there[event.disk.sysPath] = event.disk;
        } else {
            there.erase(event.disk.sysPath);
        }
        const auto slot = event.disk.port ? m_map.slotOf(*event.disk.port) : std::nullopt;
        if (slot) {
            tell(*slot);
        } else {
            put(line::StrangerChanged{event.disk, isThere});
        }
    };
    for (const auto& [slot, ports] : m_map.slots()) {
        tell(slot);
    }
    for (const device::DiskSeen& disk : m_slots.inventory.scan()) {
        take({device::DiskEvent::Kind::Present, disk});
    }
    while (!stop.stop_requested()) {
        for (const device::DiskEvent& event : m_slots.inventory.wait(kLook, stop)) {
            take(event);
        }
    }
}

} // namespace bindery::daemon
