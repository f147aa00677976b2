// SPDX-License-Identifier: Apache-2.0
// What the daemon's objects show (the properties of org.bindery.Station1, Line1, Slot1), for programs and for
// people. Schemas: schemas/station-status.json, line-status.json, bus-slot.json. Threads: free functions.
#pragma once

#include "base/json.h"
#include "cli/console.h"

#include <cstdint>
#include <string>
#include <vector>

namespace bindery::cli
{

/// Text of a fact; empty where it is not told.
std::string factText(const Json& facts, const char* key);
std::int64_t factNumber(const Json& facts, const char* key, std::int64_t otherwise = 0);
bool factFlag(const Json& facts, const char* key);

Json stationJson(const Json& facts);
Json lineJson(const Json& facts);
Json slotJson(const Json& facts);

/// "Line ready", with reason and cure; a line for its order and one for its figures.
std::string lineText(const Json& facts, const Console& console);
/// By number, unknown ports last.
void sortSlots(std::vector<Json>& slots);
std::string slotsText(const std::vector<Json>& slots, const Console& console);

} // namespace bindery::cli
