// SPDX-License-Identifier: Apache-2.0
// How a batch looks while it runs: one line per card and one for all, made from plain values. Also the lines
// for where nothing can be redrawn.
#pragma once

#include "card/card_progress.h"
#include "cli/console.h"
#include "db/attempt.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace bindery::cli
{

struct CardState {
    std::string name; ///< printable
    std::string serial;
    card::Step step = card::Step::Waiting;
    std::uint64_t done = 0; ///< bytes written and verified
    std::uint64_t all = 0;  ///< bytes to write and verify; 0 while unknown
    std::optional<double> bytesPerSecond;
    std::optional<std::int64_t> secondsLeft;
    std::optional<db::AttemptResult> result;
    std::int64_t seconds = 0; ///< that it took, with a result
};

/// Short names that still differ: file names where they suffice, else whole paths.
std::vector<std::string> shortNames(const std::vector<std::string>& paths);

/// "passed", "FAILED", ... with a mark that differs in shape; and its colour.
std::string resultWord(db::AttemptResult result, bool unicode);
Tone toneOf(db::AttemptResult result);

/// A bar of `width` columns.
std::string bar(std::uint64_t done, std::uint64_t all, std::size_t width, bool unicode);

std::vector<std::string> batchPicture(const std::vector<CardState>& cards, std::int64_t secondsSoFar,
                                      bool stopping, const Console& console, ConsoleSize size);

/// "card-1.img ADHOC-000001: writing"
std::string stateLine(const CardState& card);

} // namespace bindery::cli
