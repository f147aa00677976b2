// SPDX-License-Identifier: Apache-2.0
#include "line/serial_rules.h"

#include "base/error.h"

#include <algorithm>

namespace bindery::line
{

namespace
{

/// As the records take it: see checkName() of db.
bool isWellFormed(const std::string& serial)
{
    constexpr std::size_t kLongest = 64;
    const auto isAlphanumeric = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    };
    const auto isAllowed = [&](char c) { return isAlphanumeric(c) || c == '.' || c == '_' || c == '-'; };
    return serial.size() <= kLongest && isAlphanumeric(serial.front()) &&
           std::all_of(serial.begin(), serial.end(), isAllowed);
}

bool isBlank(const std::string& serial)
{
    return serial.find_first_not_of(" \t\r\n") == std::string::npos;
}

device::Refusal refused(const std::string& serial, const std::string& what, std::string cure)
{
    return {"the serial " + serial + " " + what, std::move(cure)};
}

std::optional<device::Refusal> whyNotUnit(const SerialFacts& facts, const db::StoredUnit& unit)
{
    if (facts.beingMade) {
        return refused(facts.serial, "is being made in order " + unit.order + ", attempt " + *facts.beingMade,
                       "wait for it, or take another serial");
    }
    if (unit.serialState == "void") {
        return refused(facts.serial, "of order " + unit.order + " is void", "take another serial");
    }
    if (unit.serialState == "consumed") {
        if (facts.reprovisionedBy) {
            return std::nullopt;
        }
        return refused(facts.serial, "was made already in order " + unit.order,
                       "take another serial, or call a supervisor, who releases it to be made once more");
    }
    if (unit.order != facts.order) {
        return refused(facts.serial, "belongs to order " + unit.order + ", not to " + facts.order,
                       "take a serial of this order");
    }
    return std::nullopt;
}

} // namespace

SerialFacts serialFacts(const db::Records& records, const std::string& serial, const std::string& order)
{
    const std::optional<db::StoredOrder> stored = records.findOrder(order);
    if (!stored) {
        throw Error(ErrorCode::NotFound, "there is no order \"" + order + "\"");
    }
    SerialFacts facts;
    facts.serial = serial;
    facts.order = order;
    facts.scheme = stored->order.serialScheme;
    facts.unit = records.findUnit(serial);
    if (facts.unit && facts.unit->lastAttempt) {
        const std::optional<db::StoredAttempt> last = records.findAttempt(*facts.unit->lastAttempt);
        if (last && !last->result) {
            facts.beingMade = last->id;
        }
    }
    facts.reprovisionedBy = records.findReprovision(serial);
    return facts;
}

std::optional<device::Refusal> whyNotSerial(const SerialFacts& facts)
{
    if (isBlank(facts.serial)) {
        return device::Refusal{"no serial was scanned", "scan the unit's serial"};
    }
    if (!isWellFormed(facts.serial)) {
        return device::Refusal{
            "what was scanned is no serial",
            "a serial has 1 to 64 letters, digits, '.', '_' or '-', the first a letter or digit: "
            "scan the right label, or test the scanner's keyboard layout"};
    }
    if (facts.unit) {
        return whyNotUnit(facts, *facts.unit);
    }
    if (facts.scheme == db::SerialScheme::List) {
        return refused(facts.serial, "is not on the list of order " + facts.order,
                       "take one of the list, or add it: bindery order serials add " + facts.order + " FILE");
    }
    return std::nullopt;
}

std::optional<FlashedFacts> flashedFacts(const db::Records& records, const Uuid& headerUuid,
                                         bool orderReprovisions)
{
    const std::optional<db::CardRecord> card = records.findCard(headerUuid);
    if (!card) {
        return std::nullopt;
    }
    return FlashedFacts{card->attempt.id,
                        card->attempt.serial,
                        card->attempt.order,
                        card->attempt.result,
                        records.findReprovision(card->attempt.serial),
                        orderReprovisions};
}

std::optional<device::Refusal> whyDoubleFlash(const std::optional<FlashedFacts>& facts)
{
    if (!facts) {
        return std::nullopt;
    }
    const std::string whose =
        "unit " + facts->serial + " of order " + facts->order + " (attempt " + facts->attempt + ")";
    if (!facts->result) {
        return device::Refusal{"this card is being made for " + whose, "use another card"};
    }
    if (facts->reprovisionedBy || facts->orderReprovisions) {
        return std::nullopt;
    }
    if (*facts->result == db::AttemptResult::Passed ||
        *facts->result == db::AttemptResult::WrittenUnverified) {
        return device::Refusal{
            "this card was made already: " + whose,
            "use another card, or call a supervisor, who releases the unit to be made once more"};
    }
    return std::nullopt; // what failed was never handed out
}

} // namespace bindery::line
