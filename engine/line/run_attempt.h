// SPDX-License-Identifier: Apache-2.0
// One try at one card, from the committed row to the closed one. Whatever happens to the card becomes a
// result; the attempt is closed exactly once. When the records cannot be written the card is not passed, and
// the attempt is left for recovery to close. Threads: one run per card, in parallel; giveUp() and blame()
// from another thread.
#pragma once

#include "base/cms_envelope.h"
#include "card/make_card.h"
#include "db/attempt.h"
#include "line/attempt_lock.h"
#include "line/station.h"

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>

namespace bindery::line
{

struct AttemptReport {
    std::string attempt;
    std::string serial;
    std::string path;
    db::AttemptResult result = db::AttemptResult::Failed;
    std::optional<ErrorCode> reason;
    std::string message;
    std::optional<db::Found> found;       ///< on the card, before it was written
    card::Fill fill = card::Fill::None;   ///< intended
    std::optional<card::CardRecord> card; ///< of a card that was made
    bool recorded = true;                 ///< false: the records took no result; recovery closes it
};

/// A card that is about to be made: its row is committed, its lock held.
struct StartedAttempt {
    db::OpenedAttempt opened;
    AttemptLock lock;
    std::string path;
    std::string order;
    std::string goldenId;
    std::optional<db::Found> found;
    card::Fill fill = card::Fill::Discard;
    /// Claims the card; called when everything else is ready.
    std::function<std::unique_ptr<device::Medium>()> claim;
    /// What the recovery key is sealed to; empty: the card has none.
    std::shared_ptr<const CmsEnvelope> escrow = {};
};

/// As the records call it.
db::Fill toRecord(card::Fill fill);

class RunningAttempt
{
public:
    RunningAttempt(Station& station, StartedAttempt started);
    RunningAttempt(const RunningAttempt&) = delete;
    RunningAttempt& operator=(const RunningAttempt&) = delete;

    const db::OpenedAttempt& opened() const { return m_started.opened; }

    /// Makes the card and closes the attempt. After giveUp() it touches neither station nor records any more,
    /// whenever the medium lets go of it.
    AttemptReport run(card::CardOrder order, card::CardProgress& progress, const std::stop_token& stop);
    /// What a run that is stopped from now on failed of: the disk left. The first one counts.
    void blame(const Error& error);
    /// Closes the attempt as failed although run() has not ended: the medium holds its thread in the kernel.
    /// Empty when it was closed already.
    std::optional<AttemptReport> giveUp(const Error& error, const card::CardProgress& progress);

private:
    AttemptReport reportOf() const;
    void keepRecovery(const SecretBuffer& secret);
    AttemptReport close(const db::AttemptOutcome& outcome, AttemptReport report);
    Error causeOf(const Error& error) const;

    Station& m_station;
    StartedAttempt m_started;
    mutable std::mutex m_mutex;
    bool m_closed = false;
    std::optional<Error> m_blame;
};

/// All of it at once.
AttemptReport runAttempt(Station& station, StartedAttempt started, card::CardOrder order,
                         card::CardProgress& progress, const std::stop_token& stop);

} // namespace bindery::line
