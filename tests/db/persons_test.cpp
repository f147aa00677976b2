// SPDX-License-Identifier: Apache-2.0
// Persons in the records: who names them, what a role may do, and that neither can be written past the
// events.
#include "db/database_check.h"
#include "db/station_fixture.h"
#include "support/expect_error.h"

#include <gmock/gmock.h>

namespace bindery::db::test
{

using bindery::test::expectError;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class Persons : public StationTest
{
protected:
    void add(const std::string& badge, const std::string& role, const std::string& by)
    {
        records().addActor({badge, std::nullopt, role}, by);
        m_clock.advance(1'000'000);
    }
    std::vector<std::string> roles()
    {
        std::vector<std::string> roles;
        for (const StoredActor& person : records().actors()) {
            roles.push_back(person.actor.badge + " " + person.actor.role +
                            (person.retiredUtcMicros ? " retired" : ""));
        }
        return roles;
    }
    CheckReport check() const { return checkDatabase(m_state, CheckDepth::Full); }
    void expectSound() const
    {
        const CheckReport report = check();
        EXPECT_TRUE(report.good()) << report.findings.front().place << ": "
                                   << report.findings.front().message;
    }
    /// What a full check says of a row that somebody edited.
    void expectFound(const std::string& sql, const std::string& place, const std::string& part) const
    {
        ASSERT_EQ(tamper(sql).exitStatus, 0) << sql;
        const CheckReport report = check();
        ASSERT_FALSE(report.good()) << sql;
        EXPECT_EQ(report.findings.front().place, place);
        EXPECT_THAT(report.findings.front().message, HasSubstr(part));
    }
};

TEST_F(Persons, BeginWithASupervisorWhomAnybodyNames)
{
    records().ensureActor({"root", std::nullopt, "operator"});
    expectError(ErrorCode::NeedsRoot, "no supervisor yet", [&] { add("op-7", "operator", "root"); });
    expectError(ErrorCode::NotFound, "nobody with the badge \"ghost\"",
                [&] { add("sup-1", "supervisor", "ghost"); });
    add("sup-1", "supervisor", "root");
    expectError(ErrorCode::NeedsRoot, "naming a person is a supervisor's act, but root is operator",
                [&] { add("sup-2", "supervisor", "root"); });
    add("op-7", "operator", "sup-1");
    EXPECT_THAT(roles(), ElementsAre("root operator", "sup-1 supervisor", "op-7 operator"));
    expectSound();
}

TEST_F(Persons, MayNameThemselvesOnAnEmptyStation)
{
    records().ensureActor({"root", std::nullopt, "operator"});
    add("root", "supervisor", "root");
    EXPECT_THAT(roles(), ElementsAre("root supervisor"));
}

TEST_F(Persons, WhoComeToTheStationAreOperatorsAndNothingMore)
{
    prepare();
    records().ensureActor({"visitor", std::nullopt, "operator"});
    for (const char* role : {"supervisor", "engineer", "auditor"}) {
        expectError(ErrorCode::NeedsRoot, "is said by a supervisor", [&] {
            records().ensureActor({"visitor", std::nullopt, role});
        });
        expectError(ErrorCode::NeedsRoot, "is said by a supervisor", [&] {
            records().ensureActor({"stranger", std::nullopt, role});
        });
    }
    EXPECT_EQ(records().actor("visitor").role, "operator");
}

TEST_F(Persons, LeaveAtLeastOneSupervisor)
{
    prepare();
    expectError(ErrorCode::Conflict, "sup-1 is the only supervisor",
                [&] { records().retireActor(kSupervisor, kSupervisor); });
    expectError(ErrorCode::Conflict, "sup-1 is the only supervisor",
                [&] { add(kSupervisor, "operator", kSupervisor); });
    add("sup-2", "supervisor", kSupervisor);
    records().retireActor(kSupervisor, "sup-2");
    expectError(ErrorCode::Conflict, "only supervisor", [&] { records().retireActor("sup-2", "sup-2"); });
    expectSound();
}

TEST_F(Persons, WhoAreRetiredActNoMoreUntilASupervisorBringsThemBack)
{
    prepare();
    expectError(ErrorCode::NeedsRoot, "retiring a badge is a supervisor's act",
                [&] { records().retireActor(kOperator, kOperator); });
    expectError(ErrorCode::NotFound, "nobody with the badge",
                [&] { records().retireActor("ghost", kSupervisor); });
    expectError(ErrorCode::Conflict, "the station itself",
                [&] { records().retireActor("station", kSupervisor); });
    records().retireActor(kOperator, kSupervisor);
    expectError(ErrorCode::Conflict, "was retired already",
                [&] { records().retireActor(kOperator, kSupervisor); });
    const std::int64_t events = records().eventCount();
    expectError(ErrorCode::NeedsRoot, "the badge op-7 was retired",
                [&] { records().openAttempt(newAttempt()); });
    expectError(ErrorCode::NeedsRoot, "was retired", [&] { records().requireMayAct(kOperator); });
    expectError(ErrorCode::NeedsRoot, "was retired",
                [&] { records().recordAct(kOperator, "line.paused", "line", Json::object()); });
    records().ensureActor({kOperator, std::nullopt, "operator"});
    EXPECT_EQ(records().eventCount(), events);
    EXPECT_THAT(roles(), ElementsAre("op-7 operator retired", "sup-1 supervisor"));
    add(kOperator, "operator", kSupervisor);
    records().openAttempt(newAttempt());
    expectSound();
}

TEST_F(Persons, WhoAuditChangeNothing)
{
    prepare();
    add("aud-1", "auditor", kSupervisor);
    NewAttempt attempt = newAttempt();
    attempt.actor = "aud-1";
    const std::string message = "aud-1 is an auditor";
    expectError(ErrorCode::NeedsRoot, message, [&] { records().openAttempt(attempt); });
    expectError(ErrorCode::NeedsRoot, message, [&] { records().takeSlotOutOfService("1", "dust", "aud-1"); });
    expectError(ErrorCode::NeedsRoot, message, [&] {
        records().recordReferenceCheck({ReferenceCard::KnownGood, true, "3", "passed"}, "aud-1");
    });
    records().recordAct("aud-1", "audit.exported", "station", Json::object());
}

TEST_F(Persons, AreComparedWithTheEvents)
{
    prepare();
    records().retireActor(kOperator, kSupervisor);
    expectSound();
    expectFound("UPDATE actor SET role = 'supervisor' WHERE badge = 'op-7'", "actor op-7",
                "role is \"supervisor\", the events say \"operator\"");
    expectFound("UPDATE actor SET role = 'operator', valid_to = NULL WHERE badge = 'op-7'", "actor op-7",
                "valid_to is \"\"");
    EXPECT_NE(sqlite("DELETE FROM actor WHERE badge = 'op-7'").exitStatus, 0);
}

TEST_F(Persons, WhoAreAddedPastTheEventsAreFound)
{
    prepare();
    expectFound("INSERT INTO actor (badge, role, valid_from) VALUES ('sup-9', 'supervisor', 1)",
                "actor sup-9", "no event made it");
}

class RowsAndEvents : public Persons
{
protected:
    RowsAndEvents()
    {
        prepare();
        makeUnit("A-1", passed());
        records().releaseReprovision("A-1", "spoiled label", kSupervisor);
        records().recordReferenceCheck({ReferenceCard::KnownGood, true, "3", "passed"}, kOperator);
        records().recordReferenceCheck({ReferenceCard::KnownBad, false, std::nullopt, "passed"}, kOperator);
    }
};

TEST_F(RowsAndEvents, SayTheSameOfReleasesAndReferenceCards)
{
    expectSound();
    const std::string again = makeUnit("A-1", passed());
    EXPECT_EQ(sqlite("SELECT used_by FROM reprovision").output, again + "\n");
    records().releaseReprovision("A-1", "spoiled again", kSupervisor);
    expectSound();
}

TEST_F(RowsAndEvents, DisagreeWhenAReleaseIsEdited)
{
    expectFound("UPDATE reprovision SET reason = 'as the customer wished'", "reprovision 1",
                "the events say \"spoiled label\"");
}

TEST_F(RowsAndEvents, DisagreeWhenAUsedReleaseIsMadeNew)
{
    makeUnit("A-1", passed());
    expectFound("UPDATE reprovision SET used_by = NULL", "reprovision 1", "used_by is \"\"");
}

TEST_F(RowsAndEvents, DisagreeWhenAReleaseIsGoneOrAdded)
{
    expectFound("DELETE FROM reprovision", "reprovision 1", "it is gone");
    expectFound(
        "INSERT INTO reprovision (serial, reason, released, released_by) VALUES ('A-1', 'x', 1, 'sup-1')",
        "reprovision 2", "no event made it");
}

TEST_F(RowsAndEvents, DisagreeWhenWhatAReferenceCardShowedIsEdited)
{
    expectFound("UPDATE reference_check SET as_expected = 1 WHERE card = 'known bad'", "reference_check 2",
                "as_expected is \"true\", the events say \"false\"");
}

TEST_F(RowsAndEvents, DisagreeWhenAReferenceCheckIsInvented)
{
    expectFound(
        "INSERT INTO reference_check (card, as_expected, message, checked, actor) VALUES ('known bad', 1, "
        "'3 blocks differ', 1, 'op-7')",
        "reference_check 3", "no event made it");
}

} // namespace bindery::db::test
