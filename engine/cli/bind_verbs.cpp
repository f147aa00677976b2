// SPDX-License-Identifier: Apache-2.0
// What persons do and ask at the bench.
#include "cli/bind_text.h"
#include "cli/output.h"
#include "cli/state.h"
#include "cli/verbs.h"
#include "db/bind_json.h"
#include "line/station.h"

#include <unistd.h>

namespace bindery::cli
{

namespace
{

int showUnit(const Everywhere& everywhere, const db::BindRecords& records, const std::string& unit)
{
    const db::BindStatus status = records.find(unit);
    const std::optional<db::BindRecords::Escrow> escrow = records.findEscrow(status.unit.serial);
    if (everywhere.json) {
        printJson(db::bindHistoryJson(status, escrow));
    } else {
        const Console console = Console::of(STDOUT_FILENO);
        printText(bindHistoryText(status, escrow, console, outputWidth(console)));
    }
    return kDone;
}

int listUnits(const Everywhere& everywhere, const db::BindRecords& records, const BindStatusOptions& options)
{
    const std::vector<db::BindStatus> units = records.list(options.state, options.limit);
    if (everywhere.json) {
        Json list = Json::array();
        for (const db::BindStatus& unit : units) {
            list.push_back(db::bindUnitJson(unit, records.findEscrow(unit.unit.serial)));
        }
        printJson({{"units", std::move(list)}});
        return kDone;
    }
    const Console console = Console::of(STDOUT_FILENO);
    std::string text =
        units.empty() ? "No unit on record fits.\n" : bindTable(units, console, outputWidth(console));
    if (units.size() == options.limit) {
        text += "The newest " + std::to_string(options.limit) + " are shown; --limit shows more.\n";
    }
    printText(text);
    return kDone;
}

} // namespace

int bindConfirm(const Everywhere& everywhere, const BindConfirmOptions& options)
{
    requireState(everywhere.state);
    const SystemClock clock;
    line::Station station(everywhere.state, clock);
    ensureKnown(station.records(), everywhere.actor);
    const db::Confirmation confirmed =
        db::BindRecords(station.records())
            .confirm({options.module, options.pi, options.unit}, everywhere.actor);
    if (everywhere.json) {
        printJson({{"module_serial", confirmed.moduleSerial},
                   {"pi_serial", confirmed.piSerial},
                   {"unit", confirmed.unit ? Json(*confirmed.unit) : Json(nullptr)},
                   {"actor", confirmed.actor}});
    } else {
        printText("Module " + printable(confirmed.moduleSerial) + " and Pi " + printable(confirmed.piSerial) +
                  " belong together: " +
                  (confirmed.unit ? "unit " + printable(*confirmed.unit) + " alone may bind with both.\n"
                                  : "one unit with both may bind, whichever card it has. --unit would name "
                                    "it.\n"));
    }
    return kDone;
}

int bindStatus(const Everywhere& everywhere, const BindStatusOptions& options)
{
    requireState(everywhere.state);
    db::Records records =
        db::Records::openReadOnly(db::StateFolder(std::filesystem::absolute(everywhere.state)));
    const db::BindRecords binds(records);
    return options.unit.empty() ? listUnits(everywhere, binds, options)
                                : showUnit(everywhere, binds, options.unit);
}

} // namespace bindery::cli
