// SPDX-License-Identifier: Apache-2.0
#include "cli/record_text.h"

#include "cli/batch_picture.h"
#include "cli/output.h"
#include "cli/table.h"
#include "cli/time_text.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include <unistd.h>

namespace bindery::cli
{

namespace
{

std::string megabytes(const std::optional<Bytes>& bytes)
{
    if (!bytes) {
        return "";
    }
    std::array<char, 32> text{};
    const int length =
        std::snprintf(text.data(), text.size(), "%.1f", static_cast<double>(bytes->count()) / 1e6);
    return {text.data(), static_cast<std::size_t>(length)};
}

Cell resultCell(const db::StoredAttempt& attempt, const Console& console)
{
    return attempt.result ? Cell{resultWord(*attempt.result, console.unicode), toneOf(*attempt.result)}
                          : Cell{console.unicode ? "▸ running" : "running", Tone::Busy};
}

std::string attemptTable(const std::vector<db::StoredAttempt>& attempts, const Console& console)
{
    Table table({{"Started"},
                 {"Serial"},
                 {"Result"},
                 {"Reason"},
                 {"Order", Fit::Shorten},
                 {"MB", Fit::Drop, true},
                 {"By", Fit::Drop},
                 {"Attempt", Fit::Drop}});
    for (const db::StoredAttempt& attempt : attempts) {
        table.addRow({{localTime(attempt.started.utcMicros)},
                      {printable(attempt.serial)},
                      resultCell(attempt, console),
                      {printable(attempt.reason.value_or(""))},
                      {printable(attempt.order)},
                      {megabytes(attempt.bytesWritten)},
                      {printable(attempt.actor)},
                      {attempt.id}});
    }
    return table.text(console, outputWidth(console));
}

std::string_view foundText(db::Found found)
{
    switch (found) {
    case db::Found::Blank:
        return "a blank card";
    case db::Found::Factory:
        return "a card as the factory made it";
    case db::Found::Data:
        break;
    }
    return "a card that held data";
}

std::string fillText(db::Fill intended, db::Fill done)
{
    const std::string text(textOf(done));
    return intended == done ? text : text + " (the card does not " + std::string(textOf(intended)) + ")";
}

void addAttempt(FactList& facts, const db::StoredAttempt& attempt, const Console& console)
{
    facts.addBlank();
    facts.addHeading("Attempt " + attempt.id);
    const Cell result = resultCell(attempt, console);
    facts.add("result", result.text, result.tone);
    if (attempt.reason) {
        facts.add("reason", printable(*attempt.reason));
    }
    if (attempt.message && !attempt.message->empty()) {
        facts.add("message", printable(*attempt.message));
    }
    facts.add("started", localTime(attempt.started.utcMicros) + " by " + printable(attempt.actor));
    if (attempt.ended) {
        facts.add("took", spokenSpan((attempt.ended->utcMicros - attempt.started.utcMicros) / 1000));
    }
    facts.add("card", printable(attempt.medium.path) + ", " + humanSize(attempt.medium.size));
    if (attempt.medium.found) {
        facts.add("found", std::string(foundText(*attempt.medium.found)));
    }
    facts.add("golden image", attempt.goldenId);
    facts.add("order", printable(attempt.order));
    if (attempt.bytesWritten) {
        facts.add("written", megabytes(attempt.bytesWritten) + " MB");
    }
    facts.add("verify", attempt.verify ? std::string(textOf(*attempt.verify)) : "none");
    if (attempt.fill) {
        facts.add("fill", fillText(attempt.fillIntended, *attempt.fill));
    }
    if (attempt.luksUuid) {
        facts.add("LUKS UUID", attempt.luksUuid->text());
    }
    if (attempt.fileSystemUuid) {
        facts.add("ext4 UUID", attempt.fileSystemUuid->text());
    }
    if (attempt.diskSignature) {
        facts.add("disk signature", printable(*attempt.diskSignature));
    }
    if (attempt.supersededBy) {
        facts.add("superseded by", printable(*attempt.supersededBy));
    }
    facts.add("tool", printable(attempt.toolVersion));
}

std::string spaced(std::string text)
{
    std::replace(text.begin(), text.end(), '_', ' ');
    return printable(text);
}

std::string keyslotTable(const std::vector<db::StoredKeyslot>& keyslots, const Console& console)
{
    Table table({{"Keyslot", Fit::Keep, true},
                 {"Purpose"},
                 {"State"},
                 {"Exposure"},
                 {"Since"},
                 {"Attempt", Fit::Drop}});
    for (const db::StoredKeyslot& slot : keyslots) {
        table.addRow({{std::to_string(slot.number)},
                      {printable(slot.purpose)},
                      {spaced(slot.state)},
                      {printable(slot.exposure.value_or(""))},
                      {localTime(slot.changedUtcMicros)},
                      {slot.attempt}});
    }
    return table.text(console, outputWidth(console));
}

std::string eventTable(const std::vector<db::StoredEvent>& events, const Console& console)
{
    Table table({{"Event", Fit::Keep, true}, {"Time"}, {"Who"}, {"What"}, {"Of", Fit::Shorten}});
    for (const db::StoredEvent& event : events) {
        table.addRow({{std::to_string(event.seq)},
                      {localTime(event.utcMicros)},
                      {printable(event.actor)},
                      {printable(event.action)},
                      {printable(event.subject)}});
    }
    return table.text(console, outputWidth(console));
}

} // namespace

bool isAttemptId(const std::string& text)
{
    try {
        return Uuid::parse(text).text() == text;
    } catch (const Error&) {
        return false;
    }
}

std::vector<db::StoredKeyslot> inOrderOfTheCard(std::vector<db::StoredKeyslot> slots)
{
    for (auto first = slots.begin(); first != slots.end();) {
        const auto last = std::find_if(first, slots.end(), [&](const db::StoredKeyslot& slot) {
            return slot.attempt != first->attempt;
        });
        std::sort(first, last, [](const db::StoredKeyslot& one, const db::StoredKeyslot& other) {
            return one.number < other.number;
        });
        first = last;
    }
    return slots;
}

std::string attemptsText(const std::vector<db::StoredAttempt>& attempts, std::uint64_t limit)
{
    const Console console = Console::of(STDOUT_FILENO);
    std::string text = attempts.empty() ? "No attempt on record fits.\n" : attemptTable(attempts, console);
    if (attempts.size() == limit) {
        text += "The newest " + std::to_string(limit) + " are shown; --limit shows more.\n";
    }
    return text;
}

std::string unitText(const db::StoredUnit& unit, const std::vector<db::StoredAttempt>& attempts,
                     const std::string& onlyAttempt, const std::vector<db::StoredKeyslot>& keyslots,
                     const std::vector<db::StoredEvent>& events)
{
    const Console console = Console::of(STDOUT_FILENO);
    FactList facts;
    facts.addHeading("Unit " + printable(unit.serial));
    facts.add("state", spaced(unit.state));
    facts.add("serial is", spaced(unit.serialState));
    facts.add("order", printable(unit.order));
    for (const db::StoredAttempt& attempt : attempts) {
        if (onlyAttempt.empty() || attempt.id == onlyAttempt) {
            addAttempt(facts, attempt, console);
        }
    }
    return facts.text(console, outputWidth(console)) +
           (keyslots.empty() ? "" : "\n" + keyslotTable(keyslots, console)) + "\n" +
           eventTable(events, console);
}

} // namespace bindery::cli
