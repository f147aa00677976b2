// SPDX-License-Identifier: Apache-2.0
// The steps that give a card its module key, each from one state of the header to the next
// (bind/header_state.h), so that a cut between any two is taken up by the table of bind/next_act.h: token
// without a keyslot, keyslot 1, token and keyslot joined. Keyslot 0 is there before and after each. The token
// always carries the boot in which keyslot 1 was joined: until another boot has come, nothing counts as
// proved. Errors: those of card header and module; Conflict when the transport secret does not open keyslot
// 0. Threads: free functions.
#pragma once

#include "base/secret_buffer.h"
#include "luks/header.h"
#include "unit/card_header.h"
#include "unit/unit_parts.h"

namespace bindery::unit
{

struct Enrolment {
    const UnitParts& parts;
    CardHeader& card;
    luks::Header& header; ///< as it was loaded last
    const SecretBuffer& transport;
};

/// Makes a key, has the module lock and unlock it, compares, and writes the token.
void makeModuleKey(const Enrolment& enrolment);
/// Keyslot 1 that no token belongs to.
void destroyStraySlot(const Enrolment& enrolment);
/// Keyslot 1 with the key of the token; or a token of an earlier boot goes when the module refuses it.
void addSlotOfToken(const Enrolment& enrolment);
/// Joins the two when the one opens the other; else both go, if an earlier boot made them.
void assignToken(const Enrolment& enrolment);

} // namespace bindery::unit
