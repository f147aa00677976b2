// SPDX-License-Identifier: Apache-2.0
// The link that a verb asked for, and what it says in the end. Threads: free functions.
#pragma once

#include "cli/bus_link.h"
#include "cli/output.h"
#include "cli/verbs.h"

#include <string>

namespace bindery::cli
{

inline BusLink linkOf(const Everywhere& everywhere)
{
    return BusLink(everywhere.bus.value_or(BusKind::System));
}

inline void report(const Everywhere& everywhere, const Json& json, const std::string& text)
{
    if (everywhere.json) {
        printJson(json);
    } else {
        printText(text);
    }
}

} // namespace bindery::cli
