// SPDX-License-Identifier: Apache-2.0
#include "cli/batch_picture.h"
#include "cli/card_description.h"
#include "cli/output.h"
#include "cli/table.h"
#include "cli/time_text.h"
#include "db/bind_json.h"

#include <algorithm>

namespace bindery::cli
{

namespace
{

constexpr unsigned kBitsPerByte = 8;
constexpr std::int64_t kMicros = 1'000'000;

std::string underscored(std::string text)
{
    std::replace(text.begin(), text.end(), ' ', '_');
    return text;
}

Json textOrNull(const std::string& text)
{
    return text.empty() ? Json(nullptr) : Json(text);
}

const char* nameOf(luks::KeyslotPriority priority)
{
    return priority == luks::KeyslotPriority::Ignore ? "ignore" : "normal";
}

Json tableJson(const device::PartitionTable& table)
{
    Json partitions = Json::array();
    for (const device::Partition& partition : table.partitions) {
        partitions.push_back({{"number", partition.number},
                              {"offset", partition.extent.offset},
                              {"length", partition.extent.length},
                              {"type", partition.type},
                              {"name", partition.name},
                              {"bootable", partition.bootable}});
    }
    return {{"kind", table.kind == device::TableKind::Mbr ? "mbr" : "gpt"},
            {"signature", table.id},
            {"partitions", std::move(partitions)}};
}

Json luksJson(const CardDescription& card)
{
    const LuksDescription& luks = *card.luks;
    Json keyslots = Json::array();
    for (const luks::Keyslot& slot : luks.keyslots) {
        keyslots.push_back({{"number", slot.number},
                            {"purpose", textOrNull(card.purposeOf(slot.number))},
                            {"priority", nameOf(slot.priority)},
                            {"cipher", slot.cipher},
                            {"kdf", slot.kdf},
                            {"iterations", slot.iterations}});
    }
    Json tokens = Json::array();
    for (const luks::Token& token : luks.tokens) {
        tokens.push_back({{"number", token.number}, {"type", token.type}, {"content", token.content}});
    }
    return {{"partition", luks.partition == 0 ? Json(nullptr) : Json(luks.partition)},
            {"offset", luks.offset},
            {"uuid", luks.uuid.text()},
            {"label", luks.label},
            {"cipher", luks.cipher},
            {"key_bits", luks.keyBytes * kBitsPerByte},
            {"sector_size", luks.sectorSize},
            {"keyslots", std::move(keyslots)},
            {"tokens", std::move(tokens)}};
}

Json recordJson(const CardDescription& card)
{
    const db::StoredAttempt& attempt = card.record->attempt;
    return {{"attempt", attempt.id},
            {"serial", attempt.serial},
            {"order", attempt.order},
            {"golden_id", attempt.goldenId},
            {"result", attempt.result ? Json(textOf(*attempt.result)) : Json(nullptr)},
            {"reason", orNull(attempt.reason)},
            {"started", isoTime(attempt.started.utcMicros)},
            {"ended", attempt.ended ? Json(isoTime(attempt.ended->utcMicros)) : Json(nullptr)},
            {"unit_state", card.unit ? Json(card.unit->state) : Json(nullptr)},
            {"bind", card.bind ? db::bindSummaryJson(*card.bind, card.escrow) : Json(nullptr)},
            {"superseded_by", orNull(attempt.supersededBy)}};
}

Json moduleJson(const CardDescription& card)
{
    const std::optional<ModuleDescription> module = card.module();
    if (!module) {
        return nullptr;
    }
    return {
        {"kind", orNull(module->kind)},
        {"model", orNull(module->model)},
        {"serial", orNull(module->serial)},
        {"made", module->madeUtcSeconds ? Json(isoTime(*module->madeUtcSeconds * kMicros)) : Json(nullptr)},
        {"opens", module->opens}};
}

/// How far the bind is, in words for people.
const char* sentenceOf(bind::HeaderState state)
{
    switch (state) {
    case bind::HeaderState::TransportOnly:
        return "not bound yet";
    case bind::HeaderState::SlotWithoutToken:
    case bind::HeaderState::TokenWithoutSlot:
    case bind::HeaderState::TokenUnassigned:
        return "in the middle of its bind: its unit goes on at the next start";
    case bind::HeaderState::Enrolled:
        return "locked by its module, the transport key opens it too";
    case bind::HeaderState::ModuleOnly:
        return "its module alone opens it; its unit has not heard yet that the station knows";
    case bind::HeaderState::Bound:
        return "bound: its module alone opens it, and the station has noted it";
    case bind::HeaderState::Closed:
        return "closed: neither transport key nor module opens it";
    case bind::HeaderState::Foreign:
        break;
    }
    return "but with keyslots or tokens that are not ours";
}

/// A passport's value for people: it comes from the card, so it may be anything.
std::string valueText(const Json& value)
{
    if (value.is_string()) {
        return printable(value.get<std::string>());
    }
    if (value.is_array()) {
        std::string text;
        for (const Json& item : value) {
            text += (text.empty() ? "" : ", ") + valueText(item);
        }
        return text.empty() ? "none" : text;
    }
    return printable(value.dump(-1, ' ', true, Json::error_handler_t::replace));
}

std::string spaced(std::string name)
{
    std::replace(name.begin(), name.end(), '_', ' ');
    return printable(name);
}

std::string kindSentence(const CardDescription& card)
{
    const std::string kind = card.kind();
    if (kind == "bindery card") {
        return std::string("a card made by Bindery, ") + sentenceOf(card.luks->state);
    }
    if (kind == "encrypted disk") {
        return card.luks ? "a LUKS2 disk, but no card of ours: it has no passport"
                         : "a LUKS disk that cannot be read";
    }
    return kind == "disk" ? "a disk without LUKS2" : "blank, or not finished: it has no partition table";
}

std::string tableText(const CardDescription& card, const Console& console, std::size_t width)
{
    Table table({{"No", Fit::Keep, true},
                 {"Type"},
                 {"Start", Fit::Keep, true},
                 {"Size", Fit::Keep, true},
                 {"Holds", Fit::Shorten}});
    for (const device::Partition& partition : card.table->partitions) {
        const bool luks = card.luks && card.luks->partition == partition.number;
        table.addRow({{std::to_string(partition.number)},
                      {printable(partition.type)},
                      {std::to_string(partition.extent.offset)},
                      {humanSize(Bytes(partition.extent.length))},
                      {luks ? "LUKS2 " + card.luks->uuid.text() : printable(partition.name)}});
    }
    return table.text(console, width);
}

std::string keyslotText(const CardDescription& card, const Console& console, std::size_t width)
{
    const LuksDescription& luks = *card.luks;
    Table table({{"Keyslot", Fit::Keep, true},
                 {"Purpose"},
                 {"Priority"},
                 {"Cipher"},
                 {"Key derivation"},
                 {"Tokens", Fit::Shorten}});
    for (const luks::Keyslot& slot : luks.keyslots) {
        std::string tokens;
        for (const luks::Token& token : luks.tokens) {
            const auto slots = token.content.find("keyslots");
            const bool assigned =
                slots != token.content.end() && slots->is_array() &&
                std::find(slots->begin(), slots->end(), Json(std::to_string(slot.number))) != slots->end();
            tokens += assigned ? (tokens.empty() ? "" : ", ") + printable(token.type) : "";
        }
        table.addRow({{std::to_string(slot.number)},
                      {card.purposeOf(slot.number)},
                      {nameOf(slot.priority)},
                      {printable(slot.cipher)},
                      {printable(slot.kdf) + ", " + std::to_string(slot.iterations) + " iterations"},
                      {tokens}});
    }
    return luks.keyslots.empty() ? "No keyslot: nothing opens it.\n" : table.text(console, width);
}

void addModule(FactList& facts, const CardDescription& card)
{
    const std::optional<ModuleDescription> module = card.module();
    if (!module) {
        return;
    }
    facts.addBlank();
    facts.addHeading("Module");
    facts.add("kind", printable(module->kind.value_or("unknown")));
    facts.add("model", printable(module->model.value_or("unknown")));
    facts.add("serial", printable(module->serial.value_or("unknown")));
    facts.add("key made", module->madeUtcSeconds
                              ? localTime(*module->madeUtcSeconds * kMicros) + ", by the unit's clock"
                              : "unknown");
    facts.add("its key opens", module->opens ? "keyslot 1" : "nothing yet");
}

void addBind(FactList& facts, const CardDescription& card)
{
    if (card.bind) {
        if (card.bind->parts) {
            facts.add("module", printable(card.bind->parts->moduleSerial));
            facts.add("Pi", printable(card.bind->parts->piSerial));
        }
        if (!card.bind->steps.empty()) {
            const db::StoredBindStep& last = card.bind->steps.back();
            facts.add("last step", printable(last.step.step) + ", " + localTime(last.utcMicros));
        }
        facts.add("secret", card.bind->secretHeld ? "the transport secret is held, sealed"
                                                  : "the transport secret is not held any more");
    }
    if (card.escrow) {
        facts.add("recovery key", card.escrow->state + ", sealed to certificate " +
                                      printable(card.escrow->certificateDigest));
    }
}

void addRecord(FactList& facts, const CardDescription& card)
{
    facts.addBlank();
    facts.addHeading("Records of this station");
    if (!card.record) {
        facts.add("", card.recordProblem.empty() ? "none of this card"
                                                 : "not asked: " + printable(card.recordProblem));
        return;
    }
    const db::StoredAttempt& attempt = card.record->attempt;
    facts.add("result", attempt.result ? std::string(textOf(*attempt.result)) : "not ended",
              attempt.result ? toneOf(*attempt.result) : Tone::Strong);
    if (attempt.reason) {
        facts.add("reason", printable(*attempt.reason + ": " + attempt.message.value_or("")));
    }
    facts.add("serial", printable(attempt.serial));
    facts.add("order", printable(attempt.order));
    if (card.unit) {
        facts.add("unit", spaced(card.unit->state));
    }
    addBind(facts, card);
    facts.add("made", localTime(attempt.started.utcMicros) + " by " + printable(attempt.actor));
    facts.add("attempt", attempt.id);
    if (attempt.supersededBy) {
        facts.add("superseded by", printable(*attempt.supersededBy), Tone::Strong);
    }
}

} // namespace

Json toJson(const CardDescription& card)
{
    return {{"path", card.medium.path},
            {"size", card.medium.size.count()},
            {"is_block_device", card.medium.isBlockDevice},
            {"kind", underscored(card.kind())},
            {"table", card.table ? tableJson(*card.table) : Json(nullptr)},
            {"table_problem", textOrNull(card.tableProblem)},
            {"luks", card.luks ? luksJson(card) : Json(nullptr)},
            {"luks_problem", textOrNull(card.luksProblem)},
            {"passport", card.passport ? *card.passport : Json(nullptr)},
            {"bind_state", textOrNull(underscored(card.bindState()))},
            {"module", moduleJson(card)},
            {"record", card.record ? recordJson(card) : Json(nullptr)},
            {"record_problem", textOrNull(card.recordProblem)}};
}

std::string toText(const CardDescription& card, const Console& console, std::size_t width)
{
    FactList head;
    head.addHeading(printable(card.medium.path));
    head.add("is", kindSentence(card), card.passport ? Tone::Good : Tone::Strong);
    head.add("size",
             humanSize(card.medium.size) + " (" + std::to_string(card.medium.size.count()) + " bytes)");
    if (card.medium.model) {
        head.add("model", printable(*card.medium.model));
    }
    if (card.table) {
        head.add("table", std::string(card.table->kind == device::TableKind::Mbr ? "MBR" : "GPT") +
                              ", signature " + printable(card.table->id));
    } else {
        head.add("table", printable(card.tableProblem));
    }
    std::string text = head.text(console, width);
    if (card.table && !card.table->partitions.empty()) {
        text += "\n" + tableText(card, console, width);
    }
    if (!card.luksProblem.empty()) {
        FactList facts;
        facts.add("LUKS header", printable(card.luksProblem), Tone::Bad);
        text += "\n" + facts.text(console, width);
    }
    if (!card.luks) {
        return text;
    }
    FactList luks;
    luks.addBlank();
    luks.addHeading("LUKS2");
    luks.add("UUID", card.luks->uuid.text());
    luks.add("label", card.luks->label.empty() ? "none" : printable(card.luks->label));
    luks.add("cipher", printable(card.luks->cipher) + ", " +
                           std::to_string(card.luks->keyBytes * kBitsPerByte) + " bit, sectors of " +
                           std::to_string(card.luks->sectorSize));
    std::string tokens;
    for (const luks::Token& token : card.luks->tokens) {
        tokens += (tokens.empty() ? "" : ", ") + printable(token.type);
    }
    luks.add("tokens", tokens.empty() ? "none" : tokens);
    text += luks.text(console, width) + "\n" + keyslotText(card, console, width);

    FactList rest;
    addModule(rest, card);
    if (card.passport) {
        rest.addBlank();
        rest.addHeading("Passport");
        for (const auto& [name, value] : card.passport->items()) {
            if (name != "type" && name != "keyslots") {
                rest.add(spaced(name), valueText(value));
            }
        }
    }
    addRecord(rest, card);
    return text + rest.text(console, width);
}

} // namespace bindery::cli
