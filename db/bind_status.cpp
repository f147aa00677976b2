// SPDX-License-Identifier: Apache-2.0
// All that the records know of a unit's bind, for the bench and for people.
#include "base/error.h"
#include "db/bind_rows_internal.h"
#include "db/parts_internal.h"
#include "db/serials_internal.h"

#include <algorithm>
#include <array>
#include <set>

namespace bindery::db
{

namespace
{

std::vector<KeyslotChange> keyslotChangesOf(const SQLite::Database& database, const std::string& unit)
{
    SQLite::Statement rows = prepare(
        database,
        "SELECT number, attempt, purpose, state, exposure, reason, actor, changed FROM keyslot_change "
        "WHERE serial = ? ORDER BY id",
        unit);
    std::vector<KeyslotChange> changes;
    while (rows.executeStep()) {
        changes.push_back({static_cast<int>(integerAt(rows, 0)), textAt(rows, 1), textAt(rows, 2),
                           textAt(rows, 3), optionalTextAt(rows, 4), optionalTextAt(rows, 5).value_or(""),
                           textAt(rows, 6), integerAt(rows, 7)});
    }
    return changes;
}

/// The worst first; what is not listed stands between the last two.
std::size_t severityOf(const std::string& exposure)
{
    constexpr std::array<std::string_view, 2> kWorst{"compromised", "remanence"};
    if (exposure == kResidualExposure) {
        return kWorst.size() + 1;
    }
    const auto found = std::find(kWorst.begin(), kWorst.end(), exposure);
    return static_cast<std::size_t>(found - kWorst.begin());
}

std::optional<std::string> worstExposure(const SQLite::Database& database, const std::string& attempt)
{
    SQLite::Statement rows =
        prepare(database,
                "SELECT iif(state = 'compromised', 'compromised', exposure) FROM keyslot "
                "WHERE attempt = ? AND (exposure IS NOT NULL OR state = 'compromised')",
                attempt);
    std::optional<std::string> worst;
    while (rows.executeStep()) {
        const std::string exposure = textAt(rows, 0);
        if (!worst || severityOf(exposure) < severityOf(*worst)) {
            worst = exposure;
        }
    }
    return worst;
}

BindStatus statusOfUnit(const SQLite::Database& database, const std::string& serial)
{
    BindStatus status;
    status.unit = requireUnit(database, serial);
    const std::optional<std::string> attempt = lastCardOf(database, serial);
    if (!attempt) {
        throw Error(ErrorCode::NotFound, "the unit " + serial + " has no card yet; provision it first");
    }
    status.attempt = *attempt;
    SQLite::Statement card =
        prepare(database,
                "SELECT luks_uuid, EXISTS (SELECT 1 FROM sealed_secret s WHERE s.attempt "
                "= c.attempt AND destroyed IS NULL) FROM attempt_card c WHERE attempt = ?",
                *attempt);
    card.executeStep();
    status.luksUuid = Uuid::parse(textAt(card, 0));
    status.secretHeld = integerAt(card, 1) != 0;
    status.steps = bindStepsOf(database, serial);
    for (const StoredBindStep& step : status.steps) {
        if (step.attempt == *attempt && step.step.step == "authorised") {
            status.parts = step.parts;
        }
    }
    status.keyslots = keyslotChangesOf(database, serial);
    status.genealogy = partsOf(database, serial);
    status.exposure = worstExposure(database, *attempt);
    return status;
}

std::string unitOfCard(const SQLite::Database& database, const Uuid& luksUuid)
{
    SQLite::Statement row = prepare(database,
                                    "SELECT serial, superseded_by, result FROM attempt_card JOIN attempt ON "
                                    "attempt.id = attempt_card.attempt WHERE luks_uuid = ?",
                                    luksUuid.text());
    if (!row.executeStep()) {
        throw Error(ErrorCode::NotFound, "no card with LUKS UUID " + luksUuid.text() +
                                             " was made here; was it made on another station?");
    }
    const std::string unit = textAt(row, 0);
    if (const std::optional<std::string> later = optionalTextAt(row, 1)) {
        throw Error(ErrorCode::NotFound, "the card " + luksUuid.text() + " of unit " + unit +
                                             " was superseded by that of attempt " + *later);
    }
    const std::string result = optionalTextAt(row, 2).value_or("not made yet");
    if (result != "passed" && result != "written_unverified") {
        throw Error(ErrorCode::NotFound, "the card " + luksUuid.text() + " of unit " + unit + " is " +
                                             result + ": make it once more");
    }
    return unit;
}

/// Units with this serial, card, module or Pi; those that had the part once when no unit has it now.
std::set<std::string> unitsWith(const SQLite::Database& database, const std::string& text)
{
    std::set<std::string> units;
    const auto add = [&](const char* sql) {
        SQLite::Statement rows = prepare(database, sql, text);
        while (rows.executeStep()) {
            units.insert(textAt(rows, 0));
        }
    };
    add("SELECT serial FROM unit WHERE serial = ?");
    add("SELECT serial FROM attempt JOIN attempt_card ON attempt_card.attempt = attempt.id WHERE luks_uuid = "
        "lower(?)");
    add("SELECT unit FROM part WHERE serial = ? AND kind <> 'card' AND fitted_to IS NULL");
    if (units.empty()) {
        add("SELECT unit FROM part WHERE serial = ? AND kind <> 'card'");
    }
    return units;
}

} // namespace

BindStatus BindRecords::statusOf(const Uuid& luksUuid) const
{
    return m_records.internal().read([&](const SQLite::Database& database) {
        return statusOfUnit(database, unitOfCard(database, luksUuid));
    });
}

BindStatus BindRecords::find(const std::string& unitOrPart) const
{
    return m_records.internal().read([&](const SQLite::Database& database) {
        const std::set<std::string> units = unitsWith(database, unitOrPart);
        const std::string text = recordable(unitOrPart, 64);
        if (units.empty()) {
            throw Error(ErrorCode::NotFound, "there is no unit, card, module or Pi \"" + text + "\" here");
        }
        if (units.size() > 1) {
            throw Error(ErrorCode::Conflict,
                        "\"" + text + "\" fits several units: " + listOf({units.begin(), units.end()}) +
                            "; name the unit's serial");
        }
        return statusOfUnit(database, *units.begin());
    });
}

std::vector<BindStatus> BindRecords::list(const std::string& state, std::size_t limit) const
{
    return m_records.internal().read([&](const SQLite::Database& database) {
        SQLite::Statement rows =
            prepare(database,
                    "SELECT attempt.serial FROM attempt JOIN unit ON unit.serial = attempt.serial "
                    "WHERE result IN ('passed', 'written_unverified') AND superseded_by IS NULL "
                    "AND (? = '' OR unit.state = ?) ORDER BY started DESC, attempt.rowid DESC LIMIT ?",
                    state, state, static_cast<std::int64_t>(limit));
        std::vector<BindStatus> units;
        while (rows.executeStep()) {
            units.push_back(statusOfUnit(database, textAt(rows, 0)));
        }
        return units;
    });
}

} // namespace bindery::db
