// SPDX-License-Identifier: Apache-2.0
// A disk that is read must lie still. Errors: NotEligible naming the use and the cure; those of
// collectDeviceFacts.
#pragma once

#include "base/error.h"
#include "device/device_facts.h"

namespace bindery::golden
{

inline void requireNotInUse(const std::filesystem::path& disk)
{
    const device::DeviceFacts facts = device::collectDeviceFacts(std::filesystem::canonical(disk));
    const auto refuse = [&](const std::vector<std::string>& uses, const std::string& use,
                            const std::string& cure) {
        if (!uses.empty()) {
            throw Error(ErrorCode::NotEligible, disk.string() + " " + use + " (" + uses.front() +
                                                    "): what is read would change; " + cure);
        }
    };
    refuse(facts.systemUses, "carries the running system", "take another disk");
    refuse(facts.mountPoints, "is mounted", "unmount it");
    refuse(facts.swapAreas, "is in use as swap", "switch it off with swapoff");
    refuse(facts.holders, "is held by another device", "take that apart first");
}

} // namespace bindery::golden
