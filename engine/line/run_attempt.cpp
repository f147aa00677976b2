// SPDX-License-Identifier: Apache-2.0
#include "line/run_attempt.h"

#include "bind/header_state.h"
#include "db/bind_records.h"
#include "line/card_facts.h"

#include <utility>

#include <spdlog/spdlog.h>

namespace bindery::line
{

namespace
{

db::AttemptOutcome outcomeOf(const card::CardRecord& made, card::VerifyPolicy policy)
{
    db::AttemptOutcome outcome;
    outcome.result = policy == card::VerifyPolicy::Full && made.verified
                         ? db::AttemptResult::Passed
                         : db::AttemptResult::WrittenUnverified;
    outcome.bytesWritten = made.bytesWritten;
    outcome.stepMillis = made.stepMillis;
    outcome.verify = !made.verified                              ? db::Verify::None
                     : made.readBack == device::ReadBack::Direct ? db::Verify::Full
                                                                 : db::Verify::FullCached;
    outcome.fill = toRecord(made.fill);
    outcome.keyslots = {{card::kTransportSlot, "transport", made.verified, std::nullopt}};
    if (made.recovery) {
        outcome.keyslots.push_back({card::kRecoverySlot, "recovery", made.verified, std::nullopt});
    }
    return outcome;
}

db::AttemptOutcome outcomeOf(const Error& error, const card::CardProgress& progress)
{
    db::AttemptOutcome outcome;
    outcome.result =
        error.code() == ErrorCode::Cancelled ? db::AttemptResult::Cancelled : db::AttemptResult::Failed;
    outcome.reason = error.code();
    outcome.message = error.what();
    outcome.bytesWritten = Bytes(progress.written);
    return outcome;
}

/// The thread's edge: any exception becomes an Error.
template <typename Act>
std::optional<Error> errorOf(Act&& act)
{
    try {
        std::forward<Act>(act)();
        return std::nullopt;
    } catch (const Error& error) {
        return error;
    } catch (const std::exception& error) {
        return Error(ErrorCode::Internal, error.what());
    }
}

} // namespace

db::Fill toRecord(card::Fill fill)
{
    switch (fill) {
    case card::Fill::None:
        return db::Fill::None;
    case card::Fill::Discard:
        return db::Fill::Discard;
    case card::Fill::Zero:
        return db::Fill::Zero;
    case card::Fill::Random:
        break;
    }
    return db::Fill::Random;
}

RunningAttempt::RunningAttempt(Station& station, StartedAttempt started)
    : m_station(station), m_started(std::move(started))
{
}

AttemptReport RunningAttempt::reportOf() const
{
    AttemptReport report;
    report.attempt = m_started.opened.id;
    report.serial = m_started.opened.serial;
    report.path = m_started.path;
    report.found = m_started.found;
    report.fill = m_started.fill;
    return report;
}

void RunningAttempt::blame(const Error& error)
{
    const std::lock_guard lock(m_mutex);
    if (!m_blame) {
        m_blame = error;
    }
}

Error RunningAttempt::causeOf(const Error& error) const
{
    const std::lock_guard lock(m_mutex);
    return m_blame && error.code() == ErrorCode::Cancelled ? *m_blame : error;
}

/// With m_mutex held, m_closed just set: nobody else closes it.
AttemptReport RunningAttempt::close(const db::AttemptOutcome& outcome, AttemptReport report)
{
    const std::optional<Error> recordError = errorOf([&] {
        withContext("recording the result of attempt " + report.attempt,
                    [&] { m_station.records().closeAttempt(report.attempt, outcome); });
    });
    if (recordError) {
        spdlog::error("{}", recordError->what());
        report.result = db::AttemptResult::Failed;
        report.reason = recordError->code();
        report.message = recordError->what();
        report.recorded = false;
        return report; // the lock's file stays: recovery finds the open attempt
    }
    const bool made =
        outcome.result == db::AttemptResult::Passed || outcome.result == db::AttemptResult::WrittenUnverified;
    const std::optional<Error> leftover = errorOf([&] {
        if (!made && m_station.records().findSealedSecret(report.attempt)) {
            m_station.secrets().destroy(report.attempt, "the attempt did not pass", kStationActor);
        }
    });
    if (leftover) { // the result stands; the next start tries again
        spdlog::warn("destroying the secret of attempt {}: {}", report.attempt, leftover->what());
    }
    m_started.lock.release();
    report.result = outcome.result;
    report.reason = outcome.reason;
    report.message = outcome.message;
    return report;
}

/// Sealed to the certificate of the order: nobody here can read it any more.
void RunningAttempt::keepRecovery(const SecretBuffer& secret)
{
    if (!m_started.escrow) {
        throw Error(ErrorCode::Internal, "a recovery key without a certificate to seal it to");
    }
    db::BindRecords(m_station.records())
        .recordEscrow(m_started.opened.id, card::kRecoverySlot, m_started.escrow->fingerprint(),
                      m_started.escrow->seal(secret.view()));
}

AttemptReport RunningAttempt::run(card::CardOrder order, card::CardProgress& progress,
                                  const std::stop_token& stop)
{
    AttemptReport report = reportOf();
    const card::VerifyPolicy policy = order.verify;
    order.profileDigest = bind::profileDigestOf;
    order.keep = [&, golden = order.golden](const card::CardIdentity& identity,
                                            const card::CardSecrets& secrets) {
        const std::lock_guard lock(m_mutex);
        if (m_closed) {
            throw Error(ErrorCode::Cancelled, "the attempt was given up");
        }
        db::CardFacts facts = toFacts(identity);
        addBindRules(facts, golden->manifest);
        m_station.records().recordCard(report.attempt, facts);
        m_station.secrets().seal(secrets.transport, {report.attempt, identity.luksUuid, "transport"});
        if (secrets.recovery) {
            keepRecovery(*secrets.recovery);
        }
    };
    const std::optional<Error> cardError = errorOf([&] {
        withContext(m_started.path, [&] {
            const std::unique_ptr<device::Medium> medium = m_started.claim();
            report.card = card::makeCard(*medium, std::move(order), m_station.clock(), progress, stop);
        });
    });
    const db::AttemptOutcome outcome =
        cardError ? outcomeOf(causeOf(*cardError), progress) : outcomeOf(*report.card, policy);

    const std::lock_guard lock(m_mutex);
    if (m_closed) {
        report.card.reset();
        report.message = "the attempt was given up before";
        return report;
    }
    m_closed = true;
    return close(outcome, std::move(report));
}

std::optional<AttemptReport> RunningAttempt::giveUp(const Error& error, const card::CardProgress& progress)
{
    const std::lock_guard lock(m_mutex);
    if (std::exchange(m_closed, true)) {
        return std::nullopt;
    }
    return close(outcomeOf(error, progress), reportOf());
}

AttemptReport runAttempt(Station& station, StartedAttempt started, card::CardOrder order,
                         card::CardProgress& progress, const std::stop_token& stop)
{
    return RunningAttempt(station, std::move(started)).run(std::move(order), progress, stop);
}

} // namespace bindery::line
