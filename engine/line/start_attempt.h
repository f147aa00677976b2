// SPDX-License-Identifier: Apache-2.0
// From a card that may be written to an attempt that is about to run: who its unit is, its committed row, its
// lock, and the order by which it is made. Errors: Conflict and those of Records::openAttempt; BadImage and
// InvalidArgument of templates; an attempt that cannot be prepared after its row was committed is closed
// before the error leaves.
#pragma once

#include "line/card_target.h"
#include "line/card_wishes.h"
#include "line/run_attempt.h"
#include "line/station.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace bindery::line
{

/// Errors: Conflict when the image is not approved; Corrupt when it is not the one that was recorded.
void requireApproval(Station& station, const golden::Manifest& golden);

/// What a unit is called and what is laid over its root.
struct UnitPlan {
    std::string hostName;
    std::vector<golden::UnitFile> files;
};

/// Of a unit whose serial is known.
UnitPlan planUnit(const CardWishes& wishes, const Target& target, const std::string& serial);
/// As far as it can be checked while the serial is not known.
void checkUnit(const CardWishes& wishes, const Target& target);

/// An attempt that only has to run.
struct CardJob {
    StartedAttempt started;
    card::CardOrder order;
};

/// `plan` empty: made here, when the serial is known.
CardJob startAttempt(Station& station, const CardWishes& wishes, CardTarget card,
                     std::shared_ptr<const card::SharedGolden> golden, std::optional<UnitPlan> plan = {});

/// Closes an attempt whose card was not touched.
void closeUnstarted(Station& station, StartedAttempt& started, const Error& error);

} // namespace bindery::line
