// SPDX-License-Identifier: Apache-2.0
#include "line/bench.h"

#include "base/error.h"
#include "line/bench_words_internal.h"

#include <utility>

#include <spdlog/spdlog.h>

namespace bindery::line
{

namespace
{

constexpr std::int64_t kMinuteMicros = 60'000'000;
/// The same unit with the same words: it asks again every half minute, for nights. Cards that nobody made
/// here cost a stranger nothing: what they use up is not that of cards on record.
constexpr RepeatBudget::Limits kRefusals{1, 2000, 30 * kMinuteMicros};
constexpr RepeatBudget::Limits kStrangers{2, 60, 30 * kMinuteMicros};
/// The same unit on the same card, which had its secret: it starts again and again.
constexpr RepeatBudget::Limits kRepeats{2, 500, 30 * kMinuteMicros};
/// Of one peer that proved nothing.
constexpr RepeatBudget::Limits kRejections{6, 30, kMinuteMicros};

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
      m_report(std::move(report)), m_refusals(kRefusals), m_strangers(kStrangers), m_repeats(kRepeats),
      m_rejections(kRejections)
{
    m_station.records().requireMayAct(m_options.actor);
}

Bench::~Bench()
{
    try {
        settle(m_refusals, "bind.refused_again", true);
        settle(m_strangers, "bind.refused_again", true);
        settle(m_repeats, "bind.authorised_again", true);
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

bool Bench::isWorthARecord(const std::string& what, bool ofACardOnRecord)
{
    settle(m_refusals, "bind.refused_again");
    settle(m_strangers, "bind.refused_again");
    RepeatBudget& budget = ofACardOnRecord ? m_refusals : m_strangers;
    return budget.admits(what, m_station.clock().now().monotonicMicros);
}

bind::Ruling Bench::refuse(const bind::Hello& hello, const std::optional<db::StoredAttempt>& attempt,
                           const std::string& sentence)
{
    const std::string reason = fitting(sentence);
    const std::string key =
        hello.luksUuid.text() + " " + hello.module.serial + " " + hello.host.cpuSerial + ": " + reason;
    if (isWorthARecord(key, attempt.has_value())) {
        m_binds.recordRefused(attempt ? std::optional(attempt->id) : std::nullopt, partsOf(hello), "refused",
                              reason);
    }
    tell("refused", hello, attempt ? attempt->serial : "", reason);
    return {bind::Verdict::Refused, reason};
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

db::Confirmation Bench::confirm(const db::Labels& labels, const std::string& actor)
{
    return m_binds.confirm(labels, actor);
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
    if (isWorthARecord("failed " + hello.luksUuid.text() + ": " + message, card.has_value())) {
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
