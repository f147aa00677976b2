// SPDX-License-Identifier: Apache-2.0
#include "cli/bus_line_scene.h"

#include "cli/bus_facts.h"

#include <algorithm>
#include <utility>

#include <daemon_proxies/Line1.h>
#include <daemon_proxies/Slot1.h>
#include <daemon_proxies/Station1.h>

namespace bindery::cli
{

namespace
{

constexpr const char* kStation = org::bindery::Station1_proxy::INTERFACE_NAME;
constexpr const char* kLine = org::bindery::Line1_proxy::INTERFACE_NAME;
constexpr const char* kSlot = org::bindery::Slot1_proxy::INTERFACE_NAME;

template <std::size_t size>
bool hasAny(const Json& facts, const std::array<const char*, size>& keys)
{
    return std::any_of(keys.begin(), keys.end(), [&](const char* key) { return facts.contains(key); });
}

constexpr std::array kSlotFacts{"State",       "Reason",   "Cure",          "NeedsAcknowledgement",
                                "CardPresent", "CardSize", "CardModel",     "CardContent",
                                "Serial",      "Attempt",  "FailuresInARow"};
constexpr std::array kProgressFacts{"Step", "BytesDone", "BytesTotal", "Rate", "SecondsLeft"};
constexpr std::array kPersonFacts{"Person", "PersonName", "Role", "Language"};

/// By its name in the contract; a state that a newer daemon has is shown as one nothing is done in.
template <typename State>
State stateOf(std::span<const State> all, const std::string& name, State otherwise)
{
    const auto found = std::find_if(all.begin(), all.end(), [&](State each) { return nameOf(each) == name; });
    return found == all.end() ? otherwise : *found;
}

std::optional<std::string> unlessEmpty(std::string text)
{
    return text.empty() ? std::nullopt : std::optional(std::move(text));
}

device::DiskSeen diskOf(const Json& slot)
{
    device::DiskSeen disk;
    disk.sysPath = factText(slot, "Port"); // nothing else names it here
    disk.size = Bytes(static_cast<std::uint64_t>(factNumber(slot, "CardSize")));
    disk.model = unlessEmpty(factText(slot, "CardModel"));
    return disk;
}

line::LineEvent eventOfSlot(const Json& slot)
{
    const std::int64_t number = factNumber(slot, "Number");
    if (number == 0) {
        return line::StrangerChanged{diskOf(slot), true};
    }
    line::SlotChanged event;
    event.slot = device::SlotNumber{static_cast<int>(number)};
    event.status.state =
        stateOf(line::allSlotStates(), factText(slot, "State"), line::SlotState::UnknownPort);
    event.status.reason = factText(slot, "Reason");
    event.status.cure = factText(slot, "Cure");
    event.status.cardPresent = factFlag(slot, "CardPresent");
    event.status.acknowledged = !factFlag(slot, "NeedsAcknowledgement");
    event.status.failuresInARow = static_cast<int>(factNumber(slot, "FailuresInARow"));
    if (event.status.cardPresent) {
        event.disk = diskOf(slot);
    }
    event.content = unlessEmpty(factText(slot, "CardContent"));
    event.serial = unlessEmpty(factText(slot, "Serial"));
    event.attempt = unlessEmpty(factText(slot, "Attempt"));
    return event;
}

card::Step stepOf(const std::string& name)
{
    for (const card::Step step : {card::Step::Waiting, card::Step::Preparing, card::Step::Erasing,
                                  card::Step::Probing, card::Step::Writing, card::Step::Filling,
                                  card::Step::Flushing, card::Step::Verifying, card::Step::Finishing}) {
        if (nameOf(step) == name) {
            return step;
        }
    }
    return card::Step::Done;
}

/// The daemon tells of the step alone: the bar is that of the step.
std::optional<line::CardProgressed> progressOf(const Json& slot)
{
    const std::string step = factText(slot, "Step");
    if (step.empty()) {
        return std::nullopt;
    }
    line::CardProgressed event;
    event.slot = device::SlotNumber{static_cast<int>(factNumber(slot, "Number"))};
    event.progress.step = stepOf(step);
    event.progress.written = static_cast<std::uint64_t>(factNumber(slot, "BytesDone"));
    event.progress.toWrite = static_cast<std::uint64_t>(factNumber(slot, "BytesTotal"));
    if (const std::int64_t left = factNumber(slot, "SecondsLeft", -1); left >= 0) {
        event.timeLeft = std::chrono::seconds(left);
    }
    return event;
}

line::OrderCounted countsOf(const Json& facts)
{
    line::OrderCounted counts{factText(facts, "OrderNumber"), factNumber(facts, "Passed"),
                              factNumber(facts, "Failed"), factNumber(facts, "Running"), std::nullopt};
    if (const std::int64_t target = factNumber(facts, "Target", -1); target >= 0) {
        counts.target = target;
    }
    return counts;
}

line::LineChanged eventOfLine(const Json& facts)
{
    return {{stateOf(line::allLineStates(), factText(facts, "State"), line::LineState::Stopped),
             factText(facts, "Reason"), factText(facts, "Cure")}};
}

} // namespace

LineScene::LineScene(const Clock& clock) : m_clock(clock), m_picture(clock) {}

bool LineScene::hasOrder() const
{
    return !factText(m_line, "OrderNumber").empty();
}

SceneChange LineScene::tellLine()
{
    m_picture.take(countsOf(m_line));
    return {{{"event", "line"}, {"line", lineJson(m_line)}}, m_picture.take(eventOfLine(m_line))};
}

SceneChange LineScene::tellSlot(const Json& slot)
{
    SceneChange change{{{"event", "slot"}, {"slot", slotJson(slot)}}, m_picture.take(eventOfSlot(slot))};
    if (const auto progress = progressOf(slot)) {
        m_picture.take(*progress);
    }
    return change;
}

SceneChange LineScene::tellPerson() const
{
    const std::string badge = factText(m_station, "Person");
    return {{{"event", "person"}, {"person", stationJson(m_station).at("person")}},
            badge.empty() ? "signed in: nobody"
                          : "signed in: " + printable(badge) + ", " + printable(factText(m_station, "Role"))};
}

/// Slots that went cannot be taken out of a picture.
void LineScene::redraw()
{
    m_picture = LinePicture(m_clock);
    tellLine();
    for (const auto& [path, slot] : m_slots) {
        tellSlot(slot);
    }
}

std::vector<SceneChange> LineScene::load(BusLink& link)
{
    m_station = link.facts(kStationPath, kStation);
    m_line = link.facts(kStationPath, kLine);
    m_slots = link.objects(kSlot);
    m_picture = LinePicture(m_clock);
    std::vector<SceneChange> changes{tellPerson(), tellLine()};
    for (const auto& [path, slot] : m_slots) {
        changes.push_back(tellSlot(slot));
    }
    return changes;
}

std::vector<SceneChange> LineScene::takeChange(const BusNews& news)
{
    if (news.interface == kStation) {
        m_station.update(news.facts);
        return hasAny(news.facts, kPersonFacts) ? std::vector<SceneChange>{tellPerson()}
                                                : std::vector<SceneChange>{};
    }
    if (news.interface == kLine) {
        const line::LineChanged before = eventOfLine(m_line);
        m_line.update(news.facts);
        SceneChange change = tellLine();
        const line::LineChanged now = eventOfLine(m_line);
        if (before.status.state == now.status.state && before.status.reason == now.status.reason &&
            before.status.cure == now.status.cure) {
            change.text.clear(); // only figures
        }
        return {std::move(change)};
    }
    const auto slot = m_slots.find(news.path);
    if (news.interface != kSlot || slot == m_slots.end()) {
        return {};
    }
    slot->second.update(news.facts);
    if (hasAny(news.facts, kSlotFacts)) {
        return {tellSlot(slot->second)};
    }
    const auto progress = progressOf(slot->second);
    if (!progress || !hasAny(news.facts, kProgressFacts)) {
        return {};
    }
    m_picture.take(*progress);
    const Json json = slotJson(slot->second);
    return {{{{"event", "progress"}, {"slot", json.at("slot")}, {"progress", json.at("progress")}}, ""}};
}

std::vector<SceneChange> LineScene::take(const BusNews& news)
{
    switch (news.kind) {
    case BusNews::Kind::Changed:
        return takeChange(news);
    case BusNews::Kind::Added:
        if (news.interface == kSlot) {
            m_slots[news.path] = news.facts;
            return {tellSlot(news.facts)};
        }
        return {};
    case BusNews::Kind::Removed:
        if (news.interface == kSlot && m_slots.erase(news.path) == 1) {
            redraw();
            return {{{{"event", "removed"}, {"path", news.path}}, ""}};
        }
        return {};
    case BusNews::Kind::Told:
        if (news.member == "AttemptEnded") {
            const std::string message = news.facts.at(4).get<std::string>();
            return {{{{"event", "attempt"},
                      {"slot", news.facts.at(0)},
                      {"attempt", news.facts.at(1)},
                      {"serial", news.facts.at(2)},
                      {"result", news.facts.at(3)},
                      {"message", message.empty() ? Json(nullptr) : Json(message)}},
                     ""}};
        }
        return {};
    case BusNews::Kind::Came:
    case BusNews::Kind::Went:
        break;
    }
    return {};
}

} // namespace bindery::cli
