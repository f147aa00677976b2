// SPDX-License-Identifier: Apache-2.0
#include "unit/unlock.h"

#include "bind/header_state.h"
#include "bind/next_act.h"
#include "unit/bench.h"
#include "unit/card_header.h"
#include "unit/enrol.h"
#include "unit/module_key.h"
#include "unit/readiness.h"

namespace bindery::unit
{

namespace
{

using bind::HeaderState;
using bind::StationAnswer;
using bind::UnlockAct;
using module::Indication;
using module::ModuleStatus;

class Unlock
{
public:
    explicit Unlock(const UnitParts& parts)
        : m_parts(parts), m_card(parts.medium, parts.points), m_bench(parts)
    {
    }

    std::optional<SecretBuffer> run()
    {
        while (!m_ended) {
            luks::Header header = m_card.load();
            m_parts.points.reach("header read");
            step(header);
        }
        return std::move(m_secret);
    }

    /// A header that is not of our profile is never opened; the bench hears of it by the UUID that it claims.
    void refuseUnread(const Error& error)
    {
        m_parts.messages.refused(error.what());
        indicate(m_parts, Indication::Failed);
        if (const std::optional<Uuid> card = m_card.claimedUuid()) {
            m_bench.fail(*card, error);
        }
    }

private:
    void step(luks::Header& header)
    {
        const HeaderState state = bind::headerStateOf(header);
        const ModuleStatus status = readyStatus(m_parts);
        m_parts.points.reach("module looked at");
        const UnlockAct act = bind::unlockAct(state, status, m_bench.answer());
        try {
            doAct(act, header, state, status);
        } catch (const Error& error) {
            takeFailure(error, header, state);
        }
    }

    void doAct(UnlockAct act, luks::Header& header, HeaderState state, ModuleStatus status)
    {
        const Enrolment enrolment{m_parts, m_card, header, m_bench.transportSecret()};
        switch (act) {
        case UnlockAct::OpenByModule:
            open(header);
            break;
        case UnlockAct::AskLater:
            m_bench.pause();
            [[fallthrough]];
        case UnlockAct::AskStation:
            ask(header);
            break;
        case UnlockAct::MakeModuleKey:
            makeModuleKey(enrolment);
            break;
        case UnlockAct::DestroyStraySlot:
            destroyStraySlot(enrolment);
            break;
        case UnlockAct::AddSlotOfToken:
            addSlotOfToken(enrolment);
            break;
        case UnlockAct::AssignToken:
            assignToken(enrolment);
            break;
        case UnlockAct::WaitForModule:
            m_parts.messages.waitingForModule(std::string(module::textOf(status)));
            m_parts.pauses.shortPause();
            break;
        case UnlockAct::Refuse:
            refuse(Error(ErrorCode::ModuleRefused, "the card's header is " + std::string(textOf(state)) +
                                                       ", the module " + std::string(textOf(status))),
                   header, state);
            break;
        }
    }

    void ask(const luks::Header& header)
    {
        indicate(m_parts, Indication::Working);
        if (m_bench.tell(bind::Act::Authorise, header) == StationAnswer::Authorised) {
            m_parts.pauses.startAnew();
        }
    }

    /// `header` was read from the medium after the last change.
    void open(luks::Header& header)
    {
        SecretBuffer key = provenKey(header, m_parts.module);
        m_parts.points.reach("keyslot 1 opened");
        if (m_bench.transportSecret().empty()) {
            m_parts.messages.say("opened by the module alone");
            m_secret = std::move(key);
        } else {
            reportLocked(header);
            m_secret = m_bench.transportSecret().clone();
        }
        m_ended = true;
    }

    void reportLocked(const luks::Header& header)
    {
        while (m_bench.tell(bind::Act::Locked, header) != StationAnswer::Noted) {
            m_bench.pause();
        }
        m_parts.messages.say("locked by module " + tokenIn(header).token.moduleSerial);
        indicate(m_parts, Indication::Done);
    }

    /// Called while `error` is being handled.
    void takeFailure(const Error& error, const luks::Header& header, HeaderState state)
    {
        if (isWorthWaiting(m_parts, error)) {
            m_parts.pauses.shortPause();
        } else if (error.code() == ErrorCode::Conflict) {
            m_bench.fail(header, error);
            m_bench.disown(error.what());
        } else if (error.code() == ErrorCode::ModuleRefused) {
            refuse(error, header, state);
        } else {
            m_bench.fail(header, error);
            throw;
        }
    }

    /// The bench hears of it, but for a finished unit, which has none in the field.
    void refuse(const Error& error, const luks::Header& header, HeaderState state)
    {
        m_parts.messages.refused(error.what());
        indicate(m_parts, Indication::Failed);
        if (state != HeaderState::ModuleOnly && state != HeaderState::Bound) {
            m_bench.fail(header, error);
        }
        m_ended = true;
    }

    const UnitParts& m_parts;
    CardHeader m_card;
    Bench m_bench;
    std::optional<SecretBuffer> m_secret;
    bool m_ended = false;
};

std::optional<SecretBuffer> unlockOrRefuse(const UnitParts& parts)
{
    Unlock act(parts);
    try {
        return act.run();
    } catch (const Error& error) {
        if (error.code() != ErrorCode::Corrupt) {
            throw;
        }
        act.refuseUnread(error);
        return std::nullopt;
    }
}

} // namespace

std::optional<SecretBuffer> unlock(const UnitParts& parts)
{
    std::optional<SecretBuffer> secret = unlockOrRefuse(parts);
    parts.network.takeDown();
    return secret;
}

} // namespace bindery::unit
