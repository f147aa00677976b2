// SPDX-License-Identifier: Apache-2.0
#include "line/run_batch.h"

#include "base/error.h"
#include "line/escrow.h"
#include "line/shared_goldens.h"
#include "line/start_attempt.h"

#include <algorithm>
#include <optional>
#include <thread>
#include <utility>

namespace bindery::line
{

namespace
{

/// The files of units whose serial is known; all faults of templates are found before a card is touched.
std::vector<std::optional<UnitPlan>> planUnits(const BatchRequest& request)
{
    std::vector<std::optional<UnitPlan>> plans;
    for (const Target& target : request.targets) {
        if (target.serial) {
            plans.emplace_back(planUnit(request, target, *target.serial));
        } else {
            checkUnit(request, target);
            plans.emplace_back();
        }
    }
    return plans;
}

/// All rows before the first card is touched.
std::vector<CardJob> startAll(Station& station, const BatchRequest& request,
                              std::vector<CardTarget> candidates, SharedGoldens& goldens,
                              std::vector<std::optional<UnitPlan>> plans, BatchProgress& progress)
{
    std::vector<CardJob> jobs;
    try {
        for (CardTarget& candidate : candidates) {
            const std::size_t card = jobs.size();
            const Bytes size = candidate.seen.size;
            jobs.push_back(startAttempt(station, request, std::move(candidate), goldens.forMedium(size),
                                        std::move(plans[card])));
            if (progress.opened) {
                progress.opened(card, jobs.back().started.opened);
            }
        }
        return jobs;
    } catch (const std::exception& error) {
        for (CardJob& job : jobs) {
            closeUnstarted(station, job.started,
                           Error(ErrorCode::Cancelled,
                                 std::string("another card of the batch could not start: ") + error.what()));
        }
        throw;
    }
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
    requireEscrowOfOrder(station, request);
    std::vector<std::optional<UnitPlan>> plans = planUnits(request);
    std::vector<CardTarget> candidates =
        lookAtTargets(station, request.golden, request.targets, request.targetWishes);

    // Everything that all cards share is ready before the first attempt is opened: its failure is nobody's
    // attempt.
    SharedGoldens goldens(station.store(), request.golden, request.window);
    for (const CardTarget& candidate : candidates) {
        goldens.forMedium(candidate.seen.size);
    }
    std::vector<CardJob> jobs =
        startAll(station, request, std::move(candidates), goldens, std::move(plans), progress);

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
