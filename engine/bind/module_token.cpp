// SPDX-License-Identifier: Apache-2.0
#include "bind/module_token.h"

#include "base/base64.h"
#include "base/error.h"
#include "base/sha256.h"
#include "bind/messages.h"
#include "bind/strict_fields_internal.h"

namespace bindery::bind
{

namespace
{

constexpr std::int64_t kTokenVersion = 1;
constexpr std::size_t kMaxLockedKey = 4096;
constexpr std::size_t kDigestSize = 32;
constexpr std::int64_t kLastSecond = 253'402'300'799; ///< of the year 9999

std::string nonEmpty(const Field& field)
{
    std::string text = field.text(kMaxText);
    if (text.empty()) {
        field.refuse("a text");
    }
    return text;
}

bool isAssigned(const Field& keyslots)
{
    const std::vector<Field> items = keyslots.items(1);
    if (items.empty()) {
        return false;
    }
    if (items.front().text(kMaxText) != std::to_string(kModuleSlot)) {
        items.front().refuse("\"" + std::to_string(kModuleSlot) + "\", the keyslot of a module");
    }
    return true;
}

} // namespace

Json toJson(const ModuleToken& token)
{
    Json keyslots = Json::array();
    if (token.assigned) {
        keyslots.push_back(std::to_string(kModuleSlot));
    }
    Json json{{"type", kModuleToken},
              {"keyslots", std::move(keyslots)},
              {"version", kTokenVersion},
              {"module_kind", token.moduleKind},
              {"module_model", token.moduleModel},
              {"module_serial", token.moduleSerial},
              {"locked_key", toBase64(token.lockedKey)},
              {"profile_digest", token.profileDigest},
              {"boot_id", token.bootId},
              {"made_utc", token.madeUtc}};
    moduleTokenFromJson(json);
    return json;
}

ModuleToken moduleTokenFromJson(const Json& json)
{
    const Field field(json, std::string("token ") + kModuleToken);
    if (field.at("type").text(kMaxText) != kModuleToken) {
        field.at("type").refuse(kModuleToken);
    }
    field.at("version").number(kTokenVersion, kTokenVersion); // first: another version has other fields
    field.requireMembers({"type", "keyslots", "version", "module_kind", "module_model", "module_serial",
                          "locked_key", "profile_digest", "boot_id", "made_utc"});
    ModuleToken token;
    token.assigned = isAssigned(field.at("keyslots"));
    token.moduleKind = nonEmpty(field.at("module_kind"));
    token.moduleModel = field.at("module_model").text(kMaxText);
    token.moduleSerial = nonEmpty(field.at("module_serial"));
    token.lockedKey = field.at("locked_key").base64(kMaxLockedKey);
    if (token.lockedKey.empty()) {
        field.at("locked_key").refuse("a key that a module locked");
    }
    token.profileDigest = field.at("profile_digest").hex(kDigestSize);
    token.bootId = nonEmpty(field.at("boot_id"));
    token.madeUtc = field.at("made_utc").number(0, kLastSecond);
    return token;
}

std::optional<ModuleToken> moduleTokenOf(const luks::Header& header)
{
    std::optional<ModuleToken> found;
    for (const luks::Token& token : header.tokens()) {
        if (token.type != kModuleToken) {
            continue;
        }
        if (found) {
            throw Error(ErrorCode::Corrupt, std::string("the header holds several tokens ") + kModuleToken);
        }
        found = moduleTokenFromJson(token.content);
    }
    return found;
}

std::string tokenDigestOf(const ModuleToken& token)
{
    Json json = toJson(token);
    json.erase("keyslots");
    return Sha256::hexOf(asBytes(canonicalJson(json)));
}

} // namespace bindery::bind
