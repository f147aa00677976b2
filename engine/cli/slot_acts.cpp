// SPDX-License-Identifier: Apache-2.0
// What a person says of a slot while no line runs. A line that runs is told itself: see line_act.h.
#include "base/clock.h"
#include "cli/output.h"
#include "cli/state.h"
#include "cli/verbs.h"
#include "device/slot_map.h"
#include "line/slots_lock.h"
#include "line/station.h"

#include <algorithm>

namespace bindery::cli
{

namespace
{

enum class SlotAct { Reopen, TakeOutOfService };

Json slotJson(const db::StoredSlot& slot)
{
    return {{"slot", device::parseSlotNumber(slot.slot).value},
            {"state", slot.state},
            {"reason", slot.reason},
            {"changed", isoTime(slot.changedUtcMicros)},
            {"changed_by", slot.changedBy}};
}

/// One that was forgotten may still have to be re-opened.
void requireSlot(const db::Records& records, const device::SlotMap& map, device::SlotNumber slot)
{
    const std::vector<db::StoredSlot> known = records.slots();
    const bool isKnown = std::any_of(known.begin(), known.end(), [&](const db::StoredSlot& stored) {
        return stored.slot == std::to_string(slot.value);
    });
    if (!isKnown && map.slots().count(slot) == 0) {
        throw Error(ErrorCode::NotFound, "slot " + std::to_string(slot.value) +
                                             " was not taught: bindery slots list shows those that were");
    }
}

int actOnSlot(const Everywhere& everywhere, const SlotActOptions& options, SlotAct act)
{
    const device::SlotNumber slot = device::parseSlotNumber(options.slot);
    const std::string name = std::to_string(slot.value);
    const bool isReopen = act == SlotAct::Reopen;
    requireState(everywhere.state);
    const SystemClock clock;
    line::Station station(everywhere.state, clock);
    db::Records& records = station.records();
    ensureKnown(records, everywhere.actor);
    requireSlot(records, device::SlotMap::load(device::slotsFile(everywhere.state)), slot);
    const line::SlotsLock lock =
        line::SlotsLock::take(station.runFolder(), line::SlotsHolder::Act,
                              std::string("tell it \"") + (isReopen ? "reopen " : "out-of-service ") + name +
                                  " REASON\" (bindery line run --control reads that), or stop it first");
    if (isReopen) {
        records.reopenSlot(name, options.reason, everywhere.actor);
    } else {
        records.takeSlotOutOfService(name, options.reason, everywhere.actor);
    }
    for (const db::StoredSlot& stored : records.slots()) {
        if (stored.slot == name && everywhere.json) {
            printJson(slotJson(stored));
        }
    }
    if (!everywhere.json) {
        printText("Slot " + name + (isReopen ? " is open.\n" : " is out of service.\n"));
    }
    return kDone;
}

} // namespace

int slotsReopen(const Everywhere& everywhere, const SlotActOptions& options)
{
    return actOnSlot(everywhere, options, SlotAct::Reopen);
}

int slotsOutOfService(const Everywhere& everywhere, const SlotActOptions& options)
{
    return actOnSlot(everywhere, options, SlotAct::TakeOutOfService);
}

} // namespace bindery::cli
