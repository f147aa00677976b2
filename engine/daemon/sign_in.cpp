// SPDX-License-Identifier: Apache-2.0
#include "daemon/sign_in.h"

#include "base/error.h"
#include "base/json.h"
#include "line/station.h"

#include <algorithm>
#include <utility>

#include <spdlog/spdlog.h>

namespace bindery::daemon
{

namespace
{

constexpr const char* kSupervisor = "supervisor";
constexpr const char* kAuditor = "auditor";
// What one user is refused for one reason, and all users together, in ten minutes.
constexpr line::RepeatBudget::Limits kRefusals{5, 100, 600'000'000};

/// What a scanner read may be anything; records hold it when it could be a badge.
std::string recordedBadge(const std::string& badge)
{
    try {
        db::checkName("badge", badge);
        return badge;
    } catch (const Error&) {
        return "(not a badge)";
    }
}

/// Rounded up: "60 s", "3 min".
std::string waitText(std::int64_t micros)
{
    constexpr std::int64_t kMostSeconds = 90;
    const std::int64_t seconds = (micros + 999'999) / 1'000'000;
    return seconds <= kMostSeconds ? std::to_string(seconds) + " s"
                                   : std::to_string((seconds + 59) / 60) + " min";
}

bool isStation(const db::StoredActor& person)
{
    return person.actor.badge == line::kStationActor;
}

} // namespace

SignIn::SignIn(db::Records& records, const Clock& clock, std::chrono::seconds idleLimit)
    : m_records(records), m_clock(clock), m_idleLimit(idleLimit), m_refusals(kRefusals)
{
}

SignIn::~SignIn()
{
    try {
        if (m_current) {
            end("the daemon ends", m_current->uid);
        }
        recordWithheld(m_refusals.rest());
    } catch (const std::exception& error) {
        spdlog::error("the end of a sign-in is not on record: {}", error.what());
    }
}

std::string SignIn::signIn(const std::string& badge, const SecretBuffer& pin, uid_t uid)
{
    settle();
    const std::optional<db::StoredActor> found = m_records.findActor(badge);
    const Refusal refusal{recordedBadge(badge), "", uid};
    if (!found || isStation(*found)) {
        refuse(refusal, ErrorCode::NotFound,
               "nobody with the badge \"" + refusal.badge +
                   "\" is known to this station: a supervisor names new persons");
    }
    if (found->retiredUtcMicros) {
        refuse(refusal, ErrorCode::NeedsRoot,
               "the badge " + badge + " was retired: use another one, or a supervisor brings it back");
    }
    const bool byPin = provePin(*found, pin, uid);
    if (m_current) {
        end("another sign-in", uid);
    }
    m_records.recordAct(badge, "sign_in.made", "actor:" + badge,
                        {{"badge", badge}, {"by_pin", byPin}, {"uid", std::int64_t{uid}}});
    m_current = Current{badge, uid, byPin, m_clock.monotonicMicros()};
    return found->actor.role;
}

bool SignIn::provePin(const db::StoredActor& person, const SecretBuffer& pin, uid_t uid)
{
    const std::string& badge = person.actor.badge;
    const Refusal refusal{badge, "", uid};
    if (!person.hasPin) {
        if (person.actor.role == kSupervisor) {
            refuse(refusal, ErrorCode::NeedsRoot,
                   badge +
                       " is a supervisor without a PIN, and supervisors sign in with one: another supervisor "
                       "sets it, or root with \"bindery person set-pin " +
                       badge + "\"");
        }
        return false;
    }
    if (pin.empty()) { // a badge that was only scanned guesses nothing
        refuse(refusal, ErrorCode::NeedsRoot, badge + " has a PIN: sign in with it");
    }
    const db::PinCheck check = m_records.checkPin(badge, pin, {{"uid", std::int64_t{uid}}});
    switch (check.outcome) {
    case db::PinCheck::Outcome::Right:
        return true;
    case db::PinCheck::Outcome::Wait:
        refuse(refusal, ErrorCode::Busy,
               "too many wrong PINs for " + badge + ": try again in " + waitText(check.waitMicros));
    case db::PinCheck::Outcome::Wrong: // that it was is on record by now
        throw Error(ErrorCode::NeedsRoot,
                    "this is not the PIN of " + badge +
                        (check.waitMicros > 0 ? ": try again in " + waitText(check.waitMicros)
                                              : ": try again, or a supervisor sets it anew"));
    case db::PinCheck::Outcome::None:
        break;
    }
    throw Error(ErrorCode::Conflict, "the PIN of " + badge + " was changed just now: sign in again");
}

void SignIn::signOut(uid_t uid)
{
    settle();
    if (m_current) {
        end("signed out", uid);
    }
}

std::optional<SignedInPerson> SignIn::person()
{
    settle();
    if (!m_current) {
        return std::nullopt;
    }
    return SignedInPerson{*m_records.findActor(m_current->badge), m_current->uid};
}

void SignIn::settle()
{
    recordWithheld(m_refusals.ended(m_clock.monotonicMicros()));
    if (!m_current) {
        return;
    }
    const std::int64_t idle = m_clock.monotonicMicros() - m_current->lastVerbMicros;
    if (m_idleLimit.count() > 0 && idle >= std::chrono::microseconds(m_idleLimit).count()) {
        end("idle", m_current->uid);
        return;
    }
    const std::optional<db::StoredActor> person = m_records.findActor(m_current->badge);
    if (!person || person->retiredUtcMicros) {
        end("retired", m_current->uid);
    }
}

// First nobody is signed in, then it is recorded: what fails leaves nobody in.
void SignIn::end(const std::string& why, uid_t byUid)
{
    const Current ended = *std::exchange(m_current, std::nullopt);
    m_records.recordAct(line::kStationActor, "sign_in.ended", "actor:" + ended.badge,
                        {{"badge", ended.badge},
                         {"by_uid", std::int64_t{byUid}},
                         {"uid", std::int64_t{ended.uid}},
                         {"why", why}});
}

SignedInPerson SignIn::current(const std::string& right, uid_t uid)
{
    const std::optional<SignedInPerson> found = person();
    if (!found) {
        refuse({"", right, uid}, ErrorCode::NeedsRoot, "nobody is signed in: sign in with your badge first");
    }
    if (found->uid != uid) {
        refuse({found->stored.actor.badge, right, uid}, ErrorCode::NeedsRoot,
               found->stored.actor.badge +
                   " is signed in for another user of this computer: sign in with your own badge");
    }
    return *found;
}

void SignIn::requireProvedSupervisor(const SignedInPerson& person, const std::string& right)
{
    const db::Actor& actor = person.stored.actor;
    if (actor.role != kSupervisor) {
        refuse({actor.badge, right, person.uid}, ErrorCode::NeedsRoot,
               "this is a supervisor's act, but " + actor.badge + " is " + actor.role +
                   ": a supervisor signs in for it");
    }
    if (!m_current->byPin) {
        refuse({actor.badge, right, person.uid}, ErrorCode::NeedsRoot,
               actor.badge + " became a supervisor after signing in: sign in again, with the PIN");
    }
}

db::Actor SignIn::use(const SignedInPerson& person)
{
    m_current->lastVerbMicros = m_clock.monotonicMicros();
    return person.stored.actor;
}

db::Actor SignIn::require(Right right, uid_t uid)
{
    const std::string name(nameOf(right));
    if (!needsPerson(right)) {
        const std::optional<SignedInPerson> found = person();
        return found && found->uid == uid ? found->stored.actor
                                          : db::Actor{line::kStationActor, std::nullopt, line::kStationActor};
    }
    const SignedInPerson found = current(name, uid);
    const db::Actor& actor = found.stored.actor;
    if (needsSupervisor(right)) {
        requireProvedSupervisor(found, name);
    }
    if (actor.role == kAuditor && !allowsAuditor(right)) {
        refuse({actor.badge, name, uid}, ErrorCode::NeedsRoot,
               actor.badge +
                   " is an auditor, who looks and exports but changes nothing: sign in with another badge");
    }
    return use(found);
}

db::Actor SignIn::requirePerson(uid_t uid)
{
    return use(current(std::string(nameOf(Right::SignIn)), uid));
}

db::Actor SignIn::requireToSetPin(const std::string& badge, uid_t uid)
{
    const std::string name(nameOf(Right::SignIn));
    const SignedInPerson found = current(name, uid);
    if (found.stored.actor.badge != badge) {
        requireProvedSupervisor(found, name);
    }
    return use(found);
}

void SignIn::refuse(const Refusal& refusal, ErrorCode code, const std::string& why)
{
    recordRefusal(refusal, why);
    throw Error(code, why);
}

void SignIn::recordRefusal(const Refusal& refusal, const std::string& why)
{
    const std::string key = std::to_string(refusal.uid) + " " + refusal.right + " " + refusal.badge;
    if (!m_refusals.admits(key, m_clock.monotonicMicros())) {
        return;
    }
    m_records.recordAct(line::kStationActor, "sign_in.refused",
                        refusal.badge.empty() ? "station" : "actor:" + refusal.badge,
                        {{"badge", refusal.badge.empty() ? Json(nullptr) : Json(refusal.badge)},
                         {"right", refusal.right.empty() ? Json(nullptr) : Json(refusal.right)},
                         {"uid", std::int64_t{refusal.uid}},
                         {"why", why}});
}

void SignIn::recordWithheld(const std::vector<line::RepeatBudget::Withheld>& withheld)
{
    std::int64_t count = 0;
    Json of = Json::object();
    for (const line::RepeatBudget::Withheld& one : withheld) {
        count += one.count;
        of[one.key.empty() ? "others" : one.key] = one.count;
    }
    if (count > 0) {
        m_records.recordAct(line::kStationActor, "sign_in.refusals_withheld", "station",
                            {{"count", count}, {"of", std::move(of)}});
    }
}

} // namespace bindery::daemon
