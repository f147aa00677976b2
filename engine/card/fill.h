// SPDX-License-Identifier: Apache-2.0
// What becomes of every byte of a medium that the card does not write: gaps between the blocks that the root
// uses, gaps between and behind the partitions. A used card would give its old content away there, and a
// blank one how much the unit uses. Units: bytes of the medium. Errors: those of the medium; Cancelled.
// Threads: one call per medium.
#pragma once

#include "card/card_plan.h"
#include "card/card_progress.h"
#include "card/card_source.h"
#include "device/medium.h"

#include <stop_token>

namespace bindery::card
{

/// Discard: the medium is told that it holds nothing; what it then reads as is its own affair. Random: bytes
/// that nobody can predict, so that used and unused places look alike.
enum class Fill { None, Discard, Zero, Random };

/// Whether this fill is written byte by byte.
constexpr bool isWritten(Fill fill)
{
    return fill == Fill::Zero || fill == Fill::Random;
}

/// All that neither table, boot partition, header nor root of this card are written to.
Extents placesToFill(const CardPlan& plan, const CardSource& source, Bytes mediumSize);

/// Discards the whole medium, before anything of the card is on it: what was done, which is None where the
/// medium does not discard.
Fill discardAll(device::Medium& medium, CardProgress& progress, const std::stop_token& stop);

/// Writes zeros or random bytes to all places, ascending.
void writeFill(device::Medium& medium, const Extents& places, Fill fill, CardProgress& progress,
               const std::stop_token& stop);

} // namespace bindery::card
