// SPDX-License-Identifier: Apache-2.0
#include "base/stop_signals.h"
#include "cli/output.h"
#include "cli/slot_numbers.h"
#include "cli/state.h"
#include "cli/table.h"
#include "cli/verbs.h"
#include "device/inventory.h"
#include "device/slot_map.h"
#include "line/slot_lesson.h"
#include "line/slots_in_hand.h"
#include "line/station.h"

#include <algorithm>
#include <cstdio>

#include <unistd.h>

namespace bindery::cli
{

namespace
{

using device::DiskSeen;
using device::Port;
using device::SlotMap;
using device::SlotNumber;

/// A port with the slot it was taught as and the disk that is there; one of both at least.
struct SlotRow {
    std::optional<SlotNumber> slot;
    std::optional<Port> port;
    std::optional<DiskSeen> disk;
    bool claimedTwice = false;
    std::optional<db::StoredSlot> word; ///< what a person or the line said of the slot
};

bool isOpen(const SlotRow& row)
{
    return !row.word || row.word->state == "open";
}

/// None where nothing was recorded yet, or cannot be looked at.
std::vector<db::StoredSlot> wordsOf(const Everywhere& everywhere, std::string& complaint)
{
    try {
        return db::Records::openReadOnly(db::StateFolder(std::filesystem::absolute(everywhere.state)))
            .slots();
    } catch (const Error& error) {
        if (error.code() != ErrorCode::NotFound) {
            complaint = "whether slots are blocked cannot be shown: " + std::string(error.what());
        }
        return {};
    }
}

/// None where nobody says what is plugged in.
std::vector<DiskSeen> disksThere(std::string& complaint)
{
    try {
        return device::makeUdevInventory()->scan();
    } catch (const Error& error) {
        complaint = "what is plugged in cannot be shown: " + std::string(error.what());
        return {};
    }
}

std::vector<SlotRow> rowsOf(const SlotMap& map, const std::vector<DiskSeen>& disks,
                            const std::vector<db::StoredSlot>& words)
{
    const std::vector<Port> twice = device::portsClaimedTwice(disks);
    std::vector<SlotRow> rows;
    for (const auto& [slot, ports] : map.slots()) {
        for (const Port& port : ports) {
            SlotRow row{slot, port, std::nullopt, std::count(twice.begin(), twice.end(), port) != 0, {}};
            for (const db::StoredSlot& word : words) {
                if (word.slot == std::to_string(slot.value)) {
                    row.word = word;
                }
            }
            const auto found = std::find_if(disks.begin(), disks.end(),
                                            [&](const DiskSeen& disk) { return disk.port == port; });
            if (found != disks.end() && !row.claimedTwice) {
                row.disk = *found;
            }
            rows.push_back(std::move(row));
        }
    }
    for (const DiskSeen& disk : disks) {
        const bool isTwice = disk.port && std::count(twice.begin(), twice.end(), *disk.port) != 0;
        if (isTwice || !disk.port || !map.slotOf(*disk.port)) {
            rows.push_back({std::nullopt, disk.port, disk, isTwice, std::nullopt});
        }
    }
    return rows;
}

Json rowJson(const SlotRow& row)
{
    Json json{{"slot", row.slot ? Json(row.slot->value) : Json(nullptr)},
              {"port", row.port ? Json(row.port->text) : Json(nullptr)},
              {"claimed_twice", row.claimedTwice},
              {"state", row.slot ? Json(isOpen(row) ? "open" : row.word->state) : Json(nullptr)},
              {"reason", isOpen(row) ? Json(nullptr) : Json(row.word->reason)},
              {"disk", nullptr}};
    if (row.disk) {
        json["disk"] = {{"node", row.disk->node.string()},    {"size", row.disk->size.count()},
                        {"read_only", row.disk->isReadOnly},  {"model", orNull(row.disk->model)},
                        {"serial", orNull(row.disk->serial)}, {"cid", orNull(row.disk->cid)}};
    }
    return json;
}

std::string cardText(const SlotRow& row)
{
    if (row.claimedTwice) {
        return "two disks claim this port: nothing is written there";
    }
    if (!row.disk) {
        return "";
    }
    return row.disk->hasMedium() ? humanSize(row.disk->size) + (row.disk->isReadOnly ? ", read-only" : "")
                                 : "no card";
}

std::string slotTable(const std::vector<SlotRow>& rows, const Console& console)
{
    Table table({{"Slot", Fit::Keep, true},
                 {"Port", Fit::Shorten},
                 {"State", Fit::Below},
                 {"Disk"},
                 {"Card"},
                 {"Model", Fit::Drop}});
    for (const SlotRow& row : rows) {
        table.addRow({{row.slot ? std::to_string(row.slot->value) : "-"},
                      {row.port ? row.port->text : "none that could be a slot"},
                      {isOpen(row) ? "" : row.word->state + ": " + printable(row.word->reason), Tone::Bad},
                      {row.disk ? printable(row.disk->node.string()) : ""},
                      {cardText(row), row.claimedTwice ? Tone::Bad : Tone::Plain},
                      {row.disk ? printable(row.disk->model.value_or("")) : ""}});
    }
    return table.text(console, outputWidth(console));
}

void sayToPerson(const std::string& text)
{
    static_cast<void>(std::fputs((printable(text) + "\n").c_str(), stderr));
}

} // namespace

int slotsList(const Everywhere& everywhere)
{
    const std::filesystem::path file = device::slotsFile(everywhere.state);
    const SlotMap map = SlotMap::load(file);
    std::string complaint;
    const std::vector<db::StoredSlot> words = wordsOf(everywhere, complaint);
    const std::vector<SlotRow> rows = rowsOf(map, disksThere(complaint), words);
    if (everywhere.json) {
        Json list = Json::array();
        for (const SlotRow& row : rows) {
            list.push_back(rowJson(row));
        }
        printJson({{"file", file.string()}, {"slots", std::move(list)}});
        return kDone;
    }
    if (!complaint.empty()) {
        sayToPerson("bindery: " + complaint);
    }
    const Console console = Console::of(STDOUT_FILENO);
    printText((rows.empty() ? "" : slotTable(rows, console)) +
              (map.empty() ? "No slot was taught yet: bindery slots learn 1\n" : ""));
    return kDone;
}

int slotsLearn(const Everywhere& everywhere, const SlotsLearnOptions& options)
{
    const std::vector<SlotNumber> slots = parseSlotNumbers(options.slots);
    if (!options.port.empty() && slots.size() != 1) {
        throw Error(ErrorCode::InvalidArgument, "--port is the port of one slot: name one slot with it");
    }
    std::optional<Port> given;
    if (!options.port.empty()) {
        given = device::parsePort(options.port);
    }
    const SystemClock clock;
    line::Station station(everywhere.state, clock);
    ensureKnown(station.records(), everywhere.actor);
    line::SlotsInHand hand(station, device::slotsFile(everywhere.state), everywhere.actor);
    Json learned = Json::array();
    const auto take = [&](SlotNumber slot, const Port& port) {
        const auto before = hand.teach(slot, port, options.also);
        learned.push_back(line::lessonJson(slot, port, before));
        if (!everywhere.json) {
            printText("Slot " + std::to_string(slot.value) + " is " + port.text +
                      (before ? ", which was slot " + std::to_string(before->value) : "") + ".\n");
        }
    };
    if (given) {
        take(slots.front(), *given);
    } else {
        const StopSignals signals([] {});
        const auto inventory = device::makeUdevInventory();
        line::SlotLesson lesson(*inventory, sayToPerson);
        for (const SlotNumber slot : slots) {
            sayToPerson("Put a card into slot " + std::to_string(slot.value) +
                        "; one that is in already is taken out first. Ctrl-C ends the lesson.");
            const auto port = lesson.nextPort(signals.token());
            if (!port) {
                throw Error(ErrorCode::Cancelled, "the lesson ended before slot " +
                                                      std::to_string(slot.value) +
                                                      "; what was taught before is kept");
            }
            take(slot, *port);
        }
    }
    if (everywhere.json) {
        printJson({{"file", hand.file().string()}, {"learned", std::move(learned)}});
    }
    return kDone;
}

int slotsForget(const Everywhere& everywhere, const std::string& numbers)
{
    const std::vector<SlotNumber> slots = parseSlotNumbers(numbers);
    const SystemClock clock;
    line::Station station(everywhere.state, clock);
    ensureKnown(station.records(), everywhere.actor);
    line::SlotsInHand hand(station, device::slotsFile(everywhere.state), everywhere.actor);
    hand.forget(slots);
    Json forgotten = Json::array();
    for (const SlotNumber slot : slots) {
        forgotten.push_back(slot.value);
    }
    if (everywhere.json) {
        printJson({{"file", hand.file().string()}, {"forgotten", std::move(forgotten)}});
    } else {
        printText("Forgot " +
                  std::string(slots.size() == 1 ? "one slot" : std::to_string(slots.size()) + " slots") +
                  ": what is in those ports is not written any more.\n");
    }
    return kDone;
}

} // namespace bindery::cli
