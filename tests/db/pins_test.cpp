// SPDX-License-Identifier: Apache-2.0
// PINs in the records: who sets them, how wrong ones are counted and slowed down, and that nobody reads them.
#include "base/file.h"
#include "db/database_check.h"
#include "db/pin_internal.h"
#include "db/station_fixture.h"
#include "support/expect_error.h"

#include <gmock/gmock.h>
#include <sys/wait.h>

namespace bindery::db::test
{

using bindery::test::expectError;
using ::testing::HasSubstr;
using ::testing::Not;
using Outcome = PinCheck::Outcome;

namespace
{

constexpr std::int64_t kSecond = 1'000'000;
constexpr std::int64_t kMinute = 60 * kSecond;

SecretBuffer pinOf(std::string_view text)
{
    return SecretBuffer::copyOf(asBytes(text));
}

} // namespace

class Pins : public StationTest
{
protected:
    Pins() { prepare(); }

    void set(const std::string& badge, std::string_view pin, const std::string& by)
    {
        records().setPin(badge, pinOf(pin), by);
    }
    PinCheck check(const std::string& badge, std::string_view pin)
    {
        return records().checkPin(badge, pinOf(pin), {{"uid", 1000}});
    }
    Outcome outcome(const std::string& badge, std::string_view pin) { return check(badge, pin).outcome; }
    void failTimes(int times)
    {
        for (int i = 0; i < times; ++i) {
            ASSERT_EQ(outcome(kSupervisor, "0000"), Outcome::Wrong) << i;
        }
    }
    std::string lastPayload()
    {
        std::string payload;
        records().visitEvents(records().eventCount(), [&](const StoredEvent& event) {
            payload = event.action + " " + event.actor + " " + event.subject + " " + event.payload;
            return true;
        });
        return payload;
    }
};

TEST_F(Pins, AreRightOrWrongOrNotThere)
{
    EXPECT_FALSE(records().hasPin(kSupervisor));
    EXPECT_EQ(outcome(kSupervisor, "4711"), Outcome::None);
    set(kSupervisor, "4711", kSupervisor);
    EXPECT_TRUE(records().hasPin(kSupervisor));
    EXPECT_EQ(outcome(kSupervisor, "4711"), Outcome::Right);
    EXPECT_EQ(outcome(kSupervisor, "4712"), Outcome::Wrong);
    EXPECT_EQ(outcome(kSupervisor, ""), Outcome::Wrong);
    EXPECT_TRUE(records().findActor(kSupervisor)->hasPin);
    EXPECT_FALSE(records().findActor(kOperator)->hasPin);
    EXPECT_FALSE(records().findActor("ghost"));
    expectError(ErrorCode::NotFound, "nobody with the badge \"ghost\"", [&] { check("ghost", "4711"); });
    expectError(ErrorCode::NotFound, "nobody with the badge \"ghost\"", [&] { records().hasPin("ghost"); });
}

TEST_F(Pins, HaveFourToSixtyFourCharacters)
{
    const std::string wide = "\xc3\xa4"; // a letter of two bytes
    std::string longest;
    for (int i = 0; i < 64; ++i) {
        longest += wide;
    }
    for (const std::string& pin : {std::string("471"), longest + "1", wide + wide + wide,
                                   std::string("47\n11"), std::string("471\xff"), std::string()}) {
        expectError(ErrorCode::InvalidArgument, "4 to 64 characters",
                    [&] { set(kSupervisor, pin, kSupervisor); });
    }
    EXPECT_FALSE(records().hasPin(kSupervisor));
    set(kSupervisor, longest, kSupervisor);
    EXPECT_EQ(outcome(kSupervisor, longest), Outcome::Right);
    set(kSupervisor, wide + wide + wide + wide, kSupervisor);
    EXPECT_EQ(outcome(kSupervisor, wide + wide + wide + wide), Outcome::Right);
}

TEST_F(Pins, OfOthersAreSetBySupervisors)
{
    set(kSupervisor, "4711", kSupervisor);
    set(kOperator, "1111", kOperator);
    set(kOperator, "2222", kSupervisor);
    EXPECT_EQ(outcome(kOperator, "2222"), Outcome::Right);
    expectError(ErrorCode::NeedsRoot,
                "setting the PIN of another is a supervisor's act, but op-7 is operator",
                [&] { set(kSupervisor, "1111", kOperator); });
    expectError(ErrorCode::NotFound, "ghost", [&] { set("ghost", "1111", kSupervisor); });
    expectError(ErrorCode::NotFound, "ghost", [&] { set(kOperator, "1111", "ghost"); });
    expectError(ErrorCode::Conflict, "the station itself", [&] { set("station", "1111", kSupervisor); });
    EXPECT_EQ(outcome(kSupervisor, "4711"), Outcome::Right);
}

TEST_F(Pins, BeginWithThatOfASupervisorWhichAnybodySets)
{
    records().ensureActor({"root", std::nullopt, "operator"});
    expectError(ErrorCode::NeedsRoot, "setting the PIN of another is a supervisor's act",
                [&] { set("op-7", "1111", "root"); });
    set(kSupervisor, "4711", "root");
    expectError(ErrorCode::NeedsRoot, "setting the PIN of another is a supervisor's act",
                [&] { set(kSupervisor, "1111", "root"); });
    EXPECT_EQ(outcome(kSupervisor, "4711"), Outcome::Right);
}

TEST_F(Pins, OfTheRetiredAreNeitherSetNorChecked)
{
    set(kOperator, "1111", kOperator);
    records().retireActor(kOperator, kSupervisor);
    expectError(ErrorCode::NeedsRoot, "was retired", [&] { check(kOperator, "1111"); });
    expectError(ErrorCode::NeedsRoot, "was retired", [&] { set(kOperator, "2222", kSupervisor); });
}

TEST_F(Pins, AreSaltedAndInNoEvent)
{
    const std::string pin = "correct horse";
    set(kSupervisor, pin, kSupervisor);
    EXPECT_EQ(lastPayload().rfind("pin.set sup-1 actor:sup-1 {\"badge\":\"sup-1\",", 0), 0U) << lastPayload();
    check(kSupervisor, "wrong horse");
    EXPECT_EQ(lastPayload().rfind("pin.wrong station actor:sup-1 {\"badge\":\"sup-1\",", 0), 0U)
        << lastPayload();
    EXPECT_THAT(lastPayload(), HasSubstr("\"uid\":1000,\"wrong_in_a_row\":1}"));
    EXPECT_NE(keptPin(pinOf(pin)), keptPin(pinOf(pin)));
    closeRecords(); // all of the write-ahead log is in the file now
    EXPECT_THAT(readTextFile(m_state.database()), Not(HasSubstr("horse")));
}

TEST_F(Pins, ThatAreWrongFiveTimesAreLookedAtAMinuteLaterThenTwoThenFour)
{
    set(kSupervisor, "4711", kSupervisor);
    failTimes(4);
    EXPECT_EQ(check(kSupervisor, "0000").waitMicros, kMinute) << "the fifth";
    const std::int64_t events = records().eventCount();
    EXPECT_EQ(outcome(kSupervisor, "4711"), Outcome::Wait) << "not even the right one";
    m_clock.advance(kMinute - 1);
    EXPECT_EQ(check(kSupervisor, "4711").waitMicros, 1);
    EXPECT_EQ(records().eventCount(), events) << "what was not looked at was not wrong";
    for (const std::int64_t minutes : {2, 4, 8, 16, 32, 60, 60}) {
        m_clock.advance(kMinute * 60);
        EXPECT_EQ(check(kSupervisor, "0000").waitMicros, minutes * kMinute);
    }
    m_clock.advance(kMinute * 60);
    EXPECT_EQ(outcome(kSupervisor, "4711"), Outcome::Right);
    failTimes(4);
    EXPECT_EQ(outcome(kSupervisor, "4711"), Outcome::Right) << "the right one began a new count";
}

TEST_F(Pins, ThatAreWrongMakeNobodyElseWait)
{
    set(kSupervisor, "4711", kSupervisor);
    set(kOperator, "1111", kOperator);
    failTimes(5);
    EXPECT_EQ(outcome(kOperator, "1111"), Outcome::Right);
}

TEST_F(Pins, ThatAreSetAnewEndTheWait)
{
    set(kSupervisor, "4711", kSupervisor);
    failTimes(5);
    set(kSupervisor, "4712", kSupervisor);
    EXPECT_EQ(outcome(kSupervisor, "4712"), Outcome::Right);
}

TEST_F(Pins, WaitAcrossRestartsAndProcesses)
{
    set(kSupervisor, "4711", kSupervisor);
    failTimes(3);
    closeRecords();
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
        ::_exit(statusOf([&] {
            Records others = Records::open(m_state, m_station, m_clock);
            others.checkPin(kSupervisor, pinOf("0000"), Json::object());
            others.checkPin(kSupervisor, pinOf("0000"), Json::object());
        }));
    }
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_EQ(status, 0);
    openRecords();
    EXPECT_EQ(check(kSupervisor, "4711").waitMicros, kMinute);
}

TEST_F(Pins, WaitNoShorterAndNotForeverWhenTheClockIsSetOverABoot)
{
    set(kSupervisor, "4711", kSupervisor);
    failTimes(5);
    closeRecords();
    SimulatedClock later(m_clock.now().utcMicros - 1000 * kMinute, "next-boot");
    Records records = Records::open(m_state, m_station, later);
    EXPECT_EQ(records.checkPin(kSupervisor, pinOf("4711"), Json::object()).waitMicros, kMinute);
    later.advance(kMinute);
    EXPECT_EQ(records.checkPin(kSupervisor, pinOf("4711"), Json::object()).outcome, Outcome::Right);
}

TEST_F(Pins, ThatSomebodyDamagedAreToldWithTheCure)
{
    set(kSupervisor, "4711", kSupervisor);
    const std::string good = keptPin(pinOf("4711"));
    for (const std::string& kept :
         {std::string("plain"), std::string("$scrypt$ln=40,r=8,p=1$AAAA$AAAA"), good.substr(0, 40),
          good.substr(0, good.size() - 4), std::string("$scrypt$ln=15,r=8,p=1$!!!!$AAAA")}) {
        ASSERT_EQ(tamper("UPDATE actor SET pin = '" + kept + "' WHERE badge = 'sup-1'").exitStatus, 0);
        expectError(ErrorCode::Corrupt, "bindery person set-pin", [&] { check(kSupervisor, "4711"); });
    }
}

TEST_F(Pins, LeaveTheRecordsSound)
{
    set(kSupervisor, "4711", kSupervisor);
    failTimes(5);
    records().setLanguage(kSupervisor, "de", kSupervisor);
    const CheckReport report = checkDatabase(m_state, CheckDepth::Full);
    EXPECT_TRUE(report.good()) << report.findings.front().place << ": " << report.findings.front().message;
}

TEST_F(Pins, StandBesideTheLanguageThatAPersonSaid)
{
    EXPECT_FALSE(records().findActor(kOperator)->language);
    const std::int64_t events = records().eventCount();
    records().setLanguage(kOperator, "es", kOperator);
    EXPECT_EQ(records().findActor(kOperator)->language, "es");
    records().setLanguage(kOperator, "de", kSupervisor);
    EXPECT_EQ(records().actors().front().language, "de");
    EXPECT_EQ(records().eventCount(), events) << "like a name it stays out of the chain";
    expectError(ErrorCode::InvalidArgument, "use en, de or es",
                [&] { records().setLanguage(kOperator, "DE", kOperator); });
    expectError(ErrorCode::NeedsRoot, "supervisor's act",
                [&] { records().setLanguage(kSupervisor, "de", kOperator); });
    expectError(ErrorCode::NotFound, "ghost", [&] { records().setLanguage("ghost", "de", kSupervisor); });
}

} // namespace bindery::db::test
