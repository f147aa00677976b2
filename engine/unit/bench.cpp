// SPDX-License-Identifier: Apache-2.0
#include "unit/bench.h"

#include "bind/header_state.h"
#include "bind/module_token.h"

#include <utility>

namespace bindery::unit
{

namespace
{

using bind::StationAnswer;

bind::Hello helloOf(const UnitParts& parts, const Uuid& card, module::ModuleInfo info)
{
    bind::Hello hello;
    hello.luksUuid = card;
    hello.host = parts.host;
    hello.module = std::move(info);
    hello.moduleStatus = parts.module.status();
    return hello;
}

bind::Hello helloOf(const UnitParts& parts, const luks::Header& header)
{
    // first: a new module binds itself when it is asked for more than its status
    module::ModuleInfo info = parts.module.info();
    return helloOf(parts, header.uuid(), std::move(info));
}

/// Of a module that may not even tell its name any more: then the one that the card belongs to.
module::ModuleInfo nameForFailure(const UnitParts& parts, const luks::Header* header)
{
    try {
        return parts.module.info();
    } catch (const Error&) {
        module::ModuleInfo info;
        if (const auto token = header == nullptr ? std::nullopt : bind::moduleTokenOf(*header)) {
            info.kind = token->moduleKind;
            info.model = token->moduleModel;
            info.serial = token->moduleSerial;
        }
        return info;
    }
}

} // namespace

bind::HeaderReport reportOf(const luks::Header& header)
{
    bind::HeaderReport report;
    for (const luks::Keyslot& slot : header.keyslots()) {
        report.keyslots.push_back(slot.number);
    }
    report.profileDigest = bind::profileDigestOf(header);
    if (const auto token = bind::moduleTokenOf(header)) {
        report.tokenDigest = bind::tokenDigestOf(*token);
    }
    return report;
}

StationAnswer Bench::tell(bind::Act act, const luks::Header& header)
{
    const std::string name(bind::textOf(act));
    const std::optional<std::string> trouble = m_parts.network.bringUp();
    m_parts.points.reach(name + ": to be told");
    try {
        take(m_parts.station.tell(helloOf(m_parts, header), act, reportOf(header), m_parts.module));
    } catch (const Error& error) {
        m_answer = StationAnswer::Unreachable;
        m_parts.network.doubt();
        m_parts.messages.waitingForBench(trouble ? *trouble : error.what());
    }
    m_parts.points.reach(name + ": answered");
    return m_answer;
}

void Bench::take(bind::Ruling ruling)
{
    if (ruling.verdict == bind::Verdict::Authorised) {
        if (!ruling.secret || ruling.secret->empty()) {
            throw Error(ErrorCode::Corrupt, "the bench says authorised and gives no secret");
        }
        m_secret = std::move(*ruling.secret);
    }
    m_answer = bind::answerOf(ruling.verdict);
    if (m_answer == StationAnswer::Waiting) {
        m_parts.messages.waitingForBench(ruling.reason);
    } else if (m_answer == StationAnswer::Refused) {
        m_parts.messages.refused(ruling.reason);
    }
}

void Bench::pause()
{
    if (m_answer == StationAnswer::Refused) {
        m_parts.pauses.longPause();
    } else {
        m_parts.pauses.shortPause();
    }
}

void Bench::fail(const luks::Header& header, const Error& why)
{
    fail(header.uuid(), &header, why);
}

void Bench::fail(const Uuid& card, const Error& why)
{
    fail(card, nullptr, why);
}

void Bench::fail(const Uuid& card, const luks::Header* header, const Error& why)
{
    try {
        m_parts.network.bringUp();
        const bind::FailureReport failure{std::string(traitsOf(why.code()).name),
                                          std::string(why.what()).substr(0, bind::kMaxText)};
        m_parts.station.fail(helloOf(m_parts, card, nameForFailure(m_parts, header)), failure,
                             m_parts.module);
    } catch (const Error&) {
        return; // the console has it
    }
}

void Bench::disown(const std::string& why)
{
    m_secret = {};
    m_answer = StationAnswer::Refused;
    m_parts.messages.refused(why);
}

} // namespace bindery::unit
