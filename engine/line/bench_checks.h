// SPDX-License-Identifier: Apache-2.0
// The rules that a unit's words must keep before the bench answers, each as a sentence for the person at the
// bench that names unit, part and cure. Empty: nothing against it. Threads: free functions.
#pragma once

#include "bind/messages.h"
#include "db/bind_records.h"
#include "line/card_facts.h"

#include <optional>
#include <string>

namespace bindery::line
{

using Objection = std::optional<std::string>;

/// The header that the unit sees is the one that was made, with the keyslots that the act may find.
Objection headerObjection(const db::BindStatus& unit, const BindRules& rules, bind::Act act,
                          const bind::HeaderReport& header);
/// Board, kind and health of the module, the medium.
Objection unitObjection(const db::BindStatus& unit, const BindRules& rules, const db::StoredAttempt& attempt,
                        const bind::Hello& hello);
bool hasTransportSlot(const bind::HeaderReport& header);

} // namespace bindery::line
