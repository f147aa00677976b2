// SPDX-License-Identifier: Apache-2.0
#include "unit/open_module.h"

#include "base/error.h"
#include "module/simulated_module.h"

namespace bindery::unit
{

std::unique_ptr<module::SecurityModule> openModule(const UnitConfig& config, const module::HostFacts& host)
{
    if (config.module != "simulated") {
        throw Error(ErrorCode::InvalidArgument,
                    "this bindery-unit knows no module of the kind " + config.module + "; known: simulated");
    }
    if (!config.demo) {
        throw Error(
            ErrorCode::InvalidArgument,
            "a simulated module protects nothing and is for demos only; unit.conf does not say demo=yes");
    }
    return module::openSimulatedModule(config.simulatedModule, host);
}

} // namespace bindery::unit
