// SPDX-License-Identifier: Apache-2.0
#include "daemon/slot_objects.h"

#include "base/error.h"
#include "daemon/dictionary.h"

#include <algorithm>

namespace bindery::daemon
{

namespace
{

std::string portText(const std::vector<device::Port>& ports)
{
    std::string text;
    for (const device::Port& port : ports) {
        text += (text.empty() ? "" : ", ") + port.text;
    }
    return busText(text);
}

} // namespace

void SlotObjects::show(const device::SlotMap& map)
{
    if (map == m_map) {
        return;
    }
    std::erase_if(m_slots, [&](const auto& entry) {
        const auto before = m_map.slots().find({entry.first});
        const auto now = map.slots().find({entry.first});
        return now == map.slots().end() || before == m_map.slots().end() || before->second != now->second;
    });
    for (const auto& [number, ports] : map.slots()) {
        std::unique_ptr<SlotObject>& slot = m_slots[number.value];
        if (!slot) {
            slot = std::make_unique<SlotObject>(m_bus, "/org/bindery/slots/" + std::to_string(number.value),
                                                static_cast<std::uint32_t>(number.value), portText(ports));
        }
    }
    m_strangers.clear(); // those that still are will be told anew
    m_map = map;
}

void SlotObjects::take(const line::SlotChanged& event)
{
    const auto slot = m_slots.find(event.slot.value);
    if (slot != m_slots.end()) {
        slot->second->take(event);
    }
}

void SlotObjects::take(const line::CardProgressed& event, std::int64_t monotonicMicros)
{
    const auto slot = m_slots.find(event.slot.value);
    if (slot != m_slots.end()) {
        slot->second->take(event, monotonicMicros);
    }
}

void SlotObjects::take(const line::StrangerChanged& event)
{
    // A disk of the station itself is at no port that could be a slot, and no concern of the operator.
    if (!event.isThere || !event.disk.port || m_map.slotOf(*event.disk.port)) {
        m_strangers.erase(event.disk.sysPath);
        return;
    }
    std::unique_ptr<SlotObject>& stranger = m_strangers[event.disk.sysPath];
    if (!stranger) {
        stranger = std::make_unique<SlotObject>(
            m_bus, "/org/bindery/slots/unknown_" + std::to_string(m_nextStranger++), 0,
            busText(event.disk.port->text));
    }
    stranger->take(event);
}

bool SlotObjects::isRunningAny() const
{
    return std::any_of(m_slots.begin(), m_slots.end(),
                       [](const auto& entry) { return entry.second->isRunning(); });
}

std::optional<std::uint32_t> SlotObjects::unacknowledged() const
{
    for (const auto& [number, slot] : m_slots) {
        if (slot->needsAcknowledgement()) {
            return static_cast<std::uint32_t>(number);
        }
    }
    return std::nullopt;
}

const SlotObject& SlotObjects::slot(std::uint32_t number) const
{
    const auto found =
        m_slots.find(static_cast<int>(std::min<std::uint32_t>(number, device::kHighestSlot + 1)));
    if (found == m_slots.end()) {
        throw Error(ErrorCode::NotFound, "there is no slot " + std::to_string(number));
    }
    return *found->second;
}

} // namespace bindery::daemon
