// SPDX-License-Identifier: Apache-2.0
#include "daemon/demo_slots.h"

#include "base/error.h"
#include "luks/header.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <stop_token>
#include <thread>
#include <utility>

namespace bindery::daemon
{

namespace fs = std::filesystem;

namespace
{

constexpr std::uint32_t kMajor = 240; // for local use: Documentation/admin-guide/devices.txt
constexpr const char* kKinds = "blank, data, small, read-only, fake, slow, finished, altered";

/// Above all that an earlier start gave out: a line that finds an attempt of this boot open on the same disk
/// takes the card for the one that was interrupted.
std::uint64_t firstDiskSeqOfThisStart()
{
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::milliseconds>(now).count());
}

std::string sysPath(int slot)
{
    return "/sys/devices/demo/block/demo" + std::to_string(slot);
}

device::Port portOfSlot(int slot)
{
    return {"udev:demo/" + std::to_string(slot)};
}

} // namespace

/// Files that a Pi has.
struct DemoSlots::Loans {
    std::mutex mutex;
    std::set<fs::path> files;
};

class DemoSlots::Watch
{
public:
    explicit Watch(Lost lost) : m_lost(std::move(lost)) {}

    void tell(const std::string& reason)
    {
        const std::lock_guard lock(m_mutex);
        if (const Lost lost = std::exchange(m_lost, nullptr)) {
            lost(reason);
        }
    }
    void end()
    {
        const std::lock_guard lock(m_mutex);
        m_lost = nullptr;
    }

private:
    std::recursive_mutex m_mutex; // a call-back may end its own watch
    Lost m_lost;
};

/// Whoever pulls a card does not run what the line does about it.
class DemoSlots::Teller
{
public:
    Teller() : m_thread([this](const std::stop_token& stop) { run(stop); }) {}

    void tell(std::weak_ptr<Watch> watch)
    {
        {
            const std::lock_guard lock(m_mutex);
            m_waiting.push_back(std::move(watch));
        }
        m_changed.notify_one();
    }

private:
    void run(const std::stop_token& stop)
    {
        std::unique_lock lock(m_mutex);
        while (m_changed.wait(lock, stop, [&] { return !m_waiting.empty(); })) {
            const std::weak_ptr<Watch> next = std::move(m_waiting.front());
            m_waiting.pop_front();
            lock.unlock();
            if (const std::shared_ptr<Watch> watch = next.lock()) {
                watch->tell("it left the station");
            }
            lock.lock();
        }
    }

    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::deque<std::weak_ptr<Watch>> m_waiting;
    std::jthread m_thread; // last: it ends before what it uses
};

DemoSlots::DemoSlots(DemoSlotsSetup setup)
    : m_setup(std::move(setup)), m_firstDiskSeq(firstDiskSeqOfThisStart()), m_shelf(m_setup.folder),
      m_loans(std::make_shared<Loans>()), m_teller(std::make_unique<Teller>())
{
    if (m_setup.slots < 1 || m_setup.slots > device::kHighestSlot) {
        throw Error(ErrorCode::InvalidArgument, "a demo has 1 to " + std::to_string(device::kHighestSlot) +
                                                    " slots, not " + std::to_string(m_setup.slots));
    }
    for (int slot = 1; slot <= m_setup.slots; ++slot) {
        m_inventory.insert(reader(slot));
    }
}

/// Nobody waits for a card of a demo that is over.
DemoSlots::~DemoSlots()
{
    const std::lock_guard lock(m_mutex);
    for (auto& [slot, seat] : m_seats) {
        seat.card->pull();
    }
}

device::SlotMap DemoSlots::slotMap() const
{
    device::SlotMap map;
    for (int slot = 1; slot <= m_setup.slots; ++slot) {
        map.learn({slot}, portOfSlot(slot));
    }
    return map;
}

device::DiskSeen DemoSlots::reader(int slot)
{
    device::DiskSeen disk;
    disk.sysPath = sysPath(slot);
    disk.node = "/dev/demo" + std::to_string(slot);
    disk.number = {kMajor, static_cast<std::uint32_t>(slot)};
    disk.port = portOfSlot(slot);
    disk.diskSeq = m_firstDiskSeq + m_inventory.nextDiskSeq();
    disk.model = "Bindery demo reader";
    disk.serial = "DEMO-READER-" + std::to_string(slot);
    return disk;
}

void DemoSlots::requireSlot(int slot) const
{
    if (slot < 1 || slot > m_setup.slots) {
        throw Error(ErrorCode::InvalidArgument, "there is no slot " + std::to_string(slot) +
                                                    "; the demo has 1 to " + std::to_string(m_setup.slots));
    }
}

void DemoSlots::requireEmpty(int slot)
{
    if (m_seats.count(slot) != 0) {
        throw Error(ErrorCode::Conflict,
                    "slot " + std::to_string(slot) + " holds a card already; take that one out first");
    }
}

DemoCardShape DemoSlots::good() const
{
    return {m_setup.cardSize, std::nullopt, m_setup.pace, false};
}

void DemoSlots::insert(int slot, std::string_view kind)
{
    requireSlot(slot);
    {
        const std::lock_guard lock(m_mutex);
        requireEmpty(slot);
    }
    DemoCardShape shape = good();
    if (kind == "blank") {
        putNew(slot, m_shelf.makeBlank(shape.size), shape);
    } else if (kind == "data") {
        putNew(slot, m_shelf.makeWithData(shape.size), shape);
    } else if (kind == "small") {
        shape.size = m_setup.smallSize;
        putNew(slot, m_shelf.makeBlank(shape.size), shape);
    } else if (kind == "read-only") {
        shape.isReadOnly = true;
        putNew(slot, m_shelf.makeBlank(shape.size), shape);
    } else if (kind == "fake") {
        shape.realCapacity = Bytes(roundDown(shape.size.count() / 2, device::kMediumAlignment));
        putNew(slot, m_shelf.makeBlank(shape.size), shape);
    } else if (kind == "slow") {
        shape.perSecond = m_setup.slowPace;
        putNew(slot, m_shelf.makeBlank(shape.size), shape);
    } else if (kind == "finished") {
        put(slot, lastFinished().file, shape);
    } else if (kind == "altered") {
        const FinishedCard card = lastFinished();
        shape.alteredFrom = card.headerOffset + luks::kHeaderSize;
        put(slot, card.file, shape);
    } else {
        throw Error(ErrorCode::InvalidArgument,
                    "there is no card \"" + std::string(kind.substr(0, 64)) + "\"; there are: " + kKinds);
    }
}

void DemoSlots::insertUnit(int slot, const std::string& serial)
{
    requireSlot(slot);
    put(slot, cardOfUnit(serial).file, good());
}

/// A card that found no slot is nobody's.
void DemoSlots::putNew(int slot, const fs::path& file, const DemoCardShape& shape)
{
    try {
        put(slot, file, shape);
    } catch (...) {
        m_shelf.drop(file);
        throw;
    }
}

void DemoSlots::put(int slot, const fs::path& file, const DemoCardShape& shape)
{
    const std::shared_ptr<device::Medium> medium = m_shelf.open(file);
    const std::lock_guard lock(m_mutex);
    requireEmpty(slot);
    if (isInUse(file)) {
        throw Error(ErrorCode::Conflict,
                    "that card is in another slot or in its Pi; take it out there, or stop the unit, first");
    }
    DemoCardShape seen = shape;
    seen.size = medium->size();
    device::DiskSeen disk = reader(slot);
    disk.size = seen.size;
    disk.isReadOnly = seen.isReadOnly;
    m_seats[slot] = {file, std::make_shared<DemoCard>(medium, seen), *disk.diskSeq};
    m_inventory.insert(disk);
}

void DemoSlots::remove(int slot)
{
    requireSlot(slot);
    const std::optional<Seat> seat = unseat(slot, true);
    if (!seat) {
        throw Error(ErrorCode::NotFound,
                    "slot " + std::to_string(slot) + " holds no card that could be taken out");
    }
    if (!m_shelf.lookAt(seat->file)) {
        m_shelf.drop(seat->file);
    }
}

std::optional<DemoSlots::Seat> DemoSlots::unseat(int slot, bool readerStays)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_seats.find(slot);
    if (found == m_seats.end()) {
        return std::nullopt;
    }
    Seat seat = std::move(found->second);
    m_seats.erase(found);
    seat.card->pull();
    if (readerStays) {
        m_inventory.insert(reader(slot));
    } else {
        m_inventory.remove(sysPath(slot));
    }
    const auto [first, last] = m_watches.equal_range(seat.diskSeq);
    std::for_each(first, last, [&](const auto& entry) { m_teller->tell(entry.second); });
    m_watches.erase(first, last);
    return seat;
}

void DemoSlots::breakCard(int slot, std::string_view fault)
{
    requireSlot(slot);
    const DemoFault kind = demoFaultOf(fault);
    if (kind == DemoFault::Gone) {
        if (const std::optional<Seat> seat = unseat(slot, false)) {
            if (!m_shelf.lookAt(seat->file)) {
                m_shelf.drop(seat->file);
            }
            return;
        }
    }
    const std::lock_guard lock(m_mutex);
    const auto found = m_seats.find(slot);
    if (found == m_seats.end()) {
        throw Error(ErrorCode::NotFound,
                    "slot " + std::to_string(slot) + " holds no card that could break; put one in first");
    }
    found->second.card->breakIt(kind);
}

bool DemoSlots::isInUse(const fs::path& file)
{
    const std::lock_guard lock(m_loans->mutex);
    return m_loans->files.count(file) != 0 ||
           std::any_of(m_seats.begin(), m_seats.end(),
                       [&](const auto& entry) { return entry.second.file == file; });
}

FinishedCard DemoSlots::lastFinished()
{
    for (FinishedCard& card : m_shelf.finished()) {
        const std::lock_guard lock(m_mutex);
        if (!isInUse(card.file)) {
            return std::move(card);
        }
    }
    throw Error(ErrorCode::NotFound,
                "no card that this station finished is at hand; make one and take it out");
}

FinishedCard DemoSlots::cardOfUnit(const std::string& serial)
{
    for (FinishedCard& card : m_shelf.finished()) {
        if (card.serial == serial) {
            return std::move(card);
        }
    }
    throw Error(ErrorCode::NotFound, "there is no finished card of a unit " + serial.substr(0, 64) +
                                         "; make it first, its serial is on the line");
}

std::vector<DemoSlots::MadeCard> DemoSlots::madeCards()
{
    const std::vector<FinishedCard> cards = m_shelf.finished();
    std::vector<MadeCard> made;
    const std::lock_guard lock(m_mutex);
    for (const FinishedCard& card : cards) {
        if (std::any_of(made.begin(), made.end(),
                        [&](const MadeCard& known) { return known.serial == card.serial; })) {
            continue; // the card of a unit that was made once more
        }
        MadeCard one{card.serial, 0};
        for (const auto& [slot, seat] : m_seats) {
            if (seat.file == card.file) {
                one.slot = slot;
            }
        }
        made.push_back(std::move(one));
    }
    return made;
}

LentCard DemoSlots::lend(const std::string& serial)
{
    const FinishedCard card = cardOfUnit(serial);
    int slot = 0;
    {
        const std::lock_guard lock(m_mutex);
        for (const auto& [number, seat] : m_seats) {
            if (seat.file == card.file) {
                slot = number;
            }
        }
    }
    if (slot != 0) {
        unseat(slot, true);
    }
    const std::shared_ptr<device::Medium> medium = m_shelf.open(card.file);
    const std::lock_guard lock(m_mutex);
    if (isInUse(card.file)) {
        throw Error(ErrorCode::Conflict, "unit " + serial + " runs already; stop it first");
    }
    const std::lock_guard lending(m_loans->mutex);
    m_loans->files.insert(card.file);
    return {serial, medium, card.headerOffset,
            std::shared_ptr<void>(nullptr, [loans = m_loans, file = card.file](void*) {
                const std::lock_guard ending(loans->mutex);
                loans->files.erase(file);
            })};
}

std::shared_ptr<DemoCard> DemoSlots::cardOf(const device::DiskSeen& disk)
{
    const std::lock_guard lock(m_mutex);
    for (const auto& [slot, seat] : m_seats) {
        if (seat.diskSeq == disk.diskSeq) {
            return seat.card;
        }
    }
    throw Error(ErrorCode::DeviceGone, disk.node.string() + " holds that card no more; put it in again");
}

device::DeviceFacts DemoSlots::factsOf(const device::DiskSeen& disk)
{
    device::DeviceFacts facts;
    facts.path = disk.node.string();
    facts.size = disk.size;
    facts.isReadOnly = disk.isReadOnly;
    facts.diskSeq = disk.diskSeq;
    return facts;
}

namespace
{

device::MediumFacts mediumFactsOf(const device::DiskSeen& disk)
{
    device::MediumFacts facts;
    facts.path = disk.node.string();
    facts.size = disk.size;
    facts.isBlockDevice = true;
    facts.diskSeq = disk.diskSeq;
    facts.model = disk.model;
    facts.serial = disk.serial;
    return facts;
}

} // namespace

std::unique_ptr<device::Medium> DemoSlots::openForReading(const device::DiskSeen& disk)
{
    return demoMedium(cardOf(disk), mediumFactsOf(disk), false);
}

std::unique_ptr<device::Medium> DemoSlots::claim(const device::DiskSeen& disk)
{
    std::shared_ptr<DemoCard> card = cardOf(disk);
    if (card->shape().isReadOnly) {
        throw Error(ErrorCode::NotEligible,
                    disk.node.string() +
                        " is write-protected; open the lock of the card, or take another one");
    }
    if (!card->tryClaim()) {
        throw Error(ErrorCode::Busy, disk.node.string() + " is in use; wait until that is done");
    }
    return demoMedium(std::move(card), mediumFactsOf(disk), true);
}

std::shared_ptr<void> DemoSlots::watch(const device::DiskSeen& disk, Lost lost)
{
    auto watch = std::make_shared<Watch>(std::move(lost));
    const std::lock_guard lock(m_mutex);
    const bool isHere = std::any_of(m_seats.begin(), m_seats.end(),
                                    [&](const auto& entry) { return entry.second.diskSeq == disk.diskSeq; });
    if (isHere) {
        m_watches.emplace(*disk.diskSeq, watch);
    } else {
        m_teller->tell(watch);
    }
    Watch* const raw = watch.get();
    return {raw, [watch = std::move(watch)](void*) { watch->end(); }};
}

} // namespace bindery::daemon
