// SPDX-License-Identifier: Apache-2.0
// How a simulated module stands to its host.
#include "module/host_fingerprint_internal.h"
#include "module/simulated_module_internal.h"

#include <algorithm>

namespace bindery::module
{

using std::chrono::milliseconds;

bool SimulatedModuleOfFile::isBoundHost(const SimulatedState& state) const
{
    return state.mode != SimulatedMode::Unbound && !state.faults.wrongSalt &&
           fingerprintOf(state, m_host) == state.fingerprint;
}

ModuleStatus SimulatedModuleOfFile::statusOf(const SimulatedState& state) const
{
    if (state.faults.destroyed) {
        return ModuleStatus::Destroyed;
    }
    if (state.faults.breached) {
        return ModuleStatus::Breached;
    }
    switch (state.mode) {
    case SimulatedMode::Unbound:
        return ModuleStatus::Unbound;
    case SimulatedMode::Development:
        return ModuleStatus::BoundDevelopment;
    case SimulatedMode::Production:
        return m_shutDown || !isBoundHost(state) ? ModuleStatus::BindRefused : ModuleStatus::BoundProduction;
    }
    return ModuleStatus::Unknown;
}

ModuleStatus SimulatedModuleOfFile::status()
{
    try {
        beSlow();
        const SimulatedFile file = openPresent(m_path);
        SimulatedState state = file.read();
        bool changed = false;
        const bool absent = useUp(state.faults.absentTimes, changed);
        if (changed) {
            file.write(state);
        }
        if (absent) {
            return ModuleStatus::Absent;
        }
        recheckWhenDue(state);
        return statusOf(state);
    } catch (const Error& error) {
        switch (error.code()) {
        case ErrorCode::ModuleAbsent:
            return ModuleStatus::Absent;
        case ErrorCode::Corrupt:
        case ErrorCode::WriteFailed:
            return ModuleStatus::CommFault;
        default:
            throw;
        }
    }
}

ModuleStatus SimulatedModuleOfFile::tryToBind()
{
    try {
        return call(Need::Looks,
                    [&](const SimulatedFile&, const SimulatedState& state) { return statusOf(state); });
    } catch (const Error& error) {
        if (error.code() != ErrorCode::Busy && error.code() != ErrorCode::ModuleAbsent) {
            throw;
        }
        return error.code() == ErrorCode::Busy ? ModuleStatus::Unbound : ModuleStatus::Absent;
    }
}

ModuleStatus SimulatedModuleOfFile::waitReady(milliseconds timeout)
{
    constexpr milliseconds kPoll(200);
    constexpr milliseconds kLongest(std::chrono::hours(24 * 365)); // what the clock can count to
    const auto now = [&] { return m_around.clock->monotonicMicros() / 1000; };
    const std::int64_t deadline = now() + std::clamp(timeout, milliseconds(0), kLongest).count();
    for (;;) {
        ModuleStatus found = status();
        if (found == ModuleStatus::Unbound) {
            found = tryToBind();
        }
        const bool final = found == ModuleStatus::BindRefused || found == ModuleStatus::Breached ||
                           found == ModuleStatus::Destroyed;
        const std::int64_t left = deadline - now();
        if (isHealthy(found) || final || left <= 0) {
            return found;
        }
        m_around.pause(std::min(kPoll, milliseconds(left)));
    }
}

void SimulatedModuleOfFile::bindTo(const HostFacts& host, SimulatedMode mode, SimulatedState& state) const
{
    state.faults.wrongSalt = false;
    state.salt = SecretBuffer::random(kSaltSize);
    state.boundTo = host;
    state.fingerprint = fingerprintOf(state, host);
    state.mode = mode;
}

void SimulatedModuleOfFile::waitForNextInterval()
{
    m_nextCheckMicros =
        m_around.clock->monotonicMicros() + std::chrono::microseconds(m_around.nextInterval()).count();
}

void SimulatedModuleOfFile::measureAnew(const SimulatedState& state)
{
    if (state.mode == SimulatedMode::Production && !state.faults.destroyed) {
        const bool wasBoundHost = isBoundHost(state);
        m_host = m_around.measure();
        m_shutDown = m_shutDown || !wasBoundHost || !isBoundHost(state);
    }
    waitForNextInterval();
}

void SimulatedModuleOfFile::recheckWhenDue(const SimulatedState& state)
{
    if (m_around.clock->monotonicMicros() >= m_nextCheckMicros) {
        measureAnew(state);
    }
}

void SimulatedModuleOfFile::recheck()
{
    measureAnew(openPresent(m_path).read());
}

std::optional<HostFacts> SimulatedModuleOfFile::fingerprint()
{
    return call(Need::Looks, [&](const SimulatedFile&, const SimulatedState&) { return m_host; });
}

} // namespace bindery::module
