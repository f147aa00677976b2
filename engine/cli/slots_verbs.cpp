// SPDX-License-Identifier: Apache-2.0
#include "base/file.h"
#include "cli/output.h"
#include "cli/slot_lesson.h"
#include "cli/slot_numbers.h"
#include "cli/stop_signals.h"
#include "cli/table.h"
#include "cli/verbs.h"
#include "device/inventory.h"
#include "device/slot_map.h"

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
};

/// None where nobody says what is plugged in.
std::vector<DiskSeen> disksThere(std::string& complaint)
{
    try {
        return device::makeUdevInventory()->scan();
    } catch (const Error& error) {
        complaint = error.what();
        return {};
    }
}

std::vector<SlotRow> rowsOf(const SlotMap& map, const std::vector<DiskSeen>& disks)
{
    const std::vector<Port> twice = device::portsClaimedTwice(disks);
    std::vector<SlotRow> rows;
    for (const auto& [slot, ports] : map.slots()) {
        for (const Port& port : ports) {
            SlotRow row{slot, port, std::nullopt, std::count(twice.begin(), twice.end(), port) != 0};
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
            rows.push_back({std::nullopt, disk.port, disk, isTwice});
        }
    }
    return rows;
}

Json rowJson(const SlotRow& row)
{
    Json json{{"slot", row.slot ? Json(row.slot->value) : Json(nullptr)},
              {"port", row.port ? Json(row.port->text) : Json(nullptr)},
              {"claimed_twice", row.claimedTwice},
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
    Table table(
        {{"Slot", Fit::Keep, true}, {"Port", Fit::Shorten}, {"Disk"}, {"Card"}, {"Model", Fit::Drop}});
    for (const SlotRow& row : rows) {
        table.addRow({{row.slot ? std::to_string(row.slot->value) : "-"},
                      {row.port ? row.port->text : "none that could be a slot"},
                      {row.disk ? printable(row.disk->node.string()) : ""},
                      {cardText(row), row.claimedTwice ? Tone::Bad : Tone::Plain},
                      {row.disk ? printable(row.disk->model.value_or("")) : ""}});
    }
    return table.text(console, outputWidth(console));
}

void saveMap(const Everywhere& everywhere, const SlotMap& map, const std::filesystem::path& file)
{
    if (file.parent_path() == everywhere.state) {
        constexpr mode_t kOnlyMine = 0700;
        makeFolders(std::filesystem::absolute(everywhere.state), kOnlyMine);
    }
    map.save(file);
}

/// Gives the slot that had the port before, where that is another one.
std::optional<SlotNumber> teach(const Everywhere& everywhere, SlotNumber slot, const Port& port, bool also)
{
    const std::filesystem::path file = device::slotsFile(everywhere.state);
    SlotMap map = SlotMap::load(file);
    const auto before = map.slotOf(port);
    if (also) {
        map.learnAlso(slot, port);
    } else {
        map.learn(slot, port);
    }
    saveMap(everywhere, map, file);
    return before == slot ? std::nullopt : before;
}

void sayToPerson(const std::string& text)
{
    static_cast<void>(std::fputs((text + "\n").c_str(), stderr));
}

Json lessonJson(SlotNumber slot, const Port& port, const std::optional<SlotNumber>& before)
{
    return {{"slot", slot.value},
            {"port", port.text},
            {"was_slot", before ? Json(before->value) : Json(nullptr)}};
}

} // namespace

int slotsList(const Everywhere& everywhere)
{
    const std::filesystem::path file = device::slotsFile(everywhere.state);
    const SlotMap map = SlotMap::load(file);
    std::string complaint;
    const std::vector<SlotRow> rows = rowsOf(map, disksThere(complaint));
    if (everywhere.json) {
        Json list = Json::array();
        for (const SlotRow& row : rows) {
            list.push_back(rowJson(row));
        }
        printJson({{"file", file.string()}, {"slots", std::move(list)}});
        return kDone;
    }
    if (!complaint.empty()) {
        sayToPerson("bindery: what is plugged in cannot be shown: " + complaint);
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
    Json learned = Json::array();
    const auto take = [&](SlotNumber slot, const Port& port) {
        const auto before = teach(everywhere, slot, port, options.also);
        learned.push_back(lessonJson(slot, port, before));
        if (!everywhere.json) {
            printText("Slot " + std::to_string(slot.value) + " is " + port.text +
                      (before ? ", which was slot " + std::to_string(before->value) : "") + ".\n");
        }
    };
    if (!options.port.empty()) {
        take(slots.front(), device::parsePort(options.port));
    } else {
        const StopSignals signals([] {});
        const auto inventory = device::makeUdevInventory();
        SlotLesson lesson(*inventory, sayToPerson);
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
        printJson({{"file", device::slotsFile(everywhere.state).string()}, {"learned", std::move(learned)}});
    }
    return kDone;
}

int slotsForget(const Everywhere& everywhere, const std::string& numbers)
{
    const std::vector<SlotNumber> slots = parseSlotNumbers(numbers);
    const std::filesystem::path file = device::slotsFile(everywhere.state);
    SlotMap map = SlotMap::load(file);
    Json forgotten = Json::array();
    for (const SlotNumber slot : slots) {
        if (!map.forget(slot)) {
            throw Error(ErrorCode::NotFound,
                        "slot " + std::to_string(slot.value) + " was not taught; nothing was forgotten");
        }
        forgotten.push_back(slot.value);
    }
    saveMap(everywhere, map, file);
    if (everywhere.json) {
        printJson({{"file", file.string()}, {"forgotten", std::move(forgotten)}});
    } else {
        printText("Forgot " +
                  std::string(slots.size() == 1 ? "one slot" : std::to_string(slots.size()) + " slots") +
                  ": what is in those ports is not written any more.\n");
    }
    return kDone;
}

} // namespace bindery::cli
