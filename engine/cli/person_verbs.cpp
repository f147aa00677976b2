// SPDX-License-Identifier: Apache-2.0
#include "base/clock.h"
#include "cli/output.h"
#include "cli/read_pin.h"
#include "cli/state.h"
#include "cli/table.h"
#include "cli/time_text.h"
#include "cli/verbs.h"
#include "line/station.h"

#include <algorithm>

#include <unistd.h>

namespace bindery::cli
{

namespace
{

Json personJson(const db::StoredActor& person)
{
    return {{"badge", person.actor.badge},
            {"name", orNull(person.actor.name)},
            {"role", person.actor.role},
            {"language", orNull(person.language)},
            {"has_pin", person.hasPin},
            {"since", isoTime(person.sinceUtcMicros)},
            {"retired", person.retiredUtcMicros ? Json(isoTime(*person.retiredUtcMicros)) : Json(nullptr)}};
}

std::string personTable(const std::vector<db::StoredActor>& persons, const Console& console)
{
    Table table({{"Badge"},
                 {"Name", Fit::Shorten},
                 {"Role"},
                 {"PIN"},
                 {"Language", Fit::Drop},
                 {"Since", Fit::Drop},
                 {"Retired"}});
    for (const db::StoredActor& person : persons) {
        const Tone tone = person.retiredUtcMicros ? Tone::Dim : Tone::Plain;
        table.addRow({{printable(person.actor.badge), tone},
                      {printable(person.actor.name.value_or("")), tone},
                      {person.actor.role, tone},
                      {person.hasPin ? "set" : "", tone},
                      {person.language.value_or(""), tone},
                      {localTime(person.sinceUtcMicros), tone},
                      {person.retiredUtcMicros ? localTime(*person.retiredUtcMicros) : "", tone}});
    }
    return table.text(console, outputWidth(console));
}

bool hasSupervisor(const std::vector<db::StoredActor>& persons)
{
    return std::any_of(persons.begin(), persons.end(), [](const db::StoredActor& person) {
        return person.actor.role == "supervisor" && !person.retiredUtcMicros;
    });
}

/// Says how the badge stands now.
void report(const Everywhere& everywhere, const db::Records& records, const std::string& badge,
            const std::string& text)
{
    if (!everywhere.json) {
        printText(text);
        return;
    }
    for (const db::StoredActor& person : records.actors()) {
        if (person.actor.badge == badge) {
            printJson({{"person", personJson(person)}});
        }
    }
}

} // namespace

int personAdd(const Everywhere& everywhere, const PersonAddOptions& options)
{
    const SystemClock clock;
    line::Station station(everywhere.state, clock);
    db::Records& records = station.records();
    ensureKnown(records, everywhere.actor);
    db::Actor person{options.badge, std::nullopt, options.role};
    if (!options.name.empty()) {
        person.name = options.name;
    }
    records.addActor(person, everywhere.actor);
    report(everywhere, records, options.badge,
           printable(options.badge) + " is " + options.role + " of this station.\n");
    return kDone;
}

int personRetire(const Everywhere& everywhere, const std::string& badge)
{
    requireState(everywhere.state);
    const SystemClock clock;
    line::Station station(everywhere.state, clock);
    ensureKnown(station.records(), everywhere.actor);
    station.records().retireActor(badge, everywhere.actor);
    report(everywhere, station.records(), badge,
           printable(badge) + " is retired: what it did stays recorded, and it does nothing more.\n");
    return kDone;
}

int personSetPin(const Everywhere& everywhere, const std::string& badge)
{
    requireState(everywhere.state);
    const SystemClock clock;
    line::Station station(everywhere.state, clock);
    ensureKnown(station.records(), everywhere.actor);
    static_cast<void>(station.records().actor(badge)); // nobody types a PIN for a badge that is not there
    const SecretBuffer pin = readPin(printable(badge), STDIN_FILENO, STDERR_FILENO);
    station.records().setPin(badge, pin, everywhere.actor);
    report(everywhere, station.records(), badge, printable(badge) + " has a new PIN.\n");
    return kDone;
}

int personSetLanguage(const Everywhere& everywhere, const PersonLanguageOptions& options)
{
    requireState(everywhere.state);
    const SystemClock clock;
    line::Station station(everywhere.state, clock);
    ensureKnown(station.records(), everywhere.actor);
    station.records().setLanguage(options.badge, options.language, everywhere.actor);
    report(everywhere, station.records(), options.badge,
           printable(options.badge) + " reads this station in \"" + options.language + "\".\n");
    return kDone;
}

int personList(const Everywhere& everywhere)
{
    requireState(everywhere.state);
    const db::Records records =
        db::Records::openReadOnly(db::StateFolder(std::filesystem::absolute(everywhere.state)));
    const std::vector<db::StoredActor> persons = records.actors();
    if (everywhere.json) {
        Json list = Json::array();
        for (const db::StoredActor& person : persons) {
            list.push_back(personJson(person));
        }
        printJson({{"persons", std::move(list)}});
        return kDone;
    }
    const Console console = Console::of(STDOUT_FILENO);
    printText((persons.empty() ? "" : personTable(persons, console)) +
              (hasSupervisor(persons) ? ""
                                      : "This station has no supervisor yet: bindery person add BADGE --role "
                                        "supervisor\n"));
    return kDone;
}

} // namespace bindery::cli
