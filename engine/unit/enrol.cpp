// SPDX-License-Identifier: Apache-2.0
#include "unit/enrol.h"

#include "base/error.h"
#include "bind/header_state.h"
#include "unit/module_key.h"

#include <optional>

namespace bindery::unit
{

namespace
{

/// Before anything is changed: what cannot be opened now could not be finished.
void openTransport(const Enrolment& enrolment)
{
    if (!enrolment.header.unlock(bind::kTransportSlot, enrolment.transport)) {
        throw Error(ErrorCode::Conflict,
                    "the bench's transport secret does not open this card; is it the card of that attempt?");
    }
    enrolment.parts.points.reach("transport keyslot opened");
}

/// Empty when it will never give it.
std::optional<SecretBuffer> keyIfGiven(const bind::ModuleToken& token, module::SecurityModule& module)
{
    try {
        return keyOf(token, module);
    } catch (const Error& error) {
        if (error.code() != ErrorCode::ModuleRefused) {
            throw;
        }
        return std::nullopt;
    }
}

/// What this boot made must fit: to drop it and start again would go round for ever, and wear out the card.
void requireEarlierBoot(const bind::ModuleToken& token, const UnitParts& parts)
{
    if (token.bootId == parts.clock.now().bootId) {
        throw Error(ErrorCode::ModuleRefused, "the module does not open what it locked a moment ago");
    }
}

bind::ModuleToken ofThisBoot(bind::ModuleToken token, const UnitParts& parts)
{
    token.bootId = parts.clock.now().bootId;
    return token;
}

} // namespace

void makeModuleKey(const Enrolment& enrolment)
{
    openTransport(enrolment);
    enrolment.header.addToken(bind::toJson(makeModuleToken(enrolment.parts, enrolment.header)));
    enrolment.card.store(enrolment.header, "token");
}

void destroyStraySlot(const Enrolment& enrolment)
{
    openTransport(enrolment);
    enrolment.header.destroyKeyslot(bind::kModuleSlot);
    enrolment.card.store(enrolment.header, "stray keyslot");
}

void addSlotOfToken(const Enrolment& enrolment)
{
    openTransport(enrolment);
    const NumberedToken found = tokenIn(enrolment.header);
    const auto key = keyIfGiven(found.token, enrolment.parts.module);
    enrolment.parts.points.reach("key of the token unlocked");
    if (!key) {
        requireEarlierBoot(found.token, enrolment.parts);
        enrolment.header.removeToken(found.number);
        enrolment.card.store(enrolment.header, "useless token");
        return;
    }
    enrolment.header.setToken(found.number, bind::toJson(ofThisBoot(found.token, enrolment.parts)));
    enrolment.header.addKeyslot(bind::kModuleSlot, *key);
    enrolment.card.store(enrolment.header, "keyslot 1");
}

void assignToken(const Enrolment& enrolment)
{
    openTransport(enrolment);
    const NumberedToken found = tokenIn(enrolment.header);
    const auto key = keyIfGiven(found.token, enrolment.parts.module);
    enrolment.parts.points.reach("key of keyslot 1 unlocked");
    if (!key || !enrolment.header.testKeyslot(bind::kModuleSlot, *key)) {
        requireEarlierBoot(found.token, enrolment.parts);
        enrolment.header.destroyKeyslot(bind::kModuleSlot);
        enrolment.header.removeToken(found.number);
        enrolment.card.store(enrolment.header, "useless token and keyslot");
        return;
    }
    enrolment.parts.points.reach("keyslot 1 tried");
    bind::ModuleToken token = ofThisBoot(found.token, enrolment.parts);
    token.assigned = true;
    enrolment.header.setToken(found.number, bind::toJson(token));
    enrolment.card.store(enrolment.header, "assignment");
}

} // namespace bindery::unit
