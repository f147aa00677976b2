// SPDX-License-Identifier: Apache-2.0
// HMAC (FIPS 198-1) by OpenSSL. Threads: free functions. Errors: Internal.
#pragma once

#include "base/bytes.h"
#include "base/secret_buffer.h"
#include "base/sha256.h"

namespace bindery::module
{

/// HMAC-SHA-256, as a secret.
SecretBuffer secretHmacSha256(ByteView key, ByteView message);
/// The same, of what may be seen.
Digest hmacSha256(ByteView key, ByteView message);
SecretBuffer secretHmacSha512(ByteView key, ByteView message);

} // namespace bindery::module
