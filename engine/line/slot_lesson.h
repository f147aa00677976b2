// SPDX-License-Identifier: Apache-2.0
// Learns which port a person means: the one into which a card is put next.
// Errors: those of the inventory. Threads: the caller's.
#pragma once

#include "device/disk_ledger.h"
#include "device/inventory.h"

#include <functional>
#include <optional>
#include <set>
#include <stop_token>
#include <string>

namespace bindery::line
{

class SlotLesson
{
public:
    /// `say` tells the person why a card does not count.
    SlotLesson(device::Inventory& inventory, std::function<void(const std::string&)> say);

    /// The next card that is put into a port which none of this lesson's cards was in. Cards that are in
    /// already do not count: they are taken out and put in again. Empty when `stop` is asked for.
    std::optional<device::Port> nextPort(const std::stop_token& stop);

private:
    std::optional<device::Port> hear(const device::DiskEvent& event);
    std::optional<device::Port> portOfCard(const device::DiskSeen& disk);

    device::Inventory& m_inventory;
    std::function<void(const std::string&)> m_say;
    device::DiskLedger m_there;
    std::set<device::Port> m_learned;
};

} // namespace bindery::line
