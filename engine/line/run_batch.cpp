// SPDX-License-Identifier: Apache-2.0
#include "line/run_batch.h"

#include "base/error.h"
#include "golden/geometry.h"
#include "line/boot_source.h"

#include <algorithm>
#include <map>
#include <optional>
#include <thread>
#include <utility>

namespace bindery::line
{

namespace
{

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

/// One shared pass over the golden root per data size.
class SharedGoldens
{
public:
    SharedGoldens(Station& station, const BatchRequest& request) : m_station(station), m_request(request) {}

    std::shared_ptr<const card::SharedGolden> forMedium(Bytes mediumSize)
    {
        const Bytes dataSize(golden::geometryFor(m_request.golden.bootSize, mediumSize).data.length);
        auto& shared = m_bySize[dataSize];
        if (!shared) {
            auto boot = std::make_shared<BootSource>(m_station.store().boot(m_request.golden));
            shared = card::SharedGolden::create(m_request.golden,
                                                m_station.store().root(m_request.golden, dataSize),
                                                std::move(boot), m_request.window);
        }
        return shared;
    }
    Bytes bytesRead() const
    {
        Bytes sum;
        for (const auto& [size, shared] : m_bySize) {
            sum += shared->writeWindow->bytesRead();
        }
        return sum;
    }

private:
    Station& m_station;
    const BatchRequest& m_request;
    std::map<Bytes, std::shared_ptr<const card::SharedGolden>> m_bySize;
};

card::Fill fillFor(const BatchRequest& request, const db::MediumSeen& seen)
{
    return request.fill.value_or(seen.found == db::Found::Data ? card::Fill::Random : card::Fill::Discard);
}

StartedAttempt startAttempt(Station& station, const BatchRequest& request, CardTarget candidate)
{
    db::NewAttempt attempt;
    attempt.order = request.order;
    attempt.serial = candidate.target.serial;
    attempt.goldenId = request.golden.id;
    attempt.actor = request.actor;
    attempt.medium = candidate.seen;
    attempt.verify = request.verify == card::VerifyPolicy::Full ? db::Verify::Full : db::Verify::None;
    const card::Fill fill = fillFor(request, candidate.seen);
    attempt.fill = toRecord(fill);
    attempt.toolVersion = toolVersion();
    db::OpenedAttempt opened;
    AttemptLock lock = AttemptLock::openLocked(station.runFolder(), [&] {
        opened = station.records().openAttempt(attempt);
        return opened.id;
    });
    return {opened,        std::move(lock),           candidate.target.path.string(),
            request.order, request.golden.id,         candidate.seen.found,
            fill,          std::move(candidate.claim)};
}

/// What a unit is called and what is laid over its root.
struct UnitPlan {
    std::string hostName;
    std::vector<golden::UnitFile> files;
};

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

UnitPlan planUnit(const BatchRequest& request, const Target& target, const std::string& serial)
{
    const golden::UnitFields fields = fieldsOf(target, serial);
    return {fields.at("host_name"), request.unitFiles.of(serial, fields)};
}

/// The files of units whose serial is known; all faults of templates are found before a card is touched.
std::vector<std::optional<UnitPlan>> planUnits(const BatchRequest& request)
{
    std::vector<std::optional<UnitPlan>> plans;
    for (const Target& target : request.targets) {
        if (target.serial) {
            plans.emplace_back(planUnit(request, target, *target.serial));
        } else {
            request.unitFiles.checkCommon(fieldsOf(target, "unit"));
            plans.emplace_back();
        }
    }
    return plans;
}

golden::UnitIdentity unitOf(Station& station, const BatchRequest& request, const Target& target,
                            const StartedAttempt& started, std::optional<UnitPlan> plan)
{
    golden::UnitIdentity unit;
    unit.serial = started.opened.serial;
    if (!plan) {
        plan = planUnit(request, target, unit.serial);
    }
    unit.hostName = std::move(plan->hostName);
    unit.files = std::move(plan->files);
    unit.sshKeys = request.sshKeys;
    unit.keep = {request.golden.keepIdentity.begin(), request.golden.keepIdentity.end()};
    unit.fileSystemUuid = Uuid::random();
    unit.utcSeconds = station.clock().now().utcMicros / 1'000'000;
    unit.unitJson = {{"format", 1},
                     {"serial", unit.serial},
                     {"order", request.order},
                     {"attempt", started.opened.id},
                     {"golden", request.golden.id},
                     {"station", station.identity().id()}};
    if (target.unit) {
        unit.unitJson["fields"] = fieldsOf(target, unit.serial);
    }
    return unit;
}

/// The bindery-passport token: what this card is, for everyone who holds it; no secrets.
Json passportOf(Station& station, const BatchRequest& request, const StartedAttempt& started)
{
    return {{"type", "bindery-passport"},
            {"keyslots", Json::array()},
            {"format", 1},
            {"serial", started.opened.serial},
            {"order", request.order},
            {"golden_name", request.golden.name},
            {"golden_id", request.golden.id},
            {"station", station.identity().id()},
            {"attempt", started.opened.id},
            {"boards", request.golden.boards}};
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

} // namespace

std::string hostNameOf(const std::string& serial)
{
    constexpr std::size_t kMaxLabel = 63; // RFC 1123
    std::string name;
    for (const char character : serial.substr(0, kMaxLabel)) {
        const bool digit = character >= '0' && character <= '9';
        const bool lower = character >= 'a' && character <= 'z';
        const bool upper = character >= 'A' && character <= 'Z';
        name += upper ? static_cast<char>(character - 'A' + 'a') : (digit || lower ? character : '-');
    }
    while (!name.empty() && name.back() == '-') {
        name.pop_back();
    }
    name.erase(0, std::min(name.find_first_not_of('-'), name.size()));
    return name.empty() ? "unit" : name;
}

BatchReport runBatch(Station& station, const BatchRequest& request, BatchProgress& progress,
                     const std::stop_token& stop)
{
    requireApproval(station, request.golden);
    std::vector<std::optional<UnitPlan>> plans = planUnits(request);
    std::vector<CardTarget> candidates =
        lookAtTargets(station, request.golden, request.targets, request.wishes);

    // Everything that all cards share is ready before the first attempt is opened: its failure is nobody's
    // attempt.
    SharedGoldens goldens(station, request);
    for (const CardTarget& candidate : candidates) {
        goldens.forMedium(candidate.seen.size);
    }

    // All rows before the first card is touched.
    std::vector<StartedAttempt> started;
    std::vector<card::CardOrder> orders;
    try {
        for (CardTarget& candidate : candidates) {
            const std::shared_ptr<const card::SharedGolden> golden = goldens.forMedium(candidate.seen.size);
            const std::size_t card = started.size();
            started.push_back(startAttempt(station, request, std::move(candidate)));
            if (progress.opened) {
                progress.opened(card, started.back().opened);
            }
            orders.push_back(
                {golden,
                 golden->writeWindow->join(),
                 golden->verifyWindow->join(),
                 unitOf(station, request, request.targets[card], started.back(), std::move(plans[card])),
                 passportOf(station, request, started.back()),
                 started.back().opened.id,
                 request.verify,
                 started.back().fill,
                 {}});
        }
    } catch (const std::exception& error) {
        for (StartedAttempt& attempt : started) {
            closeUnstarted(station, attempt,
                           Error(ErrorCode::Cancelled,
                                 std::string("another card of the batch could not start: ") + error.what()));
        }
        throw;
    }

    BatchReport report;
    report.attempts.resize(started.size());
    {
        std::vector<std::jthread> threads;
        threads.reserve(started.size());
        for (std::size_t i = 0; i < started.size(); ++i) {
            threads.emplace_back([&station, &stop, &progress, i, &attempt = started[i], &order = orders[i],
                                  &result = report.attempts[i]] {
                result = runAttempt(station, std::move(attempt), std::move(order), progress.cards[i], stop);
                if (progress.closed) {
                    progress.closed(i, result);
                }
            });
        }
    }
    report.goldenBytesRead = goldens.bytesRead();
    return report;
}

} // namespace bindery::line
