// SPDX-License-Identifier: Apache-2.0
#include "line/slots_in_hand.h"

#include "base/error.h"
#include "base/sha256.h"

#include <utility>

namespace bindery::line
{

namespace
{

/// Before the lock is taken: whoever may not act does not hold others up.
SlotsLock lockFor(Station& station, const std::string& actor)
{
    station.records().requireMayAct(actor);
    return SlotsLock::take(station.runFolder(), SlotsHolder::Lesson, "stop it before its slots are changed");
}

} // namespace

SlotsInHand::SlotsInHand(Station& station, std::filesystem::path file, std::string actor)
    : m_station(station), m_file(std::move(file)), m_actor(std::move(actor)),
      m_lock(lockFor(station, m_actor)), m_map(device::SlotMap::load(m_file))
{
}

std::optional<device::SlotNumber> SlotsInHand::teach(device::SlotNumber slot, const device::Port& port,
                                                     bool also)
{
    device::SlotMap map = m_map;
    std::optional<device::SlotNumber> before = map.slotOf(port);
    if (before == slot) {
        before.reset();
    }
    if (also) {
        map.learnAlso(slot, port);
    } else {
        map.learn(slot, port);
    }
    keep(map, "slots.learned", lessonJson(slot, port, before));
    return before;
}

void SlotsInHand::forget(const std::vector<device::SlotNumber>& slots)
{
    device::SlotMap map = m_map;
    Json forgotten = Json::array();
    for (const device::SlotNumber slot : slots) {
        if (!map.forget(slot)) {
            throw Error(ErrorCode::NotFound,
                        "slot " + std::to_string(slot.value) + " was not taught; nothing was forgotten");
        }
        forgotten.push_back(slot.value);
    }
    keep(map, "slots.forgotten", {{"slots", std::move(forgotten)}});
}

void SlotsInHand::keep(const device::SlotMap& map, const char* action, Json payload)
{
    record(action, map, std::move(payload));
    try {
        map.save(m_file);
    } catch (const Error& error) {
        record("slots.kept", m_map, {{"reason", error.what()}});
        throw;
    }
    m_map = map;
}

void SlotsInHand::record(const char* action, const device::SlotMap& map, Json payload)
{
    payload["sha256"] = Sha256::hexOf(asBytes(map.text()));
    m_station.records().recordAct(m_actor, action, "slots", payload);
}

Json lessonJson(device::SlotNumber slot, const device::Port& port,
                const std::optional<device::SlotNumber>& before)
{
    return {{"slot", slot.value},
            {"port", port.text},
            {"was_slot", before ? Json(before->value) : Json(nullptr)}};
}

} // namespace bindery::line
