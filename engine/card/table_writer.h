// SPDX-License-Identifier: Apache-2.0
// The partition table: what makes a card a card. Written after everything else was verified.
// Errors: those of the medium.
#pragma once

#include "card/verify_report.h"
#include "device/medium.h"
#include "device/partition_table.h"

namespace bindery::card
{

/// Writes piece by piece in the table's order, each followed by a flush. Gives the bytes written.
std::uint64_t writeTable(device::Medium& medium, const device::PartitionTable& table);
RegionReport verifyTable(device::Medium& medium, const device::PartitionTable& table);

} // namespace bindery::card
