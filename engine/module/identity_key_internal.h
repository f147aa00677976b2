// SPDX-License-Identifier: Apache-2.0
// The identity key of a simulated module: NIST P-256, kept as an ECPrivateKey in DER (RFC 5915). Threads:
// free functions. Errors: Corrupt for bytes that are no such key; Internal.
#pragma once

#include "base/bytes.h"
#include "base/secret_buffer.h"
#include "base/sha256.h"

#include <vector>

namespace bindery::module
{

SecretBuffer makeIdentityKey();
/// SPKI in DER, with an uncompressed point.
std::vector<std::byte> publicKeyOf(const SecretBuffer& identityKey);
/// ECDSA in DER.
std::vector<std::byte> signDigest(const SecretBuffer& identityKey, const Digest& digest);

} // namespace bindery::module
