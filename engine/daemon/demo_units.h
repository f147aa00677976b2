// SPDX-License-Identifier: Apache-2.0
// All units whose cards the demo made: switched on by serial, each by itself. Errors: NotFound for a serial
// without a finished card; Conflict for one that runs; InvalidArgument for a fault that there is not.
// Threads: any, but not from within a call-back.
#pragma once

#include "daemon/demo_slots.h"
#include "daemon/demo_unit.h"

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace bindery::daemon
{

class DemoUnits
{
public:
    /// `slots` is borrowed.
    DemoUnits(DemoSlots& slots, DemoUnitSetup setup);
    /// Switches all off.
    ~DemoUnits() = default;
    DemoUnits(const DemoUnits&) = delete;
    DemoUnits& operator=(const DemoUnits&) = delete;

    using AtRest = std::function<void(const DemoUnitNow&)>;
    /// Takes the unit's card out of its slot and switches the unit on; one that is on is switched off before.
    /// `atRest` is called once, from another thread, when it is bound, waits, was refused or was switched
    /// off. It may run on afterwards: one that waits for a person is bound when it was confirmed.
    void boot(const std::string& serial, std::string_view fault, AtRest atRest);
    /// Switches it off; nothing happens to one that is.
    void stop(const std::string& serial);

    struct Seen {
        std::string serial;
        int slot = 0; ///< 0: taken out
        std::string moduleSerial;
        std::string piSerial;
        DemoUnitNow now; ///< Off for one that was not started yet
    };
    /// The newest first.
    std::vector<Seen> units();

private:
    DemoSlots& m_slots;
    const DemoUnitSetup m_setup;
    std::mutex m_mutex;
    std::map<std::string, std::unique_ptr<DemoUnit>> m_units;
};

} // namespace bindery::daemon
