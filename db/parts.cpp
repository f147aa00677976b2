// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"
#include "base/json.h"
#include "base/sha256.h"
#include "db/parts_internal.h"
#include "db/serials_internal.h"

#include <algorithm>
#include <array>

namespace bindery::db
{

namespace
{

constexpr std::size_t kLongestSerial = 128;

constexpr const char* kCard = "card";
constexpr const char* kModule = "module";
constexpr const char* kPi = "pi";

/// "the Pi 10000000abcd"
std::string nameOf(const std::string& kind, const std::string& serial)
{
    return "the " + (kind == kPi ? "Pi" : kind) + " " + serial;
}

std::optional<std::string> unitWith(const SQLite::Database& database, const std::string& kind,
                                    const std::string& serial, const std::string& except)
{
    SQLite::Statement row = prepare(
        database,
        "SELECT unit FROM part WHERE kind = ? AND serial = ? AND fitted_to IS NULL AND unit <> ? LIMIT 1",
        kind, serial, except);
    return row.executeStep() ? std::optional(textAt(row, 0)) : std::nullopt;
}

/// What of this kind the unit has now.
std::optional<std::string> fittedTo(const SQLite::Database& database, const std::string& unit,
                                    const std::string& kind)
{
    SQLite::Statement row = prepare(
        database, "SELECT serial FROM part WHERE unit = ? AND kind = ? AND fitted_to IS NULL", unit, kind);
    return row.executeStep() ? std::optional(textAt(row, 0)) : std::nullopt;
}

std::optional<std::string> partConflict(const SQLite::Database& database, const std::string& unit,
                                        const std::string& kind, const std::string& serial)
{
    if (const std::optional<std::string> other = unitWith(database, kind, serial, unit)) {
        return "unit " + unit + ": " + nameOf(kind, serial) + " is in use by unit " + *other +
               "; fit the right one, or let a supervisor take it out of " + *other;
    }
    const std::optional<std::string> mine = fittedTo(database, unit, kind);
    if (mine && *mine != serial) {
        return "unit " + unit + " has " + nameOf(kind, *mine) + ", but " + nameOf(kind, serial) +
               " asks for it; fit the right one, or let a supervisor take the old one out of " + unit;
    }
    return std::nullopt;
}

/// The serial on a module's label can be copied; its key cannot.
std::optional<std::string> cloneConflict(const SQLite::Database& database, const std::string& unit,
                                         const std::string& serial, const std::string& key)
{
    SQLite::Statement sameSerial = prepare(
        database, "SELECT unit FROM part WHERE kind = 'module' AND serial = ? AND key_sha256 <> ? LIMIT 1",
        serial, key);
    if (sameSerial.executeStep()) {
        return "unit " + unit + ": a module with the serial " + serial +
               " but another key is on record for " + "unit " + textAt(sameSerial, 0) +
               "; one of the two is a copy: keep both, call a supervisor";
    }
    SQLite::Statement sameKey = prepare(
        database, "SELECT unit, serial FROM part WHERE key_sha256 = ? AND serial <> ? LIMIT 1", key, serial);
    if (sameKey.executeStep()) {
        return "unit " + unit + ": the key of module " + serial + " is on record as that of module " +
               textAt(sameKey, 1) + " in unit " + textAt(sameKey, 0) +
               "; one of the two is a copy: keep both, call a supervisor";
    }
    return std::nullopt;
}

std::string keyDigest(const UnitParts& parts)
{
    return Sha256::hexOf(parts.modulePublicKey);
}

void fit(Records::State& state, const CardOwner& card, const std::string& kind, const std::string& serial,
         const std::optional<std::string>& key, const std::string& actor)
{
    if (fittedTo(state.database, card.unit, kind)) {
        return;
    }
    const std::int64_t event = state.appendEvent(actor, "part.fitted", "unit:" + card.unit,
                                                 {{"attempt", card.attempt},
                                                  {"key_sha256", key ? Json(*key) : Json(nullptr)},
                                                  {"kind", kind},
                                                  {"order", card.order},
                                                  {"serial", serial},
                                                  {"unit", card.unit}});
    run(state.database,
        "INSERT INTO part (event, kind, serial, unit, attempt, key_sha256, fitted_from) VALUES (?, ?, ?, ?, "
        "?, ?, ?)",
        event, kind, serial, card.unit, card.attempt, key, state.moment.utcMicros);
}

void rememberOnUnit(const SQLite::Database& database, const std::string& unit)
{
    run(database, "UPDATE unit SET pi_serial = ?, module_serial = ? WHERE serial = ?",
        fittedTo(database, unit, kPi), fittedTo(database, unit, kModule), unit);
}

/// A part that is fitted. Its event refers to the one by which it was.
void takeOut(Records::State& state, const std::string& kind, const std::string& serial,
             const std::string& reason, const std::string& actor)
{
    SQLite::Statement row = prepare(state.database,
                                    "SELECT event, unit, attempt, work_order FROM part JOIN attempt ON "
                                    "attempt.id = part.attempt "
                                    "WHERE kind = ? AND part.serial = ? AND fitted_to IS NULL",
                                    kind, serial);
    if (!row.executeStep()) {
        throw Error(ErrorCode::NotFound, nameOf(kind, recordable(serial, kLongestSerial)) +
                                             " is fitted to no unit, so it cannot be taken out");
    }
    const std::string unit = textAt(row, 1);
    run(state.database, "UPDATE part SET fitted_to = ?, reason = ? WHERE event = ?", state.moment.utcMicros,
        reason, integerAt(row, 0));
    rememberOnUnit(state.database, unit);
    state.appendEvent(actor, "part.taken_out", "unit:" + unit,
                      {{"attempt", textAt(row, 2)},
                       {"fitted", integerAt(row, 0)},
                       {"kind", kind},
                       {"order", textAt(row, 3)},
                       {"reason", reason},
                       {"serial", serial},
                       {"unit", unit}});
}

} // namespace

std::optional<std::string> partsConflict(const SQLite::Database& database, const std::string& unit,
                                         const Uuid& luksUuid, const UnitParts& parts)
{
    for (const auto& [kind, serial] :
         {std::pair{kCard, luksUuid.text()}, std::pair{kModule, parts.moduleSerial},
          std::pair{kPi, parts.piSerial}}) {
        if (std::optional<std::string> conflict = partConflict(database, unit, kind, serial)) {
            return conflict;
        }
    }
    return cloneConflict(database, unit, parts.moduleSerial, keyDigest(parts));
}

bool hasParts(const SQLite::Database& database, const std::string& unit, const UnitParts& parts)
{
    SQLite::Statement row =
        prepare(database,
                "SELECT count(*) FROM part WHERE unit = ? AND fitted_to IS NULL AND ((kind = 'pi' AND serial "
                "= ?) OR (kind = 'module' AND serial = ? AND key_sha256 = ?))",
                unit, parts.piSerial, parts.moduleSerial, keyDigest(parts));
    row.executeStep();
    return integerAt(row, 0) == 2;
}

bool hasAnyParts(const SQLite::Database& database, const std::string& unit)
{
    return fittedTo(database, unit, kPi) || fittedTo(database, unit, kModule);
}

void fitParts(Records::State& state, const CardOwner& card, const Uuid& luksUuid, const UnitParts& parts,
              const std::string& actor)
{
    if (const std::optional<std::string> conflict =
            partsConflict(state.database, card.unit, luksUuid, parts)) {
        throw Error(ErrorCode::Conflict, *conflict);
    }
    fit(state, card, kCard, luksUuid.text(), std::nullopt, actor);
    fit(state, card, kModule, parts.moduleSerial, keyDigest(parts), actor);
    fit(state, card, kPi, parts.piSerial, std::nullopt, actor);
    rememberOnUnit(state.database, card.unit);
}

void takeOutCard(Records::State& state, const CardOwner& card, const std::string& reason,
                 const std::string& actor)
{
    if (const std::optional<std::string> uuid = fittedTo(state.database, card.unit, kCard)) {
        takeOut(state, kCard, *uuid, reason, actor);
    }
}

void takeOutAll(Records::State& state, const std::string& unit, const std::string& reason,
                const std::string& actor)
{
    for (const char* kind : {kCard, kModule, kPi}) {
        if (const std::optional<std::string> serial = fittedTo(state.database, unit, kind)) {
            takeOut(state, kind, *serial, reason, actor);
        }
    }
}

std::vector<StoredPart> partsOf(const SQLite::Database& database, const std::string& unit)
{
    SQLite::Statement rows = prepare(
        database,
        "SELECT kind, serial, unit, fitted_from, fitted_to, reason FROM part WHERE unit = ? ORDER BY id",
        unit);
    std::vector<StoredPart> parts;
    while (rows.executeStep()) {
        parts.push_back({textAt(rows, 0), textAt(rows, 1), textAt(rows, 2), integerAt(rows, 3),
                         optionalIntegerAt(rows, 4), optionalTextAt(rows, 5)});
    }
    return parts;
}

std::optional<std::string> BindRecords::conflictOf(const std::string& attempt, const UnitParts& parts) const
{
    const UnitParts seen = cleaned(parts);
    return m_records.internal().read([&](const SQLite::Database& database) -> std::optional<std::string> {
        SQLite::Statement row =
            prepare(database,
                    "SELECT serial, luks_uuid FROM attempt_card JOIN attempt ON attempt.id = "
                    "attempt_card.attempt WHERE attempt = ?",
                    attempt);
        if (!row.executeStep()) {
            throw Error(ErrorCode::NotFound,
                        "there is no card of attempt \"" + recordable(attempt, 64) + "\"");
        }
        return partsConflict(database, textAt(row, 0), Uuid::parse(textAt(row, 1)), seen);
    });
}

std::optional<std::string> BindRecords::unitWithPart(const std::string& kind, const std::string& serial,
                                                     const std::string& exceptUnit) const
{
    return m_records.internal().read(
        [&](const SQLite::Database& database) { return unitWith(database, kind, serial, exceptUnit); });
}

void BindRecords::takeOutPart(const std::string& kind, const std::string& serial, const std::string& reason,
                              const std::string& actor)
{
    constexpr std::array kKinds{kCard, kModule, kPi};
    if (std::find(kKinds.begin(), kKinds.end(), kind) == kKinds.end()) {
        throw Error(ErrorCode::InvalidArgument,
                    "\"" + recordable(kind, 64) + "\" is no kind of part: use card, module or pi");
    }
    Records::State& state = m_records.internal();
    state.write([&] {
        requireSupervisor(state.database, actor, "taking a part out of a unit");
        takeOut(state, kind, serial, requireReason(reason, "taking a part out of a unit"), actor);
    });
}

} // namespace bindery::db
