// SPDX-License-Identifier: Apache-2.0
// AES-256-GCM and key derivation for sealed secrets.
// Errors: Corrupt when a ciphertext does not open: wrong key, wrong additional data, or altered; Internal.
// Source: NIST SP 800-38D (GCM), RFC 5869 (HKDF-SHA256).
#pragma once

#include "base/bytes.h"
#include "base/secret_buffer.h"

#include <array>
#include <string_view>
#include <vector>

namespace bindery::db
{

inline constexpr std::size_t kBoxKeySize = 32;
inline constexpr std::size_t kBoxNonceSize = 12;
inline constexpr std::size_t kBoxTagSize = 16;

/// Ciphertext with the tag behind it. A nonce must not be used twice with one key.
std::vector<std::byte> sealBox(const SecretBuffer& key, ByteView nonce, ByteView additional,
                               const SecretBuffer& secret);
SecretBuffer openBox(const SecretBuffer& key, ByteView nonce, ByteView additional, ByteView ciphertext);
/// 32 bytes.
SecretBuffer deriveKey(const SecretBuffer& master, ByteView salt, std::string_view purpose);

} // namespace bindery::db
