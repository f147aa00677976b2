// SPDX-License-Identifier: Apache-2.0
#include "device/simulated_inventory.h"

#include "base/error.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace bindery::device
{

std::vector<DiskSeen> SimulatedInventory::scan()
{
    const std::lock_guard lock(m_mutex);
    collectDifference();
    const auto isNews = [](const DiskEvent& event) { return event.kind == DiskEvent::Kind::Present; };
    m_pending.erase(std::remove_if(m_pending.begin(), m_pending.end(), isNews), m_pending.end());
    return m_ledger.disks();
}

std::vector<DiskEvent> SimulatedInventory::wait(std::chrono::milliseconds atMost, const std::stop_token& stop)
{
    std::unique_lock lock(m_mutex);
    collectDifference();
    m_changed.wait_for(lock, stop, atMost, [this] { return !m_pending.empty() || m_lostEvents; });
    collectDifference();
    return std::exchange(m_pending, {});
}

void SimulatedInventory::insert(DiskSeen disk)
{
    const std::lock_guard lock(m_mutex);
    tell(m_disks.insert_or_assign(disk.sysPath, disk).first->second);
}

void SimulatedInventory::change(DiskSeen disk)
{
    const std::lock_guard lock(m_mutex);
    DiskSeen& known = find(disk.sysPath);
    known = std::move(disk);
    tell(known);
}

void SimulatedInventory::remove(const std::string& sysPath)
{
    const std::lock_guard lock(m_mutex);
    find(sysPath);
    m_disks.erase(sysPath);
    if (!m_lostEvents) {
        append(m_ledger.left(sysPath));
    }
    m_changed.notify_all();
}

void SimulatedInventory::loseEvents()
{
    const std::lock_guard lock(m_mutex);
    m_lostEvents = true;
}

std::uint64_t SimulatedInventory::nextDiskSeq()
{
    const std::lock_guard lock(m_mutex);
    return ++m_diskSeq;
}

DiskSeen& SimulatedInventory::find(const std::string& sysPath)
{
    const auto known = m_disks.find(sysPath);
    if (known == m_disks.end()) {
        throw Error(ErrorCode::InvalidArgument, "the simulated inventory has no disk " + sysPath);
    }
    return known->second;
}

void SimulatedInventory::tell(const DiskSeen& disk)
{
    if (!m_lostEvents) {
        append(m_ledger.present(disk));
    }
    m_changed.notify_all();
}

void SimulatedInventory::append(std::vector<DiskEvent> events)
{
    std::move(events.begin(), events.end(), std::back_inserter(m_pending));
}

void SimulatedInventory::collectDifference()
{
    std::vector<DiskSeen> disks;
    disks.reserve(m_disks.size());
    for (const auto& [sysPath, disk] : m_disks) {
        disks.push_back(disk);
    }
    append(m_ledger.reconcile(std::move(disks)));
    m_lostEvents = false;
}

} // namespace bindery::device
