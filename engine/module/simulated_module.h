// SPDX-License-Identifier: Apache-2.0
// A file, or a whole block device, that stands for a module: identity key, lock key, host fingerprint, and
// the faults that a test wants. For demos and tests only: no unit made from an image without `demo` uses it,
// no station binds it. Its file holds two copies of its state, each with a number and a digest, written in
// turn and flushed: a cut leaves the old one. Development and production as in the vendor's table
// (tests/module). Errors: as security_module.h; NotFound, WriteFailed, NeedsRoot for the file; Corrupt when
// neither copy holds. Threads: one object belongs to one thread.
#pragma once

#include "base/json.h"
#include "module/security_module.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

namespace bindery::module
{

/// What goes wrong next, kept in the file; times count down as they are used up.
struct SimulatedFaults {
    std::int64_t slowMillis = 0; ///< before every answer
    int absentTimes = 0;         ///< status() says Absent so often; -1: for ever
    int timeoutTimes = 0; ///< every call but status() ends with Busy (-ETIMEDOUT) so often; -1: for ever
    bool breached = false;
    bool wrongSalt = false; ///< the host's copy of the fingerprint salt is not the module's
    bool destroyed = false;
    bool operator==(const SimulatedFaults&) const = default;
};

constexpr std::uint64_t kSimulatedModuleSize = 64 * 1024;

/// Makes a new one, unbound, with fresh keys. An existing file is replaced only when it is empty or all
/// zeros, for it would be lost for ever. Errors: Conflict.
void createSimulatedModule(const std::filesystem::path& path, const std::string& serial,
                           const std::string& model = "simulated-1");
/// Errors: Corrupt for a fault that does not exist.
void setSimulatedFaults(const std::filesystem::path& path, const SimulatedFaults& faults);
SimulatedFaults faultsFromJson(const Json& json);
/// Serial, model, mode, whether it is bound and to what, faults; no keys.
Json describeSimulatedModule(const std::filesystem::path& path);

/// `host` is where it finds itself. An unbound module binds (development) when it is first asked for anything
/// but its status, as the vendor's daemon does. A file that is missing is an absent module.
std::unique_ptr<SecurityModule> openSimulatedModule(const std::filesystem::path& path, HostFacts host);

} // namespace bindery::module
