// SPDX-License-Identifier: Apache-2.0
// The host fingerprint of a simulated module: a salted HMAC-SHA-256 of the module's id and the facts of the
// host. Threads: free functions. Errors: InvalidArgument for facts that are not UTF-8.
#pragma once

#include "module/simulated_state_internal.h"

namespace bindery::module
{

constexpr std::size_t kSaltSize = 32;

/// With the salt and the identity in `state`.
Digest fingerprintOf(const SimulatedState& state, const HostFacts& host);

} // namespace bindery::module
