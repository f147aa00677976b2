// SPDX-License-Identifier: Apache-2.0
// What a work order asks of its cards, and its form in the records: golden image, target and serial scheme
// are columns of the order, all else is its policy, a JSON object of integers, words and booleans. Strict: a
// key that is not known, or a value that cannot be, is an error. A missing key has its default, so that
// orders of older stations are read. A certificate stands in it as text, with its digest beside it: the file
// that it came from may go. Errors: InvalidArgument, naming order and key.
#pragma once

#include "base/bytes.h"
#include "card/fill.h"
#include "card/make_card.h"
#include "db/records.h"
#include "golden/personality.h"

#include <cstdint>
#include <optional>
#include <string>

namespace bindery::line
{

struct OrderPolicy {
    std::optional<std::string> goldenId;
    std::optional<std::int64_t> target; ///< cards
    db::SerialScheme serialScheme = db::SerialScheme::Counter;
    std::string serialPrefix; ///< of the counter
    Bytes sizeAtLeast;
    std::optional<Bytes> sizeAtMost;
    card::VerifyPolicy verify = card::VerifyPolicy::Full;
    std::optional<card::Fill> fill; ///< empty: by what the card holds
    bool startOnInsertion = false;
    bool firstArticle = false;
    int yieldLimitPercent = 0; ///< 0: the line never stops by yield
    int yieldAfter = 10;       ///< cards that were finished before the limit counts
    bool reprovision = false;  ///< cards that carry a passport of this station's records are taken
    golden::SshKeys sshKeys = golden::SshKeys::Fresh;
    /// Certificate (PEM) that the recovery keys of the cards are sealed to; empty: they have none.
    std::optional<std::string> escrow;

    bool operator==(const OrderPolicy&) const = default;
};

/// "full", "none"; "fresh", "first-boot", "leave"; "none", "discard", "zero", "random": as on the command
/// line.
std::string_view wordOf(card::VerifyPolicy verify);
std::string_view wordOf(golden::SshKeys keys);
std::string_view wordOf(card::Fill fill);

/// The policy column alone.
Json policyJson(const OrderPolicy& policy);
/// A new draft. Errors: also when values contradict each other.
db::NewOrder draftOf(const std::string& number, const OrderPolicy& policy);
OrderPolicy policyOf(const db::NewOrder& order);

} // namespace bindery::line
