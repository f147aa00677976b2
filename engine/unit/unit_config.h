// SPDX-License-Identifier: Apache-2.0
// unit.conf: which module this unit has, and where its bench is. Lines of key=value; lines that begin with
// '#' and empty ones say nothing. It comes from the golden image, and is read strictly all the same, for it
// decides what opens the root. Errors: Corrupt naming the line and the cure; those of base/file.h. Threads:
// free functions.
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace bindery::unit
{

struct UnitConfig {
    std::string module;                    ///< "simulated"; required
    std::filesystem::path simulatedModule; ///< simulated_module: its file or disk, an absolute path
    bool demo = false;                     ///< a simulated module is used only where this says yes
    std::optional<std::string> station;    ///< HOST:PORT
    std::chrono::seconds moduleWait{60};   ///< module_wait_seconds, 1 to 3600: for the module to be ready
    /// system_root, with demo=yes only: where /proc and /sys of the board lie, for a unit without a board.
    std::filesystem::path systemRoot = "/";
};

inline constexpr const char* kUnitConfigFile = "/etc/bindery/unit.conf";

UnitConfig parseUnitConfig(std::string_view text, const std::string& place);
UnitConfig readUnitConfig(const std::filesystem::path& path);

} // namespace bindery::unit
