// SPDX-License-Identifier: Apache-2.0
// binderyd from its start to its end. Errors: thrown before the service is there; afterwards the exit status
// says it. Threads: the caller's becomes the main loop's.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

namespace bindery::daemon
{

struct DaemonOptions {
    std::filesystem::path config = "/etc/bindery";
    std::optional<std::filesystem::path> state; ///< instead of the one that is configured
    bool session = false;                       ///< on the session bus, for its own user
    bool demo = false;
    int slots = 4;                     ///< of the demo
    std::optional<std::uint32_t> pace; ///< of the demo's cards, MiB a second; 0: as fast as the disk
};

/// Until SIGTERM, SIGINT or SIGHUP.
int runDaemon(const DaemonOptions& options);

} // namespace bindery::daemon
