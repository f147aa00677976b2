// SPDX-License-Identifier: Apache-2.0
// How an error is told on the bus: org.bindery.Error.CODE, with the text that says what happened and the
// cure. Threads: free functions.
#pragma once

#include "base/error.h"

#include <sdbus-c++/sdbus-c++.h>

namespace bindery::daemon
{

sdbus::Error busError(const Error& error);

} // namespace bindery::daemon
