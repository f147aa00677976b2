// SPDX-License-Identifier: Apache-2.0
#include "base/stop_signals.h"
#include "cli/golden_json.h"
#include "cli/golden_unit.h"
#include "cli/output.h"
#include "cli/state.h"
#include "cli/step_watch.h"
#include "cli/table.h"
#include "cli/time_text.h"
#include "cli/verbs.h"
#include "golden/stage.h"
#include "line/golden_acts.h"
#include "line/station.h"

#include <unistd.h>

namespace bindery::cli
{

namespace
{

/// Store and records for looking; the records may be missing, as before anything was staged.
class Shelf
{
public:
    explicit Shelf(const std::filesystem::path& state)
    {
        requireState(state);
        m_store.emplace(std::filesystem::absolute(state) / "golden");
        const db::StateFolder folder(std::filesystem::absolute(state));
        if (std::filesystem::exists(folder.database())) {
            m_records.emplace(db::Records::openReadOnly(folder));
        }
    }
    const golden::Store& store() const { return *m_store; }
    std::optional<db::StoredGolden> recorded(const golden::Manifest& manifest) const
    {
        return m_records ? m_records->findGolden(manifest.id) : std::nullopt;
    }

private:
    std::optional<golden::Store> m_store;
    std::optional<db::Records> m_records;
};

std::string nameOf(const golden::Manifest& manifest)
{
    return printable(manifest.directoryName());
}

std::string systemOf(const golden::Manifest& manifest)
{
    return manifest.systemId.empty() ? "unknown"
                                     : printable(manifest.systemId + " " + manifest.systemVersion);
}

std::string joined(const std::vector<std::string>& words)
{
    std::string text;
    for (const std::string& word : words) {
        text += (text.empty() ? "" : ", ") + word;
    }
    return printable(text);
}

Tone toneOfState(const std::string& state)
{
    return state == "approved" ? Tone::Good : Tone::Strong;
}

std::string facts(const golden::Manifest& manifest, const std::optional<db::StoredGolden>& recorded)
{
    const std::string state = line::goldenState(manifest, recorded);
    FactList list;
    list.addHeading("Golden image " + nameOf(manifest));
    if (state == "approved") {
        list.add("state",
                 "approved by " + printable(manifest.approval->actor) + " on " +
                     localTime(manifest.approval->utcMicros),
                 Tone::Good);
    } else if (state == "staged") {
        list.add("state", "staged, not approved: no card is made from it before", Tone::Strong);
    } else {
        list.add("state", "in the store, but not in the records: stage it again", Tone::Bad);
    }
    list.add("id", manifest.id);
    list.add("staged", localTime(manifest.createdUtcMicros));
    list.add("system", systemOf(manifest));
    list.add("architecture", manifest.architecture.empty() ? "unknown" : printable(manifest.architecture));
    list.add("boards", manifest.boards.empty() ? "any" : joined(manifest.boards));
    list.add("card cipher", printable(manifest.cipher));
    list.add("table", manifest.table == device::TableKind::Mbr ? "MBR" : "GPT");
    list.add("boot", humanSize(manifest.bootSize));
    list.add("root", humanSize(manifest.rootUsed) + " used of " + humanSize(manifest.rootSize));
    list.add("smallest card", humanSize(manifest.minimumMedium) + " (" +
                                  std::to_string(manifest.minimumMedium.count()) + " bytes)");
    if (manifest.binds) {
        list.add("units bind", "a module: " + printable(manifest.binds->module) +
                                   (manifest.demo ? " (demonstration: it protects nothing)" : ""));
        list.add("agent SHA-256", manifest.binds->agentDigest);
        list.add("site pins SHA-256", manifest.binds->pinsDigest);
    }
    for (const golden::CheckedInitramfs& initramfs : manifest.initramfs) {
        list.add("initramfs", printable(initramfs.file) + " of " + printable(initramfs.kernel) + ", " +
                                  std::to_string(initramfs.holds.size()) + " pieces found in it");
    }
    if (manifest.proof) {
        list.add("proved",
                 localTime(manifest.proof->utcMicros) + " in " + spokenSpan(manifest.proof->seconds * 1000) +
                     " (" + printable(manifest.proof->how) + ", " + printable(manifest.proof->toolVersion) +
                     ")",
                 Tone::Good);
        list.add("proof saw", joined(manifest.proof->seen));
    } else if (manifest.binds) {
        list.add("proved", "no: start a sample card of it with \"bindery golden prove\"");
    }
    for (const golden::PatchPoint& point : manifest.patchPoints) {
        list.add("per unit", printable(point.field) + " in " + printable(point.file));
    }
    list.add("source", printable(manifest.sourceName));
    list.add("source SHA-256", manifest.sourceDigest);
    list.add("recipe", printable(manifest.recipeName));
    list.add("root SHA-256", manifest.rootDigest);
    list.add("boot SHA-256", manifest.bootDigest);
    const Console console = Console::of(STDOUT_FILENO);
    return list.text(console, outputWidth(console));
}

void report(const Everywhere& everywhere, const Json& json, const std::string& text)
{
    if (everywhere.json) {
        printJson(json);
    } else {
        printText(text);
    }
}

golden::Recipe recipeOf(const StageOptions& options)
{
    golden::Recipe recipe = golden::loadRecipe(options.recipe);
    return options.rootPartition == 0 ? recipe
                                      : golden::withRootPartition(std::move(recipe), options.rootPartition);
}

} // namespace

int goldenStage(const Everywhere& everywhere, const StageOptions& options)
{
    const golden::Recipe recipe = recipeOf(options);
    const SystemClock clock;
    StepWatch watch(clock, progressKind(everywhere.json));
    StopSignals signals([&] { watch.stopping("Stopping; nothing half-staged is kept."); });
    line::Station station(everywhere.state, clock);
    ensureKnown(station.records(), everywhere.actor);

    const std::unique_ptr<golden::SystemChange> change = unitChangeOf(recipe, everywhere.state);
    const golden::Manifest manifest = golden::stage(
        station.store(), {options.source, recipe, options.name, options.boot, gib(256), change.get()}, clock,
        [&](const golden::StageProgress& progress) {
            watch.show(progress.step, progress.done, progress.total);
        },
        signals.token());
    const bool known = !line::recordStaging(station, manifest, everywhere.actor);
    const std::optional<db::StoredGolden> recorded = station.records().findGolden(manifest.id);
    std::string text = known ? nameOf(manifest) + " was staged before: same content, same recipe.\n"
                             : "Staged " + nameOf(manifest) + " in " + spokenSpan(watch.millis()) + ".\n";
    if (line::goldenState(manifest, recorded) != "approved") {
        text += "Next: bindery golden approve " + nameOf(manifest) + "\n";
    }
    watch.end();
    report(everywhere, {{"golden_image", goldenJson(manifest, recorded)}, {"staged_before", known}}, text);
    return kDone;
}

int goldenList(const Everywhere& everywhere)
{
    const Shelf shelf(everywhere.state);
    Json images = Json::array();
    Table table({{"Name"},
                 {"State"},
                 {"System", Fit::Shorten},
                 {"Arch", Fit::Drop},
                 {"Used", Fit::Keep, true},
                 {"Smallest card", Fit::Keep, true},
                 {"Staged", Fit::Drop}});
    for (const golden::Manifest& manifest : shelf.store().list()) {
        const std::optional<db::StoredGolden> recorded = shelf.recorded(manifest);
        images.push_back(goldenJson(manifest, recorded));
        const std::string state = line::goldenState(manifest, recorded);
        table.addRow({{nameOf(manifest)},
                      {state, toneOfState(state)},
                      {systemOf(manifest)},
                      {printable(manifest.architecture)},
                      {humanSize(manifest.rootUsed)},
                      {humanSize(manifest.minimumMedium)},
                      {localTime(manifest.createdUtcMicros)}});
    }
    const Console console = Console::of(STDOUT_FILENO);
    std::string text =
        table.empty() ? "No golden image is staged. Stage one: bindery golden stage SOURCE --recipe RECIPE\n"
                      : table.text(console, outputWidth(console));
    Json damaged = Json::array();
    for (const golden::DamagedImage& image : shelf.store().damaged()) {
        damaged.push_back({{"folder", image.folder.string()}, {"problem", image.why}});
        text += toned(console, Tone::Bad, "damaged:") + " " + printable(image.folder.string()) + ": " +
                printable(image.why) + "\n";
    }
    report(everywhere, {{"golden_images", std::move(images)}, {"damaged", std::move(damaged)}}, text);
    return kDone;
}

int goldenShow(const Everywhere& everywhere, const std::string& name)
{
    const Shelf shelf(everywhere.state);
    const golden::Manifest manifest = shelf.store().find(name);
    const std::optional<db::StoredGolden> recorded = shelf.recorded(manifest);
    report(everywhere, {{"golden_image", goldenJson(manifest, recorded)}}, facts(manifest, recorded));
    return kDone;
}

int goldenApprove(const Everywhere& everywhere, const std::string& name)
{
    requireState(everywhere.state);
    const SystemClock clock;
    line::Station station(everywhere.state, clock);
    ensureKnown(station.records(), everywhere.actor);
    const golden::Manifest manifest = line::approveGolden(station, name, everywhere.actor);
    const std::optional<db::StoredGolden> recorded = station.records().findGolden(manifest.id);
    report(everywhere, {{"golden_image", goldenJson(manifest, recorded)}},
           "Approved " + nameOf(manifest) + ". Cards may be made from it.\n");
    return kDone;
}

int goldenVerify(const Everywhere& everywhere, const std::string& name)
{
    const Shelf shelf(everywhere.state);
    const golden::Manifest manifest = shelf.store().find(name);
    shelf.store().verify(manifest);
    report(everywhere, {{"golden_image", goldenJson(manifest, shelf.recorded(manifest))}, {"verified", true}},
           nameOf(manifest) + ": every digest holds.\n");
    return kDone;
}

int goldenRemove(const Everywhere& everywhere, const std::string& name, bool force)
{
    requireState(everywhere.state);
    const SystemClock clock;
    line::Station station(everywhere.state, clock);
    const golden::Manifest manifest = station.store().find(name);
    const std::optional<db::StoredGolden> recorded = station.records().findGolden(manifest.id);
    const Json before = goldenJson(manifest, recorded);
    ensureKnown(station.records(), everywhere.actor);
    line::removeGolden(station, manifest, everywhere.actor, force);
    report(everywhere, {{"golden_image", before}, {"removed", true}}, "Removed " + nameOf(manifest) + ".\n");
    return kDone;
}

} // namespace bindery::cli
