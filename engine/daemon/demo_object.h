// SPDX-License-Identifier: Apache-2.0
// Hands for a station without hardware, on the bus: org.bindery.Demo1. Threads: the main loop's.
#pragma once

#include "daemon/demo_slots.h"
#include "daemon/demo_units.h"
#include "daemon/desk.h"

#include <map>
#include <string>
#include <vector>

#include <daemon_adaptors/Demo1.h>
#include <sdbus-c++/sdbus-c++.h>

namespace bindery::daemon
{

class DemoObject final : public sdbus::AdaptorInterfaces<org::bindery::Demo1_adaptor>
{
public:
    /// Slots and units are borrowed.
    DemoObject(Desk& desk, DemoSlots& slots, DemoUnits& units);
    ~DemoObject();
    DemoObject(const DemoObject&) = delete;
    DemoObject& operator=(const DemoObject&) = delete;

private:
    void serve(sdbus::Result<>&& result, std::function<void()> act);

    uint32_t Slots() override { return static_cast<std::uint32_t>(m_slots.count()); }
    void Insert(sdbus::Result<>&& result, uint32_t slot, std::string card) override;
    void InsertUnit(sdbus::Result<>&& result, uint32_t slot, std::string serial) override;
    void Remove(sdbus::Result<>&& result, uint32_t slot) override;
    void Break(sdbus::Result<>&& result, uint32_t slot, std::string fault) override;
    void Boot(sdbus::Result<>&& result, std::string serial, std::string fault) override;
    void Units(sdbus::Result<std::vector<std::map<std::string, sdbus::Variant>>>&& result) override;

    Desk& m_desk;
    DemoSlots& m_slots;
    DemoUnits& m_units;
};

} // namespace bindery::daemon
