// SPDX-License-Identifier: Apache-2.0
// The volume key of a header that is still to be made, so that data can be encrypted while it is made
// (Header::create). From the kernel's generator; move-only, in locked memory, and it leaves this room only as
// a SectorCipher. Errors: InvalidArgument for a profile that cannot be made, saying why. Threads: immutable
// once made.
#pragma once

#include "base/secret_buffer.h"
#include "luks/header_profile.h"
#include "luks/sector_cipher.h"

#include <memory>

namespace bindery::luks
{

class VolumeKey
{
public:
    static VolumeKey random(const HeaderProfile& profile);

    const HeaderProfile& profile() const { return m_profile; }
    std::unique_ptr<SectorCipher> sectorCipher() const;

private:
    friend class Header;
    VolumeKey(HeaderProfile profile, SecretBuffer key);

    HeaderProfile m_profile;
    SecretBuffer m_key;
};

} // namespace bindery::luks
