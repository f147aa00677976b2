// SPDX-License-Identifier: Apache-2.0
// What the simulated module makes of a key: mark, mode, module, nonce, ciphertext and tag of AES-256-GCM, the
// part before the nonce authenticated with it.
//     0  "bindery-locked-1"
//    16  the mode it was locked in: 1 development, 2 production
//    17  zeros
//    24  the first 16 bytes of SHA-256 of the module's public key
//    40  nonce
//    52  ciphertext, as long as the key, and a tag of 16 bytes
// What was locked in development opens in production too, for a unit is locked to its parts long after its
// key was made; the module then answers at all only on its own host. What was locked in production has the
// fingerprint mixed into its key as well. Threads: free functions. Errors: ModuleRefused for anything else
// than what lockKey() made with the same keys.
#pragma once

#include "base/bytes.h"
#include "base/secret_buffer.h"
#include "base/sha256.h"

#include <vector>

namespace bindery::module
{

enum class LockMode : std::uint8_t { Development = 1, Production = 2 };

struct LockKeys {
    ByteView lockKey;
    ByteView publicKey;
    Digest fingerprint{}; ///< of the host; counts in production
};

std::vector<std::byte> lockKey(const LockKeys& keys, LockMode mode, const SecretBuffer& key);
/// `production`: whether what was locked in production may be opened.
SecretBuffer unlockKey(const LockKeys& keys, bool production, ByteView locked);

} // namespace bindery::module
