// SPDX-License-Identifier: Apache-2.0
// Attempts and units on record for people, as wide as standard output. Threads: free functions.
#pragma once

#include "db/records.h"

#include <string>
#include <vector>

namespace bindery::cli
{

/// The id of an attempt, not a serial.
bool isAttemptId(const std::string& text);
/// Card by card, as they are recorded, and each card's by number.
std::vector<db::StoredKeyslot> inOrderOfTheCard(std::vector<db::StoredKeyslot> slots);
/// Says so when there may be more than `limit`.
std::string attemptsText(const std::vector<db::StoredAttempt>& attempts, std::uint64_t limit);
/// `onlyAttempt`: the one that is shown; empty: all.
std::string unitText(const db::StoredUnit& unit, const std::vector<db::StoredAttempt>& attempts,
                     const std::string& onlyAttempt, const std::vector<db::StoredKeyslot>& keyslots,
                     const std::vector<db::StoredEvent>& events);

} // namespace bindery::cli
