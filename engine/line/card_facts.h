// SPDX-License-Identifier: Apache-2.0
// A card's identity as the records keep it, and back. Errors: Corrupt naming the field, when a record does
// not hold it.
#pragma once

#include "card/make_card.h"
#include "db/attempt.h"

namespace bindery::line
{

db::CardFacts toFacts(const card::CardIdentity& identity);
card::CardIdentity fromFacts(const db::CardFacts& facts);

} // namespace bindery::line
