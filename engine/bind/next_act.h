// SPDX-License-Identifier: Apache-2.0
// What a unit does next, decided from its header, its module and the station's answer alone, never from a
// flag file: so that a power cut at any point resumes. Two tables, each a pure function that is tested cell
// by cell (tests/bind/next_act_test.cpp). Threads: free functions.
#pragma once

#include "bind/header_state.h"
#include "bind/messages.h"
#include "module/security_module.h"

#include <optional>
#include <string_view>

namespace bindery::bind
{

/// What the station said last in this boot; NotAsked before the first question.
enum class StationAnswer { NotAsked, Unreachable, Authorised, Waiting, Refused, Noted, Revoke };
std::string_view textOf(StationAnswer answer);
StationAnswer answerOf(Verdict verdict);

/// In the initramfs, with the root still closed. The run that makes keyslot 1 ends by printing the transport
/// secret, for cryptsetup has read the header before: only a later run finds Enrolled and OpenByModule.
enum class UnlockAct {
    OpenByModule, ///< the token's key, unlocked by the module, to the key script's output
    AskStation,   ///< the header has no whole module key yet: authorise
    AskLater, ///< as AskStation, after a pause: it could not be reached, wants to wait, or refused, which a
              ///< person at the station may change
    MakeModuleKey,    ///< authorised, nothing of a module key there: make, lock, write token, slot, assign
    DestroyStraySlot, ///< authorised, keyslot 1 that no token belongs to: destroy it, then MakeModuleKey
    AddSlotOfToken,   ///< authorised, a token without a keyslot: add it with the unlocked key; or, when the
                      ///< module refuses the token, remove that and MakeModuleKey
    AssignToken,   ///< authorised, token and keyslot 1 not yet joined: try one with the other, join them; or,
                   ///< when they do not fit, remove both and MakeModuleKey
    WaitForModule, ///< it is absent or does not answer: again and again, with a message
    Refuse,        ///< final until a person changes something: say why, open nothing
};
std::string_view textOf(UnlockAct act);
UnlockAct unlockAct(HeaderState header, module::ModuleStatus module, StationAnswer answer);

/// In the booted root.
enum class VerifyAct {
    RestartCold,      ///< keyslot 1 was made in this very boot: the module must open the card alone first
    ReportVerified,   ///< opened by the module alone while the transport keyslot is still there
    ReportLater,      ///< as ReportVerified or ReportRevoked, after a pause
    DestroyTransport, ///< the station said revoke: destroy keyslot 0, then ReportRevoked
    ReportRevoked,    ///< keyslot 0 is gone, the station may not know
    Done,             ///< nothing is left to do, the unit is bound
    WaitForModule,
    Refuse,
};
std::string_view textOf(VerifyAct act);
/// `madeInThisBoot`: the token's boot id is that of the running kernel.
VerifyAct verifyAct(HeaderState header, module::ModuleStatus module, StationAnswer answer,
                    bool madeInThisBoot);

} // namespace bindery::bind
