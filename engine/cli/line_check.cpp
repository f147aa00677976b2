// SPDX-License-Identifier: Apache-2.0
// The daily check with reference cards.
#include "base/stop_signals.h"
#include "cli/batch_picture.h"
#include "cli/output.h"
#include "cli/state.h"
#include "cli/table.h"
#include "cli/verbs.h"
#include "cli/verify_watch.h"
#include "device/inventory.h"
#include "device/same_medium.h"
#include "device/slot_map.h"
#include "line/reference_check.h"

#include <algorithm>
#include <system_error>

#include <unistd.h>

namespace bindery::cli
{

namespace
{

namespace fs = std::filesystem;

/// The taught slot that the disk is in; none for a card image, and where nobody says what is plugged in.
std::optional<std::string> slotOf(const Everywhere& everywhere, const fs::path& path)
{
    std::error_code failed;
    const std::optional<std::string> key = device::mediumKey(path);
    if (!key || !fs::is_block_file(path, failed)) {
        return std::nullopt;
    }
    const device::SlotMap map = device::SlotMap::load(device::slotsFile(everywhere.state));
    try {
        for (const device::DiskSeen& disk : device::makeUdevInventory()->scan()) {
            const auto slot = disk.port ? map.slotOf(*disk.port) : std::nullopt;
            if (slot && device::mediumKey(disk.node) == key) {
                return std::to_string(slot->value);
            }
        }
    } catch (const Error&) {
        return std::nullopt; // the check does not need a slot
    }
    return std::nullopt;
}

std::vector<line::ReferenceTarget> targetsOf(const Everywhere& everywhere, const LineCheckOptions& options)
{
    std::vector<line::ReferenceTarget> targets;
    const auto add = [&](db::ReferenceCard card, const fs::path& path) {
        if (!path.empty()) {
            targets.push_back({card, path, slotOf(everywhere, path)});
        }
    };
    add(db::ReferenceCard::KnownGood, options.good);
    add(db::ReferenceCard::KnownBad, options.bad);
    if (targets.empty()) {
        throw Error(ErrorCode::InvalidArgument, "name the reference cards: --good PATH, --bad PATH, or both");
    }
    const auto key = device::mediumKey(options.good);
    if (targets.size() == 2 && key && key == device::mediumKey(options.bad)) {
        throw Error(ErrorCode::InvalidArgument,
                    options.good.string() + " and " + options.bad.string() +
                        " are one card: name one that is good, and one that is bad");
    }
    return targets;
}

Json checkedJson(const line::ReferenceTarget& target, const line::CheckedReference& checked)
{
    return {{"card", textOf(checked.check.card)},
            {"path", target.path.string()},
            {"slot", checked.check.slot ? Json(std::stoi(*checked.check.slot)) : Json(nullptr)},
            {"serial", orNull(checked.serial)},
            {"as_expected", checked.check.asExpected},
            {"message", checked.check.message}};
}

void addFacts(FactList& facts, const db::ReferenceCheck& check)
{
    const bool isGood = check.card == db::ReferenceCard::KnownGood;
    const std::string verdict = check.asExpected ? (isGood ? "passed, as it must" : "found bad, as it must")
                                                 : (isGood ? "DID NOT PASS" : "NOT FOUND BAD");
    facts.add(std::string(textOf(check.card)), verdict, check.asExpected ? Tone::Good : Tone::Bad);
    facts.add("", printable(check.message));
}

std::string dueText(const std::optional<std::string>& due, bool isAllWell)
{
    if (!isAllWell) {
        return "Make no cards before this is understood: call a supervisor.\n";
    }
    return due ? "Still due: " + *due + ".\n" : "The check of today is done.\n";
}

} // namespace

int lineCheck(const Everywhere& everywhere, const LineCheckOptions& options)
{
    const std::vector<line::ReferenceTarget> targets = targetsOf(everywhere, options);
    requireState(everywhere.state);
    const SystemClock clock;
    StepWatch watch(clock, progressKind(everywhere.json));
    const StopSignals signals([&] { watch.stopping("Stopping; the card was only read."); });
    line::Station station(everywhere.state, clock);
    ensureKnown(station.records(), everywhere.actor);

    Json list = Json::array();
    FactList facts;
    bool isAllWell = true;
    for (const line::ReferenceTarget& target : targets) {
        card::CardProgress progress;
        const std::string what = "verifying the " + std::string(textOf(target.card)) + " card";
        const line::CheckedReference checked = watchVerify(watch, what, progress, [&] {
            return line::checkReference(station, target, everywhere.actor, progress, signals.token());
        });
        list.push_back(checkedJson(target, checked));
        addFacts(facts, checked.check);
        isAllWell = isAllWell && checked.check.asExpected;
    }
    const std::optional<std::string> due = line::checkDue(station.records(), clock.now().utcMicros);
    if (everywhere.json) {
        printJson({{"checks", std::move(list)}, {"due", orNull(due)}});
    } else {
        const Console console = Console::of(STDOUT_FILENO);
        printText(facts.text(console, outputWidth(console)) + dueText(due, isAllWell));
    }
    return isAllWell ? kDone : kMismatch;
}

} // namespace bindery::cli
