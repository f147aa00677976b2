// SPDX-License-Identifier: Apache-2.0
// One unit of the demo with power on: its card, a Pi and a simulated module of its own, and the agent's own
// code, which talks to the bench over the network. The Pi restarts by itself as a real one does, with another
// boot id; the root that it would mount is not looked at. A unit whose bench refuses or wants to wait asks
// again, so its state may change until it is switched off. Errors: of the constructor those of the module's
// file; afterwards a trouble is a state. Threads: it runs in a thread of its own; the members may be called
// from any but that.
#pragma once

#include "daemon/demo_slots.h"

#include <chrono>
#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>

namespace bindery::daemon
{

enum class DemoUnitFault { None, OtherModule, AbsentModule, AlteredHeader };
/// "", "other-module", "absent-module", "altered-header". Errors: InvalidArgument naming those there are.
DemoUnitFault demoUnitFaultOf(std::string_view word);

enum class DemoUnitState {
    Off,     ///< switched off before it came to an end
    Working, ///< between two answers of the bench
    Waiting, ///< for a person, for the bench or for its module
    Bound,
    Refused, ///< by the bench or by itself
};
/// As the contract says it: "off", "waiting" (also while it works), "bound", "refused".
std::string_view textOf(DemoUnitState state);

struct DemoUnitNow {
    DemoUnitState state = DemoUnitState::Working;
    std::string reason; ///< of Waiting and Refused, in the unit's own words
    bool operator==(const DemoUnitNow&) const = default;
};

/// What it is built of, the same at every start.
struct DemoUnitParts {
    std::string piSerial;
    std::string moduleSerial;
    std::string otherModuleSerial; ///< of the fault "other-module"
};
DemoUnitParts demoPartsOf(std::string_view serial);

struct DemoUnitSetup {
    std::filesystem::path folder; ///< of the modules
    std::filesystem::path pins;   ///< of the site
    /// "127.0.0.1:7443" while the bench is open; asked before each question to it.
    std::function<std::optional<std::string>()> bench;
    /// Units ask again after 2 to 30 seconds; nobody watches a demo for so long.
    std::chrono::milliseconds longestPause{2000};
};

class DemoUnit
{
public:
    using Tell = std::function<void(const DemoUnitNow&)>;

    /// Switches it on. `tell` hears of each change, from the unit's thread; it must not throw and must not
    /// switch the unit off.
    DemoUnit(LentCard card, DemoUnitSetup setup, DemoUnitFault fault, Tell tell);
    DemoUnit(const DemoUnit&) = delete;
    DemoUnit& operator=(const DemoUnit&) = delete;
    /// Switches it off and waits for it.
    ~DemoUnit();

    DemoUnitNow now() const;
    /// It ended by itself: bound, or refused for good. Its card is free.
    bool isOver() const;

private:
    void run(const std::stop_token& stop, LentCard card, DemoUnitFault fault);
    DemoUnitNow boot(const std::stop_token& stop, const LentCard& card, DemoUnitFault fault);
    void hear(std::string_view line);
    void become(DemoUnitNow next);

    const DemoUnitSetup m_setup;
    const Tell m_tell;
    mutable std::mutex m_mutex;
    DemoUnitNow m_now;
    bool m_isOver = false;
    std::jthread m_thread; // last: it uses the others
};

} // namespace bindery::daemon
