// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"
#include "bind/frame.h"
#include "bind/locked_desk_internal.h"
#include "bind/strict_fields_internal.h"

#include <exception>

namespace bindery::bind
{

namespace
{

void requireFit(const Ruling& ruling, Act act)
{
    if (!mayAnswer(ruling.verdict, act)) {
        throw Error(ErrorCode::Internal, "the answer \"" + std::string(textOf(ruling.verdict)) +
                                             "\" does not fit \"" + std::string(textOf(act)) + "\"");
    }
    const bool grants = ruling.verdict == Verdict::Authorised;
    const bool sound = grants
                           ? ruling.secret && !ruling.secret->empty() && ruling.secret->size() <= kMaxSecret
                           : !ruling.secret;
    if (!sound) {
        throw Error(ErrorCode::Internal, grants ? "\"authorised\" without a secret that fits a frame"
                                                : "a secret with another answer than \"authorised\"");
    }
}

} // namespace

Ruling LockedDesk::ask(const Hello& hello, const ActMessage& act)
{
    const std::lock_guard guard(m_one);
    switch (act.act) {
    case Act::Authorise:
        return m_desk.authorise(hello, act.header);
    case Act::Locked:
        return m_desk.locked(hello, act.header, act.signature);
    case Act::Verified:
        return m_desk.verified(hello, act.header, act.signature);
    case Act::Revoked:
        return m_desk.revoked(hello, act.header, act.signature);
    case Act::Failed:
        return m_desk.failed(hello, act.failure);
    }
    throw Error(ErrorCode::Internal, "an act that does not exist");
}

Ruling LockedDesk::rule(const std::string& peer, const Hello& hello, const ActMessage& act)
{
    std::string problem;
    try {
        Ruling ruling = ask(hello, act);
        requireFit(ruling, act.act);
        return ruling;
    } catch (const std::exception& error) {
        problem = error.what();
    }
    reject(peer, "the station could not answer \"" + std::string(textOf(act.act)) + "\": " + problem, hello);
    return {Verdict::Waiting, "the station cannot answer now; see its own messages", {}};
}

void LockedDesk::reject(const std::string& peer, const std::string& why,
                        const std::optional<Hello>& hello) noexcept
{
    constexpr std::size_t kMaxWhy = 2 * kMaxText;
    try {
        const std::lock_guard guard(m_one);
        m_desk.rejected(peer, fitted(why, kMaxWhy), hello);
    } catch (const std::exception&) {
        // The desk was told; it has nobody else to tell, and the other units go on.
        return;
    }
}

} // namespace bindery::bind
