// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"
#include "base/json.h"
#include "db/serials_internal.h"

namespace bindery::db
{

namespace
{

std::optional<StoredSlot> slotOf(const SQLite::Database& database, const std::string& slot)
{
    SQLite::Statement row =
        prepare(database, "SELECT slot, state, reason, changed_by, changed FROM slot WHERE slot = ?", slot);
    if (!row.executeStep()) {
        return std::nullopt;
    }
    return StoredSlot{textAt(row, 0), textAt(row, 1), textAt(row, 2), textAt(row, 3), integerAt(row, 4)};
}

struct SlotMove {
    const char* state;
    const char* action;
};

/// A word of a person about a slot, with its event.
void move(Records::State& state, const std::string& slot, const SlotMove& move, const std::string& reason,
          const std::string& actor)
{
    checkName("slot", slot);
    const std::string why = requireReason(reason, "a slot that is " + std::string(move.state));
    const std::optional<StoredSlot> known = slotOf(state.database, slot);
    const std::string before = known ? known->state : "open";
    if (before == move.state) {
        throw Error(ErrorCode::Conflict,
                    "slot " + slot + " is " + before + " already" + (known ? ": " + known->reason : ""));
    }
    run(state.database,
        "INSERT INTO slot (slot, state, reason, changed, changed_by, reopened) "
        "VALUES (?1, ?2, ?3, ?4, ?5, iif(?2 = 'open', ?4, NULL)) "
        "ON CONFLICT (slot) DO UPDATE SET state = excluded.state, reason = excluded.reason, "
        "changed = excluded.changed, changed_by = excluded.changed_by, "
        "reopened = coalesce(excluded.reopened, reopened)",
        slot, move.state, why, state.moment.utcMicros, actor);
    state.appendEvent(actor, move.action, "slot:" + slot,
                      {{"reason", why}, {"slot", slot}, {"state", move.state}});
}

} // namespace

std::string_view textOf(ReferenceCard card)
{
    return card == ReferenceCard::KnownGood ? "known good" : "known bad";
}

void Records::blockSlot(const std::string& slot, const std::string& reason, const std::string& actor)
{
    m_state->write([&] {
        requireActor(m_state->database, actor);
        move(*m_state, slot, {"blocked", "slot.blocked"}, reason, actor);
    });
}

void Records::takeSlotOutOfService(const std::string& slot, const std::string& reason,
                                   const std::string& actor)
{
    m_state->write([&] {
        requireActor(m_state->database, actor);
        move(*m_state, slot, {"out of service", "slot.out_of_service"}, reason, actor);
    });
}

void Records::reopenSlot(const std::string& slot, const std::string& reason, const std::string& actor)
{
    m_state->write([&] {
        requireSupervisor(m_state->database, actor, "re-opening a slot");
        move(*m_state, slot, {"open", "slot.reopened"}, reason, actor);
    });
}

void Records::acknowledgeFault(const std::string& slot, const std::string& attempt, const std::string& actor)
{
    m_state->write([&] {
        const SQLite::Database& database = m_state->database;
        requireActor(database, actor);
        checkName("slot", slot);
        SQLite::Statement row =
            prepare(database, "SELECT result, serial, work_order FROM attempt WHERE id = ?", attempt);
        if (!row.executeStep()) {
            throw Error(ErrorCode::NotFound, "there is no attempt \"" + recordable(attempt, 64) + "\"");
        }
        if (row.isColumnNull(0)) {
            throw Error(ErrorCode::Conflict, "the attempt " + attempt + " runs: it has no fault yet");
        }
        m_state->appendEvent(actor, "slot.acknowledged", "slot:" + slot,
                             {{"attempt", attempt},
                              {"order", textAt(row, 2)},
                              {"result", textAt(row, 0)},
                              {"slot", slot},
                              {"unit", textAt(row, 1)}});
    });
}

std::vector<StoredSlot> Records::slots() const
{
    return m_state->read([](const SQLite::Database& database) {
        std::vector<StoredSlot> slots;
        SQLite::Statement rows =
            prepare(database, "SELECT slot, state, reason, changed_by, changed FROM slot "
                              "ORDER BY length(slot), slot");
        while (rows.executeStep()) {
            slots.push_back(
                {textAt(rows, 0), textAt(rows, 1), textAt(rows, 2), textAt(rows, 3), integerAt(rows, 4)});
        }
        return slots;
    });
}

int Records::failuresInARow(const std::string& slot) const
{
    return m_state->read([&](const SQLite::Database& database) {
        SQLite::Statement rows = prepare(
            database,
            "SELECT result FROM attempt WHERE slot = ? AND result IN ('passed', 'written_unverified', "
            "'failed') AND ended > coalesce((SELECT reopened FROM slot WHERE slot.slot = attempt.slot), -1) "
            "ORDER BY started DESC, rowid DESC",
            slot);
        int failures = 0;
        while (rows.executeStep() && textAt(rows, 0) == "failed") {
            ++failures;
        }
        return failures;
    });
}

void Records::recordReferenceCheck(const ReferenceCheck& check, const std::string& actor)
{
    m_state->write([&] {
        requireActor(m_state->database, actor);
        const std::string message = recordable(check.message);
        const auto slot = check.slot ? std::optional(recordable(*check.slot, 64)) : std::nullopt;
        run(m_state->database,
            "INSERT INTO reference_check (card, as_expected, slot, message, checked, actor) VALUES (?, ?, ?, "
            "?, ?, ?)",
            textOf(check.card), check.asExpected ? 1 : 0, slot, message, m_state->moment.utcMicros, actor);
        m_state->appendEvent(actor, "line.reference_check", "station",
                             {{"as_expected", check.asExpected},
                              {"card", textOf(check.card)},
                              {"message", message},
                              {"slot", slot ? Json(*slot) : Json(nullptr)}});
    });
}

std::optional<ReferenceCheck> Records::lastGoodCheck(ReferenceCard card) const
{
    return m_state->read([&](const SQLite::Database& database) -> std::optional<ReferenceCheck> {
        SQLite::Statement row =
            prepare(database,
                    "SELECT slot, message, checked, actor FROM reference_check WHERE card = ? AND "
                    "as_expected = 1 ORDER BY checked DESC, id DESC LIMIT 1",
                    textOf(card));
        if (!row.executeStep()) {
            return std::nullopt;
        }
        return ReferenceCheck{card,          true, optionalTextAt(row, 0), textAt(row, 1), integerAt(row, 2),
                              textAt(row, 3)};
    });
}

} // namespace bindery::db
