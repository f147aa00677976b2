// SPDX-License-Identifier: Apache-2.0
// Host facts as the simulated module keeps and digests them. Threads: free functions. Errors: Corrupt.
#pragma once

#include "base/json.h"
#include "module/host_facts.h"

namespace bindery::module
{

Json jsonOf(const HostFacts& facts);
HostFacts hostFactsOf(const Json& json);

} // namespace bindery::module
