// SPDX-License-Identifier: Apache-2.0
// Where the station's state is when nobody says it, and who acts.
// Errors: NotFound when a verb that only looks finds no state folder: looking must not make one.
#pragma once

#include "db/records.h"

#include <filesystem>
#include <string>

#include <sys/types.h>

namespace bindery::cli
{

/// /var/lib/bindery as root; else $XDG_STATE_HOME/bindery, or ~/.local/state/bindery.
std::filesystem::path defaultStateFolder();
std::string userName(uid_t id);
/// The name of the user who started this, also through sudo(8), as a badge.
std::string defaultActor();

/// Where the site's keys of a station are (bind/site.h).
std::filesystem::path siteFolder(const std::filesystem::path& state);

void requireState(const std::filesystem::path& state);
/// Makes the badge known if it is new.
void ensureKnown(db::Records& records, const std::string& badge);

} // namespace bindery::cli
