// SPDX-License-Identifier: Apache-2.0
// After a crash or power loss: every open attempt whose lock is free is closed as interrupted, its transport
// secret destroyed, its lock file removed, as are those of attempts that were closed right before the crash;
// a recovery keyslot that it had announced is closed.
// Attempts of other living processes are left alone. Errors: those of db.
#pragma once

#include <string>
#include <vector>

namespace bindery::line
{

class Station;

/// Gives the ids of the attempts that were closed.
std::vector<std::string> closeInterruptedAttempts(Station& station);

} // namespace bindery::line
