// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"
#include "base/json.h"
#include "db/parts_internal.h"
#include "db/serials_internal.h"
#include "db/unit_states_internal.h"

#include <algorithm>
#include <array>
#include <utility>

namespace bindery::db
{

namespace
{

constexpr std::array<std::pair<std::string_view, std::string_view>, 14> kMoves{{
    {"written", "enrolling"},
    {"bind failed", "enrolling"},
    {"written", "bind failed"},
    {"enrolling", "bind failed"},
    {"enrolling", "locked"},
    {"bind failed", "locked"},
    {"enrolling", "verified"}, // the report of locked was lost
    {"bind failed", "verified"},
    {"locked", "verified"},
    {"enrolling", "bound"},
    {"bind failed", "bound"},
    {"locked", "bound"},
    {"verified", "bound"},
    {"bound", "production"},
}};

bool isOneOf(std::string_view word, std::initializer_list<std::string_view> words)
{
    return std::find(words.begin(), words.end(), word) != words.end();
}

} // namespace

bool mayMove(std::string_view from, std::string_view to)
{
    if (isOneOf(to, {"quarantined", "RMA", "retired"})) {
        return from != to && !isOneOf(from, {"new", "retired", "scrapped"});
    }
    return std::find(kMoves.begin(), kMoves.end(), std::pair(from, to)) != kMoves.end();
}

void moveUnit(Records::State& state, const std::string& unit, const std::string& to,
              const std::optional<std::string>& reason)
{
    const std::string from = requireUnit(state.database, unit).state;
    if (from != to && !mayMove(from, to)) {
        throw Error(ErrorCode::Conflict, "the unit " + unit + " is " + from + "; it cannot become " + to);
    }
    run(state.database, "UPDATE unit SET state = ?, state_reason = ? WHERE serial = ?", to, reason, unit);
}

void BindRecords::setUnitState(const std::string& serial, const std::string& unitState,
                               const std::string& reason, const std::string& actor)
{
    if (!isOneOf(unitState, {"quarantined", "RMA", "retired"})) {
        throw Error(ErrorCode::InvalidArgument,
                    "\"" + recordable(unitState, 64) +
                        "\" is not a state that a person gives a unit: use quarantined, RMA or retired");
    }
    Records::State& state = m_records.internal();
    state.write([&] {
        requireActor(state.database, actor);
        const std::string why = requireReason(reason, "a unit that is " + unitState);
        const StoredUnit unit = requireUnit(state.database, serial);
        if (unit.state == unitState) {
            throw Error(ErrorCode::Conflict, "the unit " + serial + " is " + unitState + " already");
        }
        if (unitState == "retired") {
            requireSupervisor(state.database, actor, "retiring a unit");
        }
        moveUnit(state, serial, unitState, why);
        state.appendEvent(
            actor, "unit.state", "unit:" + serial,
            {{"order", unit.order}, {"reason", why}, {"unit", serial}, {"unit_state", unitState}});
        if (unitState == "retired") {
            takeOutAll(state, serial, "the unit is retired: " + why, actor);
        }
    });
}

} // namespace bindery::db
