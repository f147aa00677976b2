// SPDX-License-Identifier: Apache-2.0
#include "device/eligibility.h"

namespace bindery::device
{

namespace
{

std::string join(const std::vector<std::string>& names)
{
    std::string text;
    for (const std::string& name : names) {
        text += (text.empty() ? "" : ", ") + name;
    }
    return text;
}

} // namespace

std::optional<Refusal> whyNotEligible(const DeviceFacts& facts)
{
    const std::string& path = facts.path;
    if (facts.isSymbolicLink) {
        return Refusal{path + " is a symbolic link", "name the device itself"};
    }
    if (!facts.isBlockDevice) {
        return Refusal{path + " is not a block device", "name the whole disk of a card, such as /dev/sdb"};
    }
    if (!facts.isWholeDisk) {
        return Refusal{path + " is a partition", facts.wholeDisk.empty()
                                                     ? "name the whole disk"
                                                     : "name the whole disk, " + facts.wholeDisk};
    }
    // Before everything that a person could undo: nothing makes this disk a card.
    if (!facts.systemUses.empty()) {
        return Refusal{path + " carries the running system (" + join(facts.systemUses) + ")",
                       "use another device; this one is never written"};
    }
    if (facts.size == Bytes(0)) {
        return Refusal{path + " holds no medium", "put a card in"};
    }
    if (!facts.mountPoints.empty()) {
        return Refusal{path + " is mounted at " + join(facts.mountPoints),
                       "unmount it first, if it is the right card"};
    }
    if (!facts.swapAreas.empty()) {
        return Refusal{path + " is used as swap (" + join(facts.swapAreas) + ")",
                       "switch the swap area off first, if it is the right card"};
    }
    if (!facts.holders.empty()) {
        return Refusal{path + " is held by " + join(facts.holders),
                       "close what is built upon it first, if it is the right card"};
    }
    if (facts.isReadOnly) {
        return Refusal{path + " is read-only",
                       "open the lock of the card or its adapter, or use another card"};
    }
    if (facts.logicalSectorSize != SectorCount::kSectorSize) {
        return Refusal{path + " has sectors of " + std::to_string(facts.logicalSectorSize) +
                           " bytes; a Pi's card needs 512",
                       "use another reader or disk"};
    }
    return std::nullopt;
}

} // namespace bindery::device
