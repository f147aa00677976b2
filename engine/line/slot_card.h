// SPDX-License-Identifier: Apache-2.0
// A card that was put into a slot: what it holds, read in a thread of its own because a bad card may take its
// time, and whether the line may write it. Errors of reading are values: a card that cannot be read is
// refused.
#pragma once

#include "db/attempt.h"
#include "db/records.h"
#include "device/eligibility.h"
#include "device/inventory.h"
#include "line/slot_media.h"

#include <optional>
#include <string>

namespace bindery::line
{

/// What reading brought; no judgement of the order's.
struct SlotCard {
    db::MediumSeen seen;
    device::DeviceFacts facts;
    std::string content; ///< for people: "an empty exFAT file system"
    std::optional<device::Refusal> unreadable;
};

SlotCard readSlotCard(SlotMedia& media, const device::DiskSeen& disk);

struct CardRules {
    device::SlotFacts slot;
    device::SizeWindow size;
    bool reprovision = false;   ///< the order takes cards that this station made
    bool dataIsAllowed = false; ///< a person said yes
};

/// Why the line does not write it; empty when it does.
std::optional<device::Refusal> whyRefused(const SlotCard& card, const CardRules& rules,
                                          const db::Records& records);

} // namespace bindery::line
