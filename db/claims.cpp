// SPDX-License-Identifier: Apache-2.0
// Cards that asked with parts that nobody had confirmed for them.
#include "base/error.h"
#include "base/json.h"
#include "db/bind_rows_internal.h"
#include "db/parts_internal.h"

namespace bindery::db
{

namespace
{

/// A person who tries parts makes a few; a card that goes through serials makes no more.
constexpr std::int64_t kMostClaimsOfACard = 16;

std::optional<std::string> unitThatClaimed(const SQLite::Database& database, const std::string& attempt,
                                           const UnitParts& parts)
{
    SQLite::Statement row = prepare(
        database, "SELECT unit FROM bind_claim WHERE attempt = ? AND module_serial = ? AND pi_serial = ?",
        attempt, parts.moduleSerial, parts.piSerial);
    return row.executeStep() ? std::optional(textAt(row, 0)) : std::nullopt;
}

/// Errors: Conflict.
void requireFewClaims(const SQLite::Database& database, const CardOwner& card)
{
    SQLite::Statement row =
        prepare(database, "SELECT count(*) FROM bind_claim WHERE attempt = ?", card.attempt);
    row.executeStep();
    if (integerAt(row, 0) >= kMostClaimsOfACard) {
        throw Error(ErrorCode::Conflict, "unit " + card.unit + ": its card asked with " +
                                             std::to_string(kMostClaimsOfACard) +
                                             " different pairs of module and Pi already; set the card aside "
                                             "and call a supervisor");
    }
}

} // namespace

std::string listOf(const std::vector<std::string>& words)
{
    std::string list;
    for (const std::string& word : words) {
        list += (list.empty() ? "" : ", ") + word;
    }
    return list;
}

std::vector<std::string> claimantsOf(const SQLite::Database& database, const std::string& moduleSerial,
                                     const std::string& piSerial, const std::string& exceptUnit)
{
    // A unit that has parts, or is past its bind, or a card that was superseded, claims nothing any more.
    SQLite::Statement rows =
        prepare(database,
                "SELECT c.unit FROM bind_claim c JOIN attempt a ON a.id = c.attempt JOIN unit u ON u.serial "
                "= c.unit WHERE c.module_serial = ? AND c.pi_serial = ? AND c.unit <> ? AND a.superseded_by "
                "IS NULL AND u.state IN ('written', 'bind failed') AND NOT EXISTS (SELECT 1 FROM part p "
                "WHERE p.unit = c.unit AND p.kind <> 'card' AND p.fitted_to IS NULL) ORDER BY c.id",
                moduleSerial, piSerial, exceptUnit);
    std::vector<std::string> units;
    while (rows.executeStep()) {
        units.push_back(textAt(rows, 0));
    }
    return units;
}

std::vector<std::string> BindRecords::claim(const std::string& attempt, const UnitParts& parts)
{
    const UnitParts seen = cleaned(parts);
    Records::State& state = m_records.internal();
    // A unit that waits asks all night: only the first time is written.
    const std::optional<std::string> unit = state.read(
        [&](const SQLite::Database& database) { return unitThatClaimed(database, attempt, seen); });
    if (unit) {
        return state.read([&](const SQLite::Database& database) {
            return claimantsOf(database, seen.moduleSerial, seen.piSerial, *unit);
        });
    }
    return state.write([&] {
        SQLite::Statement row =
            prepare(state.database, "SELECT work_order, serial FROM attempt WHERE id = ?", attempt);
        if (!row.executeStep()) {
            throw Error(ErrorCode::NotFound, "there is no attempt \"" + recordable(attempt, 64) + "\"");
        }
        const CardOwner card{attempt, textAt(row, 0), textAt(row, 1)};
        if (!unitThatClaimed(state.database, attempt, seen)) { // another bench may have been faster
            requireFewClaims(state.database, card);
            const std::int64_t event = state.appendEvent(kStationActor, "claim.made", "unit:" + card.unit,
                                                         {{"attempt", card.attempt},
                                                          {"module_serial", seen.moduleSerial},
                                                          {"order", card.order},
                                                          {"pi_serial", seen.piSerial},
                                                          {"unit", card.unit}});
            run(state.database,
                "INSERT INTO bind_claim (event, attempt, unit, module_serial, pi_serial, claimed) VALUES (?, "
                "?, ?, ?, ?, ?)",
                event, card.attempt, card.unit, seen.moduleSerial, seen.piSerial, state.moment.utcMicros);
        }
        return claimantsOf(state.database, seen.moduleSerial, seen.piSerial, card.unit);
    });
}

} // namespace bindery::db
