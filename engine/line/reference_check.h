// SPDX-License-Identifier: Apache-2.0
// The daily check: a reference card is read back, never written, and what came of it is recorded. The
// known-good one must pass its verify. The known-bad one, a card of this station in which something was
// changed afterwards, must be found to differ: a verify that lets it pass, or that does not even find the
// card, proves nothing.
// Errors: those of verifyCard() that say nothing of the card (no such path, no record, rights, cancelled);
// those of the records, among them NeedsRoot for an auditor. What the card showed is a value. Threads: any.
#pragma once

#include "card/card_progress.h"
#include "db/records.h"
#include "device/medium.h"
#include "line/station.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

namespace bindery::line
{

struct ReferenceTarget {
    db::ReferenceCard card = db::ReferenceCard::KnownGood;
    std::filesystem::path path;
    std::optional<std::string> slot; ///< that the card is in
    /// How to get at it, where that is not by its path.
    std::function<std::unique_ptr<device::Medium>()> open = {};
};

inline constexpr const char* kReferenceCard = "this is a reference card of the daily check";

/// Whether the last check that was as expected read this unit's card: of an order that takes cards of ours it
/// would be overwritten, also after a restart that forgot where it is.
bool isReferenceUnit(const db::Records& records, const std::string& serial);

struct CheckedReference {
    db::ReferenceCheck check; ///< as recorded
    std::optional<std::string> serial;
};

CheckedReference checkReference(Station& station, const ReferenceTarget& target, const std::string& actor,
                                card::CardProgress& progress, const std::stop_token& stop);

/// What is missing of today's check, if anything.
std::optional<std::string> checkDue(const db::Records& records, std::int64_t utcMicros);

} // namespace bindery::line
