// SPDX-License-Identifier: Apache-2.0
// Makes many cards at once from one golden image: every target is looked at before the first one is touched,
// every attempt has its row before its card is written, and the golden root is read once for all cards of one
// size. Errors: before anything is touched: NotEligible, Conflict (a file exists, one target named twice, the
// image is not approved), TooSmall, NotFound, InvalidArgument. After that a card's error is its own result.
#pragma once

#include "card/card_progress.h"
#include "line/card_target.h"
#include "line/card_wishes.h"
#include "line/run_attempt.h"
#include "line/station.h"

#include <deque>
#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace bindery::line
{

struct BatchRequest : CardWishes {
    std::vector<Target> targets;
    TargetWishes targetWishes;
};

/// What can be watched of each card while runBatch() runs; same order as the targets.
struct BatchProgress {
    explicit BatchProgress(std::size_t count) : cards(count) {}
    std::deque<card::CardProgress> cards;
    /// Called when a card's attempt has its row, and when it was closed; by the card's index, from any
    /// thread. Must not throw. May be empty.
    std::function<void(std::size_t card, const db::OpenedAttempt& attempt)> opened;
    std::function<void(std::size_t card, const AttemptReport& report)> closed;
};

/// What the batch cost in reading: asserted by tests, printed by the bench.
struct BatchReport {
    std::vector<AttemptReport> attempts; ///< same order as the targets
    Bytes goldenBytesRead;               ///< while writing, for all cards together
};

BatchReport runBatch(Station& station, const BatchRequest& request, BatchProgress& progress,
                     const std::stop_token& stop);

/// A unit's host name where no other is given: the serial in lower case, what a host name cannot hold
/// replaced by '-'.
std::string hostNameOf(const std::string& serial);

} // namespace bindery::line
