// SPDX-License-Identifier: Apache-2.0
// What people ask of the line.
#include "base/error.h"
#include "line/line.h"
#include "line/line_slot_internal.h"
#include "line/serial_rules.h"

#include <utility>

#include <spdlog/spdlog.h>

namespace bindery::line
{

void Line::ask(LineAct act, Answer answer)
{
    {
        const std::lock_guard lock(m_actsMutex);
        if (!m_isOver) {
            m_acts.push_back({std::move(act), std::move(answer)});
            return;
        }
    }
    if (answer) {
        answer(Error(ErrorCode::Conflict, "the line has ended"));
    }
}

void Line::takeActs()
{
    std::vector<Asked> acts;
    {
        const std::lock_guard lock(m_actsMutex);
        acts = std::exchange(m_acts, {});
    }
    for (const Asked& asked : acts) {
        obey(asked);
    }
}

void Line::obey(const Asked& asked)
{
    std::optional<Error> refusal;
    m_countedAt = 0;
    try {
        recount();
        std::visit([&](const auto& wish) { doAct(wish); }, asked.act);
    } catch (const Error& error) {
        refusal = error;
        m_tell(ActRefused{describe(asked.act), error.what()});
    } catch (
        const std::exception& error) { // a defect: whoever asked waits for an answer, and no card is begun
        refusal = Error(ErrorCode::Internal, error.what());
        m_tell(ActRefused{describe(asked.act), error.what()});
        stopLine(describe(asked.act) + ": " + error.what());
    }
    m_countedAt = 0;
    try { // what the act made of the line is told before it is answered
        recount();
    } catch (const Error& error) { // the act is done or refused all the same; the next step ends the line
        spdlog::error("the line cannot be told after \"{}\": {}", describe(asked.act), error.what());
    }
    if (asked.answer) {
        asked.answer(refusal);
    }
}

void Line::refuseActs()
{
    std::vector<Asked> acts;
    {
        const std::lock_guard lock(m_actsMutex);
        m_isOver = true;
        acts = std::exchange(m_acts, {});
    }
    for (const Asked& asked : acts) {
        if (asked.answer) {
            asked.answer(Error(ErrorCode::Conflict, "the line has ended"));
        }
    }
}

const std::string& Line::actor() const
{
    if (!m_actor) {
        throw Error(ErrorCode::NeedsRoot, "nobody is signed in: scan a badge first");
    }
    return *m_actor;
}

void Line::doAct(const act::WorkFor& act)
{
    if (act.badge) {
        m_station.records().requireMayAct(*act.badge);
        m_wishes.actor = *act.badge;
    }
    m_actor = act.badge;
}

void Line::doAct(const act::Start& act)
{
    if (!m_status.mayStart()) {
        throw Error(ErrorCode::Conflict, "the line is " + std::string(nameOf(m_status.state)) +
                                             (m_status.reason.empty() ? "" : " (" + m_status.reason + ")") +
                                             (m_status.cure.empty() ? "" : ": " + m_status.cure));
    }
    if (act.slot) {
        Slot& slot = slotAt(*act.slot);
        if (slot.status.state != SlotState::Ready) {
            throw Error(ErrorCode::Conflict, "slot " + slot.name() + " is " +
                                                 std::string(nameOf(slot.status.state)) +
                                                 ": only a card that is ready can be started");
        }
        if (m_places.value_or(1) <= 0) {
            throw Error(ErrorCode::Conflict, "order " + m_setup.order + " takes no more cards now");
        }
        start(slot);
        return;
    }
    for (auto& [number, slot] : m_slots) {
        m_countedAt = 0;
        recount();
        if (slot->status.state == SlotState::Ready && m_places.value_or(1) > 0) {
            start(*slot);
        }
    }
}

void Line::doAct(const act::Cancel& act)
{
    for (auto& [number, slot] : m_slots) {
        if (act.slot ? number == *act.slot : slot->run != nullptr) {
            apply(*slot, slot::Cancel{}); // refuses where nothing runs
            slot->run->stop.request_stop();
        }
    }
    if (act.slot) {
        slotAt(*act.slot); // refuses a slot that is not there
    }
}

void Line::doAct(const act::Acknowledge& act)
{
    Slot& slot = slotAt(act.slot);
    const SlotStatus acknowledged =
        after(slot.status, slot::Acknowledged{}); // refuses where there is no fault
    if (!slot.attempt.empty() && !(acknowledged == slot.status)) {
        m_station.records().acknowledgeFault(slot.name(), slot.attempt, actor());
    }
    apply(slot, slot::Acknowledged{});
    update(slot);
}

void Line::doAct(const act::AllowData& act)
{
    Slot& slot = slotAt(act.slot);
    if (!slot.card || slot.status.state != SlotState::Refused) {
        throw Error(ErrorCode::Conflict, "slot " + slot.name() + " holds no card that was refused");
    }
    slot.dataIsAllowed = true;
    m_station.records().recordAct(actor(), "slot.data_allowed", slot.name(),
                                  {{"content", slot.card->content}, {"order", m_setup.order}});
    judge(slot);
}

void Line::doAct(const act::GiveSerial& act)
{
    Slot& slot = slotAt(act.slot);
    if (m_policy.serialScheme != db::SerialScheme::Scanned) {
        throw Error(ErrorCode::Conflict, "order " + m_setup.order + " gives its serials by itself");
    }
    if (!slot.disk || slot.run) {
        throw Error(ErrorCode::Conflict, "slot " + slot.name() +
                                             (slot.run ? " is at work: its unit has a serial"
                                                       : " is empty: put the card in first"));
    }
    for (const auto& [number, other] : m_slots) {
        if (other.get() != &slot && other->serial == act.serial && other->disk) {
            throw Error(ErrorCode::Conflict,
                        "serial " + act.serial + " was scanned for slot " + other->name() + " already");
        }
    }
    if (const auto refusal = whyNotSerial(serialFacts(m_station.records(), act.serial, m_setup.order))) {
        throw Error(ErrorCode::Conflict, refusal->reason + ": " + refusal->cure);
    }
    slot.serial = act.serial;
    tellSlot(slot);
}

void Line::doAct(const act::Pause& act)
{
    m_pauseReason = act.reason.empty() ? "a person paused it" : act.reason;
    m_station.records().recordAct(actor(), "line.paused", m_setup.order, {{"reason", *m_pauseReason}});
}

void Line::doAct(const act::Resume& /*act*/)
{
    m_station.records().recordAct(actor(), "line.resumed", m_setup.order, Json::object());
    m_pauseReason.reset();
    m_stopReason.reset(); // what stopped it stops it again if it was not mended
}

void Line::doAct(const act::Reopen& act)
{
    Slot& slot = slotAt(act.slot);
    m_station.records().reopenSlot(slot.name(), act.reason, actor());
    apply(slot, slot::Reopen{});
    update(slot);
}

void Line::doAct(const act::TakeOutOfService& act)
{
    Slot& slot = slotAt(act.slot);
    after(slot.status, slot::TakeOutOfService{act.reason}); // refuses where something runs
    m_station.records().takeSlotOutOfService(slot.name(), act.reason, actor());
    apply(slot, slot::TakeOutOfService{act.reason});
}

} // namespace bindery::line
