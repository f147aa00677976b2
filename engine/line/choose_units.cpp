// SPDX-License-Identifier: Apache-2.0
#include "line/choose_units.h"

#include "base/error.h"

namespace bindery::line
{

namespace
{

bool isBeingMade(const db::Records& records, const db::StoredUnit& unit)
{
    const std::optional<db::StoredAttempt> attempt =
        unit.lastAttempt ? records.findAttempt(*unit.lastAttempt) : std::nullopt;
    return attempt && !attempt->result;
}

/// Why the row is not for the next card; empty when it is.
std::string reasonToSkip(const db::Records& records, const golden::UnitTable& table,
                         const golden::UnitRow& row, const std::string& order)
{
    const std::optional<db::StoredUnit> unit = records.findUnit(row.serial);
    if (!unit) {
        return {};
    }
    if (isBeingMade(records, *unit)) {
        return "being made";
    }
    if (unit->serialState != "reserved") {
        return unit->serialState == "void" ? "void" : "made";
    }
    if (unit->order != order) {
        throw Error(ErrorCode::Conflict, table.place + ", line " + std::to_string(row.line) +
                                             ": the serial " + row.serial + " belongs to order " +
                                             unit->order + ", not to " + order +
                                             ": name that order, or take the row out");
    }
    return {};
}

std::string countText(std::size_t number, const std::string& one, const std::string& many)
{
    return std::to_string(number) + " " + (number == 1 ? one : many);
}

} // namespace

ChosenUnits chooseUnits(const db::Records& records, const golden::UnitTable& table, const std::string& order,
                        std::size_t cards)
{
    if (table.rows.size() < cards) {
        throw Error(ErrorCode::InvalidArgument,
                    table.place + " has " + countText(table.rows.size(), "unit", "units") + " for " +
                        countText(cards, "card", "cards") + ": add rows, or name fewer cards");
    }
    ChosenUnits chosen;
    for (const golden::UnitRow& row : table.rows) {
        if (chosen.rows.size() == cards) {
            break;
        }
        const std::string reason = reasonToSkip(records, table, row, order);
        if (reason.empty()) {
            chosen.rows.push_back(row);
        } else {
            chosen.skipped.push_back({row.serial, row.line, reason});
        }
    }
    if (chosen.rows.size() < cards) {
        const SkippedUnit& first = chosen.skipped.front();
        throw Error(ErrorCode::Conflict,
                    table.place + " has " + countText(chosen.rows.size(), "unit", "units") + " left for " +
                        countText(cards, "card", "cards") + ": " + std::to_string(chosen.skipped.size()) +
                        " of its " + std::to_string(table.rows.size()) +
                        " are made, void or being made, the first " + first.serial + " (line " +
                        std::to_string(first.line) + ", " + first.reason +
                        "); add rows, or name fewer cards");
    }
    return chosen;
}

} // namespace bindery::line
