// SPDX-License-Identifier: Apache-2.0
// A keyslot's state inside a running transaction: the row that says what it is now, and the history that says
// what it ever was. Errors: Conflict for a keyslot that is destroyed, or has another purpose.
#pragma once

#include "db/records_internal.h"

#include <optional>
#include <string>

namespace bindery::db
{

/// Exposure of a keyslot that was destroyed on flash.
inline constexpr const char* kResidualExposure = "residual";

/// A card by the attempt that made it, with what its events name.
struct CardOwner {
    std::string attempt;
    std::string order;
    std::string unit;
};

struct KeyslotNow {
    int number = 0;
    std::string purpose;
    std::string state;
    std::optional<std::string> exposure;
};

std::optional<KeyslotNow> keyslotOf(const SQLite::Database& database, const std::string& attempt, int number);

/// The row, made or changed, and a line of its history; `event` says so already.
void putKeyslot(Records::State& state, const CardOwner& card, const KeyslotNow& slot,
                const std::optional<std::string>& reason, const std::string& actor, std::int64_t event);
/// The same with an event of its own.
void changeKeyslot(Records::State& state, const CardOwner& card, const KeyslotNow& slot,
                   const std::string& reason, const std::string& actor);
/// Of an attempt that did not pass: a keyslot that was announced is on no card that anybody will use.
void endAnnouncedKeyslots(Records::State& state, const CardOwner& card, const std::string& actor);

} // namespace bindery::db
