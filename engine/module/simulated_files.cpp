// SPDX-License-Identifier: Apache-2.0
// What can be done to a simulated module from outside.
#include "module/host_facts_internal.h"
#include "module/identity_key_internal.h"
#include "module/simulated_file_internal.h"
#include "module/simulated_module_internal.h"

namespace bindery::module
{

namespace
{

constexpr std::size_t kLockKeySize = 32;

} // namespace

void createSimulatedModule(const std::filesystem::path& path, const std::string& serial,
                           const std::string& model)
{
    requireName(serial, "serial");
    requireName(model, "model");
    SimulatedState state;
    state.serial = serial;
    state.model = model;
    state.lockKey = SecretBuffer::random(kLockKeySize);
    state.identityKey = makeIdentityKey();
    SimulatedFile::makeBlank(path);
    SimulatedFile(path).writeForGood(state);
}

void setSimulatedFaults(const std::filesystem::path& path, const SimulatedFaults& faults)
{
    requireSound(faults);
    const SimulatedFile file(path);
    SimulatedState state = file.read();
    const bool breached = state.faults.breached || faults.breached;
    const bool destroyed = state.faults.destroyed || faults.destroyed;
    state.faults = faults;
    state.faults.breached = breached;
    state.faults.destroyed = destroyed;
    if (destroyed) {
        state.lockKey = SecretBuffer();
        state.identityKey = SecretBuffer();
    }
    file.writeForGood(state);
}

Json describeSimulatedModule(const std::filesystem::path& path)
{
    const SimulatedFile file(path);
    const SimulatedState state = file.read();
    const bool destroyed = state.faults.destroyed;
    return {{"bound_to", state.mode == SimulatedMode::Unbound ? Json() : jsonOf(state.boundTo)},
            {"copies", file.soundCopies()},
            {"faults", jsonOf(state.faults)},
            {"firmware", kSimulatedFirmware},
            {"indication", state.indication ? Json(std::string(textOf(*state.indication))) : Json()},
            {"kind", kSimulatedKind},
            {"mode", std::string(textOf(state.mode))},
            {"model", state.model},
            {"public_key", destroyed ? std::string() : toHex(publicKeyOf(state.identityKey))},
            {"serial", state.serial},
            {"state_number", state.number}};
}

std::optional<HostFacts> hostOfSimulatedModule(const std::filesystem::path& path)
{
    const SimulatedState state = SimulatedFile(path).read();
    if (state.mode == SimulatedMode::Unbound) {
        return std::nullopt;
    }
    return state.boundTo;
}

} // namespace bindery::module
