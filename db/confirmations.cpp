// SPDX-License-Identifier: Apache-2.0
// What a person confirmed at the bench.
#include "base/error.h"
#include "base/json.h"
#include "db/bind_rows_internal.h"

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

std::optional<Confirmation> unusedConfirmation(const SQLite::Database& database,
                                               const std::string& moduleSerial, const std::string& piSerial)
{
    SQLite::Statement row = prepare(database,
                                    "SELECT actor, confirmed FROM bind_confirmation WHERE module_serial = ? "
                                    "AND pi_serial = ? AND used IS NULL",
                                    moduleSerial, piSerial);
    if (!row.executeStep()) {
        return std::nullopt;
    }
    return Confirmation{moduleSerial, piSerial, textAt(row, 0), integerAt(row, 1)};
}

} // namespace

bool useUpConfirmation(Records::State& state, const std::string& moduleSerial, const std::string& piSerial,
                       const std::string& actor)
{
    SQLite::Statement row = prepare(state.database,
                                    "SELECT event FROM bind_confirmation WHERE module_serial = ? AND "
                                    "pi_serial = ? AND used IS NULL",
                                    moduleSerial, piSerial);
    if (!row.executeStep()) {
        return false;
    }
    const std::int64_t event = integerAt(row, 0);
    run(state.database, "UPDATE bind_confirmation SET used = ? WHERE event = ?", state.moment.utcMicros,
        event);
    state.appendEvent(actor, "confirmation.used", "bench",
                      {{"confirmed", event}, {"module_serial", moduleSerial}, {"pi_serial", piSerial}});
    return true;
}

void BindRecords::confirm(const std::string& moduleSerial, const std::string& piSerial,
                          const std::string& actor)
{
    const std::string module = scanned(moduleSerial, "module");
    const std::string pi = scanned(piSerial, "Pi");
    Records::State& state = m_records.internal();
    state.write([&] {
        requireActor(state.database, actor);
        if (unusedConfirmation(state.database, module, pi)) {
            return; // scanned twice
        }
        const std::int64_t event = state.appendEvent(actor, "confirmation.made", "bench",
                                                     {{"module_serial", module}, {"pi_serial", pi}});
        run(state.database,
            "INSERT INTO bind_confirmation (event, module_serial, pi_serial, actor, confirmed) VALUES (?, ?, "
            "?, ?, ?)",
            event, module, pi, actor, state.moment.utcMicros);
    });
}

std::optional<Confirmation> BindRecords::findConfirmation(const std::string& moduleSerial,
                                                          const std::string& piSerial) const
{
    return m_records.internal().read([&](const SQLite::Database& database) {
        return unusedConfirmation(database, moduleSerial, piSerial);
    });
}

void BindRecords::useConfirmation(const std::string& moduleSerial, const std::string& piSerial)
{
    Records::State& state = m_records.internal();
    state.write([&] {
        if (!useUpConfirmation(state, moduleSerial, piSerial, kStationActor)) {
            throw Error(ErrorCode::NotFound, "nobody confirmed module " + recordable(moduleSerial, 64) +
                                                 " in Pi " + recordable(piSerial, 64) +
                                                 ", or that was used already; scan both labels");
        }
    });
}

} // namespace bindery::db
