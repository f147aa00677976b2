// SPDX-License-Identifier: Apache-2.0
// The steps of a bind as units report them: each is a row with all that was observed, and moves unit and
// keyslots in the same transaction.
#include "base/base64.h"
#include "base/error.h"
#include "base/json.h"
#include "db/bind_rows_internal.h"
#include "db/keyslot_history_internal.h"
#include "db/parts_internal.h"
#include "db/serials_internal.h"
#include "db/unit_states_internal.h"

#include <algorithm>
#include <array>

namespace bindery::db
{

namespace
{

constexpr int kTransportSlot = 0;
constexpr int kModuleSlot = 1;
constexpr std::size_t kLongestMessage = 1024;

/// The card that an attempt made, as the one its unit has now.
struct BindCard {
    CardOwner owner;
    Uuid luksUuid;
    std::string unitState;
};

BindCard requireCard(const SQLite::Database& database, const std::string& attempt)
{
    SQLite::Statement row = prepare(
        database,
        "SELECT attempt.work_order, attempt.serial, result, superseded_by, luks_uuid, state FROM attempt "
        "JOIN unit ON "
        "unit.serial = attempt.serial LEFT JOIN attempt_card ON attempt_card.attempt = attempt.id "
        "WHERE attempt.id = ?",
        attempt);
    if (!row.executeStep()) {
        throw Error(ErrorCode::NotFound, "there is no attempt \"" + recordable(attempt, 64) + "\"");
    }
    const std::string unit = textAt(row, 1);
    if (const std::optional<std::string> later = optionalTextAt(row, 3)) {
        throw Error(ErrorCode::Conflict, "unit " + unit + ": the card of attempt " + attempt +
                                             " was superseded by that of attempt " + *later +
                                             "; put the new card in");
    }
    if (optionalTextAt(row, 2) != "passed" || row.isColumnNull(4)) {
        throw Error(ErrorCode::Conflict, "unit " + unit + ": its card did not pass (attempt " + attempt +
                                             " " + optionalTextAt(row, 2).value_or("is being made") +
                                             "); make it once more");
    }
    return {{attempt, textAt(row, 0), unit}, Uuid::parse(textAt(row, 4)), textAt(row, 5)};
}

bool isOneOf(const std::string& word, std::initializer_list<const char*> words)
{
    return std::find(words.begin(), words.end(), word) != words.end();
}

void requireState(const BindCard& card, std::initializer_list<const char*> allowed, const char* act)
{
    if (!isOneOf(card.unitState, allowed)) {
        throw Error(ErrorCode::Conflict, "unit " + card.owner.unit + " is " + card.unitState +
                                             ", so it cannot be " + act + "; ask a supervisor");
    }
}

void requireItsParts(const SQLite::Database& database, const BindCard& card, const UnitParts& parts)
{
    if (const std::optional<std::string> conflict =
            partsConflict(database, card.owner.unit, card.luksUuid, parts)) {
        throw Error(ErrorCode::Conflict, *conflict);
    }
    if (!hasParts(database, card.owner.unit, parts)) {
        throw Error(ErrorCode::Conflict, "unit " + card.owner.unit + ": Pi " + parts.piSerial +
                                             " and module " + parts.moduleSerial +
                                             " were never authorised for it; start the unit's bind anew");
    }
}

KeyslotNow slotOf(const SQLite::Database& database, const BindCard& card, int number, const char* purpose)
{
    return keyslotOf(database, card.owner.attempt, number)
        .value_or(KeyslotNow{number, purpose, "created", {}});
}

/// Keyslot 1 is on the card and was opened with what the module gave back.
void enrolModuleSlot(Records::State& state, const BindCard& card)
{
    KeyslotNow slot = slotOf(state.database, card, kModuleSlot, "module");
    slot.state = "created";
    changeKeyslot(state, card.owner, slot, "made by the unit for its module", kStationActor);
    slot.state = "tested";
    changeKeyslot(state, card.owner, slot, "opened with the key that the module unlocked", kStationActor);
}

} // namespace

void BindRecords::recordAuthorised(const std::string& attempt, const UnitParts& parts, const BindStep& step,
                                   const std::string& actor)
{
    const UnitParts seen = cleaned(parts);
    Records::State& state = m_records.internal();
    state.write([&] {
        requireActor(state.database, actor);
        const BindCard card = requireCard(state.database, attempt);
        requireState(card, {"written", "enrolling", "bind failed"}, "authorised");
        moveUnit(state, card.owner.unit, "enrolling", std::nullopt);
        addBindRow(state, card.owner, "authorised", step, seen, actor);
        fitParts(state, card.owner, card.luksUuid, seen, actor);
        useUpConfirmation(state, card.owner.unit, seen.moduleSerial, seen.piSerial, actor);
    });
}

void BindRecords::recordLocked(const std::string& attempt, const UnitParts& parts, const BindStep& step)
{
    const UnitParts seen = cleaned(parts);
    Records::State& state = m_records.internal();
    state.write([&] {
        const BindCard card = requireCard(state.database, attempt);
        requireItsParts(state.database, card, seen);
        if (isOneOf(card.unitState, {"locked", "verified", "bound", "production"})) {
            return; // the answer was lost, so it tells again
        }
        requireState(card, {"enrolling", "bind failed"}, "locked");
        moveUnit(state, card.owner.unit, "locked", std::nullopt);
        addBindRow(state, card.owner, "locked", step, seen, kStationActor);
        enrolModuleSlot(state, card);
    });
}

void BindRecords::recordVerified(const std::string& attempt, const UnitParts& parts, const BindStep& step)
{
    const UnitParts seen = cleaned(parts);
    Records::State& state = m_records.internal();
    state.write([&] {
        const BindCard card = requireCard(state.database, attempt);
        requireItsParts(state.database, card, seen);
        if (isOneOf(card.unitState, {"verified", "bound", "production"})) {
            return;
        }
        requireState(card, {"enrolling", "bind failed", "locked"}, "verified");
        const bool lockedWasLost = card.unitState != "locked";
        moveUnit(state, card.owner.unit, "verified", std::nullopt);
        addBindRow(state, card.owner, "verified", step, seen, kStationActor);
        if (lockedWasLost) {
            enrolModuleSlot(state, card);
        }
        KeyslotNow slot = slotOf(state.database, card, kModuleSlot, "module");
        slot.state = "tested";
        changeKeyslot(state, card.owner, slot, "opened by the module alone after a cold start",
                      kStationActor);
    });
}

void BindRecords::recordBound(const std::string& attempt, const UnitParts& parts, const BindStep& step)
{
    const UnitParts seen = cleaned(parts);
    Records::State& state = m_records.internal();
    state.write([&] {
        const BindCard card = requireCard(state.database, attempt);
        requireItsParts(state.database, card, seen);
        if (isOneOf(card.unitState, {"bound", "production"})) {
            return;
        }
        requireState(card, {"enrolling", "bind failed", "locked", "verified"}, "bound");
        if (std::find(step.keyslots.begin(), step.keyslots.end(), kTransportSlot) != step.keyslots.end()) {
            throw Error(ErrorCode::Conflict, "unit " + card.owner.unit +
                                                 " reports its keyslot 0 as still there, so it is not bound");
        }
        moveUnit(state, card.owner.unit, "bound", std::nullopt);
        addBindRow(state, card.owner, "revoked", step, seen, kStationActor);
        if (isOneOf(card.unitState, {"enrolling", "bind failed"})) {
            enrolModuleSlot(state, card);
        }
        KeyslotNow slot = slotOf(state.database, card, kTransportSlot, "transport");
        if (slot.state != "destroyed") {
            slot.state = "destruction_reported";
            slot.exposure = slot.exposure.value_or(kResidualExposure);
            changeKeyslot(state, card.owner, slot,
                          "destroyed by the unit; flash cells of the card may still hold its area, which "
                          "nothing opens since its passphrase is destroyed",
                          kStationActor);
        }
    });
}

void BindRecords::recordProduction(const std::string& attempt, const UnitParts& parts, const BindStep& step)
{
    const UnitParts seen = cleaned(parts);
    Records::State& state = m_records.internal();
    state.write([&] {
        const BindCard card = requireCard(state.database, attempt);
        requireItsParts(state.database, card, seen);
        if (card.unitState == "production") {
            return;
        }
        requireState(card, {"bound"}, "locked for good");
        moveUnit(state, card.owner.unit, "production", std::nullopt);
        addBindRow(state, card.owner, "production", step, seen, kStationActor);
    });
}

void BindRecords::recordRefused(const std::optional<std::string>& attempt,
                                const std::optional<UnitParts>& parts, const std::string& action,
                                const std::string& message)
{
    if (!isOneOf(action, {"failed", "refused", "rejected"})) {
        throw Error(ErrorCode::InvalidArgument, "\"" + recordable(action, 64) + "\" is not how a bind fails");
    }
    std::optional<UnitParts> seen = parts ? std::optional(shortened(*parts)) : std::nullopt;
    BindStep step;
    step.message = recordable(message, kLongestMessage);
    Records::State& state = m_records.internal();
    state.write([&] {
        const SQLite::Database& database = state.database;
        std::optional<CardOwner> card;
        if (attempt) {
            SQLite::Statement row =
                prepare(database, "SELECT work_order, serial FROM attempt WHERE id = ?", *attempt);
            if (!row.executeStep()) {
                throw Error(ErrorCode::NotFound, "there is no attempt \"" + recordable(*attempt, 64) + "\"");
            }
            card = CardOwner{*attempt, textAt(row, 0), textAt(row, 1)};
        }
        if (!card) {
            addBindEvent(state, action, step, seen, kStationActor);
            return;
        }
        // A claim by parts that are not its own does nothing to a unit; nor does an old card of it.
        const StoredUnit unit = requireUnit(database, card->unit);
        const bool isItsOwn =
            !seen || !hasAnyParts(database, card->unit) || hasParts(database, card->unit, *seen);
        if (action != "rejected" && isItsOwn && lastCardOf(database, card->unit) == *attempt &&
            (unit.state == "bind failed" || mayMove(unit.state, "bind failed"))) {
            moveUnit(state, card->unit, "bind failed", step.message);
        }
        addBindRow(state, *card, action, step, seen, kStationActor);
    });
}

} // namespace bindery::db
