// SPDX-License-Identifier: Apache-2.0
#include "daemon/demo_units.h"

#include <utility>

namespace bindery::daemon
{

DemoUnits::DemoUnits(DemoSlots& slots, DemoUnitSetup setup) : m_slots(slots), m_setup(std::move(setup)) {}

void DemoUnits::boot(const std::string& serial, std::string_view fault, AtRest atRest)
{
    const DemoUnitFault kind = demoUnitFaultOf(fault);
    stop(serial);
    // One thread calls it, the unit's: the first rest is told, later ones are not.
    auto rest = [atRest = std::move(atRest)](const DemoUnitNow& now) mutable {
        if (now.state != DemoUnitState::Working && atRest) {
            std::exchange(atRest, nullptr)(now);
        }
    };
    const std::lock_guard lock(m_mutex);
    LentCard card = m_slots.lend(serial);
    m_units[serial] = std::make_unique<DemoUnit>(std::move(card), m_setup, kind, std::move(rest));
}

void DemoUnits::stop(const std::string& serial)
{
    std::unique_ptr<DemoUnit> ending; // it goes outside the lock, for that may take a moment
    const std::lock_guard lock(m_mutex);
    const auto known = m_units.find(serial);
    if (known == m_units.end() || known->second->isOver()) {
        return;
    }
    ending = std::move(known->second);
    m_units.erase(known);
}

std::vector<DemoUnits::Seen> DemoUnits::units()
{
    std::vector<Seen> seen;
    for (const DemoSlots::MadeCard& card : m_slots.madeCards()) {
        const DemoUnitParts parts = demoPartsOf(card.serial);
        Seen unit{card.serial, card.slot, parts.moduleSerial, parts.piSerial, {DemoUnitState::Off, ""}};
        const std::lock_guard lock(m_mutex);
        const auto known = m_units.find(card.serial);
        if (known != m_units.end()) {
            unit.now = known->second->now();
        }
        seen.push_back(std::move(unit));
    }
    return seen;
}

} // namespace bindery::daemon
