// SPDX-License-Identifier: Apache-2.0
// What a person confirmed at the bench.
#include "base/error.h"
#include "base/json.h"
#include "db/bind_rows_internal.h"
#include "db/serials_internal.h"

namespace bindery::db
{

namespace
{

constexpr std::size_t kLongestSerial = 128;

std::string scanned(const std::string& serial, const char* what)
{
    std::string text = recordable(serial, kLongestSerial);
    if (text.find_first_not_of(" \t\n") == std::string::npos) {
        throw Error(ErrorCode::InvalidArgument,
                    std::string("a confirmation names the serial of the ") + what + "; scan its label");
    }
    return text;
}

struct OpenConfirmation {
    Confirmation confirmation;
    std::int64_t event = 0;
};

std::optional<OpenConfirmation> openConfirmation(const SQLite::Database& database,
                                                 const std::string& moduleSerial, const std::string& piSerial)
{
    SQLite::Statement row =
        prepare(database,
                "SELECT unit, actor, confirmed, event FROM bind_confirmation WHERE module_serial = ? "
                "AND pi_serial = ? AND used IS NULL AND withdrawn IS NULL",
                moduleSerial, piSerial);
    if (!row.executeStep()) {
        return std::nullopt;
    }
    return OpenConfirmation{
        {moduleSerial, piSerial, optionalTextAt(row, 0), textAt(row, 1), integerAt(row, 2)},
        integerAt(row, 3)};
}

/// The unit that the labels are of; empty where nobody said and no card has asked with these parts yet.
std::optional<std::string> unitMeant(const SQLite::Database& database, const Labels& labels)
{
    if (!labels.unit.empty()) {
        const StoredUnit unit = requireUnit(database, labels.unit);
        if (unit.state != "written" && unit.state != "enrolling" && unit.state != "bind failed") {
            throw Error(ErrorCode::Conflict,
                        "the unit " + unit.serial + " is " + unit.state +
                            ", so there is nothing to confirm; is it the right chassis?");
        }
        return unit.serial;
    }
    const std::vector<std::string> claimants = claimantsOf(database, labels.moduleSerial, labels.piSerial);
    if (claimants.size() > 1) {
        throw Error(ErrorCode::Conflict, "cards of several units ask with module " + labels.moduleSerial +
                                             " in Pi " + labels.piSerial + ": " + listOf(claimants) +
                                             "; scan the chassis too, so that one of them is meant");
    }
    return claimants.empty() ? std::nullopt : std::optional(claimants.front());
}

void withdraw(Records::State& state, const OpenConfirmation& open, const std::string& actor)
{
    run(state.database, "UPDATE bind_confirmation SET withdrawn = ? WHERE event = ?", state.moment.utcMicros,
        open.event);
    state.appendEvent(actor, "confirmation.withdrawn", "bench",
                      {{"confirmed", open.event},
                       {"module_serial", open.confirmation.moduleSerial},
                       {"pi_serial", open.confirmation.piSerial}});
}

} // namespace

bool useUpConfirmation(Records::State& state, const std::string& unit, const std::string& moduleSerial,
                       const std::string& piSerial, const std::string& actor)
{
    const std::optional<OpenConfirmation> open = openConfirmation(state.database, moduleSerial, piSerial);
    if (!open || open->confirmation.unit.value_or(unit) != unit) {
        return false;
    }
    run(state.database, "UPDATE bind_confirmation SET used = ? WHERE event = ?", state.moment.utcMicros,
        open->event);
    state.appendEvent(actor, "confirmation.used", "bench",
                      {{"confirmed", open->event},
                       {"module_serial", moduleSerial},
                       {"pi_serial", piSerial},
                       {"unit", unit}});
    return true;
}

Confirmation BindRecords::confirm(const Labels& labels, const std::string& actor)
{
    const Labels read{scanned(labels.moduleSerial, "module"), scanned(labels.piSerial, "Pi"),
                      recordable(labels.unit, kLongestSerial)};
    Records::State& state = m_records.internal();
    return state.write([&] {
        requireActor(state.database, actor);
        const std::optional<OpenConfirmation> open =
            openConfirmation(state.database, read.moduleSerial, read.piSerial);
        if (open && read.unit.empty()) {
            return open->confirmation; // scanned twice, and the first time no less
        }
        const std::optional<std::string> unit = unitMeant(state.database, read);
        if (open && open->confirmation.unit == unit) {
            return open->confirmation;
        }
        if (open) {
            withdraw(state, *open, actor);
        }
        const std::int64_t event = state.appendEvent(actor, "confirmation.made", "bench",
                                                     {{"module_serial", read.moduleSerial},
                                                      {"pi_serial", read.piSerial},
                                                      {"unit", unit ? Json(*unit) : Json(nullptr)}});
        run(state.database,
            "INSERT INTO bind_confirmation (event, module_serial, pi_serial, unit, actor, confirmed) VALUES "
            "(?, ?, ?, ?, ?, ?)",
            event, read.moduleSerial, read.piSerial, unit, actor, state.moment.utcMicros);
        return Confirmation{read.moduleSerial, read.piSerial, unit, actor, state.moment.utcMicros};
    });
}

std::optional<Confirmation> BindRecords::findConfirmation(const std::string& moduleSerial,
                                                          const std::string& piSerial) const
{
    return m_records.internal().read([&](const SQLite::Database& database) -> std::optional<Confirmation> {
        const std::optional<OpenConfirmation> open = openConfirmation(database, moduleSerial, piSerial);
        return open ? std::optional(open->confirmation) : std::nullopt;
    });
}

} // namespace bindery::db
