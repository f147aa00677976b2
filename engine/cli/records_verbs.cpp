// SPDX-License-Identifier: Apache-2.0
#include "base/clock.h"
#include "base/file.h"
#include "cli/new_export.h"
#include "cli/output.h"
#include "cli/record_text.h"
#include "cli/state.h"
#include "cli/time_text.h"
#include "cli/verbs.h"
#include "db/attempt_json.h"
#include "db/attempt_table.h"
#include "golden/manifest.h"
#include "golden/store.h"

#include <algorithm>

namespace bindery::cli
{

namespace
{

/// Attempts of one unit are few; more than this means something is very wrong, and is shown as far as it
/// goes.
constexpr std::uint64_t kUnitAttempts = 1000;
constexpr std::uint64_t kExportedAttempts = 10'000'000;

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
    printText(attemptsText(attempts, filter.limit));
    return kDone;
}

int recordsExport(const Everywhere& everywhere, const RecordsExportOptions& options)
{
    db::AttemptFilter filter = filterOf(options.filter);
    filter.limit = kExportedAttempts;
    const db::Records records = openForLooking(everywhere.state);
    if (!options.filter.golden.empty()) {
        filter.goldenId = goldenIdOf(everywhere.state, options.filter.golden);
    }
    const std::vector<db::StoredAttempt> attempts = records.findAttempts(filter);
    const std::string text =
        options.format == "csv" ? db::attemptsCsv(attempts) : db::attemptsJsonLines(attempts);
    NewExport file(options.file);
    writeFully(file.fd().get(), 0, asBytes(text), options.file);
    flushFile(file.fd().get(), options.file);
    file.keep();
    if (everywhere.json) {
        printJson({{"file", std::filesystem::absolute(options.file).string()}, {"format", options.format}});
    } else {
        printText("Exported to " + printable(options.file.string()) + ".\n");
    }
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
    const std::vector<db::StoredKeyslot> keyslots = inOrderOfTheCard(records.keyslots(serial));
    const std::vector<db::StoredEvent> events = records.unitHistory(serial);

    if (everywhere.json) {
        printJson(db::unitJson(*unit, attempts, keyslots, events));
        return kDone;
    }
    printText(unitText(*unit, attempts, attemptOrSerial == serial ? "" : attemptOrSerial, keyslots, events));
    return kDone;
}

} // namespace bindery::cli
