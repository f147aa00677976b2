// SPDX-License-Identifier: Apache-2.0
#include "cli/proof_desk.h"

#include <algorithm>
#include <utility>

namespace bindery::cli
{

namespace
{

std::string textOf(const std::vector<int>& keyslots)
{
    std::string text;
    for (const int keyslot : keyslots) {
        text += (text.empty() ? "" : ", ") + std::to_string(keyslot);
    }
    return text.empty() ? "none" : text;
}

} // namespace

ProofDesk::ProofDesk(ProofCard card) : m_card(std::move(card)) {}

ProofState ProofDesk::state() const
{
    const std::lock_guard lock(m_mutex);
    return m_state;
}

std::string ProofDesk::objection(const bind::Hello& hello, const bind::HeaderReport& header,
                                 const Turn& turn) const
{
    if (hello.luksUuid != m_card.luksUuid) {
        return "another card asks than the sample card";
    }
    if (hello.module.serial != m_card.moduleSerial) {
        return "another module answers than the one that was made for the sample card";
    }
    if (m_state.step < turn.first) {
        return "it comes before its turn";
    }
    if (m_state.step > turn.last) {
        return "it comes once more, for the module did not open the card";
    }
    if (header.profileDigest != m_card.profileDigest) {
        return "the header of the sample card is not the one that was made";
    }
    if (header.keyslots != turn.keyslots) {
        return "the header has the keyslots " + textOf(header.keyslots) + " instead of " +
               textOf(turn.keyslots);
    }
    return {};
}

bind::Ruling ProofDesk::take(const bind::Hello& hello, const bind::HeaderReport& header, const Turn& turn,
                             ProofStep next, bind::Verdict verdict)
{
    const std::lock_guard lock(m_mutex);
    if (const std::string reason = objection(hello, header, turn); !reason.empty()) {
        m_state.refusal = reason;
        return {bind::Verdict::Refused, reason};
    }
    m_state.step = std::max(m_state.step, next);
    return {verdict, "proof of a golden image"};
}

bind::Ruling ProofDesk::authorise(const bind::Hello& hello, const bind::HeaderReport& header)
{
    bind::Ruling ruling = take(hello, header, {ProofStep::Nothing, ProofStep::Authorised, {0}},
                               ProofStep::Authorised, bind::Verdict::Authorised);
    if (ruling.verdict == bind::Verdict::Authorised) {
        ruling.secret = m_card.secret.clone();
    }
    return ruling;
}

bind::Ruling ProofDesk::locked(const bind::Hello& hello, const bind::HeaderReport& header,
                               ByteView /*signature*/)
{
    return take(hello, header, {ProofStep::Authorised, ProofStep::Locked, {0, 1}}, ProofStep::Locked,
                bind::Verdict::Noted);
}

bind::Ruling ProofDesk::verified(const bind::Hello& hello, const bind::HeaderReport& header,
                                 ByteView /*signature*/)
{
    return take(hello, header, {ProofStep::Locked, ProofStep::Verified, {0, 1}}, ProofStep::Verified,
                bind::Verdict::Revoke);
}

bind::Ruling ProofDesk::revoked(const bind::Hello& hello, const bind::HeaderReport& header,
                                ByteView /*signature*/)
{
    return take(hello, header, {ProofStep::Verified, ProofStep::Revoked, {1}}, ProofStep::Revoked,
                bind::Verdict::Noted);
}

bind::Ruling ProofDesk::failed(const bind::Hello& /*hello*/, const bind::FailureReport& failure)
{
    const std::lock_guard lock(m_mutex);
    m_state.trouble = "the unit reported: " + failure.message + " (" + failure.code + ")";
    return {bind::Verdict::Noted, "proof of a golden image"};
}

void ProofDesk::rejected(const std::string& /*peer*/, const std::string& why,
                         const std::optional<bind::Hello>& /*hello*/)
{
    const std::lock_guard lock(m_mutex);
    m_state.trouble = "the bench was asked without success: " + why;
}

} // namespace bindery::cli
