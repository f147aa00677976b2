// SPDX-License-Identifier: Apache-2.0
#include "bind/header_state.h"

#include "base/error.h"
#include "base/json.h"
#include "base/sha256.h"
#include "bind/module_token.h"

#include <algorithm>
#include <array>

namespace bindery::bind
{

namespace
{

constexpr const char* kPassportToken = "bindery-passport";
constexpr const char* kKeyslotCipher = "aes-xts-plain64";
constexpr const char* kKeyslotKdf = "pbkdf2";

bool hasSlot(const std::vector<luks::Keyslot>& slots, int number)
{
    return std::any_of(slots.begin(), slots.end(),
                       [number](const luks::Keyslot& slot) { return slot.number == number; });
}

/// Ours are 0 and 1, and 2, which cryptsetup must not try on its own.
bool isOurs(const luks::Keyslot& slot)
{
    const bool known =
        slot.number == kTransportSlot || slot.number == kModuleSlot || slot.number == kRecoverySlot;
    const auto priority =
        slot.number == kRecoverySlot ? luks::KeyslotPriority::Ignore : luks::KeyslotPriority::Normal;
    return known && slot.priority == priority && slot.cipher == kKeyslotCipher && slot.kdf == kKeyslotKdf;
}

/// At most one passport, which opens nothing; at most one module token; no others.
bool areOurs(const std::vector<luks::Token>& tokens)
{
    const auto ofType = [&](const char* type) {
        return std::count_if(tokens.begin(), tokens.end(),
                             [type](const luks::Token& token) { return token.type == type; });
    };
    const auto passports = ofType(kPassportToken);
    const auto modules = ofType(kModuleToken);
    const bool opensNothing = std::all_of(tokens.begin(), tokens.end(), [](const luks::Token& token) {
        return token.type != kPassportToken || token.content.value("keyslots", Json::array()).empty();
    });
    return passports <= 1 && modules <= 1 && opensNothing &&
           static_cast<std::size_t>(passports + modules) == tokens.size();
}

enum class TokenState { None, Unassigned, Assigned };

struct StateRow {
    bool transport;
    bool module;
    TokenState token;
    HeaderState state;
};

constexpr std::array kStates{
    StateRow{true, false, TokenState::None, HeaderState::TransportOnly},
    StateRow{true, true, TokenState::None, HeaderState::SlotWithoutToken},
    StateRow{true, false, TokenState::Unassigned, HeaderState::TokenWithoutSlot},
    StateRow{true, true, TokenState::Unassigned, HeaderState::TokenUnassigned},
    StateRow{true, true, TokenState::Assigned, HeaderState::Enrolled},
    StateRow{false, true, TokenState::Assigned, HeaderState::ModuleOnly},
    StateRow{false, false, TokenState::None, HeaderState::Closed},
    // keyslot 1 was destroyed by a tool that left the token
    StateRow{false, false, TokenState::Unassigned, HeaderState::Closed},
    // nobody has the locked key any more
    StateRow{false, true, TokenState::None, HeaderState::Closed},
    // no step of ours leads here: the token is joined before keyslot 0 may go
    StateRow{false, true, TokenState::Unassigned, HeaderState::Foreign},
    // a token cannot name a keyslot that is not there
    StateRow{true, false, TokenState::Assigned, HeaderState::Foreign},
    StateRow{false, false, TokenState::Assigned, HeaderState::Foreign},
};

} // namespace

std::string_view textOf(HeaderState state)
{
    static constexpr std::array<std::string_view, 8> kTexts{"transport only",
                                                            "slot without token",
                                                            "token without slot",
                                                            "token unassigned",
                                                            "enrolled",
                                                            "module only",
                                                            "closed",
                                                            "foreign"};
    return kTexts.at(static_cast<std::size_t>(state));
}

HeaderState headerStateOf(const luks::Header& header)
{
    const std::vector<luks::Keyslot> slots = header.keyslots();
    if (!std::all_of(slots.begin(), slots.end(), isOurs) || !areOurs(header.tokens())) {
        return HeaderState::Foreign;
    }
    auto tokenState = TokenState::None;
    try {
        if (const std::optional<ModuleToken> token = moduleTokenOf(header)) {
            if (token->profileDigest != profileDigestOf(header)) {
                return HeaderState::Foreign; // of another card, or the header was changed around it
            }
            tokenState = token->assigned ? TokenState::Assigned : TokenState::Unassigned;
        }
    } catch (const Error& error) {
        if (error.code() != ErrorCode::Corrupt) {
            throw;
        }
        return HeaderState::Foreign;
    }
    const bool transport = hasSlot(slots, kTransportSlot);
    const bool module = hasSlot(slots, kModuleSlot);
    const auto* const row = std::find_if(kStates.begin(), kStates.end(), [&](const StateRow& candidate) {
        return candidate.transport == transport && candidate.module == module &&
               candidate.token == tokenState;
    });
    return row == kStates.end() ? HeaderState::Foreign : row->state;
}

std::string profileDigestOf(const luks::Header& header)
{
    // Header::load() takes no header with another segment than this one.
    const Json profile{{"cipher", header.cipher()},
                       {"key_size", header.volumeKeySize()},
                       {"label", header.label()},
                       {"sector_size", header.sectorSize()},
                       {"segment", {{"offset", luks::kHeaderSize}, {"size", "dynamic"}}},
                       {"uuid", header.uuid().text()}};
    return Sha256::hexOf(asBytes(canonicalJson(profile)));
}

} // namespace bindery::bind
