// SPDX-License-Identifier: Apache-2.0
// All slots on the bus: those that were taught, and disks at other ports. Threads: the main loop's.
#pragma once

#include "daemon/slot_object.h"
#include "device/slot_map.h"

#include <map>
#include <memory>
#include <optional>
#include <string>

namespace bindery::daemon
{

class SlotObjects
{
public:
    explicit SlotObjects(sdbus::IConnection& bus) : m_bus(bus) {}

    /// These are the slots from now on.
    void show(const device::SlotMap& map);
    void take(const line::SlotChanged& event);
    void take(const line::CardProgressed& event, std::int64_t monotonicMicros);
    void take(const line::StrangerChanged& event);

    bool isRunningAny() const;
    /// A slot whose fault nobody acknowledged yet.
    std::optional<std::uint32_t> unacknowledged() const;
    /// Errors: NotFound.
    const SlotObject& slot(std::uint32_t number) const;

private:
    sdbus::IConnection& m_bus;
    std::map<int, std::unique_ptr<SlotObject>> m_slots;
    std::map<std::string, std::unique_ptr<SlotObject>> m_strangers; ///< by sysPath
    device::SlotMap m_map;
    int m_nextStranger = 1;
};

} // namespace bindery::daemon
