// SPDX-License-Identifier: Apache-2.0
#include "cli/bus_facts.h"

#include "base/bytes.h"
#include "cli/output.h"
#include "cli/table.h"
#include "cli/time_text.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace bindery::cli
{

namespace
{

Json textOrNull(const Json& facts, const char* key)
{
    const std::string text = factText(facts, key);
    return text.empty() ? Json(nullptr) : Json(text);
}

/// The contract says -1 for what is not known.
Json numberOrNull(const Json& facts, const char* key)
{
    const std::int64_t number = factNumber(facts, key, -1);
    return number < 0 ? Json(nullptr) : Json(number);
}

double figure(const Json& facts, const char* key)
{
    const auto found = facts.find(key);
    return found == facts.end() || !found->is_number() ? -1 : found->get<double>();
}

Json figureOrNull(const Json& facts, const char* key)
{
    const double number = figure(facts, key);
    return number < 0 ? Json(nullptr) : Json(number);
}

std::string oneDigit(double number)
{
    std::array<char, 32> text{};
    const int length = std::snprintf(text.data(), text.size(), "%.1f", number);
    return {text.data(), static_cast<std::size_t>(length)};
}

Tone toneOfLine(const std::string& state)
{
    return state == "stopped" ? Tone::Bad : state == "running" ? Tone::Busy : Tone::Strong;
}

Tone toneOfSlot(const std::string& state)
{
    return state == "passed"                                                          ? Tone::Good
           : state == "failed" || state == "blocked"                                  ? Tone::Bad
           : state == "empty" || state == "out of service" || state == "unknown port" ? Tone::Dim
                                                                                      : Tone::Plain;
}

std::string words(const Json& facts)
{
    const std::string reason = printable(factText(facts, "Reason"));
    const std::string cure = printable(factText(facts, "Cure"));
    return reason + (reason.empty() || cure.empty() ? "" : ": ") + cure;
}

std::string doingText(const Json& facts)
{
    const std::string step = factText(facts, "Step");
    if (step.empty()) {
        return words(facts);
    }
    const std::int64_t total = factNumber(facts, "BytesTotal");
    std::string text = printable(step);
    if (total > 0) {
        constexpr std::int64_t kWhole = 100;
        text +=
            " " + std::to_string(std::min(kWhole, factNumber(facts, "BytesDone") * kWhole / total)) + " %";
    }
    const std::int64_t left = factNumber(facts, "SecondsLeft", -1);
    return text + (left < 0 ? "" : ", " + clockSpan(left) + " left");
}

} // namespace

std::string factText(const Json& facts, const char* key)
{
    const auto found = facts.find(key);
    return found == facts.end() || !found->is_string() ? std::string() : found->get<std::string>();
}

std::int64_t factNumber(const Json& facts, const char* key, std::int64_t otherwise)
{
    const auto found = facts.find(key);
    return found == facts.end() || !found->is_number_integer() ? otherwise : found->get<std::int64_t>();
}

bool factFlag(const Json& facts, const char* key)
{
    const auto found = facts.find(key);
    return found != facts.end() && found->is_boolean() && found->get<bool>();
}

Json stationJson(const Json& facts)
{
    const bool isSignedIn = !factText(facts, "Person").empty();
    const std::int64_t learning = factNumber(facts, "LearningSlot");
    return {{"name", factText(facts, "Name")},
            {"id", factText(facts, "Id")},
            {"version", factText(facts, "Version")},
            {"contract_version", factNumber(facts, "ContractVersion")},
            {"demo", factFlag(facts, "Demo")},
            {"person", isSignedIn ? Json{{"badge", factText(facts, "Person")},
                                         {"name", textOrNull(facts, "PersonName")},
                                         {"role", factText(facts, "Role")},
                                         {"language", textOrNull(facts, "Language")}}
                                  : Json(nullptr)},
            {"idle_limit_seconds", factNumber(facts, "IdleLimit")},
            {"learning_slot", learning == 0 ? Json(nullptr) : Json(learning)}};
}

Json lineJson(const Json& facts)
{
    const bool hasOrder = !factText(facts, "OrderNumber").empty();
    return {{"state", factText(facts, "State")},
            {"reason", textOrNull(facts, "Reason")},
            {"cure", textOrNull(facts, "Cure")},
            {"order", hasOrder ? Json{{"number", factText(facts, "OrderNumber")},
                                      {"golden_id", textOrNull(facts, "Golden")},
                                      {"target", numberOrNull(facts, "Target")},
                                      {"passed", factNumber(facts, "Passed")},
                                      {"failed", factNumber(facts, "Failed")},
                                      {"running", factNumber(facts, "Running")},
                                      {"units_per_hour", figureOrNull(facts, "UnitsPerHour")},
                                      {"yield_percent", figureOrNull(facts, "YieldPercent")},
                                      {"seconds_left", numberOrNull(facts, "SecondsLeft")}}
                               : Json(nullptr)}};
}

Json slotJson(const Json& facts)
{
    const std::int64_t number = factNumber(facts, "Number");
    const std::int64_t total = factNumber(facts, "BytesTotal");
    return {{"slot", number == 0 ? Json(nullptr) : Json(number)},
            {"port", factText(facts, "Port")},
            {"state", factText(facts, "State")},
            {"reason", textOrNull(facts, "Reason")},
            {"cure", textOrNull(facts, "Cure")},
            {"needs_acknowledgement", factFlag(facts, "NeedsAcknowledgement")},
            {"failures_in_a_row", factNumber(facts, "FailuresInARow")},
            {"card", factFlag(facts, "CardPresent") ? Json{{"model", textOrNull(facts, "CardModel")},
                                                           {"size", factNumber(facts, "CardSize")},
                                                           {"content", textOrNull(facts, "CardContent")}}
                                                    : Json(nullptr)},
            {"serial", textOrNull(facts, "Serial")},
            {"attempt", textOrNull(facts, "Attempt")},
            {"progress", factText(facts, "Step").empty()
                             ? Json(nullptr)
                             : Json{{"step", factText(facts, "Step")},
                                    {"bytes_done", factNumber(facts, "BytesDone")},
                                    {"bytes_total", total == 0 ? Json(nullptr) : Json(total)},
                                    {"bytes_per_second", figure(facts, "Rate")},
                                    {"seconds_left", numberOrNull(facts, "SecondsLeft")}}}};
}

std::string lineText(const Json& facts, const Console& console)
{
    const std::string state = factText(facts, "State");
    const std::string why = words(facts);
    std::string text = "Line " + toned(console, toneOfLine(state), printable(state)) +
                       (why.empty() ? "" : ": " + why) + "\n";
    const std::string order = factText(facts, "OrderNumber");
    if (order.empty()) {
        return text;
    }
    const std::int64_t target = factNumber(facts, "Target", -1);
    text += "Order " + printable(order) + ": " + std::to_string(factNumber(facts, "Passed")) +
            (target < 0 ? "" : " of " + std::to_string(target)) + " passed, " +
            std::to_string(factNumber(facts, "Failed")) + " failed, " +
            std::to_string(factNumber(facts, "Running")) + " running\n";
    const double rate = figure(facts, "UnitsPerHour");
    const double yield = figure(facts, "YieldPercent");
    const std::int64_t left = factNumber(facts, "SecondsLeft", -1);
    if (rate >= 0 || yield >= 0) {
        text += rate >= 0 ? oneDigit(rate) + " units an hour" : "";
        text += yield >= 0 ? std::string(rate >= 0 ? ", " : "") + "yield " + oneDigit(yield) + " %" : "";
        text += left >= 0 ? ", " + spokenSpan(left * 1000) + " left" : "";
        text += "\n";
    }
    return text;
}

void sortSlots(std::vector<Json>& slots)
{
    const auto rank = [](const Json& slot) {
        const std::int64_t number = factNumber(slot, "Number");
        return number == 0 ? INT64_MAX : number;
    };
    std::stable_sort(slots.begin(), slots.end(),
                     [&](const Json& one, const Json& other) { return rank(one) < rank(other); });
}

std::string slotsText(const std::vector<Json>& slots, const Console& console)
{
    Table table({{"Slot", Fit::Keep, true},
                 {"State"},
                 {"Serial"},
                 {"Card", Fit::Keep, true},
                 {"Model", Fit::Drop},
                 {"What", Fit::Below},
                 {"Port", Fit::Drop}});
    for (const Json& slot : slots) {
        const std::string state = factText(slot, "State");
        const std::int64_t number = factNumber(slot, "Number");
        const std::int64_t size = factNumber(slot, "CardSize");
        table.addRow({{number == 0 ? "-" : std::to_string(number)},
                      {printable(state), toneOfSlot(state)},
                      {printable(factText(slot, "Serial"))},
                      {size > 0 ? humanSize(Bytes(static_cast<std::uint64_t>(size))) : ""},
                      {printable(factText(slot, "CardModel"))},
                      {doingText(slot)},
                      {printable(factText(slot, "Port"))}});
    }
    return table.empty() ? "No slot was taught yet: bindery station learn 1\n"
                         : table.text(console, outputWidth(console));
}

} // namespace bindery::cli
