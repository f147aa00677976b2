// SPDX-License-Identifier: Apache-2.0
// One try at one card, from the committed row to the closed one. Whatever happens to the card becomes a
// result; the attempt is closed exactly once. When the records cannot be written the card is not passed, and
// the attempt is left for recovery to close. Threads: one call per card, in parallel.
#pragma once

#include "card/make_card.h"
#include "db/attempt.h"
#include "line/attempt_lock.h"
#include "line/station.h"

#include <functional>
#include <memory>
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
};

/// As the records call it.
db::Fill toRecord(card::Fill fill);

AttemptReport runAttempt(Station& station, StartedAttempt started, card::CardOrder order,
                         card::CardProgress& progress, const std::stop_token& stop);

} // namespace bindery::line
