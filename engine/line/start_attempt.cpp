// SPDX-License-Identifier: Apache-2.0
#include "line/start_attempt.h"

#include "base/error.h"
#include "line/run_batch.h"

#include <utility>

namespace bindery::line
{

namespace
{

card::Fill fillFor(const CardWishes& wishes, const db::MediumSeen& seen)
{
    return wishes.fill.value_or(seen.found == db::Found::Data ? card::Fill::Random : card::Fill::Discard);
}

StartedAttempt openRow(Station& station, const CardWishes& wishes, CardTarget card)
{
    db::NewAttempt attempt;
    attempt.order = wishes.order;
    attempt.serial = card.target.serial;
    attempt.goldenId = wishes.golden.id;
    attempt.actor = wishes.actor;
    attempt.slot = card.slot;
    attempt.medium = card.seen;
    attempt.verify = wishes.verify == card::VerifyPolicy::Full ? db::Verify::Full : db::Verify::None;
    const card::Fill fill = fillFor(wishes, card.seen);
    attempt.fill = toRecord(fill);
    attempt.toolVersion = toolVersion();
    db::OpenedAttempt opened;
    AttemptLock lock = AttemptLock::openLocked(station.runFolder(), [&] {
        opened = station.records().openAttempt(attempt);
        return opened.id;
    });
    return {opened,       std::move(lock),       card.target.path.string(),
            wishes.order, wishes.golden.id,      card.seen.found,
            fill,         std::move(card.claim), wishes.escrow};
}

golden::UnitFields fieldsOf(const Target& target, const std::string& serial)
{
    golden::UnitFields fields = target.unit ? target.unit->fields : golden::UnitFields{};
    fields["serial"] = serial;
    std::string& hostName = fields["host_name"];
    if (hostName.empty()) {
        hostName = hostNameOf(serial);
    }
    return fields;
}

golden::UnitIdentity unitOf(Station& station, const CardWishes& wishes, const Target& target,
                            const StartedAttempt& started, std::optional<UnitPlan> plan)
{
    golden::UnitIdentity unit;
    unit.serial = started.opened.serial;
    if (!plan) {
        plan = planUnit(wishes, target, unit.serial);
    }
    unit.hostName = std::move(plan->hostName);
    unit.files = std::move(plan->files);
    unit.sshKeys = wishes.sshKeys;
    unit.keep = {wishes.golden.keepIdentity.begin(), wishes.golden.keepIdentity.end()};
    unit.fileSystemUuid = Uuid::random();
    unit.utcSeconds = station.clock().now().utcMicros / 1'000'000;
    unit.unitJson = {{"format", 1},
                     {"serial", unit.serial},
                     {"order", wishes.order},
                     {"attempt", started.opened.id},
                     {"golden", wishes.golden.id},
                     {"station", station.identity().id()}};
    if (target.unit) {
        unit.unitJson["fields"] = fieldsOf(target, unit.serial);
    }
    return unit;
}

/// The bindery-passport token: what this card is, for everyone who holds it; no secrets.
Json passportOf(Station& station, const CardWishes& wishes, const StartedAttempt& started)
{
    return {{"type", "bindery-passport"},
            {"keyslots", Json::array()},
            {"format", 1},
            {"serial", started.opened.serial},
            {"order", wishes.order},
            {"golden_name", wishes.golden.name},
            {"golden_id", wishes.golden.id},
            {"station", station.identity().id()},
            {"attempt", started.opened.id},
            {"boards", wishes.golden.boards}};
}

} // namespace

void requireApproval(Station& station, const golden::Manifest& golden)
{
    if (!golden.approval) {
        throw Error(ErrorCode::Conflict,
                    "golden image " + golden.name +
                        " is not approved: a supervisor does that with \"bindery golden approve " +
                        golden.name + "\"");
    }
    const std::optional<db::StoredGolden> recorded = station.records().findGolden(golden.id);
    if (!recorded || recorded->golden.manifestDigest != golden::digestOf(golden)) {
        throw Error(ErrorCode::Corrupt,
                    "the manifest of golden image " + golden.directoryName() +
                        " is not the one that was staged here: remove the image and stage it again");
    }
}

UnitPlan planUnit(const CardWishes& wishes, const Target& target, const std::string& serial)
{
    const golden::UnitFields fields = fieldsOf(target, serial);
    return {fields.at("host_name"), wishes.unitFiles.of(serial, fields)};
}

void checkUnit(const CardWishes& wishes, const Target& target)
{
    wishes.unitFiles.checkCommon(fieldsOf(target, "unit"));
}

void closeUnstarted(Station& station, StartedAttempt& started, const Error& error)
{
    db::AttemptOutcome outcome;
    outcome.result =
        error.code() == ErrorCode::Cancelled ? db::AttemptResult::Cancelled : db::AttemptResult::Failed;
    outcome.reason = error.code();
    outcome.message = error.what();
    station.records().closeAttempt(started.opened.id, outcome);
    started.lock.release();
}

CardJob startAttempt(Station& station, const CardWishes& wishes, CardTarget card,
                     std::shared_ptr<const card::SharedGolden> golden, std::optional<UnitPlan> plan)
{
    const Target target = card.target;
    if (wishes.escrow) { // it may expire while the line runs
        wishes.escrow->requireCurrent(station.clock().now().utcMicros / 1'000'000);
    }
    StartedAttempt started = openRow(station, wishes, std::move(card));
    try {
        golden::UnitIdentity unit = unitOf(station, wishes, target, started, std::move(plan));
        card::SharedWindow::Reader writeReader = golden->writeWindow->join();
        card::SharedWindow::Reader verifyReader =
            wishes.startTogether ? golden->verifyWindow->join() : golden->verifyWindow->joinLater();
        card::CardOrder order{std::move(golden),
                              std::move(writeReader),
                              std::move(verifyReader),
                              std::move(unit),
                              passportOf(station, wishes, started),
                              started.opened.id,
                              wishes.verify,
                              started.fill,
                              {}};
        order.recovery = wishes.escrow != nullptr;
        return {std::move(started), std::move(order)};
    } catch (const Error& error) {
        closeUnstarted(station, started, error);
        throw;
    } catch (const std::exception& error) {
        closeUnstarted(station, started, Error(ErrorCode::Internal, error.what()));
        throw;
    }
}

} // namespace bindery::line
