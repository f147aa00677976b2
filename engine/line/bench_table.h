// SPDX-License-Identifier: Apache-2.0
// What the bench does with an act of a unit, by the state in which the records have the unit: a table, tested
// cell by cell (tests/line/bench_table_test.cpp). Errors: Corrupt for a state that is none. Threads: free
// functions.
#pragma once

#include "bind/messages.h"

#include <string_view>
#include <vector>

namespace bindery::line
{

enum class DeskAct {
    Examine,        ///< all rules of a first answer, then the transport secret
    RecordLocked,   ///< state locked, noted
    RecordVerified, ///< state verified; revoke, or bound at once where keyslot 0 is gone already
    RevokeAgain,    ///< the answer was lost
    FinishBound,    ///< destroy the secret, state bound
    Settled,        ///< bound: nothing to do; revoke where keyslot 0 shows up again
    Note,           ///< it is on record already
    RecordFailure,  ///< a step with the unit's own words
    Refuse,         ///< with what to do about it
};
/// "examine", "record locked", ...: for the names of tests
std::string_view textOf(DeskAct act);

/// `unitState` as in the records: "written", "enrolling", ...
DeskAct deskAct(std::string_view unitState, bind::Act act);
/// All states the table knows.
std::vector<std::string_view> deskStates();

/// What a person does about a unit in a state that refuses: the second half of a sentence.
std::string_view cureOf(std::string_view unitState);

} // namespace bindery::line
