// SPDX-License-Identifier: Apache-2.0
// A card's identity as the records keep it, and back. Errors: Corrupt naming the field, when a record does
// not hold it.
#pragma once

#include "card/make_card.h"
#include "db/attempt.h"
#include "golden/manifest.h"

#include <optional>
#include <string>
#include <vector>

namespace bindery::line
{

db::CardFacts toFacts(const card::CardIdentity& identity);
card::CardIdentity fromFacts(const db::CardFacts& facts);

/// What the bench must know of a card, recorded when it is made: neither a removed golden image nor one that
/// was changed since decides who is bound.
struct BindRules {
    std::string profileDigest;
    std::vector<std::string> boards; ///< none: any
    bool demo = false;               ///< the simulated module is allowed
};
void addBindRules(db::CardFacts& facts, const golden::Manifest& golden);
/// Empty for a card that an older Bindery made.
std::optional<BindRules> bindRulesOf(const db::CardFacts& facts);

} // namespace bindery::line
