// SPDX-License-Identifier: Apache-2.0
// The daemon's service: all objects of the contract on one bus, over one station. It is there as long as this
// lives. Errors of the constructor: Busy when the name on the bus is taken; those of the line. Threads: the
// main loop's.
#pragma once

#include "daemon/bench_object.h"
#include "daemon/image_objects.h"
#include "daemon/line_keeper.h"
#include "daemon/line_object.h"
#include "daemon/main_loop.h"
#include "line/station.h"

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>

#include <sdbus-c++/sdbus-c++.h>

namespace bindery::daemon
{

class DemoSlots;
class DemoUnits;

inline constexpr const char* kBusName = "org.bindery.Station";

struct ServiceWishes {
    std::chrono::seconds idleLimit{900};
    LineWishes line;
    BenchWishes bench;
    bool isDemo = false;
    bool isSystemBus = true;     ///< polkit decides who may call; else the bus's own user alone may
    std::string language = "en"; ///< of persons who never said theirs
};

class Service
{
public:
    /// What is borrowed lives longer: station, loop, bus, the slots' inventory; `demo` too, where there is
    /// one. Takes the name on the bus; who calls is answered when the loop runs.
    Service(line::Station& station, MainLoop& loop, sdbus::IConnection& bus, SlotsOfStation slots,
            ServiceWishes wishes, ChangeFor changeFor);
    ~Service();
    Service(const Service&) = delete;
    Service& operator=(const Service&) = delete;

    /// Before announce(): hands for the simulated slots.
    void addDemo(DemoSlots& slots, DemoUnits& units);
    /// Takes the order up that was worked on, then tells systemd that the station is there.
    void announce();
    std::uint16_t benchPort() const;
    /// Ends the line, which closes its cards, then all else. Gives the threads that hang in the kernel: while
    /// there are any, the process ends by _exit(2) alone, without destroying what they borrow.
    std::size_t stop();

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

} // namespace bindery::daemon
