// SPDX-License-Identifier: Apache-2.0
// A unit's talk with its bench: brings the network up, says who it is, keeps the last answer for the tables
// (bind/next_act.h), and tells the person at the console when the bench does not answer or does not want to.
// Whatever goes wrong on the way is an answer, Unreachable. Errors: none of its own. Threads: belongs to one
// thread.
#pragma once

#include "base/error.h"
#include "base/secret_buffer.h"
#include "bind/messages.h"
#include "bind/next_act.h"
#include "luks/header.h"
#include "unit/unit_parts.h"

#include <optional>

namespace bindery::unit
{

class Bench
{
public:
    explicit Bench(const UnitParts& parts) : m_parts(parts) {}

    bind::StationAnswer answer() const { return m_answer; }
    /// Asks once.
    bind::StationAnswer tell(bind::Act act, const luks::Header& header);
    /// Before the next question, by the last answer.
    void pause();
    /// Once, and whether it arrives or not.
    void fail(const luks::Header& header, const Error& why);
    /// The same of a card whose header is not ours to read: by the UUID that it claims.
    void fail(const Uuid& card, const Error& why);
    /// What came with Authorised; empty before.
    const SecretBuffer& transportSecret() const { return m_secret; }
    /// The secret does not open this card: a person has to look, and it is asked for again.
    void disown(const std::string& why);

private:
    void take(bind::Ruling ruling);
    void fail(const Uuid& card, const luks::Header* header, const Error& why);

    const UnitParts& m_parts;
    bind::StationAnswer m_answer = bind::StationAnswer::NotAsked;
    SecretBuffer m_secret;
};

/// What the station hears of a header.
bind::HeaderReport reportOf(const luks::Header& header);

} // namespace bindery::unit
