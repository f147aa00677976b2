// SPDX-License-Identifier: Apache-2.0
// What was said of which disk, and what is to be said next: the rules of inventory.h without any source of
// events. Errors: none. Threads: the caller's.
#pragma once

#include "device/inventory.h"

#include <map>
#include <string>
#include <vector>

namespace bindery::device
{

class DiskLedger
{
public:
    /// The disk was read: it is there.
    std::vector<DiskEvent> present(DiskSeen disk);
    /// The disk is gone. `diskSeq`, where known, is that of the disk that went: a newer one stays.
    std::vector<DiskEvent> left(const std::string& sysPath, std::optional<std::uint64_t> diskSeq = {});
    /// These disks are there and no others. Only differences are told, those that left first.
    std::vector<DiskEvent> reconcile(std::vector<DiskSeen> disks);

    std::optional<DiskSeen> find(const std::string& sysPath) const;
    std::vector<DiskSeen> disks() const; ///< by sysPath

private:
    std::map<std::string, DiskSeen> m_disks;
};

} // namespace bindery::device
