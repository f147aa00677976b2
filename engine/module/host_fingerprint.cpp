// SPDX-License-Identifier: Apache-2.0
#include "module/host_facts_internal.h"
#include "module/host_fingerprint_internal.h"
#include "module/identity_key_internal.h"
#include "module/keyed_digest_internal.h"

namespace bindery::module
{

Digest fingerprintOf(const SimulatedState& state, const HostFacts& host)
{
    const Json measured{{"host", jsonOf(host)},
                        {"module", Sha256::hexOf(publicKeyOf(state.identityKey))},
                        {"serial", state.serial}};
    return hmacSha256(state.salt.view(), asBytes(canonicalJson(measured)));
}

} // namespace bindery::module
