// SPDX-License-Identifier: Apache-2.0
// Whether what is plugged in at the ports of one slot leaves no doubt which card is meant. Where it does,
// nothing is written. Threads: none.
#pragma once

#include "device/eligibility.h"
#include "device/inventory.h"

#include <optional>
#include <vector>

namespace bindery::line
{

/// `disks`: all that are at the slot's ports, those without a medium too. Empty when at most one medium is
/// there, and its port is nobody else's.
std::optional<device::Refusal> whyNotOneCard(const std::vector<device::DiskSeen>& disks);

} // namespace bindery::line
