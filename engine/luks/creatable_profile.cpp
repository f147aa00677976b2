// SPDX-License-Identifier: Apache-2.0
#include "luks/creatable_profile_internal.h"

#include "base/error.h"

#include <algorithm>

namespace bindery::luks
{

namespace
{

constexpr std::size_t kMaxLabelLength = 47; // 48 bytes of the binary header, the last one zero

[[noreturn]] void refuse(const std::string& why)
{
    throw Error(ErrorCode::InvalidArgument, "LUKS2 header: " + why);
}

} // namespace

bool isLabel(const std::string& label)
{
    return label.size() <= kMaxLabelLength &&
           std::all_of(label.begin(), label.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

const CipherKind& requireCreatable(const HeaderProfile& profile)
{
    const CipherKind* kind = findCipherKind(profile.cipher);
    if (kind == nullptr) {
        refuse("no such data cipher as \"" + profile.cipher + "\"; known: " + knownCipherNames());
    }
    if (!kind->takesKeyOf(profile.volumeKeySize)) {
        refuse(profile.cipher + " takes no volume key of " + std::to_string(profile.volumeKeySize) +
               " bytes");
    }
    if (!isSectorSize(profile.sectorSize)) {
        refuse("sectors of " + std::to_string(profile.sectorSize) + " bytes; they can be 512 or 4096");
    }
    if (!isLabel(profile.label)) {
        refuse("a label has at most 47 characters of printable ASCII");
    }
    return *kind;
}

} // namespace bindery::luks
