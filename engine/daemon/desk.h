// SPDX-License-Identifier: Apache-2.0
// What the objects on the bus share. All is borrowed. Threads: the main loop's.
#pragma once

#include "daemon/gate.h"
#include "daemon/main_loop.h"
#include "line/station.h"

#include <functional>

namespace bindery::daemon
{

inline constexpr const char* kStationPath = "/org/bindery/station";

struct Desk {
    line::Station& station;
    MainLoop& loop;
    sdbus::IConnection& bus;
    Gate& gate;
    /// Orders and images on the bus are brought up to the records.
    std::function<void()> recordsChanged = [] {};
    /// The same for orders, soon: cards that end in a row are one change.
    std::function<void()> recordsMoved = [] {};
};

} // namespace bindery::daemon
