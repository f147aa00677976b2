// SPDX-License-Identifier: Apache-2.0
// The bench at the daemon: armed, disarmed, and the units that came.
#include "base/clock.h"
#include "base/file.h"
#include "cli/bus_facts.h"
#include "cli/bus_report.h"
#include "cli/bus_verbs.h"
#include "cli/table.h"
#include "cli/time_text.h"
#include "line/bench.h"

#include <algorithm>

#include <daemon_proxies/Bench1.h>
#include <daemon_proxies/BenchUnit1.h>
#include <unistd.h>

namespace bindery::cli
{

namespace
{

/// The bench without its signals.
class Bench : public org::bindery::Bench1_proxy
{
protected:
    using Bench1_proxy::Bench1_proxy;
    ~Bench() = default;

private:
    void onEvent(const std::map<std::string, sdbus::Variant>& /*event*/) override {}
};

constexpr const char* kUnit = org::bindery::BenchUnit1_proxy::INTERFACE_NAME;

using Parts = std::vector<sdbus::Struct<std::string, std::string>>;

Parts partsOf(const BindArmOptions& options)
{
    const bool wantsList = line::benchPolicyOf(options.policy) == line::BenchPolicy::List;
    if (wantsList != !options.list.empty()) {
        throw Error(ErrorCode::InvalidArgument,
                    wantsList ? "--policy list needs the list: --list FILE, \"MODULE-SERIAL,PI-SERIAL\" per "
                                "line"
                              : "--list is for --policy list only");
    }
    Parts parts;
    if (wantsList) {
        for (const auto& [module, pi] : withContext(options.list.string(), [&] {
                 return line::benchListOf(readTextFile(options.list, mib(16)));
             })) {
            parts.emplace_back(module, pi);
        }
    }
    return parts;
}

Json benchJson(const Json& bench)
{
    const bool isArmed = factFlag(bench, "Armed");
    return {{"armed", isArmed},
            {"policy", isArmed ? Json(factText(bench, "Policy")) : Json(nullptr)},
            {"armed_by", isArmed ? Json(factText(bench, "ArmedBy")) : Json(nullptr)},
            {"port", isArmed ? Json(factNumber(bench, "Port")) : Json(nullptr)}};
}

std::string benchText(const Json& bench)
{
    if (!factFlag(bench, "Armed")) {
        return "The bench is not armed: units that start are not answered. Arm it: bindery bind arm\n";
    }
    const std::string policy = factText(bench, "Policy");
    return "The bench listens on port " + std::to_string(factNumber(bench, "Port")) + ", armed by " +
           printable(factText(bench, "ArmedBy")) + ", policy " + printable(policy) + ".\n" +
           (policy == "open" ? "Any unit of this station gets its secret, whatever Pi and module it has.\n"
                             : "");
}

Json unitJson(const Json& unit)
{
    const auto text = [&](const char* key) {
        const std::string value = factText(unit, key);
        return value.empty() ? Json(nullptr) : Json(value);
    };
    return {{"unit", text("Serial")},
            {"luks_uuid", factText(unit, "LuksUuid")},
            {"pi_serial", text("PiSerial")},
            {"module_kind", text("ModuleKind")},
            {"module_serial", text("ModuleSerial")},
            {"event", factText(unit, "Kind")},
            {"bind_state", text("BindState")},
            {"message", factText(unit, "Message")},
            {"time", isoTime(factNumber(unit, "Changed"))}};
}

std::string unitsTable(const std::vector<Json>& units, const Console& console)
{
    Table table({{"Unit"},
                 {"Last"},
                 {"Bind state"},
                 {"Module"},
                 {"Pi"},
                 {"When", Fit::Drop},
                 {"Message", Fit::Below}});
    for (const Json& unit : units) {
        const std::string kind = factText(unit, "Kind");
        const Tone tone = kind == "bound"                                               ? Tone::Good
                          : kind == "waiting"                                           ? Tone::Strong
                          : kind == "refused" || kind == "failed" || kind == "rejected" ? Tone::Bad
                                                                                        : Tone::Plain;
        const std::string serial = factText(unit, "Serial");
        table.addRow({{printable(serial.empty() ? "not on record" : serial)},
                      {printable(kind), tone},
                      {printable(factText(unit, "BindState"))},
                      {printable(factText(unit, "ModuleSerial"))},
                      {printable(factText(unit, "PiSerial"))},
                      {localTime(factNumber(unit, "Changed"))},
                      {printable(factText(unit, "Message"))}});
    }
    return table.text(console, outputWidth(console));
}

int tellBench(const Everywhere& everywhere, BusLink& link)
{
    const Json bench = link.facts(kStationPath, Bench::INTERFACE_NAME);
    report(everywhere, {{"bench", benchJson(bench)}}, benchText(bench));
    return kDone;
}

} // namespace

int busBindArm(const Everywhere& everywhere, const BindArmOptions& options)
{
    const Parts parts = partsOf(options);
    BusLink link = linkOf(everywhere);
    link.ask<Bench>([&](auto& bench) { bench.Arm(options.policy, parts); });
    return tellBench(everywhere, link);
}

int busBindDisarm(const Everywhere& everywhere)
{
    BusLink link = linkOf(everywhere);
    link.ask<Bench>([](auto& bench) { bench.Disarm(); });
    return tellBench(everywhere, link);
}

int busBindBench(const Everywhere& everywhere)
{
    BusLink link = linkOf(everywhere);
    const Json bench = link.facts(kStationPath, Bench::INTERFACE_NAME);
    std::vector<Json> units;
    for (auto& [path, facts] : link.objects(kUnit)) {
        units.push_back(facts);
    }
    std::sort(units.begin(), units.end(), [](const Json& one, const Json& other) {
        return factNumber(one, "Changed") < factNumber(other, "Changed");
    });
    Json list = Json::array();
    for (const Json& unit : units) {
        list.push_back(unitJson(unit));
    }
    report(everywhere, {{"bench", benchJson(bench)}, {"units", std::move(list)}},
           benchText(bench) + (units.empty() ? "" : unitsTable(units, Console::of(STDOUT_FILENO))));
    return kDone;
}

int busBindConfirm(const Everywhere& everywhere, const BindConfirmOptions& options)
{
    BusLink link = linkOf(everywhere);
    link.ask<Bench>([&](auto& bench) { bench.Confirm(options.unit, options.module, options.pi); });
    const std::string badge = factText(link.facts(kStationPath, "org.bindery.Station1"), "Person");
    report(everywhere,
           {{"module_serial", options.module},
            {"pi_serial", options.pi},
            {"unit", options.unit.empty() ? Json(nullptr) : Json(options.unit)},
            {"actor", badge}},
           "Module " + printable(options.module) + " and Pi " + printable(options.pi) + " belong together: " +
               (!options.unit.empty() ? "unit " + printable(options.unit) + " alone may bind with both.\n"
                                      : "one unit with both may bind. --unit would name it.\n"));
    return kDone;
}

} // namespace bindery::cli
