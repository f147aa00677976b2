// SPDX-License-Identifier: Apache-2.0
// AES-XTS with the IV of dm-crypt's plain64, by OpenSSL.
// Source: IEEE 1619; kernel Documentation/admin-guide/device-mapper/dm-crypt.rst.
#pragma once

#include "base/secret_buffer.h"
#include "luks/sector_cipher.h"

#include <cstdint>
#include <memory>

namespace bindery::luks
{

/// `volumeKey` of 32 (AES-128) or 64 bytes (AES-256). Errors: InvalidArgument for another size; Internal.
std::unique_ptr<SectorCipher> makeAesXtsCipher(const SecretBuffer& volumeKey, std::uint32_t sectorSize);

} // namespace bindery::luks
