// SPDX-License-Identifier: Apache-2.0
#include "daemon/demo_object.h"

#include "daemon/dictionary.h"

#include <memory>
#include <utility>

namespace bindery::daemon
{

namespace
{

int slotOf(std::uint32_t slot)
{
    return device::parseSlotNumber(std::to_string(slot)).value;
}

} // namespace

DemoObject::DemoObject(Desk& desk, DemoSlots& slots, DemoUnits& units)
    : AdaptorInterfaces(desk.bus, kStationPath), m_desk(desk), m_slots(slots), m_units(units)
{
    registerAdaptor();
}

DemoObject::~DemoObject()
{
    unregisterAdaptor();
}

/// A hand at a slot is nobody's verb: it needs no badge, and the records do not hear of it.
void DemoObject::serve(sdbus::Result<>&& result, std::function<void()> act)
{
    m_desk.gate.serve(getObject(), {Right::Audit, "Demo1"}, std::move(result),
                      [act = std::move(act)](const Acting& /*who*/) { act(); });
}

void DemoObject::Insert(sdbus::Result<>&& result, uint32_t slot, std::string card)
{
    serve(std::move(result), [this, slot, card] { m_slots.insert(slotOf(slot), card); });
}

void DemoObject::InsertUnit(sdbus::Result<>&& result, uint32_t slot, std::string serial)
{
    serve(std::move(result), [this, slot, serial] {
        m_units.stop(serial);
        m_slots.insertUnit(slotOf(slot), serial);
    });
}

void DemoObject::Remove(sdbus::Result<>&& result, uint32_t slot)
{
    serve(std::move(result), [this, slot] { m_slots.remove(slotOf(slot)); });
}

void DemoObject::Break(sdbus::Result<>&& result, uint32_t slot, std::string fault)
{
    serve(std::move(result), [this, slot, fault] { m_slots.breakCard(slotOf(slot), fault); });
}

void DemoObject::Boot(sdbus::Result<>&& result, std::string serial, std::string fault)
{
    m_desk.gate.serveLater(
        getObject(), {Right::Audit, "Demo1.Boot"}, std::move(result),
        [this, serial, fault](const Acting& /*who*/, const std::shared_ptr<sdbus::Result<>>& answer) {
            m_units.boot(serial, fault, [this, answer](const DemoUnitNow& now) {
                m_desk.loop.post([answer, now] {
                    if (now.state == DemoUnitState::Refused) {
                        answer->returnError(busError(Error(ErrorCode::ModuleRefused, now.reason)));
                    } else {
                        answer->returnResults();
                    }
                });
            });
        });
}

void DemoObject::Units(sdbus::Result<std::vector<std::map<std::string, sdbus::Variant>>>&& result)
{
    m_desk.gate.serve(getObject(), {Right::Audit, "Demo1.Units"}, std::move(result),
                      [this](const Acting& /*who*/) {
                          Json units = Json::array();
                          for (const DemoUnits::Seen& unit : m_units.units()) {
                              units.push_back({{"serial", unit.serial},
                                               {"slot", unit.slot},
                                               {"module", unit.moduleSerial},
                                               {"pi", unit.piSerial},
                                               {"state", textOf(unit.now.state)},
                                               {"reason", unit.now.reason}});
                          }
                          return dictionariesOf(units);
                      });
}

} // namespace bindery::daemon
