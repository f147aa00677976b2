// SPDX-License-Identifier: Apache-2.0
#include "unit/module_key.h"

#include "base/error.h"
#include "bind/header_state.h"

#include <algorithm>

namespace bindery::unit
{

namespace
{

constexpr std::int64_t kMicrosPerSecond = 1'000'000;

} // namespace

bind::ModuleToken makeModuleToken(const UnitParts& parts, const luks::Header& header)
{
    const SecretBuffer key = module::freshKey(parts.module);
    parts.points.reach("module key made");
    bind::ModuleToken token;
    token.lockedKey = parts.module.lock(key);
    parts.points.reach("module key locked");
    if (!parts.module.unlock(token.lockedKey).equals(key)) {
        throw Error(ErrorCode::ModuleRefused, "the module does not give back the key that it locked");
    }
    parts.points.reach("module key compared");
    const module::ModuleInfo info = parts.module.info();
    token.moduleKind = info.kind;
    token.moduleModel = info.model;
    token.moduleSerial = info.serial;
    token.profileDigest = bind::profileDigestOf(header);
    const Moment now = parts.clock.now();
    token.bootId = now.bootId;
    token.madeUtc = std::max<std::int64_t>(0, now.utcMicros / kMicrosPerSecond);
    return token;
}

SecretBuffer keyOf(const bind::ModuleToken& token, module::SecurityModule& module)
{
    const module::ModuleInfo info = module.info();
    if (info.kind != token.moduleKind || info.serial != token.moduleSerial) {
        throw Error(ErrorCode::ModuleRefused, "the card belongs to the " + token.moduleKind + " module " +
                                                  token.moduleSerial + ", this unit has the " + info.kind +
                                                  " module " + info.serial);
    }
    return module.unlock(token.lockedKey);
}

SecretBuffer provenKey(luks::Header& header, module::SecurityModule& module)
{
    SecretBuffer key = keyOf(tokenIn(header).token, module);
    if (!header.testKeyslot(bind::kModuleSlot, key)) {
        throw Error(ErrorCode::ModuleRefused, "the key that the module gives does not open this card");
    }
    return key;
}

NumberedToken tokenIn(const luks::Header& header)
{
    const auto token = header.tokenOfType(bind::kModuleToken);
    if (!token) {
        throw Error(ErrorCode::Corrupt, std::string("the header holds no token ") + bind::kModuleToken);
    }
    return {token->number, bind::moduleTokenFromJson(token->content)};
}

} // namespace bindery::unit
