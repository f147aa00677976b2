// SPDX-License-Identifier: Apache-2.0
#include "line/slot_card.h"

#include "base/error.h"
#include "card/found_content.h"
#include "line/card_target.h"
#include "line/reference_check.h"
#include "line/serial_rules.h"

namespace bindery::line
{

namespace
{

void readContent(SlotMedia& media, const device::DiskSeen& disk, SlotCard& card)
{
    const std::unique_ptr<device::Medium> medium = media.openForReading(disk);
    card.seen.headerUuid = headerOn(*medium);
    const card::FoundContent content = card::lookAtContent(*medium);
    card.seen.found = toRecord(content.kind);
    card.content = content.what;
}

} // namespace

SlotCard readSlotCard(SlotMedia& media, const device::DiskSeen& disk)
{
    SlotCard card;
    card.seen.path = disk.node.string();
    card.seen.size = disk.size;
    card.seen.isBlockDevice = true;
    card.seen.diskSeq = disk.diskSeq;
    card.seen.cid = disk.cid;
    card.seen.model = disk.model;
    card.seen.readerSerial = disk.serial;
    try {
        card.facts = media.factsOf(disk);
        if (card.facts.systemUses.empty() && card.facts.size > Bytes(0)) {
            readContent(media, disk, card);
        }
    } catch (const Error& error) {
        card.unreadable = device::Refusal{std::string("the card cannot be read: ") + error.what(),
                                          "take it out and put it in again; use another card if it stays so"};
    }
    return card;
}

std::optional<device::Refusal> whyRefused(const SlotCard& card, const CardRules& rules,
                                          const db::Records& records)
{
    if (!card.unreadable || card.facts.size > Bytes(0)) {
        if (auto refusal = device::whyNotInLine(card.facts, rules.slot, rules.size)) {
            return refusal;
        }
    }
    if (card.unreadable) {
        return card.unreadable;
    }
    if (card.seen.headerUuid) {
        const auto flashed = flashedFacts(records, *card.seen.headerUuid, rules.reprovision);
        if (auto refusal = whyDoubleFlash(flashed)) {
            return refusal;
        }
        if (flashed && !flashed->reprovisionedBy && isReferenceUnit(records, flashed->serial)) {
            return device::Refusal{kReferenceCard, "take it out"};
        }
        if (flashed && (rules.reprovision || flashed->reprovisionedBy)) {
            return std::nullopt; // its data is a card of ours that may be made again
        }
    }
    if (card.seen.found == db::Found::Data && !rules.dataIsAllowed) {
        return device::Refusal{"the card is not blank (" + card.content + ")",
                               "put it aside, or allow that what it holds is destroyed"};
    }
    return std::nullopt;
}

} // namespace bindery::line
