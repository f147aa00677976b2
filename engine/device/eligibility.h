// SPDX-License-Identifier: Apache-2.0
// Whether a block device may be written as a card: pure functions over what was found out. whyNotEligible
// leaves slots out (a person named the device); whyNotInLine is the line's question. Units: sizes in bytes.
#pragma once

#include "base/bytes.h"

#include <optional>
#include <string>
#include <vector>

namespace bindery::device
{

/// What decides about a device. Lists name what was found on the device or on one of its partitions.
struct DeviceFacts {
    std::string path;
    bool isSymbolicLink = false;
    bool isBlockDevice = true;
    bool isWholeDisk = true;
    std::string wholeDisk; ///< of a partition, where known: "/dev/sda"
    Bytes size;
    bool isReadOnly = false;
    std::uint32_t logicalSectorSize = 512;
    std::vector<std::string> systemUses; ///< what of the running system it carries: "/", "/boot", "swap"
    std::vector<std::string> mountPoints;
    std::vector<std::string> swapAreas;
    std::vector<std::string> holders; ///< kernel names of what is built upon it: "dm-0", "md127", "loop3"
    std::optional<std::uint64_t> diskSeq;
};

struct Refusal {
    std::string reason; ///< "/dev/sda carries the running system (/, /boot)"
    std::string cure;   ///< what a person can do about it
};

/// Empty when the device may be written.
std::optional<Refusal> whyNotEligible(const DeviceFacts& facts);

/// What the line knows of the port that a device hangs on.
struct SlotFacts {
    std::optional<int> slot; ///< empty: a port that was not taught
    bool blocked = false;    ///< after repeated failures; a supervisor opens it again
    std::string blockedReason;
    bool outOfService = false;
};

/// The cards that an order takes.
struct SizeWindow {
    Bytes atLeast;
    std::optional<Bytes> atMost;
};

/// Empty when the line may write the device. The running system is named before everything else, then what is
/// wrong with the slot, then what is wrong with the card.
std::optional<Refusal> whyNotInLine(const DeviceFacts& facts, const SlotFacts& slot, const SizeWindow& order);

} // namespace bindery::device
