// SPDX-License-Identifier: Apache-2.0
// The verbs of bindery-unit, with real parts: device, module, network, bench. Each gives its exit status: 0
// done, 1 refused. Errors: those of the parts. Threads: free functions.
#pragma once

#include "unit/network.h"
#include "unit/station_client.h"
#include "unit/unit_config.h"

#include <filesystem>
#include <string>

namespace bindery::unit
{

struct UnitChoices {
    std::string device; ///< empty: found by itself
    std::filesystem::path config = kUnitConfigFile;
    std::filesystem::path pins = kPinsFile;
    NetworkCommands network;
    std::string restartCommand = "systemctl reboot";
    bool json = false;
};

/// The secret that opens the root goes to standard output.
int runUnlock(const UnitChoices& choices);
/// The same without giving a secret away.
int runBind(const UnitChoices& choices);
int runVerify(const UnitChoices& choices);
int runStatus(const UnitChoices& choices);

} // namespace bindery::unit
