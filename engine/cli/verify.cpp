// SPDX-License-Identifier: Apache-2.0
#include "base/stop_signals.h"
#include "cli/batch_picture.h"
#include "cli/key_file.h"
#include "cli/output.h"
#include "cli/state.h"
#include "cli/table.h"
#include "cli/time_text.h"
#include "cli/verbs.h"
#include "cli/verify_watch.h"
#include "line/verify_card.h"

#include <unistd.h>

namespace bindery::cli
{

namespace
{

Json checkedJson(const std::filesystem::path& path, const line::CheckedCard& checked, std::int64_t millis)
{
    Json regions = Json::array();
    for (const card::RegionReport& region : checked.report.regions) {
        regions.push_back({{"region", region.region},
                           {"passed", region.passed()},
                           {"blocks_compared", region.blocksCompared},
                           {"blocks_bad", region.blocksBad},
                           {"first_bad", orNull(region.firstBad)},
                           {"problem", region.problem.empty() ? Json(nullptr) : Json(region.problem)}});
    }
    return {{"path", path.string()},
            {"serial", checked.attempt.serial},
            {"attempt", checked.attempt.id},
            {"golden_id", checked.attempt.goldenId},
            {"passed", checked.report.passed()},
            {"read_back", checked.readBack == device::ReadBack::Direct ? "direct" : "cached"},
            {"fake_capacity",
             checked.report.fakeCapacity ? Json(checked.report.fakeCapacity->count()) : Json(nullptr)},
            {"regions", std::move(regions)},
            {"milliseconds", millis}};
}

std::string finding(const card::RegionReport& region)
{
    std::string text;
    if (region.blocksBad > 0) {
        text = std::to_string(region.blocksBad) + " of " + std::to_string(region.blocksCompared) +
               (region.blocksCompared == 1 ? " block differs" : " blocks differ");
        if (region.firstBad) {
            text += ", the first at byte " + std::to_string(*region.firstBad) + " of the card";
        }
    }
    if (!region.problem.empty()) {
        text += (text.empty() ? "" : "; ") + region.problem;
    }
    return printable(text);
}

std::string checkedText(const std::filesystem::path& path, const line::CheckedCard& checked,
                        std::int64_t millis)
{
    const Console console = Console::of(STDOUT_FILENO);
    const std::size_t width = outputWidth(console);
    FactList facts;
    for (const card::RegionReport& region : checked.report.regions) {
        facts.add(printable(region.region), region.passed() ? "good" : finding(region),
                  region.passed() ? Tone::Good : Tone::Bad);
    }
    if (checked.report.fakeCapacity) {
        facts.add("capacity", "fake: the card wraps around after " + humanSize(*checked.report.fakeCapacity),
                  Tone::Bad);
    }
    const bool passed = checked.report.passed();
    std::string text =
        facts.text(console, width) + "\n" +
        toned(console, passed ? Tone::Good : Tone::Bad,
              resultWord(passed ? db::AttemptResult::Passed : db::AttemptResult::Failed, console.unicode)) +
        "  " + printable(path.string()) + " (" + printable(checked.attempt.serial) + ") in " +
        spokenSpan(millis) + "\n";
    if (!passed) {
        text += std::string(traitsOf(ErrorCode::VerifyMismatch).operatorSentence) + "\n";
    } else if (checked.readBack == device::ReadBack::Cached) {
        text += "Read through the cache of the station: the file system has no direct I/O.\n";
    }
    return text;
}

} // namespace

int verify(const Everywhere& everywhere, const VerifyOptions& options)
{
    std::optional<SecretBuffer> key;
    if (options.keyFile) {
        key = readKeyFile(*options.keyFile);
    }
    requireState(everywhere.state);
    const SystemClock clock;
    StepWatch watch(clock, progressKind(everywhere.json));
    const StopSignals signals([&] { watch.stopping("Stopping; the card was only read."); });
    line::Station station(everywhere.state, clock);

    card::CardProgress progress;
    const std::string what = "verifying " + shortNames({options.path.string()}).front();
    const line::CheckedCard checked = watchVerify(watch, what, progress, [&] {
        return line::verifyCard(station, options.path, key, progress, signals.token());
    });
    if (everywhere.json) {
        printJson(checkedJson(options.path, checked, watch.millis()));
    } else {
        printText(checkedText(options.path, checked, watch.millis()));
    }
    return checked.report.passed() ? kDone : kMismatch;
}

} // namespace bindery::cli
