// SPDX-License-Identifier: Apache-2.0
// How far one card is: latest values only, read at leisure by whoever shows them.
// Units: bytes. Threads: written by the card's threads, read by any.
#pragma once

#include <atomic>
#include <cstdint>
#include <string_view>

namespace bindery::card
{

enum class Step {
    Waiting,
    Preparing,
    Erasing,
    Probing,
    Writing,
    Filling,
    Flushing,
    Verifying,
    Finishing,
    Done
};

/// One word for people and records: "writing".
constexpr std::string_view nameOf(Step step)
{
    switch (step) {
    case Step::Waiting:
        return "waiting";
    case Step::Preparing:
        return "preparing";
    case Step::Erasing:
        return "erasing";
    case Step::Probing:
        return "probing";
    case Step::Writing:
        return "writing";
    case Step::Filling:
        return "filling";
    case Step::Flushing:
        return "flushing";
    case Step::Verifying:
        return "verifying";
    case Step::Finishing:
        return "finishing";
    case Step::Done:
        break;
    }
    return "done";
}

struct CardProgress {
    std::atomic<Step> step = Step::Waiting;
    std::atomic<std::uint64_t> written = 0; ///< on the medium so far
    std::atomic<std::uint64_t> toWrite = 0; ///< in all; 0 while unknown
    std::atomic<std::uint64_t> verified = 0;
    std::atomic<std::uint64_t> toVerify = 0;
    /// Pieces of work that move none of the above: reads while erasing, discards, the search for the sign of
    /// a counterfeit. A sign of life.
    std::atomic<std::uint64_t> pulses = 0;
};

/// One reading of it, as a value.
struct ProgressSeen {
    Step step = Step::Waiting;
    std::uint64_t written = 0;
    std::uint64_t toWrite = 0;
    std::uint64_t verified = 0;
    std::uint64_t toVerify = 0;
    std::uint64_t pulses = 0;

    static ProgressSeen of(const CardProgress& progress)
    {
        return {progress.step,     progress.written,  progress.toWrite,
                progress.verified, progress.toVerify, progress.pulses};
    }
    bool operator==(const ProgressSeen& other) const = default;
};

} // namespace bindery::card
