// SPDX-License-Identifier: Apache-2.0
// How an error is told on the bus: org.bindery.Error.CODE, with the text that says what happened and the
// cure. Threads: free functions.
#pragma once

#include "base/error.h"

#include <sdbus-c++/sdbus-c++.h>

namespace bindery::daemon
{

sdbus::Error busError(const Error& error);
/// The same for a user whom polkit, or the bus's own user on a session bus, keeps out: it is
/// org.bindery.Error.NotAuthorized, so that nobody takes it for a badge that is not enough.
sdbus::Error notAuthorized(const Error& error);

} // namespace bindery::daemon
