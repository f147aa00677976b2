// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"
#include "base/json.h"
#include "db/keyslot_history_internal.h"

#include <vector>

namespace bindery::db
{

namespace
{

constexpr std::size_t kLongestReason = 1024;

/// Errors: Conflict.
void requireChangeable(const CardOwner& card, const KeyslotNow& old, const KeyslotNow& slot)
{
    const std::string name = "keyslot " + std::to_string(slot.number) + " of attempt " + card.attempt;
    if (old.state == "destroyed") {
        throw Error(ErrorCode::Conflict, name + " is destroyed");
    }
    if (old.purpose != slot.purpose) {
        throw Error(ErrorCode::Conflict,
                    name + " is the " + old.purpose + " slot, not the " + slot.purpose + " slot");
    }
}

} // namespace

std::optional<KeyslotNow> keyslotOf(const SQLite::Database& database, const std::string& attempt, int number)
{
    SQLite::Statement row =
        prepare(database, "SELECT purpose, state, exposure FROM keyslot WHERE attempt = ? AND number = ?",
                attempt, number);
    if (!row.executeStep()) {
        return std::nullopt;
    }
    return KeyslotNow{number, textAt(row, 0), textAt(row, 1), optionalTextAt(row, 2)};
}

void putKeyslot(Records::State& state, const CardOwner& card, const KeyslotNow& slot,
                const std::optional<std::string>& reason, const std::string& actor, std::int64_t event)
{
    const SQLite::Database& database = state.database;
    const std::int64_t now = state.moment.utcMicros;
    if (const std::optional<KeyslotNow> old = keyslotOf(database, card.attempt, slot.number)) {
        requireChangeable(card, *old, slot);
        run(database,
            "UPDATE keyslot SET state = ?, exposure = ?, changed = ? WHERE attempt = ? AND number = ?",
            slot.state, slot.exposure, now, card.attempt, slot.number);
    } else {
        run(database,
            "INSERT INTO keyslot (attempt, serial, number, purpose, state, exposure, created, changed) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            card.attempt, card.unit, slot.number, slot.purpose, slot.state, slot.exposure, now, now);
    }
    run(database,
        "INSERT INTO keyslot_change (event, attempt, serial, number, purpose, state, exposure, reason, "
        "actor, "
        "changed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        event, card.attempt, card.unit, slot.number, slot.purpose, slot.state, slot.exposure, reason, actor,
        now);
}

void changeKeyslot(Records::State& state, const CardOwner& card, const KeyslotNow& slot,
                   const std::string& reason, const std::string& actor)
{
    const std::string why = recordable(reason, kLongestReason);
    if (const std::optional<KeyslotNow> old = keyslotOf(state.database, card.attempt, slot.number)) {
        requireChangeable(card, *old, slot);
    }
    const std::int64_t event =
        state.appendEvent(actor, "keyslot.changed", "attempt:" + card.attempt,
                          {{"attempt", card.attempt},
                           {"exposure", slot.exposure ? Json(*slot.exposure) : Json(nullptr)},
                           {"number", slot.number},
                           {"order", card.order},
                           {"purpose", slot.purpose},
                           {"reason", why},
                           {"state", slot.state},
                           {"unit", card.unit}});
    putKeyslot(state, card, slot, why, actor, event);
}

void endAnnouncedKeyslots(Records::State& state, const CardOwner& card, const std::string& actor)
{
    std::vector<int> numbers;
    SQLite::Statement rows = prepare(
        state.database, "SELECT number FROM keyslot WHERE attempt = ? AND state = 'created'", card.attempt);
    while (rows.executeStep()) {
        numbers.push_back(static_cast<int>(integerAt(rows, 0)));
    }
    for (const int number : numbers) {
        KeyslotNow slot = keyslotOf(state.database, card.attempt, number).value();
        slot.state = "destroyed";
        slot.exposure = kResidualExposure;
        changeKeyslot(state, card, slot,
                      "the attempt did not pass: no card is used with it; the medium may hold its area until "
                      "it is written again",
                      actor);
    }
}

} // namespace bindery::db
