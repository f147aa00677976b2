// SPDX-License-Identifier: Apache-2.0
// What a unit that proved itself is told: the table, the rules of a first answer, the policy.
#include "line/bench.h"
#include "line/bench_table.h"
#include "line/bench_words_internal.h"

#include <utility>

namespace bindery::line
{

std::optional<bind::Ruling> Bench::policyRuling(const Asking& asking, const bind::Hello& hello)
{
    const std::string& unit = asking.unit.unit.serial;
    if (areFitted(asking.unit, asking.parts)) {
        return std::nullopt; // it had its leave; a power cut must not lock it out
    }
    switch (m_options.policy) {
    case BenchPolicy::Open:
        return std::nullopt;
    case BenchPolicy::List:
        if (m_options.list.count({asking.parts.moduleSerial, asking.parts.piSerial}) == 0) {
            return refuse(hello, asking.card.attempt,
                          "unit " + unit + ": " + partsText(hello) +
                              " is not on the bench's list; fit parts of the list, or add these to it");
        }
        return std::nullopt;
    case BenchPolicy::Scan:
        break;
    }
    return scanRuling(asking, hello);
}

std::optional<bind::Ruling> Bench::scanRuling(const Asking& asking, const bind::Hello& hello)
{
    const std::string& unit = asking.unit.unit.serial;
    const std::optional<db::Confirmation> confirmed =
        m_binds.findConfirmation(asking.parts.moduleSerial, asking.parts.piSerial);
    if (confirmed && confirmed->unit) {
        if (*confirmed->unit == unit) {
            return std::nullopt;
        }
        return refuse(hello, asking.card.attempt,
                      "unit " + unit + ": " + partsText(hello) + " was confirmed for unit " +
                          *confirmed->unit +
                          ", whose card is another one; put that card in, or call a "
                          "supervisor: one of the two may be stolen");
    }
    const std::vector<std::string> others = m_binds.claim(asking.card.attempt.id, asking.parts);
    if (!others.empty()) {
        return refuse(hello, asking.card.attempt,
                      "unit " + unit + ": " + partsText(hello) + " was claimed by the card of unit " +
                          others.front() +
                          " too; scan the chassis as well, so that one of them is meant, "
                          "and call a supervisor: the other card may be stolen");
    }
    if (confirmed) {
        return std::nullopt;
    }
    return wait(asking, hello);
}

bind::Ruling Bench::wait(const Asking& asking, const bind::Hello& hello)
{
    const std::string& unit = asking.unit.unit.serial;
    const std::string reason = fitting("unit " + unit + " waits until a person confirms " + partsText(hello) +
                                       ": scan the labels of chassis, module and Pi");
    if (isWorthARecord("waiting " + hello.luksUuid.text() + ": " + reason, true)) {
        m_station.records().recordAct(kStationActor, "bind.waiting", "unit:" + unit,
                                      {{"luks_uuid", hello.luksUuid.text()},
                                       {"module_serial", fitting(hello.module.serial)},
                                       {"order", asking.card.attempt.order},
                                       {"pi_serial", fitting(hello.host.cpuSerial)},
                                       {"unit", unit}});
    }
    tell("waiting", hello, unit, reason);
    return {bind::Verdict::Waiting, reason};
}

bool Bench::isRepeated(const Asking& asking, const bind::Hello& hello, const db::BindStep& step)
{
    settle(m_repeats, "bind.authorised_again");
    if (asking.unit.unit.state != "enrolling" || !areFitted(asking.unit, asking.parts)) {
        return false; // the first time, or something else was on record since
    }
    std::string key = hello.luksUuid.text() + " " + hello.module.serial + " " + hello.host.cpuSerial + ":";
    for (const int slot : step.keyslots) {
        key += " " + std::to_string(slot);
    }
    return !m_repeats.admits(key, m_station.clock().now().monotonicMicros);
}

bind::Ruling Bench::examine(const Asking& asking, const bind::Hello& hello, const db::BindStep& step)
{
    const db::StoredAttempt& attempt = asking.card.attempt;
    if (const Objection objection = unitObjection(asking.unit, asking.rules, attempt, hello)) {
        return refuse(hello, attempt, *objection);
    }
    if (const Objection conflict = m_binds.conflictOf(attempt.id, asking.parts)) {
        return refuse(hello, attempt, *conflict);
    }
    if (std::optional<bind::Ruling> ruling = policyRuling(asking, hello)) {
        return *std::move(ruling);
    }
    // Opened before it is on record that it went out.
    SecretBuffer secret = m_station.secrets().open({attempt.id, hello.luksUuid, "transport"});
    if (!isRepeated(asking, hello, step)) {
        m_binds.recordAuthorised(attempt.id, asking.parts, step, m_options.actor);
    }
    const std::string reason =
        fitting("unit " + attempt.serial + ": " + partsText(hello) + " may open the card");
    tell("authorised", hello, attempt.serial, reason);
    return {bind::Verdict::Authorised, reason, std::move(secret)};
}

bind::Ruling Bench::finishBound(const Asking& asking, const bind::Hello& hello, const db::BindStep& step)
{
    const std::string& attempt = asking.card.attempt.id;
    // The secret first: a unit is never called bound while the station could still open its card. When the
    // station stops between the two, the unit tells again.
    if (m_station.records().findSealedSecret(attempt)) {
        m_station.secrets().destroy(attempt, "the unit is bound", kStationActor);
    }
    m_binds.recordBound(attempt, asking.parts, step);
    const std::string reason = "unit " + asking.unit.unit.serial + " is bound to " + partsText(hello);
    tell("bound", hello, asking.unit.unit.serial, reason);
    noteProduction(asking, hello, step);
    return {bind::Verdict::Noted, fitting(reason)};
}

void Bench::noteProduction(const Asking& asking, const bind::Hello& hello, const db::BindStep& step)
{
    if (hello.moduleStatus != module::ModuleStatus::BoundProduction ||
        asking.unit.unit.state == "production") {
        return;
    }
    m_binds.recordProduction(asking.card.attempt.id, asking.parts, step);
    tell("production", hello, asking.unit.unit.serial, "its module is locked to these parts for good");
}

bind::Ruling Bench::recordVerified(const Asking& asking, const bind::Hello& hello,
                                   const bind::HeaderReport& header, const db::BindStep& step)
{
    m_binds.recordVerified(asking.card.attempt.id, asking.parts, step);
    const std::string& unit = asking.unit.unit.serial;
    tell("verified", hello, unit, "its module opened the card alone");
    if (!hasTransportSlot(header)) {
        return finishBound(asking, hello, step);
    }
    return {bind::Verdict::Revoke, fitting("unit " + unit + " destroys its transport keyslot now")};
}

bind::Ruling Bench::answer(bind::Act act, const bind::Hello& hello, const bind::HeaderReport& header,
                           ByteView signature)
{
    const std::optional<db::CardRecord> card = m_station.records().findCard(hello.luksUuid);
    if (!card) {
        return refuse(hello, std::nullopt,
                      "no card with LUKS UUID " + hello.luksUuid.text() +
                          " was made here; bring it to the bench of the station that made it");
    }
    const db::StoredAttempt& attempt = card->attempt;
    if (attempt.result != db::AttemptResult::Passed) {
        return refuse(hello, attempt,
                      "unit " + attempt.serial + ": this card " +
                          (attempt.result ? "ended " + std::string(db::textOf(*attempt.result))
                                          : std::string("is still being made")) +
                          " and did not pass; make the card once more");
    }
    if (attempt.supersededBy) {
        return refuse(hello, attempt,
                      "unit " + attempt.serial +
                          ": this card was superseded by a newer one; put that in, and "
                          "destroy this one");
    }
    const std::optional<BindRules> rules = bindRulesOf(card->card);
    if (!rules) {
        return refuse(hello, attempt,
                      "unit " + attempt.serial +
                          ": its card was made by a Bindery that did not bind; make the card once more");
    }
    const Asking asking{*card, m_binds.statusOf(hello.luksUuid), *rules, partsOf(hello)};
    const std::string& state = asking.unit.unit.state;
    const DeskAct desk = deskAct(state, act);
    if (desk == DeskAct::Refuse) {
        return refuse(hello, attempt,
                      "unit " + attempt.serial + " is " + state + " and cannot be served at \"" +
                          std::string(bind::textOf(act)) + "\"; " + std::string(cureOf(state)));
    }
    const Objection objection = headerObjection(asking.unit, asking.rules, act, header);
    if (objection) {
        return refuse(hello, attempt, *objection);
    }
    const db::BindStep step = stepOf(hello, header, signature);
    if (desk == DeskAct::Examine) {
        return examine(asking, hello, step);
    }
    if (const Objection conflict = m_binds.conflictOf(attempt.id, asking.parts)) {
        return refuse(hello, attempt, *conflict);
    }
    if (!areFitted(asking.unit, asking.parts)) { // or anybody could have its secret destroyed
        return refuse(hello, attempt,
                      "unit " + attempt.serial + ": " + partsText(hello) +
                          " was never authorised for it; start its bind from the beginning");
    }
    switch (desk) {
    case DeskAct::RecordLocked:
        m_binds.recordLocked(attempt.id, asking.parts, step);
        tell("locked", hello, attempt.serial, "keyslot 1 is on the card, its key locked by the module");
        return {bind::Verdict::Noted, fitting("unit " + attempt.serial + " is locked")};
    case DeskAct::RecordVerified:
        return recordVerified(asking, hello, header, step);
    case DeskAct::RevokeAgain:
        if (!hasTransportSlot(header)) {
            return finishBound(asking, hello, step);
        }
        return {bind::Verdict::Revoke,
                fitting("unit " + attempt.serial + " destroys its transport keyslot now")};
    case DeskAct::FinishBound:
        return finishBound(asking, hello, step);
    case DeskAct::Settled:
        if (hasTransportSlot(header)) {
            refuse(
                hello, attempt,
                "unit " + attempt.serial +
                    " is bound, but its card has keyslot 0 again: an older copy of the card; it is revoked "
                    "once more");
            return {bind::Verdict::Revoke,
                    fitting("unit " + attempt.serial + " destroys the transport keyslot of an older copy")};
        }
        noteProduction(asking, hello, step);
        return {bind::Verdict::Noted, fitting("unit " + attempt.serial + " is " + state)};
    default:
        return {bind::Verdict::Noted, fitting("unit " + attempt.serial + " is " + state)};
    }
}

} // namespace bindery::line
