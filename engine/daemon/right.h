// SPDX-License-Identifier: Apache-2.0
// What a verb of the D-Bus contract asks for: the polkit action of the calling user, and the role of the
// person that is signed in. The contract names the right of each verb in its annotation org.bindery.Right.
// Threads: the table is constant.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace bindery::daemon
{

enum class Right {
    SignIn,    ///< sign in and out; needs nobody signed in
    Operate,   ///< make cards, confirm units, the daily check
    Orders,    ///< make work orders, release, open and close them
    Slots,     ///< teach slots
    Arm,       ///< open and close the bench
    Audit,     ///< look at records and at the station; needs nobody signed in
    Export,    ///< the signed export
    Stage,     ///< stage, prove and remove golden images; supervisors
    Approve,   ///< approve golden images; supervisors
    Supervise, ///< re-open slots; supervisors
    Persons,   ///< badges and roles; supervisors
};

/// As in the contract: "sign-in", "operate".
std::string_view nameOf(Right right);
std::span<const Right> allRights();
/// "org.bindery.operate"
std::string polkitAction(Right right);
/// A person must be signed in, by the user who calls.
bool needsPerson(Right right);
/// That person must be a supervisor.
bool needsSupervisor(Right right);
/// An auditor's badge is enough.
bool allowsAuditor(Right right);

} // namespace bindery::daemon
