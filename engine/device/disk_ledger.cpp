// SPDX-License-Identifier: Apache-2.0
#include "device/disk_ledger.h"

#include <iterator>
#include <set>
#include <utility>

namespace bindery::device
{

using Kind = DiskEvent::Kind;

bool isSameInsertion(const DiskSeen& a, const DiskSeen& b)
{
    if (a.sysPath != b.sysPath || !(a.number == b.number)) {
        return false;
    }
    // An empty reader may count up its DISKSEQ without any card.
    return (!a.hasMedium() && !b.hasMedium()) ||
           (a.size == b.size && a.diskSeq == b.diskSeq && a.cid == b.cid);
}

std::vector<Port> portsClaimedTwice(const std::vector<DiskSeen>& disks)
{
    std::set<Port> once;
    std::set<Port> twice;
    for (const DiskSeen& disk : disks) {
        if (disk.port && !once.insert(*disk.port).second) {
            twice.insert(*disk.port);
        }
    }
    return {twice.begin(), twice.end()};
}

std::vector<DiskEvent> DiskLedger::present(DiskSeen disk)
{
    std::vector<DiskEvent> events;
    const auto known = m_disks.find(disk.sysPath);
    if (known != m_disks.end()) {
        if (!disk.port) {
            disk.port = known->second.port; // the disk cannot have moved: its sysPath says where it is
        }
        if (known->second.hasMedium() && !isSameInsertion(known->second, disk)) {
            events.push_back({Kind::Left, known->second});
        }
    }
    m_disks.insert_or_assign(disk.sysPath, disk);
    events.push_back({Kind::Present, std::move(disk)});
    return events;
}

std::vector<DiskEvent> DiskLedger::left(const std::string& sysPath, std::optional<std::uint64_t> diskSeq)
{
    const auto known = m_disks.find(sysPath);
    if (known == m_disks.end() ||
        (diskSeq && known->second.diskSeq && *diskSeq < *known->second.diskSeq)) { // numbers only grow
        return {};
    }
    DiskEvent event{Kind::Left, std::move(known->second)};
    m_disks.erase(known);
    return {std::move(event)};
}

std::vector<DiskEvent> DiskLedger::reconcile(std::vector<DiskSeen> disks)
{
    std::set<std::string> there;
    for (const DiskSeen& disk : disks) {
        there.insert(disk.sysPath);
    }
    std::vector<DiskEvent> events;
    for (auto known = m_disks.begin(); known != m_disks.end();) {
        if (there.count(known->first) == 0) {
            events.push_back({Kind::Left, std::move(known->second)});
            known = m_disks.erase(known);
        } else {
            ++known;
        }
    }
    for (DiskSeen& disk : disks) {
        const auto known = m_disks.find(disk.sysPath);
        if (known != m_disks.end() && known->second == disk) {
            continue;
        }
        std::vector<DiskEvent> news = present(std::move(disk));
        std::move(news.begin(), news.end(), std::back_inserter(events));
    }
    return events;
}

std::optional<DiskSeen> DiskLedger::find(const std::string& sysPath) const
{
    const auto known = m_disks.find(sysPath);
    return known == m_disks.end() ? std::nullopt : std::optional(known->second);
}

std::vector<DiskSeen> DiskLedger::disks() const
{
    std::vector<DiskSeen> disks;
    disks.reserve(m_disks.size());
    for (const auto& [sysPath, disk] : m_disks) {
        disks.push_back(disk);
    }
    return disks;
}

} // namespace bindery::device
