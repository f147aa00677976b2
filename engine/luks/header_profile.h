// SPDX-License-Identifier: Apache-2.0
// What a new LUKS2 header is to be. Source: LUKS2 on-disk format 1.1.3.
#pragma once

#include <cstdint>
#include <string>

namespace bindery::luks
{

struct HeaderProfile {
    std::string cipher = "aes-xts-plain64"; ///< data cipher
    std::uint32_t volumeKeySize = 64;       ///< bytes
    std::uint32_t sectorSize = 4096;        ///< 4096 or 512
    std::string label = "cryptroot";
};

} // namespace bindery::luks
