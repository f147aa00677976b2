// SPDX-License-Identifier: Apache-2.0
#include "line/run_attempt.h"

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
    outcome.keyslots = {{0, "transport", made.verified, std::nullopt}};
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

AttemptReport runAttempt(Station& station, StartedAttempt started, card::CardOrder order,
                         card::CardProgress& progress, const std::stop_token& stop)
{
    AttemptReport report;
    report.attempt = started.opened.id;
    report.serial = started.opened.serial;
    report.path = started.path;
    report.found = started.found;
    report.fill = started.fill;
    const card::VerifyPolicy policy = order.verify;

    order.keep = [&](const card::CardIdentity& identity, const SecretBuffer& transportSecret) {
        station.records().recordCard(report.attempt, toFacts(identity));
        station.secrets().seal(transportSecret, {report.attempt, identity.luksUuid, "transport"});
    };

    db::AttemptOutcome outcome;
    const std::optional<Error> cardError = errorOf([&] {
        withContext(started.path, [&] {
            const std::unique_ptr<device::Medium> medium = started.claim();
            report.card = card::makeCard(*medium, std::move(order), station.clock(), progress, stop);
        });
    });
    outcome = cardError ? outcomeOf(*cardError, progress) : outcomeOf(*report.card, policy);

    const std::optional<Error> recordError = errorOf([&] {
        withContext("recording the result of attempt " + report.attempt,
                    [&] { station.records().closeAttempt(report.attempt, outcome); });
    });
    if (recordError) {
        spdlog::error("{}", recordError->what());
        report.result = db::AttemptResult::Failed;
        report.reason = recordError->code();
        report.message = recordError->what();
        return report; // the lock's file stays: recovery finds the open attempt
    }
    if (cardError && station.records().findSealedSecret(report.attempt)) {
        const std::optional<Error> leftover = errorOf(
            [&] { station.secrets().destroy(report.attempt, "the attempt did not pass", kStationActor); });
        if (leftover) { // the result stands; the next start tries again
            spdlog::warn("destroying the secret of attempt {}: {}", report.attempt, leftover->what());
        }
    }
    started.lock.release();
    report.result = outcome.result;
    report.reason = outcome.reason;
    report.message = outcome.message;
    return report;
}

} // namespace bindery::line
