// SPDX-License-Identifier: Apache-2.0
#include "line/bench.h"

#include "base/error.h"
#include "line/bench_table.h"

#include <algorithm>
#include <utility>

#include <spdlog/spdlog.h>

namespace bindery::line
{

namespace
{

constexpr std::int64_t kMinuteMicros = 60'000'000;
/// The same unit with the same words: it asks again every half minute, for nights.
constexpr RepeatBudget::Limits kRefusals{1, 60, 30 * kMinuteMicros};
/// Of one peer that proved nothing.
constexpr RepeatBudget::Limits kRejections{6, 30, kMinuteMicros};

/// As a message may hold it: one line of at most kMaxText bytes, whole characters.
std::string fitting(std::string text)
{
    std::replace_if(
        text.begin(), text.end(), [](unsigned char c) { return c < 0x20 || c == 0x7f; }, '?');
    std::size_t size = std::min(text.size(), bind::kMaxText);
    const auto isInside = [&](std::size_t at) {
        return (static_cast<unsigned char>(text[at]) & 0xc0U) == 0x80;
    };
    while (size > 0 && size < text.size() && isInside(size)) {
        --size;
    }
    text.resize(size);
    return text;
}

db::UnitParts partsOf(const bind::Hello& hello)
{
    db::UnitParts parts;
    parts.piSerial = hello.host.cpuSerial;
    parts.piModel = hello.host.model;
    parts.piRevision = hello.host.revision;
    parts.macs = hello.host.macs;
    parts.bootMedium = hello.host.bootMedium;
    parts.moduleKind = hello.module.kind;
    parts.moduleModel = hello.module.model;
    parts.moduleSerial = hello.module.serial;
    parts.moduleFirmware = hello.module.firmware;
    parts.modulePublicKey = hello.module.publicKey;
    return parts;
}

db::BindStep stepOf(const bind::Hello& hello, const bind::HeaderReport& header, ByteView signature)
{
    db::BindStep step;
    step.status = module::textOf(hello.moduleStatus);
    step.headerDigest = header.profileDigest;
    step.tokenDigest = header.tokenDigest;
    step.keyslots = header.keyslots;
    step.signature.assign(signature.begin(), signature.end());
    return step;
}

/// Whether these parts were fitted to the unit before, and so need no leave.
bool areFitted(const db::BindStatus& unit, const db::UnitParts& parts)
{
    const auto has = [&](const char* kind, const std::string& serial) {
        return std::any_of(unit.genealogy.begin(), unit.genealogy.end(), [&](const db::StoredPart& part) {
            return part.kind == kind && part.serial == serial && !part.fittedTo;
        });
    };
    return has("module", parts.moduleSerial) && has("pi", parts.piSerial);
}

std::string partsText(const bind::Hello& hello)
{
    return "module " + hello.module.serial.substr(0, 64) + " in Pi " + hello.host.cpuSerial.substr(0, 64);
}

/// A peer without its port, which is another one each time.
std::string hostOf(const std::string& peer)
{
    const std::size_t colon = peer.rfind(':');
    return colon == std::string::npos ? peer : peer.substr(0, colon);
}

/// What the records hold against it: final until a person changes something.
bool isRefusal(ErrorCode code)
{
    return code == ErrorCode::Conflict || code == ErrorCode::NotFound || code == ErrorCode::InvalidArgument;
}

} // namespace

Bench::Bench(Station& station, BenchOptions options, std::function<void(const BenchEvent&)> report)
    : m_station(station), m_binds(station.records()), m_options(std::move(options)),
      m_report(std::move(report)), m_refusals(kRefusals), m_rejections(kRejections)
{
    m_station.records().requireMayAct(m_options.actor);
}

Bench::~Bench()
{
    try {
        settle(m_refusals, "bind.refused_again", true);
        settle(m_rejections, "bind.rejected_more", true);
    } catch (const std::exception& error) {
        spdlog::error("counting what the bench turned away: {}", error.what());
    }
}

void Bench::tell(const char* kind, const bind::Hello& hello, const std::string& unit,
                 const std::string& message) const
{
    if (m_report) {
        m_report({m_station.clock().now().utcMicros, kind, unit,
                  hello.luksUuid == Uuid() ? "" : hello.luksUuid.text(), hello.host.cpuSerial,
                  hello.module.kind, hello.module.serial, message});
    }
}

void Bench::settle(RepeatBudget& budget, const char* action, bool isLast)
{
    for (const RepeatBudget::Withheld& withheld :
         isLast ? budget.rest() : budget.ended(m_station.clock().now().monotonicMicros)) {
        m_station.records().recordAct(
            kStationActor, action, "bench",
            {{"count", withheld.count},
             {"of", withheld.key.empty() ? Json(nullptr) : Json(fitting(withheld.key))}});
    }
}

bind::Ruling Bench::refuse(const bind::Hello& hello, const std::optional<db::StoredAttempt>& attempt,
                           const std::string& sentence)
{
    const std::string reason = fitting(sentence);
    settle(m_refusals, "bind.refused_again");
    const std::string key =
        hello.luksUuid.text() + " " + hello.module.serial + " " + hello.host.cpuSerial + ": " + reason;
    if (m_refusals.admits(key, m_station.clock().now().monotonicMicros)) {
        m_binds.recordRefused(attempt ? std::optional(attempt->id) : std::nullopt, partsOf(hello), "refused",
                              reason);
    }
    tell("refused", hello, attempt ? attempt->serial : "", reason);
    return {bind::Verdict::Refused, reason};
}

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
    if (m_binds.findConfirmation(asking.parts.moduleSerial, asking.parts.piSerial)) {
        return std::nullopt;
    }
    const std::string reason =
        fitting("unit " + unit + " waits until a person confirms " + partsText(hello) + ": scan both labels");
    tell("waiting", hello, unit, reason);
    return bind::Ruling{bind::Verdict::Waiting, reason};
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
    m_binds.recordAuthorised(attempt.id, asking.parts, step, m_options.actor);
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
    return {bind::Verdict::Noted, fitting(reason)};
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
        return {bind::Verdict::Noted, fitting("unit " + attempt.serial + " is " + state)};
    default:
        return {bind::Verdict::Noted, fitting("unit " + attempt.serial + " is " + state)};
    }
}

bind::Ruling Bench::ruled(bind::Act act, const bind::Hello& hello, const bind::HeaderReport& header,
                          ByteView signature)
{
    try {
        return answer(act, hello, header, signature);
    } catch (const Error& error) {
        if (!isRefusal(error.code())) {
            throw; // the station's trouble, not the unit's: it asks again
        }
        const std::optional<db::CardRecord> card = m_station.records().findCard(hello.luksUuid);
        return refuse(hello, card ? std::optional(card->attempt) : std::nullopt, error.what());
    }
}

bind::Ruling Bench::authorise(const bind::Hello& hello, const bind::HeaderReport& header)
{
    return ruled(bind::Act::Authorise, hello, header, {});
}

bind::Ruling Bench::locked(const bind::Hello& hello, const bind::HeaderReport& header, ByteView signature)
{
    return ruled(bind::Act::Locked, hello, header, signature);
}

bind::Ruling Bench::verified(const bind::Hello& hello, const bind::HeaderReport& header, ByteView signature)
{
    return ruled(bind::Act::Verified, hello, header, signature);
}

bind::Ruling Bench::revoked(const bind::Hello& hello, const bind::HeaderReport& header, ByteView signature)
{
    return ruled(bind::Act::Revoked, hello, header, signature);
}

bind::Ruling Bench::failed(const bind::Hello& hello, const bind::FailureReport& failure)
{
    const std::optional<db::CardRecord> card = m_station.records().findCard(hello.luksUuid);
    const std::string message = fitting(failure.code + ": " + failure.message);
    settle(m_refusals, "bind.refused_again");
    if (m_refusals.admits("failed " + hello.luksUuid.text() + ": " + message,
                          m_station.clock().now().monotonicMicros)) {
        m_binds.recordRefused(card ? std::optional(card->attempt.id) : std::nullopt, partsOf(hello), "failed",
                              message);
    }
    tell("failed", hello, card ? card->attempt.serial : "", message);
    return {bind::Verdict::Noted, "the station has it on record"};
}

void Bench::rejected(const std::string& peer, const std::string& why, const std::optional<bind::Hello>& hello)
{
    settle(m_rejections, "bind.rejected_more");
    if (!m_rejections.admits(hostOf(peer), m_station.clock().now().monotonicMicros)) {
        return;
    }
    const std::string message = fitting(peer + ": " + why);
    m_binds.recordRefused(std::nullopt, hello ? std::optional(partsOf(*hello)) : std::nullopt, "rejected",
                          message);
    tell("rejected", hello.value_or(bind::Hello{}), "", message);
}

} // namespace bindery::line
