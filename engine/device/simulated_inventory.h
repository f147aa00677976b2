// SPDX-License-Identifier: Apache-2.0
// An inventory without hardware, for tests and the demo: someone puts disks in and takes them out.
// Errors: InvalidArgument for a disk that is not there.
// Threads: any; scan() and wait() are one thread's at a time, the others may come from everywhere.
#pragma once

#include "device/disk_ledger.h"
#include "device/inventory.h"

#include <condition_variable>
#include <map>
#include <mutex>

namespace bindery::device
{

class SimulatedInventory final : public Inventory
{
public:
    std::vector<DiskSeen> scan() override;
    std::vector<DiskEvent> wait(std::chrono::milliseconds atMost, const std::stop_token& stop) override;

    /// A disk appears. A disk that is there already under its sysPath is changed.
    void insert(DiskSeen disk);
    /// The disk of that sysPath is another now: card put in or taken out, write protection.
    void change(DiskSeen disk);
    void remove(const std::string& sysPath);
    /// From now on no event arrives, until the next scan() or wait() reads everything again. A wait() that is
    /// under way does so when the next disk comes or goes.
    void loseEvents();
    /// A DISKSEQ that no disk had yet.
    std::uint64_t nextDiskSeq();

private:
    // With m_mutex held.
    DiskSeen& find(const std::string& sysPath);
    void tell(const DiskSeen& disk);
    void append(std::vector<DiskEvent> events);
    void collectDifference();

    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::map<std::string, DiskSeen> m_disks; ///< what is plugged in
    DiskLedger m_ledger;                     ///< what was said of it
    std::vector<DiskEvent> m_pending;
    bool m_lostEvents = false;
    std::uint64_t m_diskSeq = 0;
};

} // namespace bindery::device
