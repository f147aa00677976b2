// SPDX-License-Identifier: Apache-2.0
#include "cli/bind_text.h"

#include "cli/table.h"
#include "cli/time_text.h"

#include <algorithm>
#include <array>
#include <utility>

namespace bindery::cli
{

namespace
{

Tone toneOfState(const std::string& state)
{
    if (state == "bound" || state == "production") {
        return Tone::Good;
    }
    if (state == "bind failed" || state == "quarantined") {
        return Tone::Bad;
    }
    const bool isOver = state == "retired" || state == "scrapped" || state == "superseded";
    return isOver ? Tone::Dim : Tone::Plain;
}

std::string spaced(std::string text)
{
    std::replace(text.begin(), text.end(), '_', ' ');
    return printable(text);
}

std::string joined(const std::vector<int>& numbers)
{
    std::string text;
    for (const int number : numbers) {
        text += (text.empty() ? "" : ", ") + std::to_string(number);
    }
    return text.empty() ? "none" : text;
}

void addUnit(FactList& facts, const db::BindStatus& status,
             const std::optional<db::BindRecords::Escrow>& escrow)
{
    facts.addHeading("Unit " + printable(status.unit.serial));
    facts.add("state", spaced(status.unit.state), toneOfState(status.unit.state));
    facts.add("order", printable(status.unit.order));
    facts.add("card", status.luksUuid.text());
    facts.add("made by attempt", status.attempt);
    facts.add("transport secret", status.secretHeld ? "held by this station, sealed" : "not held any more");
    if (status.exposure) {
        facts.add("exposure", printable(*status.exposure), Tone::Strong);
    }
    facts.add("recovery key", escrow ? escrow->state + ", keyslot " + std::to_string(escrow->keyslot) +
                                           ", sealed to certificate " + printable(escrow->certificateDigest)
                                     : "none");
    if (status.parts) {
        facts.add("Pi", printable(status.parts->piSerial + "  " + status.parts->piModel));
        facts.add("module", printable(status.parts->moduleKind + " " + status.parts->moduleSerial + "  " +
                                      status.parts->moduleModel));
    }
}

std::string stepTable(const db::BindStatus& status, const Console& console, std::size_t width)
{
    Table table({{"Step"}, {"Time"}, {"Module is", Fit::Drop}, {"Keyslots"}, {"Message", Fit::Below}});
    for (const db::StoredBindStep& stored : status.steps) {
        table.addRow({{printable(stored.step.step)},
                      {localTime(stored.utcMicros)},
                      {printable(stored.step.status)},
                      {joined(stored.step.keyslots)},
                      {printable(stored.step.message)}});
    }
    return status.steps.empty() ? "The unit has not been at a bench yet.\n" : table.text(console, width);
}

std::string keyslotTable(const db::BindStatus& status, const Console& console, std::size_t width)
{
    Table table({{"Keyslot", Fit::Keep, true},
                 {"Purpose"},
                 {"Became"},
                 {"Time"},
                 {"By", Fit::Drop},
                 {"Exposure"},
                 {"Reason", Fit::Below}});
    for (const db::KeyslotChange& change : status.keyslots) {
        table.addRow({{std::to_string(change.number)},
                      {printable(change.purpose)},
                      {spaced(change.state)},
                      {localTime(change.utcMicros)},
                      {printable(change.actor)},
                      {printable(change.exposure.value_or(""))},
                      {printable(change.reason)}});
    }
    return table.text(console, width);
}

std::string partTable(const db::BindStatus& status, const Console& console, std::size_t width)
{
    Table table({{"Part"}, {"Serial", Fit::Shorten}, {"From"}, {"To"}, {"Taken out because", Fit::Below}});
    for (const db::StoredPart& part : status.genealogy) {
        table.addRow({{printable(part.kind)},
                      {printable(part.serial)},
                      {localTime(part.fittedFrom)},
                      {part.fittedTo ? localTime(*part.fittedTo) : "now"},
                      {printable(part.reason.value_or(""))}});
    }
    return table.text(console, width);
}

Tone toneOfEvent(const std::string& kind)
{
    if (kind == "bound" || kind == "verified" || kind == "production") {
        return Tone::Good;
    }
    if (kind == "refused" || kind == "failed" || kind == "rejected") {
        return Tone::Bad;
    }
    return kind == "waiting" ? Tone::Strong : Tone::Plain;
}

} // namespace

std::string bindTable(const std::vector<db::BindStatus>& units, const Console& console, std::size_t width)
{
    Table table({{"Unit"},
                 {"State"},
                 {"Pi", Fit::Shorten},
                 {"Module", Fit::Shorten},
                 {"Secret held"},
                 {"Last step"},
                 {"When"},
                 {"Card", Fit::Below}});
    for (const db::BindStatus& unit : units) {
        const bool came = !unit.steps.empty();
        table.addRow({{printable(unit.unit.serial)},
                      {spaced(unit.unit.state), toneOfState(unit.unit.state)},
                      {unit.parts ? printable(unit.parts->piSerial) : ""},
                      {unit.parts ? printable(unit.parts->moduleSerial) : ""},
                      {unit.secretHeld ? "yes" : "no"},
                      {came ? printable(unit.steps.back().step.step) : ""},
                      {came ? localTime(unit.steps.back().utcMicros) : ""},
                      {unit.luksUuid.text()}});
    }
    return table.text(console, width);
}

std::string bindHistoryText(const db::BindStatus& status,
                            const std::optional<db::BindRecords::Escrow>& escrow, const Console& console,
                            std::size_t width)
{
    FactList facts;
    addUnit(facts, status, escrow);
    std::string text = facts.text(console, width) + "\n" + stepTable(status, console, width);
    if (!status.keyslots.empty()) {
        text += "\n" + keyslotTable(status, console, width);
    }
    if (!status.genealogy.empty()) {
        text += "\n" + partTable(status, console, width);
    }
    return text;
}

std::string shellWord(const std::string& text)
{
    const std::string shown = printable(text);
    const bool isPlain = !shown.empty() && std::all_of(shown.begin(), shown.end(), [](char character) {
        return (character >= '0' && character <= '9') || (character >= 'a' && character <= 'z') ||
               (character >= 'A' && character <= 'Z') ||
               std::string_view("._:/@%+=,-").find(character) != std::string_view::npos;
    });
    if (isPlain) {
        return shown;
    }
    std::string quoted = "'";
    for (const char character : shown) {
        quoted += character == '\'' ? std::string("'\\''") : std::string(1, character);
    }
    return quoted + "'";
}

std::string BenchPicture::take(const line::BenchEvent& event, const Console& console)
{
    const std::string who = event.luksUuid + "\n" + event.moduleSerial + "\n" + event.piSerial;
    if (event.kind == "waiting") {
        std::string& said = m_waiting[who];
        if (said == event.message) {
            return "";
        }
        said = event.message;
    } else {
        m_waiting.erase(who);
    }
    std::string text =
        localTime(event.utcMicros) + "  " + toned(console, toneOfEvent(event.kind), printable(event.kind));
    for (const auto& [name, value] :
         {std::pair{"unit", &event.unit}, {"module", &event.moduleSerial}, {"Pi", &event.piSerial}}) {
        text += value->empty() ? "" : std::string("  ") + name + " " + printable(*value);
    }
    text += event.message.empty() ? "\n" : "\n    " + printable(event.message) + "\n";
    if (event.kind == "waiting" && !m_confirm.empty() && !event.moduleSerial.empty() &&
        !event.piSerial.empty() && !event.unit.empty()) {
        text += "    Read the labels of chassis, module and Pi; when all say the same, type in another "
                "terminal:\n    " +
                m_confirm + " --unit " + shellWord(event.unit) + " --module " +
                shellWord(event.moduleSerial) + " --pi " + shellWord(event.piSerial) + "\n";
    }
    return text;
}

} // namespace bindery::cli
