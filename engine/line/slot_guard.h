// SPDX-License-Identifier: Apache-2.0
// By what a udev rule knows the disks of the taught slots, so that nobody mounts their cards by himself.
// Source: systemd, udev-builtin-path_id.c (ID_PATH).
#pragma once

#include "device/automount_guard.h"
#include "device/slot_map.h"

#include <vector>

namespace bindery::line
{

std::vector<device::GuardMatch> guardMatches(const device::SlotMap& slots);

} // namespace bindery::line
