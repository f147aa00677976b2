// SPDX-License-Identifier: Apache-2.0
// The token `bindery-module` of a card's header: the key of keyslot 1 as its module locked it, and what it
// belongs to. Written without a keyslot first, and joined to keyslot 1 when that is on the medium. Errors:
// Corrupt naming the field; a header is hostile input. Threads: values, free functions.
#pragma once

#include "base/json.h"
#include "bind/header_state.h"
#include "luks/header.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace bindery::bind
{

struct ModuleToken {
    bool assigned = false; ///< to keyslot 1
    std::string moduleKind;
    std::string moduleModel;
    std::string moduleSerial;
    std::vector<std::byte> lockedKey;
    std::string profileDigest; ///< of the header that it was made for (header_state.h)
    std::string bootId;        ///< of the boot that made it: /proc/sys/kernel/random/boot_id
    std::int64_t madeUtc = 0;  ///< seconds; a unit without a clock may be far off
    bool operator==(const ModuleToken&) const = default;
};

/// The whole token object. Errors: as moduleTokenFromJson(), for what could not be read back.
Json toJson(const ModuleToken& token);
ModuleToken moduleTokenFromJson(const Json& json);
/// Of the one token of this kind; nothing when there is none. Errors: Corrupt also for several.
std::optional<ModuleToken> moduleTokenOf(const luks::Header& header);
/// SHA-256 hex of the canonical token without its keyslots, which change when it is joined.
std::string tokenDigestOf(const ModuleToken& token);

} // namespace bindery::bind
