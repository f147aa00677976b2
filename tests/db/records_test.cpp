// SPDX-License-Identifier: Apache-2.0
#include "base/json.h"
#include "db/records.h"
#include "db/station_fixture.h"
#include "support/expect_error.h"

#include <sys/stat.h>

namespace bindery::db::test
{

using ::testing::HasSubstr;

class RecordsTest : public StationTest
{
};

TEST_F(RecordsTest, AreReadableByTheirOwnerOnly)
{
    struct stat status {
    };
    ASSERT_EQ(::stat(m_state.database().c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0600U);
    ASSERT_EQ(::stat(m_state.stationKey().c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0600U);
}

TEST_F(RecordsTest, StartWithTheStationItself)
{
    std::vector<StoredEvent> events;
    records().visitEvents(1, [&](const StoredEvent& event) {
        events.push_back(event);
        return true;
    });
    ASSERT_EQ(events.size(), 1U);
    EXPECT_EQ(events[0].action, "station.made");
    EXPECT_EQ(events[0].previousHash, Digest{});
    EXPECT_EQ(records().stationKey()->id(), m_station.id());
}

TEST_F(RecordsTest, RefuseTheKeyOfAnotherStation)
{
    closeRecords();
    const StateFolder other(m_folder / "other");
    const StationIdentity stranger = StationIdentity::openOrCreate(other);
    bindery::test::expectError(ErrorCode::Conflict, "belongs to station " + m_station.id(),
                               [&] { Records::open(m_state, stranger, m_clock); });
}

TEST_F(RecordsTest, NotMadeYetAreNotFoundWhenOpenedForLooking)
{
    bindery::test::expectError(ErrorCode::NotFound, "no records in",
                               [&] { Records::openReadOnly(StateFolder(m_folder / "nowhere")); });
}

TEST_F(RecordsTest, OpenedForLookingShowWhatWasRecorded)
{
    prepare();
    makeUnit("UNIT-1", passed());
    const Records looking = Records::openReadOnly(m_state);
    EXPECT_EQ(looking.findAttempts({}).size(), 1U);
    EXPECT_EQ(looking.findUnit("UNIT-1")->state, "written");
}

TEST_F(RecordsTest, KeepTheNamesOfPeopleOutOfTheChain)
{
    prepare();
    records().visitEvents(1, [](const StoredEvent& event) {
        EXPECT_THAT(event.payload, ::testing::Not(HasSubstr("Olga")));
        return true;
    });
    EXPECT_EQ(records().actor(kOperator).name, "Olga Operator");
}

TEST_F(RecordsTest, MakeAnActorOnce)
{
    prepare();
    const std::int64_t before = records().eventCount();
    records().ensureActor({kOperator, std::nullopt, "operator"});
    EXPECT_EQ(records().eventCount(), before);
    records().addActor({kOperator, std::nullopt, "engineer"}, kSupervisor);
    EXPECT_EQ(records().eventCount(), before + 1);
    EXPECT_EQ(records().actor(kOperator).name, "Olga Operator");
}

TEST_F(RecordsTest, RefuseABadgeThatIsNone)
{
    bindery::test::expectError(ErrorCode::InvalidArgument, "badge", [&] {
        records().ensureActor({"", {}, "operator"});
    });
    bindery::test::expectError(ErrorCode::InvalidArgument, "role", [&] {
        records().ensureActor({"x", {}, "king"});
    });
    bindery::test::expectError(ErrorCode::Conflict, "station itself", [&] {
        records().ensureActor({"station", {}, "supervisor"});
    });
}

TEST_F(RecordsTest, ApproveAGoldenImageOnce)
{
    prepare();
    EXPECT_EQ(records().findGolden(kGolden)->state, GoldenState::Approved);
    EXPECT_EQ(records().findGolden(kGolden)->approvedBy, kSupervisor);
    bindery::test::expectError(ErrorCode::Conflict, "approved already",
                               [&] { records().recordApproved(kGolden, kSupervisor); });
}

TEST_F(RecordsTest, LetARemovedGoldenImageBeStagedAgainUnapproved)
{
    prepare();
    const StoredGolden before = *records().findGolden(kGolden);
    records().recordRemoved(kGolden, kSupervisor);
    bindery::test::expectError(ErrorCode::NotFound, "removed",
                               [&] { records().recordApproved(kGolden, kSupervisor); });
    records().recordStaged(before.golden, kSupervisor);
    EXPECT_EQ(records().findGolden(kGolden)->state, GoldenState::Staged);
    EXPECT_FALSE(records().findGolden(kGolden)->approvedBy);
}

TEST_F(RecordsTest, KeepAGoldenImageThatIsInUse)
{
    prepare();
    const OpenedAttempt opened = records().openAttempt(newAttempt());
    bindery::test::expectError(ErrorCode::Conflict, opened.id,
                               [&] { records().recordRemoved(kGolden, kSupervisor); });
}

TEST_F(RecordsTest, RecordAnActOfConfiguration)
{
    prepare();
    records().recordAct(kSupervisor, "slots.changed", "station", {{"slots_sha256", std::string(64, 'd')}});
    std::string payload;
    records().visitEvents(records().eventCount(), [&](const StoredEvent& event) {
        payload = event.payload;
        return true;
    });
    EXPECT_THAT(payload, HasSubstr("slots_sha256"));
    EXPECT_THAT(payload, HasSubstr("simulated-boot"));
}

TEST_F(RecordsTest, RefuseAnEventWithAFractionAndLeaveNoTrace)
{
    prepare();
    const std::int64_t before = records().eventCount();
    bindery::test::expectError(ErrorCode::InvalidArgument, "integers", [&] {
        records().recordAct(kSupervisor, "x", "y", {{"half", 0.5}});
    });
    EXPECT_EQ(records().eventCount(), before);
}

} // namespace bindery::db::test
