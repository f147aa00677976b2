// SPDX-License-Identifier: Apache-2.0
// The records, as the daemon shows and exports them.
#include "base/clock.h"
#include "cli/bus_facts.h"
#include "cli/bus_job.h"
#include "cli/bus_json.h"
#include "cli/bus_report.h"
#include "cli/bus_stored.h"
#include "cli/bus_verbs.h"
#include "cli/new_export.h"
#include "cli/record_text.h"
#include "cli/time_text.h"
#include "db/attempt_json.h"

#include <algorithm>

#include <daemon_proxies/Records1.h>

namespace bindery::cli
{

namespace
{

using Records = org::bindery::Records1_proxy;
constexpr std::uint32_t kMostAttempts = 10'000; ///< of the contract

void wish(BusDictionary& wishes, const char* key, const std::string& text)
{
    if (!text.empty()) {
        wishes[key] = sdbus::Variant(text);
    }
}

void wishTime(BusDictionary& wishes, const char* key, const std::string& text, const char* option)
{
    if (!text.empty()) {
        wishes[key] = sdbus::Variant(parseTime(text, option, SystemClock().now().utcMicros));
    }
}

BusDictionary filterOf(const RecordsListOptions& options)
{
    BusDictionary filter;
    wish(filter, "order", options.order);
    wish(filter, "serial", options.serial);
    wish(filter, "result", options.result);
    wish(filter, "golden", options.golden);
    wishTime(filter, "from", options.since, "--since");
    return filter;
}

BusDictionary filterOf(const AuditExportOptions& options)
{
    BusDictionary filter;
    wish(filter, "order", options.order);
    wish(filter, "serial", options.serial);
    wishTime(filter, "from", options.from, "--from");
    wishTime(filter, "to", options.to, "--to");
    if (filter.count("from") == 1 && filter.count("to") == 1 &&
        filter["from"].get<std::int64_t>() >= filter["to"].get<std::int64_t>()) {
        throw Error(ErrorCode::InvalidArgument,
                    "--from " + options.from + " is not before --to " + options.to);
    }
    return filter;
}

std::vector<db::StoredAttempt> attemptsOf(BusLink& link, const BusDictionary& filter, std::uint32_t limit)
{
    std::vector<db::StoredAttempt> attempts;
    for (const BusDictionary& facts :
         link.ask<Records>([&](auto& records) { return records.FindAttempts(filter, limit); })) {
        attempts.push_back(storedAttemptOf(jsonOf(facts)));
    }
    return attempts;
}

/// The daemon keeps the paths of its devices to itself.
Json withoutPath(Json attempt)
{
    attempt["path"] = nullptr;
    return attempt;
}

std::string serialOf(BusLink& link, const std::string& attemptOrSerial)
{
    if (!isAttemptId(attemptOrSerial)) {
        return attemptOrSerial;
    }
    for (const db::StoredAttempt& attempt : attemptsOf(link, {}, kMostAttempts)) {
        if (attempt.id == attemptOrSerial) {
            return attempt.serial;
        }
    }
    throw Error(ErrorCode::NotFound, "there is no attempt " + attemptOrSerial + " among the newest " +
                                         std::to_string(kMostAttempts) + ": name its unit by its serial");
}

} // namespace

int busRecordsList(const Everywhere& everywhere, const RecordsListOptions& options)
{
    if (options.limit > kMostAttempts) {
        throw Error(ErrorCode::InvalidArgument, "over the bus --limit is at most " +
                                                    std::to_string(kMostAttempts) +
                                                    ": narrow the list with --since or --order");
    }
    const BusDictionary filter = filterOf(options);
    BusLink link = linkOf(everywhere);
    const std::vector<db::StoredAttempt> attempts =
        attemptsOf(link, filter, static_cast<std::uint32_t>(options.limit));
    Json list = Json::array();
    for (const db::StoredAttempt& attempt : attempts) {
        list.push_back(withoutPath(db::attemptJson(attempt)));
    }
    report(everywhere, {{"attempts", std::move(list)}}, attemptsText(attempts, options.limit));
    return kDone;
}

int busRecordsShow(const Everywhere& everywhere, const std::string& attemptOrSerial)
{
    BusLink link = linkOf(everywhere);
    const std::string serial = serialOf(link, attemptOrSerial);
    const Json facts = jsonOf(link.ask<Records>([&](auto& records) { return records.Unit(serial); }));
    const db::StoredUnit unit = storedUnitOf(facts);
    std::vector<db::StoredAttempt> attempts;
    for (const Json& attempt : facts.value("attempts", Json::array())) {
        attempts.push_back(storedAttemptOf(attempt));
    }
    std::reverse(attempts.begin(), attempts.end());
    std::vector<db::StoredKeyslot> keyslots;
    for (const Json& keyslot : facts.value("keyslots", Json::array())) {
        keyslots.push_back(storedKeyslotOf(keyslot, serial));
    }
    keyslots = inOrderOfTheCard(std::move(keyslots));
    std::vector<db::StoredEvent> events;
    for (const Json& event : facts.value("events", Json::array())) {
        events.push_back(storedEventOf(event));
    }
    Json json = nullptr;
    if (everywhere.json) {
        json = db::unitJson(unit, attempts, keyslots, events);
        for (Json& attempt : json["attempts"]) {
            attempt = withoutPath(std::move(attempt));
        }
    }
    report(everywhere, json,
           unitText(unit, attempts, attemptOrSerial == serial ? "" : attemptOrSerial, keyslots, events));
    return kDone;
}

int busRecordsExport(const Everywhere& everywhere, const RecordsExportOptions& options)
{
    const BusDictionary filter = filterOf(options.filter);
    BusLink link = linkOf(everywhere);
    NewExport file(options.file);
    link.ask<Records>(
        [&](auto& records) { records.ExportTable(filter, options.format, sdbus::UnixFd(file.fd().get())); });
    file.keep();
    report(everywhere,
           {{"file", std::filesystem::absolute(options.file).string()}, {"format", options.format}},
           "Exported to " + printable(options.file.string()) + ".\n");
    return kDone;
}

int busAuditExport(const Everywhere& everywhere, const AuditExportOptions& options)
{
    const BusDictionary filter = filterOf(options);
    BusLink link = linkOf(everywhere);
    NewExport file(options.folder);
    const BusJobEnd end =
        followJob(link, everywhere.json, "Stopping; nothing is exported.", [&]() -> std::string {
            return link.ask<Records>(
                [&](auto& records) { return records.ExportAudit(filter, sdbus::UnixFd(file.fd().get())); });
        });
    file.keep();
    const std::string shown = printable(options.folder.string());
    report(everywhere,
           {{"file", std::filesystem::absolute(options.folder).string()},
            {"folder", end.result},
            {"message", end.message}},
           "Exported " + printable(end.message) + " to " + shown + "\nCheck it anywhere: tar -xf " + shown +
               " && bindery audit verify " + printable(end.result) +
               " --key PUBLIC.pem, which whoever runs the station gives.\n");
    return kDone;
}

} // namespace bindery::cli
