// SPDX-License-Identifier: Apache-2.0
// Proves that the units of a golden image bind: one sample card, started until its module opens it alone.
#include "base/stop_signals.h"
#include "bind/bind_server.h"
#include "bind/site.h"
#include "cli/golden_json.h"
#include "cli/output.h"
#include "cli/proof_starts.h"
#include "cli/sample_card.h"
#include "cli/state.h"
#include "cli/step_watch.h"
#include "cli/time_text.h"
#include "cli/verbs.h"
#include "golden/staging_folder.h"
#include "line/golden_acts.h"
#include "line/station.h"
#include "module/simulated_module.h"
#include "staging/console_text.h"
#include "staging/own_network.h"

#include <thread>
#include <utility>

#include <spdlog/spdlog.h>

namespace bindery::cli
{

namespace
{

constexpr const char* kModuleSerial = "SIM-PROOF";
constexpr std::size_t kConsoleLines = 40;

/// The bench runs while this lives.
class RunningBench
{
public:
    RunningBench(bind::BenchIdentity identity, bind::BindDesk& desk)
        : m_server(std::move(identity), desk, {}), m_thread([this](const std::stop_token& stop) {
              try {
                  m_server.run(stop);
              } catch (const std::exception& error) { // the unit then finds no bench, which ends the proof
                  spdlog::error("the bench of the proof: {}", error.what());
              }
          })
    {
    }
    std::uint16_t port() const { return m_server.port(); }

private:
    bind::BindServer m_server;
    std::jthread m_thread;
};

void requireRecorded(const golden::Manifest& manifest, const std::optional<db::StoredGolden>& recorded)
{
    if (line::goldenState(manifest, recorded) == "unrecorded") {
        throw Error(ErrorCode::Conflict, "the golden image " + manifest.directoryName() +
                                             " is in the store, but not in the records: stage it again");
    }
    if (recorded->golden.manifestDigest != golden::digestOf(manifest)) {
        throw Error(ErrorCode::Corrupt,
                    "the manifest of golden image " + manifest.directoryName() +
                        " is not the one that was staged here: remove the image and stage it again");
    }
}

ProofOutcome startSample(line::Station& station, const golden::Manifest& manifest, StepWatch& watch,
                         const std::stop_token& stop)
{
    bind::BenchIdentity identity = bind::openBench(siteFolder(station.state().root()));
    // A folder that is left behind by a crash is removed with those of staging.
    const golden::StagingFolder folder(station.store().folder());
    SampleCard sample = makeSampleCard(
        station, manifest, folder.path(),
        [&](const card::ProgressSeen& seen) {
            const bool verifies = seen.step == card::Step::Verifying;
            watch.show("sample card: " + std::string(card::nameOf(seen.step)),
                       verifies ? seen.verified : seen.written, verifies ? seen.toVerify : seen.toWrite);
        },
        stop);
    staging::ProofUnit unit;
    unit.card = sample.file;
    unit.module = folder.path() / "module";
    unit.console = folder.path() / "console";
    unit.boot = staging::takeBootPlace(sample.file, sample.boot, folder.path());
    module::createSimulatedModule(unit.module, kModuleSerial);
    ProofDesk desk({sample.luksUuid, sample.profileDigest, std::move(sample.secret), kModuleSerial});
    // The image is not approved yet: its machine sees this bench and nothing else.
    staging::enterOwnNetwork();
    const RunningBench bench(std::move(identity), desk);
    unit.benchPort = bench.port();
    return runProofStarts(
        desk, unit, [&](const std::string& step) { watch.show(step, 0, 0); }, stop);
}

int tellFailure(const Everywhere& everywhere, const ProofOutcome& outcome, const Json& image,
                const std::string& name)
{
    const std::vector<std::string> lines = staging::lastLines(outcome.console, kConsoleLines);
    if (everywhere.json) {
        printJson(
            {{"golden_image", image}, {"proved", false}, {"failure", *outcome.failure}, {"console", lines}});
        return kFailed;
    }
    std::string text = "The console of the sample card's unit ends with\n";
    for (const std::string& line : lines) {
        text += "  " + printable(line) + "\n";
    }
    printText(text + "Not proved: " + name + ": " + printable(*outcome.failure) + ". Nothing is recorded.\n");
    return kFailed;
}

} // namespace

int goldenProve(const Everywhere& everywhere, const std::string& name)
{
    requireState(everywhere.state);
    const SystemClock clock;
    StepWatch watch(clock, progressKind(everywhere.json));
    StopSignals signals([&] { watch.stopping("Stopping; nothing is recorded."); });
    line::Station station(everywhere.state, clock);
    db::Records& records = station.records();
    golden::Manifest manifest = station.store().find(name);
    staging::requireProvable(manifest);
    const std::optional<db::StoredGolden> recorded = records.findGolden(manifest.id);
    requireRecorded(manifest, recorded);
    ensureKnown(records, everywhere.actor);
    records.requireMayAct(everywhere.actor);

    const ProofOutcome outcome = startSample(station, manifest, watch, signals.token());
    const std::int64_t millis = watch.millis();
    watch.end();
    const std::string shown = printable(manifest.directoryName());
    if (outcome.failure) {
        return tellFailure(everywhere, outcome, goldenJson(manifest, recorded), shown);
    }
    const golden::Proof proof{clock.now().utcMicros, line::toolVersion(), staging::kProofMachine,
                              millis / 1000, outcome.seen};
    // First the record: a proof that nobody recorded must not be.
    records.recordAct(everywhere.actor, "golden.proved", "golden:" + manifest.id,
                      {{"how", proof.how},
                       {"seconds", proof.seconds},
                       {"seen", proof.seen},
                       {"tool_version", proof.toolVersion}});
    station.store().keepProof(manifest, proof);
    manifest.proof = proof;
    if (everywhere.json) {
        printJson({{"golden_image", goldenJson(manifest, recorded)}, {"proved", true}});
    } else {
        std::string text = "Proved " + shown + " in " + spokenSpan(millis) + ":\n";
        for (const std::string& fact : outcome.seen) {
            text += "  " + fact + "\n";
        }
        printText(text);
    }
    return kDone;
}

} // namespace bindery::cli
