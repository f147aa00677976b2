// SPDX-License-Identifier: Apache-2.0
// The file, or block device, of a simulated module, open and locked against other processes. Threads: one
// object belongs to one thread. Errors: NotFound, NeedsRoot, WriteFailed; Busy when another keeps the lock
// for long; Corrupt when neither copy holds.
#pragma once

#include "base/unique_fd.h"
#include "module/simulated_state_internal.h"

#include <filesystem>

namespace bindery::module
{

class SimulatedFile
{
public:
    explicit SimulatedFile(std::filesystem::path path);

    SimulatedState read() const;
    /// How many of the two copies hold.
    int soundCopies() const;
    /// Takes the place of the older copy, flushed; `state` gets its number.
    void write(SimulatedState& state) const;
    /// To both copies, one after the other: for what must not come back when one is lost.
    void writeForGood(SimulatedState& state) const;

    /// Lays out a file for a module: kSimulatedModuleSize zeros.
    static void makeBlank(const std::filesystem::path& path);

private:
    std::optional<SimulatedState> copyAt(std::uint64_t index) const;

    std::filesystem::path m_path;
    UniqueFd m_fd;
};

} // namespace bindery::module
