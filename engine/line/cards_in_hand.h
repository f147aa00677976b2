// SPDX-License-Identifier: Apache-2.0
// What the cards in the slots are taken for within this process: to be made by a line, or to be read back as
// reference cards of the daily check, never both. A card is an insertion (inventory.h). Lines come and go
// with their orders, this stays. Threads: any.
#pragma once

#include "device/inventory.h"

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace bindery::line
{

class CardsInHand : public std::enable_shared_from_this<CardsInHand>
{
public:
    /// It is being made until the last copy of what is given goes. Nothing for a reference card.
    std::shared_ptr<void> tryToMake(const device::DiskSeen& card);
    /// From here on, until it is put in anew, it is a reference card. False while it is being made.
    bool tryToCheck(const device::DiskSeen& card);
    bool isReference(const device::DiskSeen& card) const;

private:
    void letGo(const device::DiskSeen& card);

    mutable std::mutex m_mutex;
    std::vector<device::DiskSeen> m_made;
    std::map<std::string, device::DiskSeen> m_references; ///< the last of each disk, by sysPath
};

} // namespace bindery::line
