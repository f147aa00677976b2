// SPDX-License-Identifier: Apache-2.0
// The transport secrets of cards that passed, as a JSON array of {keyslot, luks_uuid, path, secret, serial};
// the secret in base64. Made in locked memory only.
#pragma once

#include "base/secret_buffer.h"
#include "base/uuid.h"

#include <string>
#include <vector>

namespace bindery::cli
{

struct ReleasedSecret {
    std::string serial;
    std::string path;
    Uuid luksUuid;
    int keyslot = 0;
    SecretBuffer secret;
};

SecretBuffer secretListJson(const std::vector<ReleasedSecret>& secrets);

} // namespace bindery::cli
