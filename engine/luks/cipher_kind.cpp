// SPDX-License-Identifier: Apache-2.0
#include "luks/aes_xts_cipher_internal.h"
#include "luks/cipher_kind_internal.h"

#include <algorithm>
#include <array>

namespace bindery::luks
{

namespace
{

constexpr std::array<std::uint32_t, 2> kAesXtsKeySizes = {32, 64};

constexpr std::array kKinds = {
    CipherKind{"aes-xts-plain64", "aes", "xts-plain64", kAesXtsKeySizes, makeAesXtsCipher},
};

} // namespace

bool CipherKind::takesKeyOf(std::uint64_t size) const
{
    return std::any_of(keySizes.begin(), keySizes.end(), [size](std::uint32_t fits) { return fits == size; });
}

const CipherKind* findCipherKind(std::string_view name)
{
    const auto* found = std::find_if(kKinds.begin(), kKinds.end(),
                                     [name](const CipherKind& kind) { return name == kind.name; });
    return found == kKinds.end() ? nullptr : found;
}

std::string knownCipherNames()
{
    std::string names;
    for (const CipherKind& kind : kKinds) {
        names += (names.empty() ? "" : ", ") + std::string(kind.name);
    }
    return names;
}

bool isSectorSize(std::uint64_t size)
{
    return size == 512 || size == 4096;
}

} // namespace bindery::luks
