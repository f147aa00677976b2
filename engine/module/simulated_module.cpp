// SPDX-License-Identifier: Apache-2.0
#include "base/random.h"
#include "module/simulated_module_internal.h"

#include <thread>

namespace bindery::module
{

namespace
{

using std::chrono::milliseconds;

milliseconds randomInterval()
{
    constexpr std::uint32_t kLeast = 60'000;
    constexpr std::uint32_t kMost = 600'000;
    std::uint32_t value = 0;
    fillRandom(std::as_writable_bytes(std::span(&value, 1)));
    return milliseconds(kLeast + value % (kMost - kLeast));
}

SimulatedSurroundings completed(SimulatedSurroundings given)
{
    if (!given.clock) {
        given.clock = std::make_shared<SystemClock>();
    }
    if (!given.nextInterval) {
        given.nextInterval = randomInterval;
    }
    if (!given.pause) {
        given.pause = [](milliseconds time) { std::this_thread::sleep_for(time); };
    }
    return given;
}

} // namespace

void refuseCall(const SimulatedState& state, const char* why)
{
    throw Error(ErrorCode::ModuleRefused, "module " + state.serial + " refuses: " + why);
}

bool useUp(int& times, bool& changed)
{
    if (times > 0) {
        --times;
        changed = true;
        return true;
    }
    return times != 0;
}

SimulatedFile openPresent(const std::filesystem::path& path)
{
    try {
        return SimulatedFile(path);
    } catch (const Error& error) {
        if (error.code() == ErrorCode::NotFound) {
            throw Error(ErrorCode::ModuleAbsent, "no simulated module at " + path.string() +
                                                     "; give the machine its disk, or make the file");
        }
        throw;
    }
}

SimulatedModuleOfFile::SimulatedModuleOfFile(std::filesystem::path path, SimulatedSurroundings around)
    : m_path(std::move(path)), m_around(std::move(around)), m_host(m_around.measure())
{
    waitForNextInterval();
}

void SimulatedModuleOfFile::beSlow() const
{
    const std::int64_t slow = openPresent(m_path).read().faults.slowMillis; // lets go of the lock
    if (slow > 0) {
        m_around.pause(milliseconds(slow));
    }
}

void SimulatedModuleOfFile::answerOrFail(const SimulatedFile& file, SimulatedState& state)
{
    bool changed = false;
    const bool absent = useUp(state.faults.absentTimes, changed);
    const bool timedOut = !absent && useUp(state.faults.timeoutTimes, changed);
    if (changed) {
        file.write(state);
    }
    if (absent) {
        throw Error(ErrorCode::ModuleAbsent, "no module answers at " + m_path.string());
    }
    if (timedOut) {
        throw Error(ErrorCode::Busy,
                    "module " + state.serial + " did not answer in time (-ETIMEDOUT); try again");
    }
}

/// Binds as the vendor's daemon does in development: to whatever host it finds, with a new salt.
void SimulatedModuleOfFile::settle(const SimulatedFile& file, SimulatedState& state) const
{
    if (state.mode == SimulatedMode::Production || state.faults.breached || isBoundHost(state)) {
        return;
    }
    bindTo(m_host, SimulatedMode::Development, state);
    file.write(state);
}

void SimulatedModuleOfFile::requireKeys(const SimulatedState& state) const
{
    if (state.faults.breached) {
        refuseCall(state, "it was breached");
    }
    if (!isBoundHost(state)) {
        refuseCall(state, "it is permanently bound to another Pi or card than these");
    }
}

std::unique_ptr<SimulatedModule> openSimulatedModule(const std::filesystem::path& path,
                                                     SimulatedSurroundings surroundings)
{
    if (!surroundings.measure) {
        throw Error(ErrorCode::InvalidArgument, "a simulated module needs a way to measure its host");
    }
    return std::make_unique<SimulatedModuleOfFile>(path, completed(std::move(surroundings)));
}

std::unique_ptr<SimulatedModule> openSimulatedModule(const std::filesystem::path& path, HostFacts host)
{
    SimulatedSurroundings around;
    around.measure = [host = std::move(host)] { return host; };
    return openSimulatedModule(path, std::move(around));
}

} // namespace bindery::module
