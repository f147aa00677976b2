// SPDX-License-Identifier: Apache-2.0
// The module that unit.conf names. Errors: InvalidArgument for a kind that this program has no back end for,
// and for a simulated one where unit.conf does not say demo=yes; those of the module. Threads: free function.
#pragma once

#include "module/host_facts.h"
#include "module/security_module.h"
#include "unit/unit_config.h"

#include <memory>

namespace bindery::unit
{

std::unique_ptr<module::SecurityModule> openModule(const UnitConfig& config, const module::HostFacts& host);

} // namespace bindery::unit
