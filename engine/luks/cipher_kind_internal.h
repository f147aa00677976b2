// SPDX-License-Identifier: Apache-2.0
// The data ciphers this room knows, by their name in a LUKS2 segment: how libcryptsetup spells each, which
// volume keys fit, and how its sectors are encrypted here. A further cipher is one more row of the table.
#pragma once

#include "base/secret_buffer.h"
#include "luks/sector_cipher.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace bindery::luks
{

struct CipherKind {
    const char* name;                        ///< "aes-xts-plain64"
    const char* algorithm;                   ///< "aes"
    const char* mode;                        ///< "xts-plain64"
    std::span<const std::uint32_t> keySizes; ///< of the volume key, in bytes
    std::unique_ptr<SectorCipher> (*make)(const SecretBuffer& volumeKey, std::uint32_t sectorSize);

    bool takesKeyOf(std::uint64_t size) const;
};

/// Null when the name is not known.
const CipherKind* findCipherKind(std::string_view name);
/// "aes-xts-plain64", "...": for messages.
std::string knownCipherNames();
/// Whether cards may have such sectors: 512 or 4096.
bool isSectorSize(std::uint64_t size);

} // namespace bindery::luks
