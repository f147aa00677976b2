// SPDX-License-Identifier: Apache-2.0
// What a person decides about a unit that was made.
#include "cli/output.h"
#include "cli/state.h"
#include "cli/verbs.h"
#include "db/bind_records.h"
#include "line/station.h"

#include <functional>

namespace bindery::cli
{

namespace
{

int act(const Everywhere& everywhere, const std::string& serial, const std::string& text,
        const std::function<void(db::Records&)>& decide)
{
    requireState(everywhere.state);
    const SystemClock clock;
    line::Station station(everywhere.state, clock);
    db::Records& records = station.records();
    ensureKnown(records, everywhere.actor);
    if (!records.findUnit(serial)) {
        throw Error(ErrorCode::NotFound,
                    "the records hold no unit \"" + serial + "\": bindery records list shows what they hold");
    }
    decide(records);
    if (everywhere.json) {
        const db::StoredUnit unit = records.findUnit(serial).value();
        printJson({{"serial", unit.serial},
                   {"order", unit.order},
                   {"state", unit.state},
                   {"serial_state", unit.serialState},
                   {"reprovision", orNull(records.findReprovision(serial))}});
    } else {
        printText(text);
    }
    return kDone;
}

} // namespace

int unitScrap(const Everywhere& everywhere, const std::string& serial, const std::string& reason)
{
    return act(everywhere, serial,
               "Unit " + printable(serial) + " is scrapped; its serial stays used, its order lacks a card.\n",
               [&](db::Records& records) { records.scrapUnit(serial, reason, everywhere.actor); });
}

int unitSetState(const Everywhere& everywhere, const std::string& serial, const std::string& state,
                 const std::string& reason)
{
    return act(everywhere, serial, "Unit " + printable(serial) + " is " + state + ".\n",
               [&](db::Records& records) {
                   db::BindRecords(records).setUnitState(serial, state, reason, everywhere.actor);
               });
}

int unitTakeOutPart(const Everywhere& everywhere, const std::string& kind, const std::string& serial,
                    const std::string& reason)
{
    requireState(everywhere.state);
    const SystemClock clock;
    line::Station station(everywhere.state, clock);
    ensureKnown(station.records(), everywhere.actor);
    db::BindRecords records(station.records());
    const std::optional<std::string> unit = records.unitWithPart(kind, serial, "");
    records.takeOutPart(kind, serial, reason, everywhere.actor);
    if (everywhere.json) {
        printJson({{"kind", kind}, {"serial", serial}, {"unit", orNull(unit)}});
    } else {
        printText("The " + kind + " " + printable(serial) + " is taken out" +
                  (unit ? " of unit " + printable(*unit) : "") + ": it may be fitted to another.\n");
    }
    return kDone;
}

int unitReleaseReprovision(const Everywhere& everywhere, const std::string& serial, const std::string& reason)
{
    return act(everywhere, serial,
               "Unit " + printable(serial) + " may be made once more, by an attempt with its serial.\n",
               [&](db::Records& records) { records.releaseReprovision(serial, reason, everywhere.actor); });
}

} // namespace bindery::cli
