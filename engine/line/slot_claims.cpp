// SPDX-License-Identifier: Apache-2.0
#include "line/slot_claims.h"

#include <algorithm>
#include <string>

namespace bindery::line
{

namespace
{

std::string nodesOf(const std::vector<device::DiskSeen>& disks)
{
    std::string text;
    for (const device::DiskSeen& disk : disks) {
        text += (text.empty() ? "" : " and ") + disk.node.string();
    }
    return text;
}

} // namespace

std::optional<device::Refusal> whyNotOneCard(const std::vector<device::DiskSeen>& disks)
{
    std::vector<device::DiskSeen> media;
    std::copy_if(disks.begin(), disks.end(), std::back_inserter(media),
                 [](const device::DiskSeen& disk) { return disk.hasMedium(); });
    for (const device::Port& port : device::portsClaimedTwice(disks)) {
        const auto isThere = [&](const device::DiskSeen& disk) { return disk.port == port; };
        if (std::any_of(media.begin(), media.end(), isThere)) {
            std::vector<device::DiskSeen> claimants;
            std::copy_if(disks.begin(), disks.end(), std::back_inserter(claimants), isThere);
            return device::Refusal{
                nodesOf(claimants) + " both claim the port " + port.text + " of this slot",
                "unplug one of the two readers, or put it into another port and teach that "
                "with \"bindery slots learn\""};
        }
    }
    if (media.size() > 1) {
        return device::Refusal{"this slot has " + std::to_string(media.size()) + " cards in its ports, " +
                                   nodesOf(media),
                               "leave one card in"};
    }
    return std::nullopt;
}

} // namespace bindery::line
