// SPDX-License-Identifier: Apache-2.0
#include "line/bench_table.h"

#include "base/error.h"

#include <array>
#include <string>

namespace bindery::line
{

namespace
{

using enum DeskAct;

struct Row {
    std::string_view state;
    DeskAct authorise;
    DeskAct locked;
    DeskAct verified;
    DeskAct revoked;
    DeskAct failed;
    std::string_view cure;
};

constexpr std::string_view kCallSupervisor = "call a supervisor";
constexpr std::string_view kMakeAgain =
    "its module opens it now; if it does not, a supervisor releases it to be made once more";

// Keyslot 0 goes on the station's word, which is given to a verified unit alone: who reports it gone before
// has not been told so, and the secret stays.
// clang-format off
constexpr std::array kRows{
    //   state                authorise locked        verified        revoked      failed
    Row{"new",                Refuse,   Refuse,       Refuse,         Refuse,      RecordFailure, "provision it first"},
    Row{"written",            Examine,  Refuse,       Refuse,         Refuse,      RecordFailure, "start its bind from the beginning"},
    Row{"written_unverified", Refuse,   Refuse,       Refuse,         Refuse,      RecordFailure, "make its card once more, with verify"},
    Row{"bind failed",        Examine,  RecordLocked, RecordVerified, Refuse,      RecordFailure, kCallSupervisor},
    Row{"enrolling",          Examine,  RecordLocked, RecordVerified, Refuse,      RecordFailure, kCallSupervisor},
    Row{"locked",             Refuse,   Note,         RecordVerified, Refuse,      RecordFailure, kMakeAgain},
    Row{"verified",           Refuse,   Note,         RevokeAgain,    FinishBound, RecordFailure, kMakeAgain},
    Row{"bound",              Refuse,   Note,         Settled,        Note,        RecordFailure, kMakeAgain},
    Row{"production",         Refuse,   Note,         Settled,        Note,        RecordFailure, kMakeAgain},
    Row{"quarantined",        Refuse,   Refuse,       Refuse,         Refuse,      RecordFailure, kCallSupervisor},
    Row{"RMA",                Refuse,   Refuse,       Refuse,         Refuse,      RecordFailure, kCallSupervisor},
    Row{"retired",            Refuse,   Refuse,       Refuse,         Refuse,      RecordFailure, kCallSupervisor},
    Row{"superseded",         Refuse,   Refuse,       Refuse,         Refuse,      RecordFailure, kCallSupervisor},
    Row{"scrapped",           Refuse,   Refuse,       Refuse,         Refuse,      RecordFailure, kCallSupervisor},
};
// clang-format on

const Row& rowOf(std::string_view unitState)
{
    for (const Row& row : kRows) {
        if (row.state == unitState) {
            return row;
        }
    }
    throw Error(ErrorCode::Corrupt, "\"" + std::string(unitState) + "\" is not a state of a unit");
}

} // namespace

std::string_view textOf(DeskAct act)
{
    switch (act) {
    case Examine:
        return "examine";
    case RecordLocked:
        return "record locked";
    case RecordVerified:
        return "record verified";
    case RevokeAgain:
        return "revoke again";
    case FinishBound:
        return "finish bound";
    case Settled:
        return "settled";
    case Note:
        return "note";
    case RecordFailure:
        return "record failure";
    case Refuse:
        break;
    }
    return "refuse";
}

DeskAct deskAct(std::string_view unitState, bind::Act act)
{
    const Row& row = rowOf(unitState);
    switch (act) {
    case bind::Act::Authorise:
        return row.authorise;
    case bind::Act::Locked:
        return row.locked;
    case bind::Act::Verified:
        return row.verified;
    case bind::Act::Revoked:
        return row.revoked;
    case bind::Act::Failed:
        break;
    }
    return row.failed;
}

std::vector<std::string_view> deskStates()
{
    std::vector<std::string_view> states;
    for (const Row& row : kRows) {
        states.push_back(row.state);
    }
    return states;
}

std::string_view cureOf(std::string_view unitState)
{
    return rowOf(unitState).cure;
}

} // namespace bindery::line
