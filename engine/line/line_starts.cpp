// SPDX-License-Identifier: Apache-2.0
// Which cards the line starts, and when it starts none.
#include "base/error.h"
#include "line/line.h"
#include "line/line_slot_internal.h"
#include "line/order_state.h"
#include "line/reference_check.h"
#include "line/start_attempt.h"
#include "line/yield_gate.h"

#include <algorithm>
#include <utility>

namespace bindery::line
{

namespace
{

constexpr std::int64_t kRecountMicros = 2'000'000; ///< other programs change orders too

/// What the operator can mend at the card or the order; all else stops the line.
bool isOfTheCard(ErrorCode code)
{
    return code == ErrorCode::Conflict || code == ErrorCode::InvalidArgument ||
           code == ErrorCode::NotEligible || code == ErrorCode::TooSmall || code == ErrorCode::NotFound;
}

} // namespace

void Line::recount()
{
    const std::int64_t now = m_station.clock().monotonicMicros();
    if (m_countedAt != 0 && now - m_countedAt < kRecountMicros) {
        return;
    }
    m_countedAt = now;
    const db::Records& records = m_station.records();
    if (const std::optional<std::string> why = records.whyOutdated()) {
        stopLine(*why);
    }
    const std::optional<db::StoredOrder> order = records.findOrder(m_setup.order);
    if (!order) {
        stopLine("order " + m_setup.order + " is not in the records any more");
        return;
    }
    const PlaceFacts places{db::orderStateOf(order->state), order->order.target, order->passed,
                            order->running};
    m_places = placesLeft(places);

    LineFacts facts;
    facts.actor = m_actor;
    facts.order = m_setup.order;
    facts.orderState = places.state;
    facts.isFull = isFull(places);
    facts.isPaused = m_pauseReason.has_value();
    facts.stopReason = m_stopReason;
    if (m_setup.dailyCheck) {
        facts.checkDue = checkDue(records, m_station.clock().now().utcMicros);
    }
    if (!facts.stopReason) {
        const auto [finished, failed] = records.finishedAndFailed(m_setup.order);
        facts.stopReason = whyYieldStops({finished - failed, failed},
                                         {m_policy.yieldLimitPercent, m_policy.yieldAfter}, m_setup.order);
    }
    facts.running = std::count_if(m_slots.begin(), m_slots.end(),
                                  [](const auto& entry) { return entry.second->run != nullptr; });
    LineStatus status = lineStatus(facts);
    if (status.state == LineState::Paused && m_pauseReason) {
        status.reason = *m_pauseReason;
    }
    const bool isOther =
        status.state != m_status.state || status.reason != m_status.reason || m_counts.order.empty();
    m_status = std::move(status);
    if (isOther) {
        m_tell(LineChanged{m_status});
    }
    const OrderCounted counts{m_setup.order, order->passed, order->failed, order->running,
                              order->order.target};
    if (!(counts == m_counts)) {
        m_counts = counts;
        m_tell(m_counts);
    }
}

/// Where an order takes cards of ours, its reference cards would be made like any other.
void Line::refuseReferences()
{
    for (auto& [number, slot] : m_slots) {
        if (slot->status.state == SlotState::Ready && slot->disk && m_cards->isReference(*slot->disk)) {
            apply(*slot, slot::CardRead{device::Refusal{kReferenceCard, "take it out"}});
        }
    }
}

void Line::startWhatMay()
{
    if (!m_setup.startOnInsertion && !m_policy.startOnInsertion) {
        return;
    }
    for (auto& [number, slot] : m_slots) {
        recount();
        const bool isPaired = m_policy.serialScheme != db::SerialScheme::Scanned || slot->serial;
        if (slot->status.state == SlotState::Ready && isPaired && m_status.mayStart() &&
            m_places.value_or(1) > 0) {
            start(*slot);
        }
    }
}

std::optional<std::string> Line::serialFor(Slot& slot)
{
    if (m_policy.serialScheme == db::SerialScheme::Counter) {
        return std::nullopt;
    }
    if (m_policy.serialScheme == db::SerialScheme::Scanned) {
        if (!slot.serial) {
            throw Error(ErrorCode::InvalidArgument,
                        "slot " + slot.name() + " has no serial yet: scan the slot's label, then the serial");
        }
        return slot.serial;
    }
    const auto wanted = static_cast<std::int64_t>(m_slots.size()) + 1;
    for (const std::string& serial : m_station.records().freeSerials(m_setup.order, wanted)) {
        const bool isTaken = std::any_of(m_slots.begin(), m_slots.end(), [&](const auto& entry) {
            return entry.second->run && entry.second->run->attempt.opened().serial == serial;
        });
        if (!isTaken) {
            return serial;
        }
    }
    throw Error(ErrorCode::Conflict, "the list of serials of order " + m_setup.order +
                                         " is used up: add more with \"bindery order serials add\"");
}

void Line::start(Slot& slot)
{
    try {
        slot.hold = m_cards->tryToMake(*slot.disk);
        if (!slot.hold) {
            throw Error(ErrorCode::Conflict, kReferenceCard);
        }
        CardTarget target;
        target.target.path = slot.disk->node;
        target.target.serial = serialFor(slot);
        target.slot = slot.name();
        target.seen = slot.card->seen;
        target.claim = [media = m_media, disk = *slot.disk] { return media->claim(disk); };
        launch(slot, std::move(target), m_goldens->forMedium(slot.disk->size));
    } catch (const Error& error) {
        slot.hold.reset();
        m_countedAt = 0;
        if (!isOfTheCard(error.code())) {
            stopLine(error.what());
            return;
        }
        apply(slot, slot::CardRead{
                        device::Refusal{error.what(), std::string(traitsOf(error.code()).operatorSentence)}});
    }
}

void Line::launch(Slot& slot, CardTarget target, std::shared_ptr<const card::SharedGolden> golden)
{
    CardJob job = startAttempt(m_station, m_wishes, std::move(target), std::move(golden));
    slot.attempt = job.started.opened.id;
    slot.run = std::make_shared<Run>(m_station, std::move(job.started), m_setup.stallLimit);
    apply(slot, slot::Started{});
    try {
        slot.watch = m_media->watch(*slot.disk, [inbox = m_inbox, number = slot.number,
                                                 run = std::weak_ptr(slot.run)](const std::string& reason) {
            inbox->put(DiskLost{number, run, reason});
        });
        slot.maker = std::jthread([inbox = m_inbox, number = slot.number, run = slot.run,
                                   order = std::move(job.order)]() mutable {
            AttemptReport report = run->attempt.run(std::move(order), run->progress, run->stop.get_token());
            inbox->put(RunDone{number, std::move(run), std::move(report)});
        });
    } catch (const std::exception& error) { // no thread makes the card, so nobody else closes the attempt
        const std::string reason = "slot " + slot.name() + ": its card cannot be begun: " + error.what();
        stopLine(reason);
        giveUp(slot, Error(ErrorCode::Internal, reason));
    }
    m_countedAt = 0;
}

} // namespace bindery::line
