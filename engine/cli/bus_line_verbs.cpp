// SPDX-License-Identifier: Apache-2.0
// What a person asks of the line, and how it stands.
#include "cli/bus_facts.h"
#include "cli/bus_job.h"
#include "cli/bus_report.h"
#include "cli/bus_verbs.h"

#include <daemon_proxies/Line1.h>
#include <daemon_proxies/Slot1.h>
#include <unistd.h>

namespace bindery::cli
{

namespace
{

/// The line without its signals: those come through BusEar.
class Line : public org::bindery::Line1_proxy
{
protected:
    using Line1_proxy::Line1_proxy;
    ~Line() = default;

private:
    void onAttemptEnded(const uint32_t& /*slot*/, const std::string& /*attempt*/,
                        const std::string& /*serial*/, const std::string& /*result*/,
                        const std::string& /*message*/) override
    {
    }
};

constexpr const char* kSlot = org::bindery::Slot1_proxy::INTERFACE_NAME;

std::vector<Json> slotsOf(BusLink& link)
{
    std::vector<Json> slots;
    for (auto& [path, facts] : link.objects(kSlot)) {
        slots.push_back(facts);
    }
    sortSlots(slots);
    return slots;
}

Json slotsJson(const std::vector<Json>& slots)
{
    Json list = Json::array();
    for (const Json& slot : slots) {
        list.push_back(slotJson(slot));
    }
    return list;
}

std::string joined(const std::vector<std::string>& words)
{
    std::string text;
    for (const std::string& word : words) {
        text += (text.empty() ? "" : " ") + word;
    }
    return text;
}

const char* wordOf(LineVerb verb)
{
    switch (verb) {
    case LineVerb::Leave:
        return "leave";
    case LineVerb::Start:
        return "start";
    case LineVerb::Cancel:
        return "cancel";
    case LineVerb::Acknowledge:
        return "acknowledge";
    case LineVerb::Allow:
        return "allow";
    case LineVerb::Serial:
        return "serial";
    case LineVerb::Pause:
        return "pause";
    case LineVerb::Resume:
        return "resume";
    case LineVerb::Reopen:
        return "reopen";
    case LineVerb::OutOfService:
        break;
    }
    return "out-of-service";
}

void ask(BusObject<Line>& line, LineVerb verb, const LineVerbOptions& options)
{
    switch (verb) {
    case LineVerb::Leave:
        return line.LeaveOrder();
    case LineVerb::Start:
        return line.Start(options.slot);
    case LineVerb::Cancel:
        return line.Cancel(options.slot);
    case LineVerb::Acknowledge:
        return line.Acknowledge(options.slot);
    case LineVerb::Allow:
        return line.AllowData(options.slot);
    case LineVerb::Serial:
        return line.GiveSerial(options.slot, options.serial);
    case LineVerb::Pause:
        return line.Pause(joined(options.reason));
    case LineVerb::Resume:
        return line.Resume();
    case LineVerb::Reopen:
        return line.ReopenSlot(options.slot, joined(options.reason));
    case LineVerb::OutOfService:
        return line.TakeSlotOutOfService(options.slot, joined(options.reason));
    }
}

/// What the line did with it.
std::string sentenceOf(LineVerb verb, const LineVerbOptions& options)
{
    const std::string slot = "slot " + std::to_string(options.slot);
    switch (verb) {
    case LineVerb::Leave:
        return "The line works on no order any more.";
    case LineVerb::Start:
        return options.slot == 0 ? "Every card that is ready starts." : "The card in " + slot + " starts.";
    case LineVerb::Cancel:
        return options.slot == 0 ? "Every card that runs is broken off, and must be made again."
                                 : "The card in " + slot + " is broken off, and must be made again.";
    case LineVerb::Acknowledge:
        return "The fault of " + slot + " was seen.";
    case LineVerb::Allow:
        return "What the card in " + slot + " holds may be destroyed.";
    case LineVerb::Serial:
        return "The card in " + slot + " becomes " + printable(options.serial) + ".";
    case LineVerb::Pause:
        return "No new card is started; those that run go on.";
    case LineVerb::Resume:
        return "Cards are started again.";
    case LineVerb::Reopen:
        return "Open again: " + slot + ".";
    case LineVerb::OutOfService:
        break;
    }
    return "Out of service: " + slot + ". Nothing is written there until a supervisor re-opens it.";
}

} // namespace

int busLineStatus(const Everywhere& everywhere)
{
    BusLink link = linkOf(everywhere);
    const Json line = link.facts(kStationPath, Line::INTERFACE_NAME);
    const std::vector<Json> slots = slotsOf(link);
    const Console console = Console::of(STDOUT_FILENO);
    report(everywhere, {{"line", lineJson(line)}, {"slots", slotsJson(slots)}},
           lineText(line, console) + slotsText(slots, console));
    return kDone;
}

int busSlotsList(const Everywhere& everywhere)
{
    BusLink link = linkOf(everywhere);
    const std::vector<Json> slots = slotsOf(link);
    report(everywhere, {{"slots", slotsJson(slots)}}, slotsText(slots, Console::of(STDOUT_FILENO)));
    return kDone;
}

int busLineUse(const Everywhere& everywhere, const LineUseOptions& options)
{
    BusLink link = linkOf(everywhere);
    link.ask<Line>([&](auto& line) { line.UseOrder(options.order, options.golden); });
    const Json line = link.facts(kStationPath, Line::INTERFACE_NAME);
    report(everywhere, {{"act", "use"}, {"slot", nullptr}, {"line", lineJson(line)}},
           lineText(line, Console::of(STDOUT_FILENO)));
    return kDone;
}

int busLineAct(const Everywhere& everywhere, LineVerb verb, const LineVerbOptions& options)
{
    BusLink link = linkOf(everywhere);
    link.ask<Line>([&](auto& line) { ask(line, verb, options); });
    Json json = nullptr;
    if (everywhere.json) {
        json = {{"act", wordOf(verb)},
                {"slot", options.slot == 0 ? Json(nullptr) : Json(options.slot)},
                {"line", lineJson(link.facts(kStationPath, Line::INTERFACE_NAME))}};
    }
    report(everywhere, json, sentenceOf(verb, options) + "\n");
    return kDone;
}

int busLineCheckSlot(const Everywhere& everywhere, const CheckSlotOptions& options)
{
    BusLink link = linkOf(everywhere);
    const BusJobEnd end =
        followJob(link, everywhere.json, "Stopping; the card was only read.", [&]() -> std::string {
            return link.ask<Line>(
                [&](auto& line) { return line.CheckReference(options.card, options.slot); });
        });
    const bool isAsExpected = end.result == "as expected";
    const Console console = Console::of(STDOUT_FILENO);
    report(everywhere,
           {{"card", options.card},
            {"slot", options.slot},
            {"as_expected", isAsExpected},
            {"message", end.message}},
           toned(console, isAsExpected ? Tone::Good : Tone::Bad,
                 "The " + options.card + " card came out " + (isAsExpected ? "as it must" : "OTHERWISE")) +
               ": " + printable(end.message) + "\n" +
               (isAsExpected ? "" : "Make no cards before this is understood: call a supervisor.\n"));
    return isAsExpected ? kDone : kMismatch;
}

} // namespace bindery::cli
