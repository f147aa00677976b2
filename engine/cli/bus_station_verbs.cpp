// SPDX-License-Identifier: Apache-2.0
// The station itself: who is signed in, which slots it has, its health.
#include "base/secret_buffer.h"
#include "base/stop_signals.h"
#include "cli/bus_facts.h"
#include "cli/bus_json.h"
#include "cli/bus_news.h"
#include "cli/bus_report.h"
#include "cli/bus_verbs.h"
#include "cli/health_report.h"
#include "cli/read_pin.h"
#include "cli/table.h"
#include "cli/time_text.h"

#include <algorithm>
#include <cstdio>

#include <daemon_proxies/Line1.h>
#include <daemon_proxies/Slot1.h>
#include <daemon_proxies/Station1.h>
#include <unistd.h>

namespace bindery::cli
{

namespace
{

using Station = org::bindery::Station1_proxy;
constexpr const char* kLine = org::bindery::Line1_proxy::INTERFACE_NAME;
constexpr const char* kSlot = org::bindery::Slot1_proxy::INTERFACE_NAME;
constexpr std::chrono::seconds kDoctorPatience{90};

std::string personText(const Json& station)
{
    const std::string badge = printable(factText(station, "Person"));
    if (badge.empty()) {
        return "nobody: bindery station sign-in BADGE";
    }
    const std::string name = printable(factText(station, "PersonName"));
    return badge + (name.empty() ? "" : " (" + name + ")") + ", " + printable(factText(station, "Role"));
}

std::string statusText(const Json& station, const Json& line)
{
    const Console console = Console::of(STDOUT_FILENO);
    FactList facts;
    facts.addHeading("Station " + printable(factText(station, "Name")) +
                     (factFlag(station, "Demo") ? " (a demo: slots, cards and modules are simulated)" : ""));
    facts.add("id", printable(factText(station, "Id")));
    facts.add("binderyd", printable(factText(station, "Version")));
    facts.add("signed in", personText(station));
    const std::int64_t idle = factNumber(station, "IdleLimit");
    facts.add("signed out", idle == 0 ? "never by itself" : "after " + spokenSpan(idle * 1000) + " at rest");
    if (const std::int64_t slot = factNumber(station, "LearningSlot"); slot != 0) {
        facts.add("teaching", "slot " + std::to_string(slot) + ": put a card into it", Tone::Busy);
    }
    return facts.text(console, outputWidth(console)) + lineText(line, console);
}

/// Whether a PIN has to be asked for. A badge that is not known has none: the daemon says so.
bool needsPin(BusLink& link, const std::string& badge)
{
    const Json persons = jsonOf(link.ask<Station>([](auto& station) { return station.ListPersons(); }));
    return std::any_of(persons.begin(), persons.end(), [&](const Json& person) {
        return factText(person, "badge") == badge && factFlag(person, "has_pin");
    });
}

/// Text for the bus, which takes no other; wiped when it goes. The bus library's own copy cannot be.
class PinText
{
public:
    explicit PinText(const SecretBuffer& pin) : m_text(pin.chars(), pin.size()) {}
    ~PinText() { wipe({reinterpret_cast<std::byte*>(m_text.data()), m_text.size()}); }
    PinText(const PinText&) = delete;
    PinText& operator=(const PinText&) = delete;
    const std::string& text() const { return m_text; }

private:
    std::string m_text;
};

std::string signIn(BusLink& link, const std::string& badge)
{
    if (!needsPin(link, badge)) {
        return link.ask<Station>([&](auto& station) { return station.SignIn(badge, ""); });
    }
    const PinText pin(readKnownPin(printable(badge), STDIN_FILENO, STDERR_FILENO));
    return link.ask<Station>([&](auto& station) { return station.SignIn(badge, pin.text()); });
}

void sayToPerson(const std::string& text)
{
    static_cast<void>(std::fputs((text + "\n").c_str(), stderr));
}

std::string portOf(BusLink& link, std::uint32_t slot)
{
    for (const auto& [path, facts] : link.objects(kSlot)) {
        if (factNumber(facts, "Number") == slot) {
            return factText(facts, "Port");
        }
    }
    return {};
}

/// Until the lesson has ended, by a card or by a person.
void awaitLesson(BusLink& link, BusEar& ear, const StopSignals& signals, std::uint32_t slot)
{
    ear.skipTold();
    std::int64_t learning = factNumber(link.facts(kStationPath, Station::INTERFACE_NAME), "LearningSlot");
    while (learning == slot) {
        const std::optional<BusNews> news = ear.next();
        if (signals.stopped()) {
            link.ask<Station>([](auto& station) { station.StopLearning(); });
            throw Error(ErrorCode::Cancelled,
                        "the lesson ended before slot " + std::to_string(slot) + " was taught");
        }
        if (news && news->kind == BusNews::Kind::Went) {
            throw Error(ErrorCode::NotFound, "the station's daemon went away during the lesson: start it, "
                                             "and teach the slot again");
        }
        if (news && news->kind == BusNews::Kind::Changed && news->interface == Station::INTERFACE_NAME) {
            learning = factNumber(news->facts, "LearningSlot", learning);
        }
    }
}

} // namespace

int busStationStatus(const Everywhere& everywhere)
{
    BusLink link = linkOf(everywhere);
    const Json station = link.facts(kStationPath, Station::INTERFACE_NAME);
    const Json line = link.facts(kStationPath, kLine);
    report(everywhere, {{"station", stationJson(station)}, {"line", lineJson(line)}},
           statusText(station, line));
    return kDone;
}

int busSignIn(const Everywhere& everywhere, const std::string& badge)
{
    BusLink link = linkOf(everywhere);
    const std::string role = signIn(link, badge);
    report(everywhere, {{"badge", badge}, {"role", role}},
           printable(badge) + " is signed in, as " + printable(role) + ".\n");
    return kDone;
}

int busSignOut(const Everywhere& everywhere)
{
    BusLink link = linkOf(everywhere);
    link.ask<Station>([](auto& station) { station.SignOut(); });
    report(everywhere, {{"badge", nullptr}, {"role", nullptr}},
           "Nobody is signed in any more. Cards that run go on.\n");
    return kDone;
}

int busLearn(const Everywhere& everywhere, std::uint32_t slot)
{
    BusLink link = linkOf(everywhere);
    BusEar ear(link);
    const StopSignals signals([&] { ear.wake(); });
    link.ask<Station>([&](auto& station) { station.Learn(slot); });
    sayToPerson("Put a card into slot " + std::to_string(slot) +
                "; one that is in already is taken out first. Ctrl-C ends the lesson.");
    awaitLesson(link, ear, signals, slot);
    const std::string port = portOf(link, slot);
    if (port.empty()) {
        throw Error(ErrorCode::Cancelled, "the lesson was ended elsewhere, and slot " + std::to_string(slot) +
                                              " was not taught: look at it with \"bindery station status\"");
    }
    report(everywhere, {{"slot", slot}, {"port", port}},
           "Slot " + std::to_string(slot) + " is " + printable(port) + ".\n");
    return kDone;
}

int busForget(const Everywhere& everywhere, std::uint32_t slot)
{
    BusLink link = linkOf(everywhere);
    link.ask<Station>([&](auto& station) { station.ForgetSlot(slot); });
    report(everywhere, {{"slot", slot}, {"port", nullptr}},
           "Forgot slot " + std::to_string(slot) + ": what is in its port is not written any more.\n");
    return kDone;
}

int busDoctor(const Everywhere& everywhere)
{
    BusLink link = linkOf(everywhere);
    link.setPatience(kDoctorPatience);
    std::vector<HealthFinding> findings;
    for (const Json& check : jsonOf(link.ask<Station>([](auto& station) { return station.Doctor(); }))) {
        const std::string state = factText(check, "state");
        const Health health = state == "missing"   ? Health::Missing
                              : state == "warning" ? Health::Warning
                                                   : Health::Good;
        findings.push_back(
            {factText(check, "what"), health, factText(check, "message"), factText(check, "cure")});
    }
    return tellHealth(everywhere.json, findings);
}

} // namespace bindery::cli
