// SPDX-License-Identifier: Apache-2.0
// A file, or a whole block device, that stands for a module: identity key, lock key, host fingerprint, and
// the faults that a test wants. For demos and tests only: no unit made from an image without `demo` uses it,
// no station binds it. Its file holds two copies of its state, each with a number and a digest, written in
// turn and flushed: a cut leaves the old one. What cannot be undone is written to both.
//
// Development: the module must be the same, Pi and card may change; it binds anew to the host it finds.
// Production (after bindPermanently()): module id, CPU serial, revision, model, boot medium and MACs must be
// those it was bound to, else the status is BindRefused and keys are neither locked nor unlocked. There it
// measures its host anew at random intervals, at the first call after one has passed, and shuts down when the
// host is not the one it is bound to: then it refuses every call until it is opened anew. Tested row by row
// against the vendor's table (tests/module).
//
// The file is opened and locked for each call, so that faults can be set, and a guest's disk be looked at,
// while a module is in use. Errors: as security_module.h; NotFound, WriteFailed, NeedsRoot for the file; Busy
// when another process keeps it; Corrupt when neither copy holds. Threads: one object belongs to one thread.
#pragma once

#include "base/clock.h"
#include "base/json.h"
#include "module/security_module.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace bindery::module
{

/// What goes wrong next, kept in the file; times count down as they are used up. A module that is breached or
/// destroyed stays so, whatever faults are set later; a destroyed one has no keys any more.
struct SimulatedFaults {
    std::int64_t slowMillis = 0; ///< before every answer
    int absentTimes = 0;         ///< so often it is not there: status() says Absent, other calls end with
                                 ///< ModuleAbsent; -1: for ever
    int timeoutTimes = 0; ///< every call but status() ends with Busy (-ETIMEDOUT) so often; -1: for ever
    bool breached = false;
    bool wrongSalt = false; ///< the host's copy of the fingerprint salt is not the module's: refused in
                            ///< production, made anew at the next call in development
    bool destroyed = false;
    bool operator==(const SimulatedFaults&) const = default;
};

constexpr std::uint64_t kSimulatedModuleSize = std::uint64_t{64} * 1024;

/// Makes a new one, unbound, with fresh keys. An existing file, or device, is replaced only when it is empty
/// or all zeros, for it would be lost for ever. Errors: Conflict; TooSmall; InvalidArgument for a serial or
/// model that is not 1 to 64 printable ASCII characters.
void createSimulatedModule(const std::filesystem::path& path, const std::string& serial,
                           const std::string& model = "simulated-1");

/// Errors: InvalidArgument for numbers out of range.
void setSimulatedFaults(const std::filesystem::path& path, const SimulatedFaults& faults);
/// An object of slow_millis, absent_times, timeout_times, breached, wrong_salt, destroyed, each optional.
/// Errors: Corrupt for a fault that does not exist.
SimulatedFaults faultsFromJson(const Json& json);

/// kind, model, serial, firmware, mode (unbound, development, production), bound_to (null or facts of a
/// host), faults (as faultsFromJson), indication (null, working, done, failed), public_key (hex; empty when
/// destroyed), state_number, copies (of the state that hold: 1 or 2); no keys.
Json describeSimulatedModule(const std::filesystem::path& path);
/// The host it is bound to; none while it is unbound.
std::optional<HostFacts> hostOfSimulatedModule(const std::filesystem::path& path);

/// What is around a simulated module.
struct SimulatedSurroundings {
    std::function<HostFacts()> measure;                      ///< the host, anew at each call
    std::shared_ptr<const Clock> clock;                      ///< none: the system's
    std::function<std::chrono::milliseconds()> nextInterval; ///< until the next re-check; none: at random,
                                                             ///< 1 to 10 minutes
    std::function<void(std::chrono::milliseconds)> pause;    ///< none: the thread sleeps. Moves the clock.
};

class SimulatedModule : public SecurityModule
{
public:
    /// Measures the host now, as it does by itself after each interval, and shuts down when it must.
    virtual void recheck() = 0;
};

/// It measures its host when it is opened. An unbound module binds (development) when it is first asked for
/// anything but its status, as the vendor's daemon does; waitReady() asks for that. A file that is missing is
/// an absent module; one whose state does not hold has the status CommFault.
std::unique_ptr<SimulatedModule> openSimulatedModule(const std::filesystem::path& path,
                                                     SimulatedSurroundings surroundings);
/// In a host that does not change.
std::unique_ptr<SimulatedModule> openSimulatedModule(const std::filesystem::path& path, HostFacts host);

} // namespace bindery::module
