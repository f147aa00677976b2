// SPDX-License-Identifier: Apache-2.0
// The person that is signed in at the daemon: one badge at a time, for the one user of the computer that gave
// it. Verbs are carried out and recorded in its name. Supervisors give their PIN; of others a PIN is asked
// when they have one. Whoever makes no verb for the idle limit is signed out. Each sign-in, its end and each
// refusal is an event with the uid of the caller; a flood of refusals is told as a count. Errors: NeedsRoot
// with the cure when a person may not; NotFound for a badge that nobody named, which is not made; Busy with
// the time to wait after wrong PINs; those of the records. What cannot be recorded is not allowed. Threads:
// one, that of the records' owner; a PIN takes some tenths of a second.
#pragma once

#include "base/clock.h"
#include "base/secret_buffer.h"
#include "daemon/right.h"
#include "db/records.h"
#include "line/repeat_budget.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include <sys/types.h>

namespace bindery::daemon
{

/// Who is signed in, as the records know it now.
struct SignedInPerson {
    db::StoredActor stored;
    uid_t uid = 0; ///< the user that it serves
};

class SignIn
{
public:
    /// Records and clock are borrowed. An idle limit of 0 is none.
    SignIn(db::Records& records, const Clock& clock, std::chrono::seconds idleLimit);
    /// Records what was withheld of refusals. Whoever is signed in is signed out.
    ~SignIn();
    SignIn(const SignIn&) = delete;
    SignIn& operator=(const SignIn&) = delete;

    /// Whoever was signed in before is signed out. The role of the badge.
    std::string signIn(const std::string& badge, const SecretBuffer& pin, uid_t uid);
    /// Nobody is signed in any more; `uid` asked for it, whoever had signed in.
    void signOut(uid_t uid);
    /// After the idle limit nobody; call it now and then, so that this is noticed.
    std::optional<SignedInPerson> person();
    std::chrono::seconds idleLimit() const { return m_idleLimit; }

    /// In whose name `uid` may use this right. Of rights that need no person: the station's own, unless the
    /// person is this user's. Counts as a verb of that person where the right needs one.
    db::Actor require(Right right, uid_t uid);
    /// The person that `uid` signed in, whatever its role: for what is its own, such as its language.
    db::Actor requirePerson(uid_t uid);
    /// The same, to set the PIN of `badge`: its own, or by a supervisor that of another.
    db::Actor requireToSetPin(const std::string& badge, uid_t uid);

private:
    struct Current {
        std::string badge;
        uid_t uid = 0;
        bool byPin = false;
        std::int64_t lastVerbMicros = 0;
    };
    struct Refusal {
        std::string badge; ///< empty: nobody's
        std::string right; ///< empty: the sign-in itself
        uid_t uid = 0;
    };

    bool provePin(const db::StoredActor& person, const SecretBuffer& pin, uid_t uid);
    /// Ends a sign-in that is over by itself.
    void settle();
    void end(const std::string& why, uid_t byUid);
    SignedInPerson current(const std::string& right, uid_t uid);
    void requireProvedSupervisor(const SignedInPerson& person, const std::string& right);
    db::Actor use(const SignedInPerson& person);
    [[noreturn]] void refuse(const Refusal& refusal, ErrorCode code, const std::string& why);
    void recordRefusal(const Refusal& refusal, const std::string& why);
    void recordWithheld(const std::vector<line::RepeatBudget::Withheld>& withheld);

    db::Records& m_records;
    const Clock& m_clock;
    const std::chrono::seconds m_idleLimit;
    std::optional<Current> m_current;
    line::RepeatBudget m_refusals;
};

} // namespace bindery::daemon
