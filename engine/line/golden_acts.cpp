// SPDX-License-Identifier: Apache-2.0
#include "line/golden_acts.h"

#include "base/clock.h"
#include "base/error.h"

namespace bindery::line
{

namespace
{

db::GoldenRecord recordOf(const golden::Manifest& manifest)
{
    return {manifest.id,         manifest.name,         manifest.rootDigest,
            manifest.bootDigest, manifest.recipeDigest, manifest.recipeName,
            manifest.sourceName, manifest.sourceDigest, golden::digestOf(manifest)};
}

bool isKept(const std::optional<db::StoredGolden>& recorded)
{
    return recorded && recorded->state != db::GoldenState::Removed;
}

} // namespace

std::string goldenState(const golden::Manifest& manifest, const std::optional<db::StoredGolden>& recorded)
{
    if (!isKept(recorded)) {
        return "unrecorded";
    }
    // Both must say so: the records that it was allowed, the store that the cards may have it.
    return recorded->state == db::GoldenState::Approved && manifest.approval ? "approved" : "staged";
}

bool recordStaging(Station& station, const golden::Manifest& manifest, const std::string& actor)
{
    if (isKept(station.records().findGolden(manifest.id))) {
        return false;
    }
    station.records().recordStaged(recordOf(manifest), actor);
    return true;
}

golden::Manifest approveGolden(Station& station, const std::string& name, const std::string& actor,
                               Approver approver)
{
    db::Records& records = station.records();
    const golden::Manifest manifest = station.store().find(name);
    const std::string image = "the golden image " + manifest.directoryName();
    std::optional<db::StoredGolden> recorded = records.findGolden(manifest.id);
    if (!isKept(recorded)) {
        throw Error(ErrorCode::Conflict, image + " is in the store, but not in the records: stage it again");
    }
    if (goldenState(manifest, recorded) == "approved") {
        throw Error(ErrorCode::Conflict, image + " was approved already, by " + manifest.approval->actor +
                                             " on " + isoTime(manifest.approval->utcMicros));
    }
    if (approver == Approver::AnotherPerson && recorded->stagedBy == actor) {
        throw Error(ErrorCode::NeedsRoot,
                    image + " was staged by " + actor + ": another supervisor has to approve it");
    }
    // First the record: an approval that nobody recorded must not be. Where the store did not follow last
    // time, it does now.
    if (recorded->state != db::GoldenState::Approved) {
        records.recordApproved(manifest.id, actor);
        recorded = records.findGolden(manifest.id);
    }
    station.store().approve(manifest,
                            {recorded->approvedBy.value_or(actor),
                             recorded->approvedUtcMicros.value_or(station.clock().now().utcMicros)});
    return station.store().find(manifest.id);
}

void removeGolden(Station& station, const golden::Manifest& manifest, const std::string& actor, bool force)
{
    db::AttemptFilter passed;
    passed.goldenId = manifest.id;
    passed.result = db::AttemptResult::Passed;
    passed.limit = 1;
    if (!force && !station.records().findAttempts(passed).empty()) {
        throw Error(ErrorCode::Conflict,
                    "cards were made from " + manifest.directoryName() +
                        ", and can only be verified while it is here: remove it all the same with --force");
    }
    // First the record: from then on no attempt can begin with it.
    if (isKept(station.records().findGolden(manifest.id))) {
        station.records().recordRemoved(manifest.id, actor);
    }
    station.store().remove(manifest);
}

} // namespace bindery::line
