// SPDX-License-Identifier: Apache-2.0
#include "base/clock.h"
#include "cli/batch_picture.h"
#include "cli/output.h"
#include "cli/state.h"
#include "cli/table.h"
#include "cli/time_text.h"
#include "cli/verbs.h"
#include "db/attempt_json.h"
#include "golden/manifest.h"
#include "golden/store.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include <unistd.h>

namespace bindery::cli
{

namespace
{

/// Attempts of one unit are few; more than this means something is very wrong, and is shown as far as it
/// goes.
constexpr std::uint64_t kUnitAttempts = 1000;

db::Records openForLooking(const std::filesystem::path& state)
{
    requireState(state);
    return db::Records::openReadOnly(db::StateFolder(std::filesystem::absolute(state)));
}

std::string goldenIdOf(const std::filesystem::path& state, const std::string& name)
{
    if (golden::isSha256Hex(name)) {
        return name; // also of an image that was removed
    }
    return golden::Store(std::filesystem::absolute(state) / "golden").find(name).id;
}

/// All but the golden image, which the store must know.
db::AttemptFilter filterOf(const RecordsListOptions& options)
{
    const auto set = [](const std::string& text) {
        return text.empty() ? std::nullopt : std::optional(text);
    };
    db::AttemptFilter filter;
    filter.order = set(options.order);
    filter.serial = set(options.serial);
    if (!options.result.empty()) {
        filter.result = db::attemptResultOf(options.result);
    }
    if (!options.since.empty()) {
        filter.startedFromMicros = parseTime(options.since, "--since", SystemClock().now().utcMicros);
    }
    filter.limit = options.limit;
    return filter;
}

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

/// In the order of the card, card by card: they are recorded as they are made.
std::vector<db::StoredKeyslot> keyslotsOf(const db::Records& records, const std::string& serial)
{
    std::vector<db::StoredKeyslot> slots = records.keyslots(serial);
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

bool isAttemptId(const std::string& text)
{
    try {
        return Uuid::parse(text).text() == text;
    } catch (const Error&) {
        return false;
    }
}

} // namespace

int recordsList(const Everywhere& everywhere, const RecordsListOptions& options)
{
    db::AttemptFilter filter = filterOf(options);
    const db::Records records = openForLooking(everywhere.state);
    if (!options.golden.empty()) {
        filter.goldenId = goldenIdOf(everywhere.state, options.golden);
    }
    const std::vector<db::StoredAttempt> attempts = records.findAttempts(filter);
    if (everywhere.json) {
        Json list = Json::array();
        for (const db::StoredAttempt& attempt : attempts) {
            list.push_back(db::attemptJson(attempt));
        }
        printJson({{"attempts", std::move(list)}});
        return kDone;
    }
    const Console console = Console::of(STDOUT_FILENO);
    std::string text = attempts.empty() ? "No attempt on record fits.\n" : attemptTable(attempts, console);
    if (attempts.size() == filter.limit) {
        text += "The newest " + std::to_string(filter.limit) + " are shown; --limit shows more.\n";
    }
    printText(text);
    return kDone;
}

int recordsShow(const Everywhere& everywhere, const std::string& attemptOrSerial)
{
    const db::Records records = openForLooking(everywhere.state);
    std::string serial = attemptOrSerial;
    if (isAttemptId(attemptOrSerial)) {
        const std::optional<db::StoredAttempt> attempt = records.findAttempt(attemptOrSerial);
        if (!attempt) {
            throw Error(ErrorCode::NotFound, "the records hold no attempt " + attemptOrSerial);
        }
        serial = attempt->serial;
    }
    const std::optional<db::StoredUnit> unit = records.findUnit(serial);
    if (!unit) {
        throw Error(ErrorCode::NotFound, "the records hold no unit or attempt \"" + serial +
                                             "\": bindery records list shows what they hold");
    }
    db::AttemptFilter filter;
    filter.serial = serial;
    filter.limit = kUnitAttempts;
    std::vector<db::StoredAttempt> attempts = records.findAttempts(filter);
    std::reverse(attempts.begin(), attempts.end());
    const std::vector<db::StoredKeyslot> keyslots = keyslotsOf(records, serial);
    const std::vector<db::StoredEvent> events = records.unitHistory(serial);

    if (everywhere.json) {
        printJson(db::unitJson(*unit, attempts, keyslots, events));
        return kDone;
    }
    const Console console = Console::of(STDOUT_FILENO);
    FactList facts;
    facts.addHeading("Unit " + printable(unit->serial));
    facts.add("state", spaced(unit->state));
    facts.add("serial is", spaced(unit->serialState));
    facts.add("order", printable(unit->order));
    for (const db::StoredAttempt& attempt : attempts) {
        if (attemptOrSerial == serial || attempt.id == attemptOrSerial) {
            addAttempt(facts, attempt, console);
        }
    }
    printText(facts.text(console, outputWidth(console)) +
              (keyslots.empty() ? "" : "\n" + keyslotTable(keyslots, console)) + "\n" +
              eventTable(events, console));
    return kDone;
}

} // namespace bindery::cli
