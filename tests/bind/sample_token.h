// SPDX-License-Identifier: Apache-2.0
// A token as a sound unit writes it.
#pragma once

#include "bind/module_token.h"

#include <string>

namespace bindery::test
{

inline bind::ModuleToken sampleToken(const std::string& profileDigest = std::string(64, 'a'))
{
    bind::ModuleToken token;
    token.moduleKind = "simulated";
    token.moduleModel = "simulated-1";
    token.moduleSerial = "M-0001";
    token.lockedKey = std::vector<std::byte>(120, std::byte{0x5a});
    token.profileDigest = profileDigest;
    token.bootId = "0d6f6c2e-2f7e-4b0e-8f55-0123456789ab";
    token.madeUtc = 1'795'000'000;
    return token;
}

} // namespace bindery::test
