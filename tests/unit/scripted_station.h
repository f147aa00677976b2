// SPDX-License-Identifier: Apache-2.0
// A bench of a test: answers as it is scripted, and when the script is over as a good one does.
#pragma once

#include "base/error.h"
#include "unit/station_link.h"

#include <algorithm>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace bindery::test
{

class ScriptedStation : public unit::StationLink
{
public:
    enum class State { Written, Enrolling, Locked, Verified, Bound };

    explicit ScriptedStation(SecretBuffer secret) : m_secret(std::move(secret)) {}

    bind::Ruling tell(const bind::Hello& hello, bind::Act act, const bind::HeaderReport& header,
                      module::SecurityModule& /*module*/) override
    {
        acts.emplace_back(bind::textOf(act));
        lastHello = hello;
        lastReport = header;
        if (!script.empty()) {
            const std::function<bind::Ruling()> next = script.front();
            script.pop_front();
            return next();
        }
        return rule(act, header);
    }
    bind::Ruling fail(const bind::Hello& hello, const bind::FailureReport& failure,
                      module::SecurityModule& /*module*/) override
    {
        lastHello = hello;
        failures.push_back(failure);
        if (dead) {
            throw Error(ErrorCode::Busy, "no answer");
        }
        return {bind::Verdict::Noted, "", {}};
    }

    static std::function<bind::Ruling()> says(bind::Verdict verdict, const std::string& reason)
    {
        return [=] { return bind::Ruling{verdict, reason, {}}; };
    }
    static std::function<bind::Ruling()> breaks(ErrorCode code, const std::string& why)
    {
        return [=]() -> bind::Ruling { throw Error(code, why); };
    }
    std::function<bind::Ruling()> authorisesWith(const SecretBuffer& secret)
    {
        return [&] { return bind::Ruling{bind::Verdict::Authorised, "", secret.clone()}; };
    }

    std::deque<std::function<bind::Ruling()>> script;
    std::vector<std::string> acts;
    std::vector<bind::FailureReport> failures;
    std::optional<bind::Hello> lastHello;
    bind::HeaderReport lastReport;
    State state = State::Written;
    bool dead = false;

private:
    bind::Ruling rule(bind::Act act, const bind::HeaderReport& header)
    {
        if (dead) {
            throw Error(ErrorCode::Busy, "no answer");
        }
        const bool hasTransport =
            std::find(header.keyslots.begin(), header.keyslots.end(), 0) != header.keyslots.end();
        switch (act) {
        case bind::Act::Authorise:
            if (state > State::Enrolling) {
                return {bind::Verdict::Refused, "this unit is locked", {}};
            }
            state = State::Enrolling;
            return {bind::Verdict::Authorised, "", m_secret.clone()};
        case bind::Act::Locked:
            state = std::max(state, State::Locked);
            return {bind::Verdict::Noted, "", {}};
        case bind::Act::Verified:
            state = std::max(state, State::Verified);
            return {bind::Verdict::Revoke, "", {}};
        case bind::Act::Revoked:
            if (hasTransport || state < State::Verified) {
                return {bind::Verdict::Refused, "keyslot 0 is still there", {}};
            }
            state = State::Bound;
            m_secret = {};
            return {bind::Verdict::Noted, "", {}};
        case bind::Act::Failed:
            break;
        }
        throw Error(ErrorCode::Internal, "an act that a bench does not hear");
    }

    SecretBuffer m_secret;
};

} // namespace bindery::test
