// SPDX-License-Identifier: Apache-2.0
#include "base/clock.h"
#include "base/error.h"
#include "base/file.h"
#include "cli/check_report.h"
#include "cli/output.h"
#include "cli/state.h"
#include "cli/time_text.h"
#include "cli/verbs.h"
#include "db/audit_export.h"
#include "db/audit_verify.h"
#include "db/state_folder.h"
#include "line/station.h"

#include <system_error>

#include <unistd.h>

namespace bindery::cli
{

namespace
{

db::ExportFilter filterOf(const AuditExportOptions& options, std::int64_t now)
{
    db::ExportFilter filter;
    if (!options.order.empty()) {
        filter.order = options.order;
    }
    if (!options.serial.empty()) {
        filter.serial = options.serial;
    }
    if (!options.from.empty()) {
        filter.fromMicros = parseTime(options.from, "--from", now);
    }
    if (!options.to.empty()) {
        filter.toMicros = parseTime(options.to, "--to", now);
    }
    if (filter.fromMicros && filter.toMicros && *filter.fromMicros >= *filter.toMicros) {
        throw Error(ErrorCode::InvalidArgument,
                    "--from " + options.from + " is not before --to " + options.to);
    }
    return filter;
}

/// A misspelt path would put the export where nobody looks for it.
void requireParent(const std::filesystem::path& folder)
{
    const std::filesystem::path whole = std::filesystem::absolute(folder).lexically_normal();
    const std::filesystem::path parent =
        whole.has_filename() ? whole.parent_path() : whole.parent_path().parent_path();
    std::error_code ignored;
    if (!std::filesystem::is_directory(parent, ignored)) {
        throw Error(ErrorCode::NotFound, "there is no folder " + parent.string() + " for the export " +
                                             folder.string() + ": make it first, or name another place");
    }
}

/// A misspelt order would make an export that is in order and empty.
void requireKnown(const db::Records& records, const db::ExportFilter& filter)
{
    if (filter.order && !records.findOrder(*filter.order)) {
        throw Error(ErrorCode::NotFound, "the records hold no order " + *filter.order);
    }
    if (filter.serial && !records.findUnit(*filter.serial)) {
        throw Error(ErrorCode::NotFound, "the records hold no unit " + *filter.serial);
    }
}

std::string number(std::int64_t count, const char* one, const char* many)
{
    return std::to_string(count) + " " + (count == 1 ? one : many);
}

Json defectJson(const std::optional<db::Defect>& defect)
{
    if (!defect) {
        return nullptr;
    }
    return {{"file", defect->file},
            {"line", defect->line == 0 ? Json(nullptr) : Json(defect->line)},
            {"kind", textOf(defect->kind)},
            {"message", defect->message}};
}

std::string verifiedText(const db::VerifiedExport& verified, const std::filesystem::path& folder)
{
    const Console console = Console::of(STDOUT_FILENO);
    if (verified.defect) {
        const db::Defect& defect = *verified.defect;
        const std::string place =
            defect.file + (defect.line == 0 ? "" : ", line " + std::to_string(defect.line));
        return toned(console, Tone::Bad, "This export is not what the station recorded.") + "\n" +
               printable(place) + ": " + toned(console, Tone::Strong, std::string(textOf(defect.kind))) +
               ": " + printable(defect.message) + "\n";
    }
    std::string text = toned(console, Tone::Good, "All holds:") + " " + printable(folder.string()) + "\n";
    text += number(verified.events, "event", "events") + ", " +
            number(verified.attempts, "attempt", "attempts") + ", " + std::to_string(verified.passed) +
            " passed";
    text += verified.eventsLeftOut > 0
                ? "; " + number(verified.eventsLeftOut, "event", "events") + " left out by a filter.\n"
                : ".\n";
    text += "Station " + printable(verified.station) + ", signed on " + localTime(verified.utcMicros) + ".\n";
    if (!verified.keyWasGiven) {
        text += "The key came with the export: it shows that nothing was changed since it was signed, but "
                "not by whom. Ask the station for its public key and check with --key.\n";
    }
    return text;
}

} // namespace

int auditExport(const Everywhere& everywhere, const AuditExportOptions& options)
{
    requireParent(options.folder);
    const SystemClock clock;
    const db::ExportFilter filter = filterOf(options, clock.now().utcMicros);
    requireState(everywhere.state);
    line::Station station(everywhere.state, clock);
    requireKnown(station.records(), filter);
    const db::ExportSummary summary =
        db::exportAudit(station.records(), station.identity(), options.folder, filter);
    if (everywhere.json) {
        printJson({{"folder", std::filesystem::absolute(options.folder).string()},
                   {"station", station.identity().id()},
                   {"events", summary.events},
                   {"events_left_out", summary.eventsLeftOut},
                   {"attempts", summary.attempts},
                   {"units", summary.units},
                   {"checkpoint",
                    {{"size", summary.checkpoint.size},
                     {"time", isoTime(summary.checkpoint.utcMicros)},
                     {"last_hash", toHex(summary.checkpoint.lastHash)},
                     {"tree_head", toHex(summary.checkpoint.treeHead)}}}});
        return kDone;
    }
    std::string text = "Exported " + number(summary.events, "event", "events") + ", " +
                       number(summary.attempts, "attempt", "attempts") + ", " +
                       number(summary.units, "unit", "units");
    text += summary.eventsLeftOut > 0
                ? " (" + number(summary.eventsLeftOut, "event", "events") + " left out by the filter)"
                : "";
    text += " to " + printable(options.folder.string()) + "\nStation " + station.identity().id() +
            ", signed up to event " + std::to_string(summary.checkpoint.size) +
            ".\nCheck it anywhere: bindery audit verify " + printable(options.folder.string()) +
            " --key PUBLIC.pem, which the station gives:\n  openssl pkey -pubout -out PUBLIC.pem -in " +
            printable(db::StateFolder(everywhere.state).stationKey().string()) +
            "\nNever hand out the latter: it signs for the station.\n";
    printText(text);
    return kDone;
}

int auditVerify(const Everywhere& everywhere, const AuditVerifyOptions& options)
{
    std::optional<std::string> key;
    if (options.key) {
        key = readTextFile(*options.key, kib(64));
        if (key->find("PRIVATE KEY") != std::string::npos) {
            throw Error(ErrorCode::InvalidArgument,
                        options.key->string() +
                            " holds a private key. If it is the station's, whoever has it can sign for the "
                            "station: take it back, and check with the public one (openssl pkey -pubout)");
        }
    }
    const db::VerifiedExport verified = db::verifyExport(options.folder, key);
    if (everywhere.json) {
        const bool good = !verified.defect;
        printJson({{"folder", options.folder.string()},
                   {"good", good},
                   {"defect", defectJson(verified.defect)},
                   {"key_was_given", options.key.has_value()},
                   {"station", good ? Json(verified.station) : Json(nullptr)},
                   {"events", good ? Json(verified.events) : Json(nullptr)},
                   {"events_left_out", good ? Json(verified.eventsLeftOut) : Json(nullptr)},
                   {"attempts", good ? Json(verified.attempts) : Json(nullptr)},
                   {"passed", good ? Json(verified.passed) : Json(nullptr)},
                   {"signed", good ? Json(isoTime(verified.utcMicros)) : Json(nullptr)}});
    } else {
        printText(verifiedText(verified, options.folder));
    }
    return verified.defect ? kFailed : kDone;
}

int auditCheck(const Everywhere& everywhere)
{
    requireState(everywhere.state);
    const db::CheckReport report =
        db::checkDatabase(db::StateFolder(std::filesystem::absolute(everywhere.state)), db::CheckDepth::Full);
    return tellCheck(everywhere.json, report, db::CheckDepth::Full);
}

} // namespace bindery::cli
