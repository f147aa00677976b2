// SPDX-License-Identifier: Apache-2.0
#include "unit/verify.h"

#include "bind/header_state.h"
#include "bind/next_act.h"
#include "unit/bench.h"
#include "unit/card_header.h"
#include "unit/module_key.h"
#include "unit/readiness.h"

#include <optional>

namespace bindery::unit
{

namespace
{

using bind::HeaderState;
using bind::StationAnswer;
using bind::VerifyAct;
using module::ModuleStatus;

class Verify
{
public:
    Verify(const UnitParts& parts, const VerifyChoices& choices)
        : m_parts(parts), m_choices(choices), m_card(parts.medium, parts.points), m_bench(parts)
    {
    }

    VerifyOutcome run()
    {
        while (!m_outcome) {
            luks::Header header = m_card.load();
            m_parts.points.reach("header read");
            step(header);
        }
        return *m_outcome;
    }

private:
    void step(luks::Header& header)
    {
        const HeaderState state = bind::headerStateOf(header);
        const ModuleStatus status = readyStatus(m_parts);
        m_parts.points.reach("module looked at");
        try {
            const VerifyAct act = bind::verifyAct(state, status, m_bench.answer(), wasMadeInThisBoot(header));
            doAct(act, header, state, status);
        } catch (const Error& error) {
            takeFailure(error, header, state);
        }
    }

    bool wasMadeInThisBoot(const luks::Header& header) const
    {
        const auto token = bind::moduleTokenOf(header);
        return token && token->bootId == m_parts.clock.now().bootId;
    }

    void doAct(VerifyAct act, luks::Header& header, HeaderState state, ModuleStatus status)
    {
        switch (act) {
        case VerifyAct::RestartCold:
            restart();
            break;
        case VerifyAct::ReportVerified:
            reportVerified(header);
            break;
        case VerifyAct::ReportLater:
            reportLater(header, state);
            break;
        case VerifyAct::DestroyTransport:
            destroyTransport(header);
            break;
        case VerifyAct::ReportRevoked:
            reportRevoked(header);
            break;
        case VerifyAct::KeepReceipt:
            header.addToken(bind::receiptToken());
            m_card.store(header, "receipt");
            break;
        case VerifyAct::Done:
            m_parts.messages.say("this unit is bound");
            indicate(m_parts, module::Indication::Done);
            m_outcome = VerifyOutcome::Bound;
            break;
        case VerifyAct::WaitForModule:
            m_parts.messages.waitingForModule(std::string(module::textOf(status)));
            m_parts.pauses.shortPause();
            break;
        case VerifyAct::Refuse:
            refuse(Error(ErrorCode::ModuleRefused, "the card's header is " + std::string(textOf(state)) +
                                                       ", the module " + std::string(textOf(status))),
                   header, state);
            break;
        }
    }

    void restart()
    {
        m_parts.messages.say("restarting to prove that the module opens this card alone");
        const std::string trouble = m_choices.restart();
        if (trouble.empty()) {
            m_outcome = VerifyOutcome::Restarting;
            return;
        }
        m_parts.messages.say("the restart failed: " + trouble);
        m_parts.pauses.longPause();
    }

    void reportVerified(luks::Header& header)
    {
        provenKey(header, m_parts.module);
        m_parts.points.reach("keyslot 1 opened");
        if (m_bench.tell(bind::Act::Verified, header) == StationAnswer::Revoke) {
            m_parts.messages.say("verified");
            m_parts.pauses.startAnew();
        }
    }

    void reportRevoked(luks::Header& header)
    {
        provenKey(header, m_parts.module);
        ++m_reports;
        m_bench.tell(bind::Act::Revoked, header);
    }

    void reportLater(luks::Header& header, HeaderState state)
    {
        if (state == HeaderState::ModuleOnly && m_reports >= m_choices.reportsOfRevocation) {
            m_parts.messages.say("the bench does not answer; it is told again at the next start");
            m_outcome = VerifyOutcome::Unreported;
            return;
        }
        m_bench.pause();
        if (state == HeaderState::ModuleOnly) {
            reportRevoked(header);
        } else {
            reportVerified(header);
        }
    }

    /// The last look before it is too late: the module's key opens what is on the medium now.
    void destroyTransport(luks::Header& header)
    {
        provenKey(header, m_parts.module);
        header.destroyKeyslot(bind::kTransportSlot);
        m_parts.points.reach("transport keyslot to be destroyed");
        m_card.store(header, "revocation");
    }

    /// Called while `error` is being handled.
    void takeFailure(const Error& error, const luks::Header& header, HeaderState state)
    {
        if (isWorthWaiting(m_parts, error)) {
            m_parts.pauses.shortPause();
        } else if (error.code() == ErrorCode::ModuleRefused) {
            refuse(error, header, state);
        } else {
            throw;
        }
    }

    void refuse(const Error& error, const luks::Header& header, HeaderState state)
    {
        m_parts.messages.refused(error.what());
        indicate(m_parts, module::Indication::Failed);
        if (state == HeaderState::Enrolled) {
            m_bench.fail(header, error);
        }
        m_outcome = VerifyOutcome::Refused;
    }

    const UnitParts& m_parts;
    const VerifyChoices& m_choices;
    CardHeader m_card;
    Bench m_bench;
    std::optional<VerifyOutcome> m_outcome;
    int m_reports = 0;
};

} // namespace

VerifyOutcome verify(const UnitParts& parts, const VerifyChoices& choices)
{
    try {
        return Verify(parts, choices).run();
    } catch (const Error& error) {
        if (error.code() != ErrorCode::Corrupt) {
            throw;
        }
        parts.messages.refused(error.what());
        return VerifyOutcome::Refused;
    }
}

} // namespace bindery::unit
