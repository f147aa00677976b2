// SPDX-License-Identifier: Apache-2.0
#include "line/line.h"

#include "base/error.h"
#include "base/json.h"
#include "line/escrow.h"
#include "line/line_slot_internal.h"
#include "line/slot_claims.h"
#include "line/start_attempt.h"

#include <algorithm>
#include <system_error>
#include <utility>

#include <spdlog/spdlog.h>

namespace bindery::line
{

namespace
{

constexpr std::chrono::milliseconds kTick{100};
constexpr std::chrono::seconds kReaderPatience{2};
constexpr std::chrono::milliseconds kEndPatience{30'000};
constexpr std::int64_t kMicrosPerSecond = 1'000'000;

/// The last attempt in the slot, when it failed, nobody acknowledged that, and the slot was not re-opened
/// since.
std::optional<db::StoredAttempt> unacknowledgedFault(const db::Records& records, const std::string& slot)
{
    db::AttemptFilter last;
    last.slot = slot;
    last.limit = 1;
    const std::vector<db::StoredAttempt> found = records.findAttempts(last);
    if (found.empty() || found.front().result != db::AttemptResult::Failed) {
        return std::nullopt;
    }
    const db::StoredAttempt& attempt = found.front();
    for (const db::StoredEvent& event : records.unitHistory(attempt.serial)) {
        if (event.action == "slot.acknowledged" &&
            parseJson(event.payload, "an event").value("attempt", "") == attempt.id) {
            return std::nullopt;
        }
    }
    for (const db::StoredSlot& stored : records.slots()) {
        if (stored.slot == slot && stored.changedUtcMicros > attempt.started.utcMicros) {
            return std::nullopt;
        }
    }
    return attempt;
}

} // namespace

Line::Line(Station& station, device::Inventory& inventory, std::shared_ptr<SlotMedia> media, LineSetup setup,
           Tell tell)
    : m_station(station), m_inventory(inventory), m_media(std::move(media)), m_setup(std::move(setup)),
      m_tell(std::move(tell)),
      m_slotsLock(SlotsLock::take(station.runFolder(), SlotsHolder::Line,
                                  "stop it first, one line has the slots; where it is binderyd's, that makes "
                                  "the cards: bindery line use " +
                                      m_setup.order)),
      m_cards(m_setup.cards ? m_setup.cards : std::make_shared<CardsInHand>()),
      m_inbox(std::make_shared<Inbox>())
{
    prepare();
    recallSlots();
}

Line::~Line()
{
    finish();
}

void Line::prepare()
{
    if (m_setup.slots.empty()) {
        throw Error(ErrorCode::Conflict, "no slot of this station was taught: do that with \"bindery slots "
                                         "learn\", one card after the other");
    }
    if (!m_setup.actor.empty()) {
        m_station.records().requireMayAct(m_setup.actor);
    }
    const std::optional<db::StoredOrder> order = m_station.records().findOrder(m_setup.order);
    if (!order) {
        throw Error(ErrorCode::NotFound, "there is no order " + m_setup.order +
                                             ": see \"bindery order list\", or make it with \"bindery order "
                                             "new\"");
    }
    m_policy = policyOf(order->order);
    const std::optional<std::string> golden = m_policy.goldenId ? m_policy.goldenId : m_setup.golden;
    if (!golden) {
        throw Error(ErrorCode::InvalidArgument,
                    "order " + m_setup.order + " names no golden image: name one with --golden");
    }
    m_wishes.golden = m_station.store().find(*golden);
    requireApproval(m_station, m_wishes.golden);
    m_wishes.order = m_setup.order;
    m_wishes.actor = m_setup.actor;
    if (!m_setup.actor.empty()) {
        m_actor = m_setup.actor;
    }
    m_wishes.verify = m_policy.verify;
    m_wishes.fill = m_policy.fill;
    m_wishes.sshKeys = m_policy.sshKeys;
    m_wishes.escrow = escrowFor(m_station, m_setup.order, std::nullopt);
    m_wishes.unitFiles = m_setup.unitFiles;
    m_wishes.window = m_setup.window;
    m_wishes.startTogether = false;
    m_goldens = std::make_shared<SharedGoldens>(m_station.store(), m_wishes.golden, m_setup.window);
}

void Line::recallSlots()
{
    for (const auto& [number, ports] : m_setup.slots.slots()) {
        auto slot = std::make_unique<Slot>(number);
        slot->status.failuresInARow = m_station.records().failuresInARow(slot->name());
        m_slots.emplace(number, std::move(slot));
    }
    for (const db::StoredSlot& stored : m_station.records().slots()) {
        for (auto& [number, slot] : m_slots) {
            if (slot->name() != stored.slot) {
                continue;
            }
            if (stored.state == "blocked") {
                slot->status = after(slot->status, slot::Block{stored.reason});
            } else if (stored.state == "out of service") {
                slot->status = after(slot->status, slot::TakeOutOfService{stored.reason});
            }
        }
    }
    if (m_setup.recallFaults) {
        recallFaults();
    }
    if (const std::size_t count = m_station.interrupted().size(); count > 0) {
        m_pauseReason = std::to_string(count) + (count == 1 ? " attempt was" : " attempts were") +
                        " interrupted when the station stopped";
    }
}

void Line::recallFaults()
{
    for (const auto& [number, slot] : m_slots) {
        const std::optional<db::StoredAttempt> fault =
            slot->status.state == SlotState::Empty ? unacknowledgedFault(m_station.records(), slot->name())
                                                   : std::nullopt;
        if (!fault) {
            continue;
        }
        slot->attempt = fault->id;
        slot->made = fault->serial;
        // The slot goes once more through what it went through; this failure is counted already.
        slot->status.failuresInARow = std::max(slot->status.failuresInARow - 1, 0);
        for (const SlotInput& input :
             {SlotInput(slot::CardSeen{}), SlotInput(slot::CardRead{}), SlotInput(slot::Started{}),
              SlotInput(slot::Closed{db::AttemptResult::Failed, fault->message.value_or("")}),
              SlotInput(slot::CardLeft{})}) {
            slot->status = after(slot->status, input);
        }
    }
}

void Line::run(const std::stop_token& stop)
{
    for (const auto& [number, slot] : m_slots) {
        tellSlot(*slot);
    }
    try {
        for (const device::DiskSeen& disk : m_inventory.scan()) {
            take({device::DiskEvent::Kind::Present, disk});
        }
        step();
        const auto isDone = [&] {
            return m_setup.untilTarget && m_status.state == LineState::Full && !isRunningAny();
        };
        while (!stop.stop_requested() && !isDone()) {
            for (const device::DiskEvent& event : m_inventory.wait(kTick, stop)) {
                take(event);
            }
            step();
        }
    } catch (...) {
        finish();
        throw;
    }
    finish();
}

void Line::step()
{
    takeInbox();
    takeActs();
    lookAtRuns();
    recount();

    refuseReferences();
    startWhatMay();
}

void Line::take(const device::DiskEvent& event)
{
    const bool isThere = event.kind == device::DiskEvent::Kind::Present;
    if (isThere) {
        m_disks[event.disk.sysPath] = event.disk;
    } else {
        m_disks.erase(event.disk.sysPath);
    }
    const std::optional<device::SlotNumber> number =
        event.disk.port ? m_setup.slots.slotOf(*event.disk.port) : std::nullopt;
    if (!number) {
        m_tell(StrangerChanged{event.disk, isThere});
        return;
    }
    update(slotAt(*number));
}

void Line::update(Slot& slot)
{
    std::vector<device::DiskSeen> there;
    std::vector<device::DiskSeen> media;
    for (const auto& [path, disk] : m_disks) {
        if (disk.port && m_setup.slots.slotOf(*disk.port) == slot.number) {
            there.push_back(disk);
            if (disk.hasMedium()) {
                media.push_back(disk);
            }
        }
    }
    const auto same = std::find_if(media.begin(), media.end(), [&](const device::DiskSeen& disk) {
        return slot.disk && isSameInsertion(disk, *slot.disk);
    });
    if (slot.run) {
        if (slot.disk && same == media.end()) {
            lost(slot, "it left the station");
            slot.disk.reset();
            apply(slot, slot::CardLeft{});
        }
        return; // what came in its place is looked at when the attempt is closed
    }
    if (const std::optional<device::Refusal> doubt = whyNotOneCard(there)) {
        refuseDoubt(slot, *doubt);
        return;
    }
    if (same != media.end()) {
        const bool isOther = same->isReadOnly != slot.disk->isReadOnly;
        slot.disk = *same;
        if (isOther) {
            slot.isReading = false;
            ++slot.insertion;
            startReading(slot);
        }
        return;
    }
    if (slot.disk || slot.status.cardPresent) { // the latter: it was in doubt which
        cardLeft(slot);
    }
    if (!media.empty()) {
        cardSeen(slot, media.front());
    }
}

void Line::cardLeft(Slot& slot)
{
    slot.disk.reset();
    slot.card.reset();
    slot.serial.reset();
    slot.made.clear();
    slot.dataIsAllowed = false;
    slot.isReading = false;
    ++slot.insertion;
    apply(slot, slot::CardLeft{});
}

void Line::cardSeen(Slot& slot, const device::DiskSeen& disk)
{
    slot.disk = disk;
    slot.card.reset();
    slot.made.clear();
    ++slot.insertion;
    apply(slot, slot::CardSeen{});
    db::AttemptFilter ofTheSlot;
    ofTheSlot.slot = slot.name();
    ofTheSlot.limit = 1;
    const std::vector<db::StoredAttempt> last = m_station.records().findAttempts(ofTheSlot);
    const bool wasMadeHere = !last.empty() && disk.diskSeq && last.front().medium.diskSeq == disk.diskSeq &&
                             last.front().started.bootId == m_station.clock().now().bootId;
    if (wasMadeHere && slot.status.needsAcknowledgement()) {
        slot.status.cardIsSpent = true; // of a fault that was recalled
    }
    if (wasMadeHere && last.front().result == db::AttemptResult::Interrupted) {
        slot.attempt = last.front().id;
        apply(slot, slot::FoundInterrupted{"the station stopped in the middle of its attempt"});
    }
}

void Line::refuseDoubt(Slot& slot, const device::Refusal& why)
{
    const bool isShown = slot.status.state == SlotState::Refused && slot.status.reason == why.reason;
    if (isShown || (slot.disk && m_disks.count(slot.disk->sysPath) != 0 && slot.status.cardIsSpent)) {
        return; // of a card that was made its result is seen until it is out
    }
    if (slot.disk) {
        cardLeft(slot);
    }
    apply(slot, slot::CardSeen{});
    apply(slot, slot::CardRead{why});
}

void Line::startReading(Slot& slot)
{
    if (!slot.disk || slot.isReading) {
        return;
    }
    slot.isReading = true;
    if (slot.reader.joinable()) {
        slot.reader.detach(); // of a card that left; what it brings is too late
    }
    try {
        slot.reader = std::jthread([media = m_media, disk = *slot.disk, inbox = m_inbox, number = slot.number,
                                    insertion = slot.insertion, goldens = m_goldens,
                                    smallest = m_wishes.golden.minimumMedium] {
            ReadDone message{number, insertion, readSlotCard(*media, disk), {}};
            try {
                if (!message.card.unreadable && disk.size >= smallest) {
                    goldens->forMedium(disk.size); // grown and checked before anybody waits for it
                }
            } catch (const Error& error) {
                message.goldenError = error;
            } catch (const std::exception& error) {
                message.goldenError = Error(ErrorCode::Internal, error.what());
            }
            inbox->put(std::move(message));
        });
    } catch (const std::system_error& error) { // no thread can be had
        slot.isReading = false;
        stopLine("slot " + slot.name() + ": its card cannot be read: " + error.what());
    }
}

void Line::judge(Slot& slot)
{
    CardRules rules;
    rules.slot.slot = slot.number.value;
    rules.size = {std::max(m_policy.sizeAtLeast, m_wishes.golden.minimumMedium), m_policy.sizeAtMost};
    rules.reprovision = m_policy.reprovision;
    rules.dataIsAllowed = slot.dataIsAllowed;
    apply(slot, slot::CardRead{whyRefused(*slot.card, rules, m_station.records())});
}

void Line::apply(Slot& slot, const SlotInput& input)
{
    const SlotStatus before = slot.status;
    slot.status = after(before, input);
    if (slot.status.state == SlotState::Empty) {
        slot.made.clear(); // the unit's card is not there, and its fault was seen
    }
    if (!(slot.status == before)) {
        tellSlot(slot);
    }
    if (slot.status.state == SlotState::Reading) {
        startReading(slot);
    }
}

void Line::tellSlot(const Slot& slot)
{
    SlotChanged event{slot.number, slot.status, slot.disk, {}, slot.serial, {}};
    if (slot.card && slot.disk) {
        event.content = slot.card->content;
    }
    if (slot.run) {
        event.serial = slot.run->attempt.opened().serial;
    } else if (!slot.serial && !slot.made.empty()) {
        event.serial = slot.made;
    }
    if (!slot.attempt.empty()) {
        event.attempt = slot.attempt;
    }
    m_tell(std::move(event));
}

void Line::takeInbox()
{
    for (Inbox::Message& message : m_inbox->take()) {
        std::visit([&](auto& news) { done(std::move(news)); }, message);
    }
}

void Line::done(ReadDone message)
{
    Slot& slot = slotAt(message.slot);
    if (slot.insertion != message.insertion || !slot.isReading) {
        return;
    }
    slot.isReading = false;
    slot.card = std::move(message.card);
    if (message.goldenError) {
        stopLine(message.goldenError->what());
    }
    judge(slot);
}

void Line::done(const RunDone& message)
{
    std::erase(m_abandoned, message.run);
    Slot& slot = slotAt(message.slot);
    if (slot.run == message.run) {
        slot.maker.join();
        close(slot, message.report);
    }
}

void Line::done(const DiskLost& message)
{
    Slot& slot = slotAt(message.slot);
    if (slot.run && slot.run == message.run.lock()) {
        lost(slot, message.reason);
    }
}

void Line::lookAtRuns()
{
    for (auto& [number, slot] : m_slots) {
        if (slot->run) {
            lookAtRun(*slot);
        }
    }
}

void Line::lookAtRun(Slot& slot)
{
    Run& run = *slot.run;
    const card::Step now = run.progress.step;
    if (now != std::exchange(run.told, now)) {
        apply(slot, slot::StepChanged{now});
    }
    const std::int64_t micros = m_station.clock().monotonicMicros();
    if (run.lostAt && micros - *run.lostAt > m_setup.lostPatience.count() * 1000) {
        giveUp(slot, Error(ErrorCode::DeviceGone, "the card left the station"));
        return;
    }
    constexpr std::int64_t kLookMicros = kMicrosPerSecond / 4;
    if (micros - run.lookedAt < kLookMicros) {
        return;
    }
    run.lookedAt = micros;
    run.timeLeft.look(run.progress);
    if (run.stall.isStalled(run.progress)) {
        giveUp(slot, Error(ErrorCode::WriteFailed,
                           "the card has not moved for " + std::to_string(run.stall.still().count() / 1000) +
                               " s while " + std::string(nameOf(now)) + ": it hangs"));
        return;
    }
    m_tell(CardProgressed{slot.number, card::ProgressSeen::of(run.progress), run.timeLeft.left()});
}

void Line::lost(Slot& slot, const std::string& reason)
{
    Run& run = *slot.run;
    if (!run.lostAt) {
        run.lostAt = m_station.clock().monotonicMicros();
        run.attempt.blame(Error(ErrorCode::DeviceGone, reason));
        run.stop.request_stop();
    }
}

void Line::giveUp(Slot& slot, const Error& error)
{
    slot.run->stop.request_stop();
    const std::optional<AttemptReport> report = slot.run->attempt.giveUp(error, slot.run->progress);
    if (!report) {
        return; // it has just ended by itself: its report is on the way
    }
    if (slot.maker.joinable()) {
        slot.maker.detach();
        m_abandoned.push_back(slot.run);
    }
    close(slot, *report);
}

void Line::close(Slot& slot, const AttemptReport& report)
{
    slot.run.reset();
    slot.watch.reset();
    slot.hold.reset();
    slot.attempt = report.attempt;
    slot.made = report.serial;
    const std::string prefix = report.path + ": ";
    const std::string fault =
        report.message.rfind(prefix, 0) == 0 ? report.message.substr(prefix.size()) : report.message;
    const std::string cure =
        report.reason ? std::string(traitsOf(*report.reason).operatorSentence) : std::string();
    apply(slot, slot::Closed{report.result, fault, cure});
    if (!report.recorded) {
        stopLine("the records cannot be written: " + report.message);
    } else if (slot.status.state == SlotState::Blocked) {
        try {
            m_station.records().blockSlot(slot.name(), slot.status.reason, kStationActor);
        } catch (const Error& error) {
            if (error.code() != ErrorCode::Conflict) { // somebody blocked it before: that is as good
                stopLine(error.what());
            }
        }
    }
    m_tell(AttemptEnded{slot.number, report});
    m_countedAt = 0;
    update(slot);
}

void Line::stopLine(const std::string& reason)
{
    if (!m_stopReason) {
        m_stopReason = reason;
        spdlog::error("the line stops: {}", reason);
    }
}

bool Line::isRunningAny() const
{
    return std::any_of(m_slots.begin(), m_slots.end(),
                       [](const auto& entry) { return entry.second->run != nullptr; });
}

Line::Slot& Line::slotAt(device::SlotNumber number)
{
    const auto found = m_slots.find(number);
    if (found == m_slots.end()) {
        throw Error(ErrorCode::NotFound, "there is no slot " + std::to_string(number.value) +
                                             ": \"bindery slots list\" shows those that were taught");
    }
    return *found->second;
}

/// Everything that runs is stopped and closed; what hangs is given up.
void Line::finish()
{
    refuseActs();
    stopAll();
    const std::int64_t start = m_station.clock().monotonicMicros();
    while (isRunningAny()) {
        m_inbox->wait(kTick);
        takeInbox();
        lookAtRuns();
        // Whoever ends a station does not wait as long as a slow card may.
        if (m_station.clock().monotonicMicros() - start >
            std::min(m_setup.stallLimit, kEndPatience).count() * 1000) {
            giveUpAll();
        }
    }
    const auto deadline = std::chrono::steady_clock::now() + kReaderPatience;
    for (auto& [number, slot] : m_slots) {
        while (slot->isReading && std::chrono::steady_clock::now() < deadline) {
            m_inbox->wait(kTick);
            takeInbox();
        }
        if (slot->reader.joinable()) {
            slot->isReading ? slot->reader.detach() : slot->reader.join();
        }
    }
    m_slotsLock.reset();
}

/// Also where standing still is allowed: a reader that hangs in open(2), a card that hangs in fsync(2).
void Line::giveUpAll()
{
    for (auto& [number, slot] : m_slots) {
        if (slot->run) {
            giveUp(*slot, Error(ErrorCode::WriteFailed,
                                "the card did not answer when the line was stopped, while " +
                                    std::string(nameOf(slot->run->progress.step.load())) + ": it hangs"));
        }
    }
}

void Line::stopAll()
{
    for (auto& [number, slot] : m_slots) {
        if (slot->run) {
            slot->run->stop.request_stop();
            if (slot->status.state != SlotState::Cancelling) {
                apply(*slot, slot::Cancel{});
            }
        }
    }
}

} // namespace bindery::line
