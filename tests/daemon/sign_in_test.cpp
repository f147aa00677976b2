// SPDX-License-Identifier: Apache-2.0
// Who is signed in, what that allows, and what is on record of it.
#include "base/file.h"
#include "daemon/sign_in.h"
#include "db/database_check.h"
#include "db/station_fixture.h"
#include "support/expect_error.h"

#include <array>
#include <map>
#include <set>
#include <vector>

#include <gmock/gmock.h>

namespace bindery::daemon::test
{

using bindery::test::expectError;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

namespace
{

constexpr uid_t kMe = 1000;
constexpr uid_t kOther = 1001;
constexpr std::int64_t kSecond = 1'000'000;
constexpr std::chrono::seconds kIdleLimit{600};
constexpr std::array<const char*, 4> kRoles{"operator", "engineer", "supervisor", "auditor"};

SecretBuffer pinOf(std::string_view text)
{
    return SecretBuffer::copyOf(asBytes(text));
}

/// By role the badge that the fixture names.
std::string badgeOf(const std::string& role)
{
    return role + "-1";
}

} // namespace

class SignInTest : public db::test::StationTest
{
protected:
    SignInTest()
    {
        records().ensureActor({badgeOf("supervisor"), "Sven Berg", "supervisor"});
        for (const char* role : {"operator", "engineer", "auditor"}) {
            records().addActor({badgeOf(role), std::nullopt, role}, badgeOf("supervisor"));
        }
        records().setPin(badgeOf("supervisor"), pinOf("4711"), badgeOf("supervisor"));
        begin();
    }

    void begin(std::chrono::seconds idleLimit = kIdleLimit)
    {
        m_signIn.reset();
        m_signIn.emplace(records(), m_clock, idleLimit);
    }
    std::string in(const std::string& role, uid_t uid = kMe)
    {
        return m_signIn->signIn(badgeOf(role), pinOf(role == "supervisor" ? "4711" : ""), uid);
    }
    std::string who()
    {
        const std::optional<SignedInPerson> person = m_signIn->person();
        return person ? person->stored.actor.badge : "nobody";
    }
    /// "action subject payload without its clock" of the events of signing in, from the first on that this
    /// test made.
    std::vector<std::string> events()
    {
        std::vector<std::string> all;
        records().visitEvents(1, [&](const db::StoredEvent& event) {
            if (event.action.rfind("sign_in.", 0) == 0 || event.action == "pin.wrong") {
                Json payload = parseJson(event.payload, "event");
                payload.erase("clock");
                all.push_back(event.actor + ": " + event.action + " " + event.subject + " " +
                              canonicalJson(payload));
            }
            return true;
        });
        return all;
    }
    std::string lastEvent()
    {
        const std::vector<std::string> all = events();
        return all.empty() ? "" : all.back();
    }
    bool allows(Right right, uid_t uid)
    {
        try {
            m_signIn->require(right, uid);
            return true;
        } catch (const Error& error) {
            EXPECT_EQ(error.code(), ErrorCode::NeedsRoot) << error.what();
            return false;
        }
    }

    std::optional<SignIn> m_signIn;
};

TEST_F(SignInTest, GivesEachRoleItsRightsAndNoOther)
{
    using Roles = std::set<std::string>;
    const Roles makers{"operator", "engineer", "supervisor"};
    const Roles everybody{"operator", "engineer", "supervisor", "auditor"};
    const std::map<Right, Roles> table{{Right::SignIn, everybody},
                                       {Right::Operate, makers},
                                       {Right::Orders, makers},
                                       {Right::Slots, makers},
                                       {Right::Arm, makers},
                                       {Right::Audit, everybody},
                                       {Right::Export, everybody},
                                       {Right::Stage, {"supervisor"}},
                                       {Right::Approve, {"supervisor"}},
                                       {Right::Supervise, {"supervisor"}},
                                       {Right::Persons, {"supervisor"}}};
    ASSERT_EQ(table.size(), allRights().size());
    for (const char* role : kRoles) {
        ASSERT_EQ(in(role), role);
        for (const auto& [right, roles] : table) {
            EXPECT_EQ(allows(right, kMe), roles.count(role) == 1) << nameOf(right) << " of " << role;
        }
    }
}

TEST_F(SignInTest, ServesNoOtherUserExceptWhatNeedsNoPerson)
{
    for (const char* role : kRoles) {
        in(role);
        for (const Right right : allRights()) {
            EXPECT_EQ(allows(right, kOther), right == Right::SignIn || right == Right::Audit)
                << nameOf(right) << " beside " << role;
        }
    }
    expectError(ErrorCode::NeedsRoot, "auditor-1 is signed in for another user of this computer",
                [&] { m_signIn->require(Right::Export, kOther); });
}

TEST_F(SignInTest, IsNeededExceptForWhatNeedsNoPerson)
{
    for (const Right right : allRights()) {
        EXPECT_EQ(allows(right, kMe), right == Right::SignIn || right == Right::Audit) << nameOf(right);
    }
    expectError(ErrorCode::NeedsRoot, "nobody is signed in: sign in with your badge first",
                [&] { m_signIn->require(Right::Operate, kMe); });
}

TEST_F(SignInTest, NamesThePersonOrTheStationAsActor)
{
    EXPECT_EQ(m_signIn->require(Right::Audit, kMe).badge, "station");
    in("operator");
    EXPECT_EQ(m_signIn->require(Right::Operate, kMe).badge, "operator-1");
    EXPECT_EQ(m_signIn->require(Right::Audit, kMe).badge, "operator-1");
    EXPECT_EQ(m_signIn->require(Right::Audit, kOther).badge, "station");
}

TEST_F(SignInTest, IsOnRecordWithTheUser)
{
    in("operator");
    in("supervisor", kOther);
    m_signIn->signOut(kMe);
    m_signIn->signOut(kMe);
    EXPECT_THAT(events(),
                ElementsAre("operator-1: sign_in.made actor:operator-1 "
                            R"({"badge":"operator-1","by_pin":false,"uid":1000})",
                            "station: sign_in.ended actor:operator-1 "
                            R"({"badge":"operator-1","by_uid":1001,"uid":1000,"why":"another sign-in"})",
                            "supervisor-1: sign_in.made actor:supervisor-1 "
                            R"({"badge":"supervisor-1","by_pin":true,"uid":1001})",
                            "station: sign_in.ended actor:supervisor-1 "
                            R"({"badge":"supervisor-1","by_uid":1000,"uid":1001,"why":"signed out"})"));
    EXPECT_EQ(who(), "nobody");
}

TEST_F(SignInTest, NeedsTheRightPinOfASupervisor)
{
    const auto give = [&](const char* pin) { m_signIn->signIn("supervisor-1", pinOf(pin), kMe); };
    expectError(ErrorCode::NeedsRoot, "supervisor-1 has a PIN: sign in with it", [&] { give(""); });
    expectError(ErrorCode::NeedsRoot, "this is not the PIN of supervisor-1: try again",
                [&] { give("4712"); });
    EXPECT_EQ(lastEvent(), "station: pin.wrong actor:supervisor-1 "
                           R"({"badge":"supervisor-1","uid":1000,"wrong_in_a_row":1})");
    EXPECT_EQ(who(), "nobody");
    give("4711");
    EXPECT_EQ(who(), "supervisor-1");
}

TEST_F(SignInTest, MakesWaitAfterFiveWrongPinsEvenAcrossARestart)
{
    const auto give = [&](const char* pin) { m_signIn->signIn("supervisor-1", pinOf(pin), kMe); };
    for (int i = 0; i < 4; ++i) {
        expectError(ErrorCode::NeedsRoot, "not the PIN", [&] { give("0000"); });
    }
    expectError(ErrorCode::NeedsRoot, "try again in 60 s", [&] { give("0000"); });
    expectError(ErrorCode::Busy, "too many wrong PINs for supervisor-1: try again in 60 s",
                [&] { give("4711"); });
    begin();
    m_clock.advance(59 * kSecond);
    expectError(ErrorCode::Busy, "try again in 1 s", [&] { give("4711"); });
    m_clock.advance(kSecond);
    expectError(ErrorCode::NeedsRoot, "try again in 2 min", [&] { give("0000"); });
    m_clock.advance(120 * kSecond);
    give("4711");
    EXPECT_EQ(who(), "supervisor-1");
}

TEST_F(SignInTest, AsksOthersForThePinTheyHave)
{
    records().setPin("operator-1", pinOf("2222"), "operator-1");
    expectError(ErrorCode::NeedsRoot, "operator-1 has a PIN", [&] { in("operator"); });
    m_signIn->signIn("operator-1", pinOf("2222"), kMe);
    EXPECT_EQ(who(), "operator-1");
    m_signIn->signIn("engineer-1", pinOf("typed for nothing"), kMe);
    EXPECT_EQ(who(), "engineer-1");
}

TEST_F(SignInTest, TellsASupervisorWithoutPinHowToGetOne)
{
    records().addActor({"supervisor-2", std::nullopt, "supervisor"}, "supervisor-1");
    expectError(ErrorCode::NeedsRoot, "bindery person set-pin supervisor-2",
                [&] { m_signIn->signIn("supervisor-2", pinOf("1234"), kMe); });
    EXPECT_EQ(who(), "nobody");
}

TEST_F(SignInTest, RefusesStrangersWithoutMakingThemKnown)
{
    for (const std::string badge : {"stranger", "station", "no badge at all", ""}) {
        expectError(ErrorCode::NotFound, "is known to this station",
                    [&] { m_signIn->signIn(badge, pinOf(""), kMe); });
        EXPECT_EQ(records().findActor(badge).has_value(), badge == "station");
    }
    EXPECT_THAT(lastEvent(), HasSubstr(R"j({"badge":"(not a badge)","right":null,"uid":1000,)j"));
}

TEST_F(SignInTest, RefusesTheRetiredAndSignsThemOut)
{
    in("operator");
    records().retireActor("operator-1", "supervisor-1");
    expectError(ErrorCode::NeedsRoot, "nobody is signed in", [&] { m_signIn->require(Right::Operate, kMe); });
    EXPECT_THAT(events()[1], HasSubstr("\"why\":\"retired\"}"));
    expectError(ErrorCode::NeedsRoot, "operator-1 was retired", [&] { in("operator"); });
}

TEST_F(SignInTest, LeavesWhoeverIsInWhenAnotherIsRefused)
{
    in("operator");
    EXPECT_THROW(m_signIn->signIn("supervisor-1", pinOf("0000"), kMe), Error);
    EXPECT_EQ(who(), "operator-1");
}

TEST_F(SignInTest, FollowsTheRoleThatTheRecordsGiveNow)
{
    in("operator");
    records().addActor({"operator-1", std::nullopt, "auditor"}, "supervisor-1");
    EXPECT_FALSE(allows(Right::Operate, kMe));
    records().addActor({"operator-1", std::nullopt, "supervisor"}, "supervisor-1");
    EXPECT_TRUE(allows(Right::Operate, kMe));
    expectError(ErrorCode::NeedsRoot, "operator-1 became a supervisor after signing in: sign in again",
                [&] { m_signIn->require(Right::Approve, kMe); });
}

TEST_F(SignInTest, EndsWhenThePersonIsIdle)
{
    in("operator");
    m_clock.advance(599 * kSecond);
    m_signIn->require(Right::Operate, kMe);
    m_clock.advance(599 * kSecond);
    m_signIn->require(Right::Audit, kMe); // a window looks by itself, so this is no sign of a person
    EXPECT_EQ(who(), "operator-1");
    m_clock.advance(kSecond);
    EXPECT_EQ(who(), "nobody");
    EXPECT_EQ(lastEvent(), "station: sign_in.ended actor:operator-1 "
                           R"({"badge":"operator-1","by_uid":1000,"uid":1000,"why":"idle"})");
    EXPECT_FALSE(allows(Right::Operate, kMe));
}

TEST_F(SignInTest, IsNotProlongedByWhatIsRefused)
{
    in("operator");
    m_clock.advance(599 * kSecond);
    EXPECT_FALSE(allows(Right::Approve, kMe));
    EXPECT_FALSE(allows(Right::Operate, kOther));
    m_clock.advance(kSecond);
    EXPECT_EQ(who(), "nobody");
}

TEST_F(SignInTest, LastsWhereThereIsNoIdleLimit)
{
    begin(std::chrono::seconds(0));
    in("operator");
    m_clock.advance(100'000 * kSecond);
    EXPECT_EQ(who(), "operator-1");
}

TEST_F(SignInTest, EndsOnRecordWithTheDaemon)
{
    in("operator");
    m_signIn.reset();
    EXPECT_THAT(lastEvent(), HasSubstr("\"why\":\"the daemon ends\"}"));
}

TEST_F(SignInTest, RecordsAFloodOfRefusalsAsACount)
{
    in("operator");
    for (int i = 0; i < 200; ++i) {
        EXPECT_FALSE(allows(Right::Approve, kMe));
    }
    const std::vector<std::string> all = events();
    ASSERT_EQ(all.size(), 6U);
    EXPECT_EQ(all.back(),
              "station: sign_in.refused actor:operator-1 "
              R"({"badge":"operator-1","right":"approve","uid":1000,"why":"this is a supervisor's )"
              R"(act, but operator-1 is operator: a supervisor signs in for it"})");
    m_clock.advance(600 * kSecond);
    EXPECT_EQ(who(), "nobody");
    EXPECT_EQ(
        events()[6],
        R"(station: sign_in.refusals_withheld station {"count":195,"of":{"1000 approve operator-1":195}})");
}

TEST_F(SignInTest, RecordsManyStrangersAsACount)
{
    for (int i = 0; i < 300; ++i) {
        EXPECT_THROW(m_signIn->signIn("guess-" + std::to_string(i), pinOf(""), kMe), Error);
    }
    m_signIn.reset();
    EXPECT_EQ(events().size(), 101U);
    EXPECT_EQ(lastEvent(), R"(station: sign_in.refusals_withheld station {"count":200,"of":{"others":200}})");
}

TEST_F(SignInTest, LetsPersonsSetTheirOwnPinAndSupervisorsThatOfOthers)
{
    expectError(ErrorCode::NeedsRoot, "nobody is signed in",
                [&] { m_signIn->requireToSetPin("operator-1", kMe); });
    in("operator");
    EXPECT_EQ(m_signIn->requireToSetPin("operator-1", kMe).badge, "operator-1");
    expectError(ErrorCode::NeedsRoot, "supervisor's act",
                [&] { m_signIn->requireToSetPin("engineer-1", kMe); });
    expectError(ErrorCode::NeedsRoot, "another user",
                [&] { m_signIn->requireToSetPin("operator-1", kOther); });
    in("supervisor");
    EXPECT_EQ(m_signIn->requireToSetPin("engineer-1", kMe).badge, "supervisor-1");
}

TEST_F(SignInTest, GivesEveryRoleWhatIsItsOwn)
{
    expectError(ErrorCode::NeedsRoot, "nobody is signed in", [&] { m_signIn->requirePerson(kMe); });
    for (const char* role : kRoles) {
        in(role);
        EXPECT_EQ(m_signIn->requirePerson(kMe).badge, badgeOf(role));
        expectError(ErrorCode::NeedsRoot, "another user", [&] { m_signIn->requirePerson(kOther); });
    }
}

TEST_F(SignInTest, LeavesNoPinInTheRecordsAndTheChainSound)
{
    EXPECT_THROW(m_signIn->signIn("supervisor-1", pinOf("battery staple"), kMe), Error);
    in("supervisor");
    m_signIn.reset();
    closeRecords();
    EXPECT_THAT(readTextFile(m_state.database()), Not(HasSubstr("battery staple")));
    EXPECT_THAT(db::checkDatabase(m_state, db::CheckDepth::Full).findings, IsEmpty());
}

} // namespace bindery::daemon::test
