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

/// What nobody can change: it is no card, or it carries the running system.
std::optional<Refusal> whyNeverACard(const DeviceFacts& facts)
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
    return std::nullopt;
}

std::optional<Refusal> whyNotNow(const DeviceFacts& facts)
{
    const std::string& path = facts.path;
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

std::optional<Refusal> whyNotInSlot(const DeviceFacts& facts, const SlotFacts& slot)
{
    if (!slot.slot) {
        return Refusal{facts.path + " is not in a taught slot",
                       "put the card in a slot of the line, or teach this one with bindery slots learn"};
    }
    const std::string name = "slot " + std::to_string(*slot.slot);
    if (slot.outOfService) {
        return Refusal{name + " is out of service", "use another slot"};
    }
    if (slot.blocked) {
        return Refusal{name + " is blocked" + (slot.blockedReason.empty() ? "" : ": " + slot.blockedReason),
                       "use another slot, or let a supervisor open it again"};
    }
    return std::nullopt;
}

std::optional<Refusal> whyNotOfSize(const DeviceFacts& facts, const SizeWindow& order)
{
    if (facts.size < order.atLeast) {
        return Refusal{facts.path + " holds " + humanSize(facts.size) +
                           "; the order takes cards of at least " + humanSize(order.atLeast),
                       "use a larger card"};
    }
    if (order.atMost && facts.size > *order.atMost) {
        return Refusal{facts.path + " holds " + humanSize(facts.size) +
                           "; the order takes cards of at most " + humanSize(*order.atMost),
                       "use a smaller card, one of the order's class"};
    }
    return std::nullopt;
}

} // namespace

std::optional<Refusal> whyNotEligible(const DeviceFacts& facts)
{
    if (auto refusal = whyNeverACard(facts)) {
        return refusal;
    }
    return whyNotNow(facts);
}

std::optional<Refusal> whyNotInLine(const DeviceFacts& facts, const SlotFacts& slot, const SizeWindow& order)
{
    if (auto refusal = whyNeverACard(facts)) {
        return refusal;
    }
    if (auto refusal = whyNotInSlot(facts, slot)) {
        return refusal;
    }
    if (auto refusal = whyNotNow(facts)) {
        return refusal;
    }
    return whyNotOfSize(facts, order);
}

} // namespace bindery::device
