// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"
#include "base/stop_signals.h"
#include "cli/batch_watch.h"
#include "cli/output.h"
#include "cli/secret_export.h"
#include "cli/state.h"
#include "cli/table.h"
#include "cli/time_text.h"
#include "cli/verbs.h"
#include "line/choose_units.h"
#include "line/escrow.h"
#include "line/run_batch.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <future>
#include <set>

#include <unistd.h>

namespace bindery::cli
{

namespace
{

constexpr std::chrono::milliseconds kRedraw{100};
constexpr double kMegabyte = 1e6;

using Attempts = std::vector<line::AttemptReport>;

/// What became of the wish to export secrets.
struct ExportOutcome {
    std::size_t cards = 0;
    std::optional<Error> error;
};

line::BatchRequest requestOf(const ProvisionOptions& options, const std::string& actor)
{
    if (!options.serials.empty() && options.serials.size() != options.to.size()) {
        throw Error(ErrorCode::InvalidArgument,
                    std::to_string(options.serials.size()) + " serials for " +
                        std::to_string(options.to.size()) +
                        " cards: give one for each, in the order of the cards, or none");
    }
    if (!options.exportSecrets.empty() && options.verify == card::VerifyPolicy::None) {
        throw Error(
            ErrorCode::InvalidArgument,
            "--export-secrets with --verify none: secrets are given out for cards that passed a verify only");
    }
    const auto place = [](const std::filesystem::path& path) {
        return std::filesystem::absolute(path).lexically_normal();
    };
    for (const std::filesystem::path& card : options.to) {
        if (!options.exportSecrets.empty() && place(card) == place(options.exportSecrets)) {
            throw Error(ErrorCode::InvalidArgument,
                        card.string() + " is named both as a card and as the file of --export-secrets");
        }
    }
    line::BatchRequest request;
    request.order = options.order.empty() ? db::kStandingOrder : options.order;
    request.actor = actor;
    request.targetWishes.overwrite = options.overwrite;
    request.verify = options.verify;
    request.fill = options.fill;
    request.sshKeys = options.sshKeys;
    if (!options.size.empty()) {
        request.targetWishes.fileSize = withContext("--size", [&] { return parseSize(options.size); });
    }
    if (!options.unitFiles.empty()) {
        request.unitFiles = withContext("--unit-files", [&] { return golden::UnitFiles(options.unitFiles); });
    }
    for (std::size_t i = 0; i < options.to.size(); ++i) {
        request.targets.push_back(
            {options.to[i], options.serials.empty() ? std::nullopt : std::optional(options.serials[i])});
    }
    return request;
}

int exitStatusOf(const Attempts& attempts)
{
    const auto is = [&](db::AttemptResult result) {
        return [result](const line::AttemptReport& attempt) { return attempt.result == result; };
    };
    if (std::any_of(attempts.begin(), attempts.end(), is(db::AttemptResult::Cancelled))) {
        return kCancelled;
    }
    if (std::none_of(attempts.begin(), attempts.end(), is(db::AttemptResult::Failed))) {
        return kDone;
    }
    const std::optional<ErrorCode> reason = attempts.front().reason;
    const bool allAlike =
        reason && std::all_of(attempts.begin(), attempts.end(),
                              [&](const line::AttemptReport& attempt) { return attempt.reason == reason; });
    return allAlike ? traitsOf(*reason).exitStatus : kFailed;
}

std::string megabytes(std::uint64_t bytes)
{
    std::array<char, 32> text{};
    const int length =
        std::snprintf(text.data(), text.size(), "%.1f", static_cast<double>(bytes) / kMegabyte);
    return {text.data(), static_cast<std::size_t>(length)};
}

std::string_view verifyOf(const line::AttemptReport& attempt)
{
    if (!attempt.card || !attempt.card->verified) {
        return textOf(db::Verify::None);
    }
    return textOf(attempt.card->readBack == device::ReadBack::Direct ? db::Verify::Full
                                                                     : db::Verify::FullCached);
}

std::int64_t count(const Attempts& attempts, db::AttemptResult result)
{
    return std::count_if(attempts.begin(), attempts.end(),
                         [result](const line::AttemptReport& attempt) { return attempt.result == result; });
}

/// How much was written; of a card that failed, so far.
std::uint64_t writtenOf(const line::AttemptReport& attempt, const card::CardProgress& progress)
{
    return attempt.card ? attempt.card->bytesWritten.count() : progress.written.load();
}

Json cardJson(const line::AttemptReport& attempt, const card::CardProgress& progress, std::int64_t millis)
{
    Json json{{"path", attempt.path},
              {"serial", attempt.serial},
              {"attempt", attempt.attempt},
              {"result", textOf(attempt.result)},
              {"reason", nullptr},
              {"message", attempt.message.empty() ? Json(nullptr) : Json(attempt.message)},
              {"cure", nullptr},
              {"verify", verifyOf(attempt)},
              {"found", attempt.found ? Json(textOf(*attempt.found)) : Json(nullptr)},
              {"fill_intended", textOf(line::toRecord(attempt.fill))},
              {"fill", attempt.card ? Json(textOf(line::toRecord(attempt.card->fill))) : Json(nullptr)},
              {"bytes_written", writtenOf(attempt, progress)},
              {"milliseconds", millis},
              {"step_milliseconds", Json::object()},
              {"luks_uuid", nullptr},
              {"disk_signature", nullptr}};
    if (attempt.reason) {
        json["reason"] = traitsOf(*attempt.reason).name;
        json["cure"] = traitsOf(*attempt.reason).operatorSentence;
    }
    if (attempt.card) {
        json["step_milliseconds"] = attempt.card->stepMillis;
        json["luks_uuid"] = attempt.card->identity.luksUuid.text();
        json["disk_signature"] = attempt.card->identity.diskSignature;
    }
    return json;
}

/// Gives the rows of the table to the cards, in order.
std::vector<line::SkippedUnit> giveUnits(line::BatchRequest& request, const db::Records& records,
                                         const golden::UnitTable& table)
{
    line::ChosenUnits chosen = line::chooseUnits(records, table, request.order, request.targets.size());
    for (std::size_t i = 0; i < chosen.rows.size(); ++i) {
        request.targets[i].serial = chosen.rows[i].serial;
        request.targets[i].unit = std::move(chosen.rows[i]);
    }
    return std::move(chosen.skipped);
}

Json unitsJson(const std::optional<golden::UnitTable>& table, const std::vector<line::SkippedUnit>& skipped)
{
    if (!table) {
        return nullptr;
    }
    Json units{{"file", table->place}, {"skipped", Json::array()}};
    for (const line::SkippedUnit& unit : skipped) {
        units["skipped"].push_back({{"serial", unit.serial}, {"line", unit.line}, {"reason", unit.reason}});
    }
    return units;
}

std::string skippedText(const std::optional<golden::UnitTable>& table,
                        const std::vector<line::SkippedUnit>& skipped)
{
    if (skipped.empty()) {
        return {};
    }
    std::string text = std::to_string(skipped.size()) + (skipped.size() == 1 ? " unit" : " units") + " of " +
                       printable(table->place) + " skipped: ";
    constexpr std::size_t kNamed = 3;
    for (std::size_t i = 0; i < std::min(kNamed, skipped.size()); ++i) {
        text += (i == 0 ? "" : ", ") + printable(skipped[i].serial) + " (" + skipped[i].reason + ")";
    }
    return text + (skipped.size() > kNamed ? ", ...\n" : "\n");
}

Json resultJson(const line::BatchRequest& request, const line::BatchReport& report, const Json& units,
                const line::BatchProgress& progress, const BatchWatch& watch,
                const std::optional<SecretExport>& secrets, const ExportOutcome& exported)
{
    Json cards = Json::array();
    std::uint64_t written = 0;
    for (std::size_t i = 0; i < report.attempts.size(); ++i) {
        cards.push_back(cardJson(report.attempts[i], progress.cards[i], watch.millisOf(i)));
        written += writtenOf(report.attempts[i], progress.cards[i]);
    }
    Json json{{"golden_image", {{"name", request.golden.name}, {"id", request.golden.id}}},
              {"order", request.order},
              {"cards", std::move(cards)},
              {"summary",
               {{"passed", count(report.attempts, db::AttemptResult::Passed)},
                {"failed", count(report.attempts, db::AttemptResult::Failed)},
                {"cancelled", count(report.attempts, db::AttemptResult::Cancelled)},
                {"written_unverified", count(report.attempts, db::AttemptResult::WrittenUnverified)},
                {"bytes_written", written},
                {"golden_bytes_read", report.goldenBytesRead.count()},
                {"milliseconds", watch.millis()}}},
              {"units", units},
              {"escrow", request.escrow ? Json({{"certificate_sha256", request.escrow->fingerprint()},
                                                {"certificate_subject", request.escrow->subject()}})
                                        : Json(nullptr)},
              {"secrets", nullptr}};
    if (secrets) {
        json["secrets"] = {{"file", exported.cards > 0 ? Json(secrets->file().string()) : Json(nullptr)},
                           {"cards", exported.cards},
                           {"certificate_sha256", secrets->envelope().fingerprint()},
                           {"certificate_subject", secrets->envelope().subject()},
                           {"error", exported.error
                                         ? errorJson(exported.error->code(), exported.error->what())
                                         : Json(nullptr)}};
    }
    return json;
}

std::string resultTable(const line::BatchReport& report, const line::BatchProgress& progress,
                        const BatchWatch& watch, const Console& console)
{
    Table table({{"Card", Fit::Shorten},
                 {"Serial"},
                 {"Result"},
                 {"Reason"},
                 {"MB", Fit::Keep, true},
                 {"Seconds", Fit::Keep, true},
                 {"LUKS UUID", Fit::Below}});
    for (std::size_t i = 0; i < report.attempts.size(); ++i) {
        const line::AttemptReport& attempt = report.attempts[i];
        std::array<char, 32> seconds{};
        const int length = std::snprintf(seconds.data(), seconds.size(), "%.1f",
                                         static_cast<double>(watch.millisOf(i)) / 1000);
        table.addRow({{printable(attempt.path)},
                      {printable(attempt.serial)},
                      {resultWord(attempt.result, console.unicode), toneOf(attempt.result)},
                      {attempt.result == db::AttemptResult::Failed && attempt.reason
                           ? std::string(traitsOf(*attempt.reason).name)
                           : ""},
                      {megabytes(writtenOf(attempt, progress.cards[i]))},
                      {{seconds.data(), static_cast<std::size_t>(length)}},
                      {attempt.card ? attempt.card->identity.luksUuid.text() : ""}});
    }
    return table.text(console, outputWidth(console));
}

/// The message without the card that it is about.
std::string faultOf(const line::AttemptReport& attempt)
{
    const std::string prefix = attempt.path + ": ";
    return attempt.message.rfind(prefix, 0) == 0 ? attempt.message.substr(prefix.size()) : attempt.message;
}

/// What happened to the cards that failed, in full, and what to do; once for those with the same fault.
std::string faultTexts(const Attempts& attempts, const Console& console)
{
    const std::size_t width = outputWidth(console) > 4 ? outputWidth(console) - 2 : SIZE_MAX;
    std::string text;
    std::set<std::string> told;
    for (const line::AttemptReport& attempt : attempts) {
        const std::string fault = faultOf(attempt);
        if (attempt.result != db::AttemptResult::Failed || !attempt.reason || !told.insert(fault).second) {
            continue;
        }
        text += "\n";
        for (const line::AttemptReport& other : attempts) {
            if (other.result == attempt.result && faultOf(other) == fault) {
                text += toned(console, toneOf(other.result), printable(other.path)) + " (" +
                        printable(other.serial) + ")\n";
            }
        }
        for (const std::string& line : wrapped(printable(fault), width)) {
            text += "  " + line + "\n";
        }
        for (const std::string& line : wrapped(traitsOf(*attempt.reason).operatorSentence, width)) {
            text += "  " + line + "\n";
        }
    }
    return text;
}

std::string summary(const line::BatchReport& report, const line::BatchProgress& progress, std::int64_t millis)
{
    std::uint64_t written = 0;
    for (std::size_t i = 0; i < report.attempts.size(); ++i) {
        written += writtenOf(report.attempts[i], progress.cards[i]);
    }
    std::string text;
    const auto add = [&](db::AttemptResult result, const char* word) {
        if (const std::int64_t number = count(report.attempts, result); number > 0) {
            text += (text.empty() ? "" : ", ") + std::to_string(number) + " " + word;
        }
    };
    add(db::AttemptResult::Passed, "passed");
    add(db::AttemptResult::WrittenUnverified, "written, unverified");
    add(db::AttemptResult::Failed, "failed");
    add(db::AttemptResult::Cancelled, "cancelled");
    const bool cancelled = count(report.attempts, db::AttemptResult::Cancelled) > 0;
    return "\n" + text + (cancelled ? " (to be made again)" : "") + " in " + spokenSpan(millis) + "; " +
           megabytes(written) + " MB written, " + megabytes(report.goldenBytesRead.count()) +
           " MB of the golden root read.\n";
}

/// Where the recovery keys are, and who can use them.
std::string escrowText(const line::BatchRequest& request)
{
    return request.escrow ? "Each has a recovery key, sealed to " + printable(request.escrow->subject()) +
                                ": bindery key escrow-export gives it out.\n"
                          : "";
}

std::string exportText(const SecretExport& secrets, const ExportOutcome& exported)
{
    if (exported.cards == 0) {
        return "No card passed: no secrets were exported.\n";
    }
    return "Secrets of " + std::to_string(exported.cards) + (exported.cards == 1 ? " card" : " cards") +
           ", encrypted to " + printable(secrets.envelope().subject()) + ": " +
           printable(secrets.file().string()) + "\n";
}

} // namespace

int provision(const Everywhere& everywhere, const ProvisionOptions& options)
{
    const SystemClock clock;
    line::BatchRequest request = requestOf(options, everywhere.actor);
    std::optional<SecretExport> secrets;
    if (!options.exportSecrets.empty()) {
        secrets.emplace(options.exportSecrets, options.toCertificate, clock.now().utcMicros / 1'000'000);
    }
    std::optional<golden::UnitTable> table;
    if (!options.units.empty()) {
        table = golden::loadUnitTable(options.units);
    }
    requireState(everywhere.state);

    std::vector<std::string> paths;
    for (const std::filesystem::path& path : options.to) {
        paths.push_back(path.string());
    }
    line::BatchProgress progress(paths.size());
    BatchWatch watch(paths, options.verify, progress, clock, progressKind(everywhere.json));
    StopSignals signals([&] {
        watch.stopping("Stopping: cards that are not finished will not boot and must be made again. "
                       "Press Ctrl-C once more to end at once.");
    });

    line::Station station(everywhere.state, clock);
    request.golden = station.store().find(options.golden);
    ensureKnown(station.records(), everywhere.actor);
    request.escrow = line::escrowFor(
        station, request.order,
        options.escrow.empty() ? std::nullopt : std::optional<std::filesystem::path>(options.escrow));
    std::vector<line::SkippedUnit> skipped;
    if (table) {
        skipped = giveUnits(request, station.records(), *table);
    }

    std::future<line::BatchReport> batch = std::async(
        std::launch::async, [&] { return line::runBatch(station, request, progress, signals.token()); });
    do {
        watch.show();
    } while (batch.wait_for(kRedraw) != std::future_status::ready);
    // Where the table follows on the same terminal, it takes the picture's place.
    const Console console = Console::of(STDOUT_FILENO);
    watch.end(!console.terminal || everywhere.json);
    const line::BatchReport report = batch.get();

    ExportOutcome exported;
    if (secrets) {
        try {
            exported.cards = secrets->run(station, report.attempts, everywhere.actor);
        } catch (const Error& error) {
            exported.error = error;
            exported.error->addContext("the cards are made, but their secrets were not exported");
        }
    }
    if (everywhere.json) {
        printJson(resultJson(request, report, unitsJson(table, skipped), progress, watch, secrets, exported));
    } else {
        printText(resultTable(report, progress, watch, console) + faultTexts(report.attempts, console) +
                  summary(report, progress, watch.millis()) + skippedText(table, skipped) +
                  escrowText(request) + (secrets && !exported.error ? exportText(*secrets, exported) : ""));
        if (exported.error) {
            tellError(*exported.error, false);
        }
    }
    const int status = exitStatusOf(report.attempts);
    return status == kDone && exported.error ? traitsOf(exported.error->code()).exitStatus : status;
}

} // namespace bindery::cli
