// SPDX-License-Identifier: Apache-2.0
// What a card's header says about how far its bind is, and the digest of its profile that unit and station
// compare. The passport is left alone. Threads: free functions. Source: module_token.h.
#pragma once

#include "luks/header.h"

#include <string>
#include <string_view>

namespace bindery::bind
{

inline constexpr const char* kModuleToken = "bindery-module"; ///< module_token.h
constexpr int kTransportSlot = 0;
constexpr int kModuleSlot = 1;
constexpr int kRecoverySlot = 2;

enum class HeaderState {
    TransportOnly,    ///< keyslot 0; as the station made it
    SlotWithoutToken, ///< keyslots 0 and 1, no token: cut off, keyslot 1 is worth nothing
    TokenWithoutSlot, ///< keyslot 0, a token that names no keyslot, no keyslot 1: cut off before it
    TokenUnassigned,  ///< keyslots 0 and 1, a token that names no keyslot: cut off before the last write
    Enrolled,         ///< keyslots 0 and 1, the token names keyslot 1
    ModuleOnly,       ///< keyslot 1 and its token; keyslot 0 is gone
    Closed,           ///< nothing opens it but perhaps a recovery key
    Foreign,          ///< anything not as we make it: other keyslots, another priority, cipher or KDF of one,
             ///< keyslot 2 that is tried without being asked for, tokens of others, several, one that
             ///< names another keyslot or another card's profile
};
std::string_view textOf(HeaderState state);

HeaderState headerStateOf(const luks::Header& header);

/// SHA-256 hex over canonical {cipher, key_size, label, sector_size, uuid} and the segment of the data: what
/// must not change while keyslots and tokens come and go.
std::string profileDigestOf(const luks::Header& header);

} // namespace bindery::bind
