// SPDX-License-Identifier: Apache-2.0
// Where the station's state is when nobody says it, and who acts.
// Errors: NotFound when a verb that only looks finds no state folder: looking must not make one.
#pragma once

#include "db/records.h"

#include <filesystem>
#include <string>

namespace bindery::cli
{

/// /var/lib/bindery as root; else $XDG_STATE_HOME/bindery, or ~/.local/state/bindery.
std::filesystem::path defaultStateFolder();
/// The name of the user who started this, also through sudo(8), as a badge.
std::string defaultActor();

void requireState(const std::filesystem::path& state);
/// Makes the badge known if it is new.
void ensureKnown(db::Records& records, const std::string& badge);

} // namespace bindery::cli
