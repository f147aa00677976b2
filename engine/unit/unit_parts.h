// SPDX-License-Identifier: Apache-2.0
// What the verbs of a unit work with. All is borrowed, and outlives them.
#pragma once

#include "base/clock.h"
#include "module/host_facts.h"
#include "module/security_module.h"
#include "unit/bind_points.h"
#include "unit/header_medium.h"
#include "unit/messages.h"
#include "unit/network.h"
#include "unit/pauses.h"
#include "unit/station_link.h"

#include <chrono>

namespace bindery::unit
{

struct UnitParts {
    HeaderMedium& medium;
    module::SecurityModule& module;
    const module::HostFacts& host;
    StationLink& station;
    Network& network;
    Pauses& pauses;
    Messages& messages;
    const Clock& clock; ///< its bootId tells this boot from others
    std::chrono::milliseconds moduleWait;
    BindPoints points = {};
};

} // namespace bindery::unit
