// SPDX-License-Identifier: Apache-2.0
#include "line/run_batch.h"

#include "base/error.h"
#include "device/open_medium.h"
#include "golden/geometry.h"
#include "line/boot_source.h"

#include <algorithm>
#include <map>
#include <set>
#include <thread>
#include <utility>

#include <sys/stat.h>

namespace bindery::line
{

namespace fs = std::filesystem;

namespace
{

/// A target that may be written, and how to get hold of it.
struct Candidate {
    Target target;
    db::MediumSeen seen;
    std::function<std::unique_ptr<device::Medium>()> claim;
};

bool isBlockDevice(const fs::path& path)
{
    struct stat status {
    };
    return ::stat(path.c_str(), &status) == 0 && S_ISBLK(status.st_mode);
}

Candidate fileCandidate(const Target& target, Bytes size, bool overwrite)
{
    std::error_code unseen;
    const fs::file_status status = fs::symlink_status(target.path, unseen);
    if (fs::exists(status) && !fs::is_regular_file(status)) {
        throw Error(ErrorCode::NotEligible,
                    target.path.string() +
                        " is neither a regular file nor a block device: name a card image file or a disk");
    }
    if (fs::exists(status) && !overwrite) {
        throw Error(ErrorCode::Conflict,
                    target.path.string() +
                        " exists already: name another file, or allow it with --overwrite");
    }
    const fs::path folder = target.path.has_parent_path() ? target.path.parent_path() : fs::path(".");
    if (!fs::is_directory(folder)) {
        throw Error(ErrorCode::NotFound, "there is no folder " + folder.string() + " for the card image " +
                                             target.path.filename().string());
    }
    Candidate candidate;
    candidate.target = target;
    candidate.seen.path = fs::absolute(target.path).string();
    candidate.seen.size = size;
    candidate.claim = [path = target.path, size, overwrite] {
        return device::createImageFile(path, size, overwrite);
    };
    return candidate;
}

Candidate deviceCandidate(const Target& target)
{
    // Held from here on: nobody else can take the device between the look and the write.
    auto medium = std::make_shared<std::unique_ptr<device::Medium>>(device::claimBlockDevice(target.path));
    const device::MediumFacts& facts = (*medium)->facts();
    Candidate candidate;
    candidate.target = target;
    candidate.seen.path = facts.path;
    candidate.seen.size = facts.size;
    candidate.seen.isBlockDevice = true;
    candidate.seen.diskSeq = facts.diskSeq;
    candidate.seen.cid = facts.cid;
    candidate.seen.model = facts.model;
    candidate.seen.readerSerial = facts.serial;
    candidate.claim = [medium] { return std::move(*medium); };
    return candidate;
}

void refuseDoubles(const std::vector<Target>& targets)
{
    std::set<fs::path> paths;
    std::set<std::string> serials;
    for (const Target& target : targets) {
        std::error_code failed; // a path that cannot be looked at is found when the card is claimed
        fs::path canonical = fs::weakly_canonical(target.path, failed);
        if (!paths.insert(failed ? target.path : std::move(canonical)).second) {
            throw Error(ErrorCode::InvalidArgument,
                        target.path.string() + " is named twice: name each card once");
        }
        if (target.serial && !serials.insert(*target.serial).second) {
            throw Error(ErrorCode::InvalidArgument,
                        "serial " + *target.serial + " is given twice: each unit has its own");
        }
    }
}

std::vector<Candidate> lookAtTargets(const BatchRequest& request)
{
    if (request.targets.empty()) {
        throw Error(ErrorCode::InvalidArgument, "no card is named: give at least one image file or device");
    }
    if (!request.golden.approval) {
        throw Error(ErrorCode::Conflict,
                    "golden image " + request.golden.name +
                        " is not approved: a supervisor does that with \"bindery golden approve " +
                        request.golden.name + "\"");
    }
    refuseDoubles(request.targets);
    const Bytes fileSize = request.fileSize.value_or(request.golden.minimumMedium);
    if (fileSize.count() % device::kMediumAlignment != 0) {
        throw Error(ErrorCode::InvalidArgument, "a card image of " + std::to_string(fileSize.count()) +
                                                    " bytes: the size must be a multiple of " +
                                                    std::to_string(device::kMediumAlignment));
    }
    std::vector<Candidate> candidates;
    for (const Target& target : request.targets) {
        Candidate candidate = isBlockDevice(target.path) ? deviceCandidate(target)
                                                         : fileCandidate(target, fileSize, request.overwrite);
        if (candidate.seen.size < request.golden.minimumMedium) {
            throw Error(ErrorCode::TooSmall, target.path.string() + " has " + humanSize(candidate.seen.size) +
                                                 " (" + std::to_string(candidate.seen.size.count()) +
                                                 " bytes), the golden image " + request.golden.name +
                                                 " needs " + humanSize(request.golden.minimumMedium) + " (" +
                                                 std::to_string(request.golden.minimumMedium.count()) +
                                                 " bytes): use a larger card");
        }
        candidates.push_back(std::move(candidate));
    }
    return candidates;
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

StartedAttempt startAttempt(Station& station, const BatchRequest& request, Candidate candidate)
{
    db::NewAttempt attempt;
    attempt.order = request.order;
    attempt.serial = candidate.target.serial;
    attempt.goldenId = request.golden.id;
    attempt.actor = request.actor;
    attempt.medium = candidate.seen;
    attempt.verify = request.verify == card::VerifyPolicy::Full ? db::Verify::Full : db::Verify::None;
    attempt.toolVersion = toolVersion();
    db::OpenedAttempt opened;
    AttemptLock lock = AttemptLock::openLocked(station.runFolder(), [&] {
        opened = station.records().openAttempt(attempt);
        return opened.id;
    });
    return {opened,        std::move(lock),   candidate.target.path.string(),
            request.order, request.golden.id, std::move(candidate.claim)};
}

golden::UnitIdentity unitOf(Station& station, const BatchRequest& request, const StartedAttempt& started)
{
    golden::UnitIdentity unit;
    unit.serial = started.opened.serial;
    unit.hostName = hostNameOf(unit.serial);
    unit.sshKeys = request.sshKeys;
    unit.fileSystemUuid = Uuid::random();
    unit.utcSeconds = station.clock().now().utcMicros / 1'000'000;
    unit.unitJson = {{"format", 1},
                     {"serial", unit.serial},
                     {"order", request.order},
                     {"attempt", started.opened.id},
                     {"golden", request.golden.id},
                     {"station", station.identity().id()}};
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
    std::vector<Candidate> candidates = lookAtTargets(request);

    // Everything that all cards share is ready before the first attempt is opened: its failure is nobody's
    // attempt.
    SharedGoldens goldens(station, request);
    for (const Candidate& candidate : candidates) {
        goldens.forMedium(candidate.seen.size);
    }

    struct Job {
        StartedAttempt started;
        card::CardOrder order;
    };
    std::vector<Job> jobs;
    try {
        for (Candidate& candidate : candidates) {
            const std::shared_ptr<const card::SharedGolden> golden = goldens.forMedium(candidate.seen.size);
            StartedAttempt started = startAttempt(station, request, std::move(candidate));
            card::CardOrder order{golden,
                                  golden->writeWindow->join(),
                                  golden->verifyWindow->join(),
                                  unitOf(station, request, started),
                                  passportOf(station, request, started),
                                  started.opened.id,
                                  request.verify,
                                  {}};
            jobs.push_back({std::move(started), std::move(order)});
            if (progress.opened) {
                progress.opened(jobs.size() - 1, jobs.back().started.opened);
            }
        }
    } catch (const Error& error) {
        for (Job& job : jobs) {
            closeUnstarted(station, job.started,
                           Error(ErrorCode::Cancelled,
                                 std::string("another card of the batch could not start: ") + error.what()));
        }
        throw;
    }

    BatchReport report;
    report.attempts.resize(jobs.size());
    {
        std::vector<std::jthread> threads;
        threads.reserve(jobs.size());
        for (std::size_t i = 0; i < jobs.size(); ++i) {
            threads.emplace_back(
                [&station, &stop, &progress, i, &job = jobs[i], &result = report.attempts[i]] {
                    result = runAttempt(station, std::move(job.started), std::move(job.order),
                                        progress.cards[i], stop);
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
