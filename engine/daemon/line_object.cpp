// SPDX-License-Identifier: Apache-2.0
#include "daemon/line_object.h"

#include "daemon/changed_members.h"
#include "daemon/dictionary.h"
#include "line/reference_check.h"

#include <algorithm>
#include <future>
#include <utility>

#include <spdlog/spdlog.h>

namespace bindery::daemon
{

namespace
{

db::ReferenceCard referenceCardOf(const std::string& text)
{
    for (const db::ReferenceCard card : {db::ReferenceCard::KnownGood, db::ReferenceCard::KnownBad}) {
        if (textOf(card) == text) {
            return card;
        }
    }
    throw Error(ErrorCode::InvalidArgument,
                "\"" + text + "\" is no reference card: there is \"known good\" and \"known bad\"");
}

/// Runs where a job runs.
JobEnd checkWithReport(line::Station& station, const line::ReferenceTarget& target, const std::string& badge,
                       JobReport& report, const std::stop_token& stop)
{
    constexpr std::chrono::milliseconds kLook{200};
    card::CardProgress progress;
    auto checking = std::async(std::launch::async,
                               [&] { return line::checkReference(station, target, badge, progress, stop); });
    while (checking.wait_for(kLook) != std::future_status::ready) {
        report.at("reading it back", progress.verified, progress.toVerify);
    }
    const line::CheckedReference checked = checking.get();
    return {checked.check.message, checked.check.asExpected ? "as expected" : "not as expected"};
}

} // namespace

LineObject::LineObject(Desk& desk, LineKeeper& keeper, SlotObjects& slots, Jobs& jobs, LineWishes wishes)
    : AdaptorInterfaces(desk.bus, kStationPath), m_desk(desk), m_keeper(keeper), m_slots(slots), m_jobs(jobs),
      m_wishes(wishes)
{
    registerAdaptor();
}

LineObject::~LineObject()
{
    unregisterAdaptor();
}

void LineObject::takeEvents()
{
    for (const line::LineEvent& event : m_keeper.takeEvents()) {
        std::visit([&](const auto& told) { take(told); }, event);
    }
    if (const std::optional<std::string> end = m_keeper.takeEnd()) {
        m_endReason = *end;
        show(idleFacts());
    }
}

void LineObject::take(const line::SlotChanged& event)
{
    m_slots.take(event);
}

void LineObject::take(const line::CardProgressed& event)
{
    m_slots.take(event, micros());
}

void LineObject::take(const line::AttemptEnded& event)
{
    const bool passed = event.report.result == db::AttemptResult::Passed ||
                        event.report.result == db::AttemptResult::WrittenUnverified;
    if (event.report.result != db::AttemptResult::Cancelled) {
        m_rate.ended(passed, micros());
    }
    emitAttemptEnded(static_cast<std::uint32_t>(event.slot.value), event.report.attempt,
                     busText(event.report.serial), std::string(textOf(event.report.result)),
                     busText(event.report.message));
    m_desk.recordsMoved();
}

void LineObject::take(const line::OrderCounted& event)
{
    if (event.order != m_facts.order) {
        return; // of an order that was left meanwhile
    }
    Facts next = m_facts;
    next.target = event.target.value_or(-1);
    next.passed = event.passed;
    next.failed = event.failed;
    next.running = event.running;
    addFigures(next);
    show(std::move(next));
    m_desk.recordsMoved();
}

void LineObject::take(const line::LineChanged& event)
{
    if (!m_keeper.hasLine()) {
        return;
    }
    Facts next = m_facts;
    next.state = std::string(nameOf(event.status.state));
    next.reason = busText(event.status.reason);
    next.cure = busText(event.status.cure);
    if (event.status.state == line::LineState::CheckDue) {
        next.cure = "check both reference cards";
    }
    show(std::move(next));
}

void LineObject::take(const line::ActRefused& event)
{
    spdlog::info("refused: {}: {}", event.act, event.reason);
}

void LineObject::addFigures(Facts& facts) const
{
    facts.unitsPerHour = m_rate.unitsPerHour(micros()).value_or(-1);
    facts.yieldPercent = m_rate.yieldPercent().value_or(-1);
    facts.secondsLeft =
        facts.target >= 0
            ? m_rate.secondsFor(std::max<std::int64_t>(facts.target - facts.passed, 0), micros()).value_or(-1)
            : -1;
}

void LineObject::tick()
{
    if (m_keeper.hasLine()) {
        Facts next = m_facts;
        addFigures(next);
        show(std::move(next));
    } else {
        show(idleFacts());
    }
}

LineObject::Facts LineObject::idleFacts() const
{
    line::LineFacts facts;
    facts.actor = m_badge;
    if (!m_endReason.empty()) {
        facts.stopReason = m_endReason;
    } else if (m_wishes.dailyCheck) {
        facts.checkDue = line::checkDue(m_desk.station.records(), m_desk.station.clock().now().utcMicros);
    }
    const line::LineStatus status = lineStatus(facts);
    Facts next;
    next.state = std::string(nameOf(status.state));
    next.reason = busText(status.reason);
    next.cure = status.state == line::LineState::CheckDue ? "check both reference cards" : status.cure;
    return next;
}

void LineObject::show(Facts next)
{
    ChangedMembers changed;
    changed.look("State", m_facts.state, std::move(next.state));
    changed.look("Reason", m_facts.reason, std::move(next.reason));
    changed.look("Cure", m_facts.cure, std::move(next.cure));
    changed.look("OrderNumber", m_facts.order, std::move(next.order));
    changed.look("Golden", m_facts.golden, std::move(next.golden));
    changed.look("Target", m_facts.target, std::move(next.target));
    changed.look("Passed", m_facts.passed, std::move(next.passed));
    changed.look("Failed", m_facts.failed, std::move(next.failed));
    changed.look("Running", m_facts.running, std::move(next.running));
    changed.look("UnitsPerHour", m_facts.unitsPerHour, std::move(next.unitsPerHour));
    changed.look("YieldPercent", m_facts.yieldPercent, std::move(next.yieldPercent));
    changed.look("SecondsLeft", m_facts.secondsLeft, std::move(next.secondsLeft));
    if (!changed.names().empty()) {
        getObject().emitPropertiesChangedSignal(org::bindery::Line1_adaptor::INTERFACE_NAME, changed.names());
    }
}

void LineObject::workFor(const std::optional<std::string>& badge)
{
    m_badge = badge;
    if (m_keeper.hasLine()) {
        m_keeper.ask(line::act::WorkFor{badge}, {});
    } else {
        show(idleFacts());
    }
}

void LineObject::end(const std::string& reason)
{
    m_endReason = reason;
    if (m_keeper.hasLine()) {
        m_keeper.leaveOrder();
        takeEvents();
    }
    show(idleFacts());
}

void LineObject::resumeOrder()
{
    const std::optional<db::StoredOrder> active = m_desk.station.records().activeOrder();
    if (!active) {
        return;
    }
    try {
        useOrder(active->order.number, "", "");
    } catch (const Error& error) {
        spdlog::warn("order {} is not taken up again: {}", active->order.number, error.what());
    }
}

void LineObject::requireStill(const char* wish)
{
    if (m_obeying > 0) {
        throw Error(
            ErrorCode::Conflict,
            std::string("the line is doing what somebody just asked for: look what came of it before ") +
                wish);
    }
    takeEvents(); // what it did is told, though perhaps not heard yet
    if (m_slots.isRunningAny()) {
        throw Error(ErrorCode::Conflict,
                    std::string("cards are being written: wait for them, or cancel them, before ") + wish);
    }
    if (const auto slot = m_slots.unacknowledged()) {
        throw Error(ErrorCode::Conflict, "the fault of slot " + std::to_string(*slot) +
                                             " was not acknowledged yet: look at it before " + wish);
    }
}

void LineObject::useOrder(const std::string& order, const std::string& golden, const std::string& badge)
{
    db::Records& records = m_desk.station.records();
    const std::optional<db::StoredOrder> stored = records.findOrder(order);
    if (!stored) {
        throw Error(ErrorCode::NotFound, "there is no order " + order);
    }
    const db::OrderState before = db::orderStateOf(stored->state);
    if (before == db::OrderState::Draft) {
        throw Error(ErrorCode::Conflict, "order " + order + " is a draft: release it first");
    }
    if (before == db::OrderState::Closing || before == db::OrderState::Closed) {
        throw Error(ErrorCode::Conflict, "order " + order + " is " + stored->state +
                                             ": no card is made for it any more; choose another order");
    }
    line::LineSetup setup;
    setup.order = order;
    setup.actor = badge;
    setup.recallFaults = true;
    setup.dailyCheck = m_wishes.dailyCheck;
    setup.stallLimit = m_wishes.stallLimit;
    if (!golden.empty()) {
        setup.golden = golden;
    }
    m_keeper.useOrder(std::move(setup));
    m_slots.show(m_keeper.slots());
    try {
        if (!badge.empty() && (before == db::OrderState::Released || before == db::OrderState::Paused)) {
            records.actOnOrder(order, db::OrderAct::Open, badge);
        }
    } catch (...) {
        m_keeper.leaveOrder();
        throw;
    }
    m_endReason.clear();
    m_rate.begin(micros());
    Facts next = idleFacts();
    next.order = order;
    next.golden = stored->order.goldenId ? *stored->order.goldenId : m_desk.station.store().find(golden).id;
    next.target = stored->order.target.value_or(-1);
    next.passed = stored->passed;
    next.failed = stored->failed;
    show(std::move(next));
    m_desk.recordsChanged();
}

std::optional<device::SlotNumber> LineObject::slotOrAll(std::uint32_t slot)
{
    return slot == 0 ? std::nullopt : std::optional(slotOf(slot));
}

device::SlotNumber LineObject::slotOf(std::uint32_t slot)
{
    return device::parseSlotNumber(std::to_string(slot));
}

line::Line::Answer LineObject::answering(const Answer& answer)
{
    return [this, answer](const std::optional<Error>& refusal) {
        m_desk.loop.post([this, answer, refusal] {
            --m_obeying;
            try {
                takeEvents();
            } catch (const std::exception& error) { // what was done is answered all the same
                spdlog::error("what the line tells cannot be shown: {}", error.what());
            }
            if (refusal) {
                answer->returnError(busError(*refusal));
            } else {
                answer->returnResults();
            }
        });
    };
}

void LineObject::act(Request request, sdbus::Result<>&& result, std::function<line::LineAct()> act)
{
    m_desk.gate.serveLater(getObject(), std::move(request), std::move(result),
                           [this, act = std::move(act)](const Acting& /*who*/, const Answer& answer) {
                               m_keeper.ask(act(), answering(answer));
                               ++m_obeying;
                           });
}

void LineObject::UseOrder(sdbus::Result<>&& result, std::string order, std::string golden)
{
    m_desk.gate.serveLater(
        getObject(),
        {Right::Operate, "Line1.UseOrder", {{"order", busText(order)}, {"golden", busText(golden)}}},
        std::move(result), [this, order, golden](const Acting& who, const Answer& answer) {
            requireStill("another order is taken up");
            useOrder(order, golden, who.badge);
            // It works for them already; when it has heard so, it has told what state it is in.
            m_keeper.ask(line::act::WorkFor{who.badge}, answering(answer));
            ++m_obeying;
        });
}

void LineObject::LeaveOrder(sdbus::Result<>&& result)
{
    m_desk.gate.serve(getObject(), {Right::Operate, "Line1.LeaveOrder"}, std::move(result),
                      [this](const Acting& who) {
                          if (!m_keeper.hasLine()) {
                              throw Error(ErrorCode::Conflict, "the line works on no order");
                          }
                          requireStill("the order is left");
                          m_keeper.leaveOrder();
                          db::Records& records = m_desk.station.records();
                          const auto order = records.findOrder(m_facts.order);
                          if (order && db::orderStateOf(order->state) == db::OrderState::Open &&
                              m_facts.order != db::kStandingOrder) {
                              records.actOnOrder(m_facts.order, db::OrderAct::Pause, who.badge);
                          }
                          show(idleFacts());
                          m_desk.recordsChanged();
                      });
}

void LineObject::Start(sdbus::Result<>&& result, uint32_t slot)
{
    act({Right::Operate, "Line1.Start", {{"slot", slot}}}, std::move(result),
        [=]() -> line::LineAct { return line::act::Start{slotOrAll(slot)}; });
}

void LineObject::Cancel(sdbus::Result<>&& result, uint32_t slot)
{
    act({Right::Operate, "Line1.Cancel", {{"slot", slot}}}, std::move(result),
        [=]() -> line::LineAct { return line::act::Cancel{slotOrAll(slot)}; });
}

void LineObject::Acknowledge(sdbus::Result<>&& result, uint32_t slot)
{
    act({Right::Operate, "Line1.Acknowledge", {{"slot", slot}}}, std::move(result),
        [=]() -> line::LineAct { return line::act::Acknowledge{slotOf(slot)}; });
}

void LineObject::AllowData(sdbus::Result<>&& result, uint32_t slot)
{
    act({Right::Operate, "Line1.AllowData", {{"slot", slot}}}, std::move(result),
        [=]() -> line::LineAct { return line::act::AllowData{slotOf(slot)}; });
}

void LineObject::GiveSerial(sdbus::Result<>&& result, uint32_t slot, std::string serial)
{
    act({Right::Operate, "Line1.GiveSerial", {{"slot", slot}, {"serial", busText(serial)}}},
        std::move(result), [=]() -> line::LineAct {
            return line::act::GiveSerial{slotOf(slot), serial};
        });
}

void LineObject::Pause(sdbus::Result<>&& result, std::string reason)
{
    act({Right::Operate, "Line1.Pause", {{"reason", busText(reason)}}}, std::move(result),
        [=]() -> line::LineAct { return line::act::Pause{busText(reason)}; });
}

void LineObject::Resume(sdbus::Result<>&& result)
{
    act({Right::Operate, "Line1.Resume"}, std::move(result),
        [=]() -> line::LineAct { return line::act::Resume{}; });
}

void LineObject::ReopenSlot(sdbus::Result<>&& result, uint32_t slot, std::string reason)
{
    act({Right::Supervise, "Line1.ReopenSlot", {{"slot", slot}, {"reason", busText(reason)}}},
        std::move(result), [=]() -> line::LineAct {
            return line::act::Reopen{slotOf(slot), busText(reason)};
        });
}

void LineObject::TakeSlotOutOfService(sdbus::Result<>&& result, uint32_t slot, std::string reason)
{
    act({Right::Operate, "Line1.TakeSlotOutOfService", {{"slot", slot}, {"reason", busText(reason)}}},
        std::move(result), [=]() -> line::LineAct {
            return line::act::TakeOutOfService{slotOf(slot), busText(reason)};
        });
}

void LineObject::CheckReference(sdbus::Result<sdbus::ObjectPath>&& result, std::string card, uint32_t slot)
{
    m_desk.gate.serve(
        getObject(), {Right::Operate, "Line1.CheckReference", {{"card", busText(card)}, {"slot", slot}}},
        std::move(result), [this, card, slot](const Acting& who) {
            const db::ReferenceCard kind = referenceCardOf(card);
            const SlotObject& at = m_slots.slot(slot);
            if (!at.card()) {
                throw Error(ErrorCode::Conflict,
                            "slot " + std::to_string(slot) + " is empty: put the reference card in");
            }
            const line::ReferenceTarget target = m_keeper.reference(kind, slotOf(slot), *at.card());
            return m_jobs.start({"check", card + " card in slot " + std::to_string(slot), who.badge},
                                [&station = m_desk.station, target, badge = who.badge](
                                    JobReport& report, const std::stop_token& stop) -> JobEnd {
                                    return checkWithReport(station, target, badge, report, stop);
                                });
        });
}

} // namespace bindery::daemon
