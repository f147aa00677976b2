// SPDX-License-Identifier: Apache-2.0
#include "luks/volume_key.h"

#include "luks/creatable_profile_internal.h"

#include <utility>

namespace bindery::luks
{

VolumeKey::VolumeKey(HeaderProfile profile, SecretBuffer key)
    : m_profile(std::move(profile)), m_key(std::move(key))
{
}

VolumeKey VolumeKey::random(const HeaderProfile& profile)
{
    requireCreatable(profile);
    return {profile, SecretBuffer::random(profile.volumeKeySize)};
}

std::unique_ptr<SectorCipher> VolumeKey::sectorCipher() const
{
    return requireCreatable(m_profile).make(m_key, m_profile.sectorSize);
}

} // namespace bindery::luks
