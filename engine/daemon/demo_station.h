// SPDX-License-Identifier: Apache-2.0
// What a demo's station has from its first start, by the ordinary ways: people, a site for its bench, a
// golden image that was staged and approved, two released orders. Errors: Conflict for a station that made
// cards or knows people and is no demo; those of golden::stage(), bind::createSite() and db::Records.
// Threads: free functions.
#pragma once

#include "line/station.h"

#include <functional>
#include <stop_token>
#include <string>

namespace bindery::daemon
{

/// Whoever tries the demo signs in with one of these badges, and with kDemoPin where a PIN is asked for.
inline constexpr const char* kDemoOperator = "OPERATOR-1";
inline constexpr const char* kDemoSupervisor = "SUPERVISOR-1";
inline constexpr const char* kDemoApprover = "SUPERVISOR-2";
inline constexpr const char* kDemoPin = "1234";
inline constexpr const char* kDemoImage = "demo";
inline constexpr const char* kDemoOrder = "DEMO-1";             ///< eight cards
inline constexpr const char* kDemoFirstArticleOrder = "DEMO-2"; ///< asks for a first article

/// Where the demo's cards, modules and Pis are, below the station's state folder.
std::filesystem::path demoFolder(const line::Station& station);

/// Does what is missing: nothing at a later start; the rest, when an earlier one was cut off.
void furnish(line::Station& station, const std::function<void(const std::string& step)>& say = {},
             const std::stop_token& stop = {});

} // namespace bindery::daemon
