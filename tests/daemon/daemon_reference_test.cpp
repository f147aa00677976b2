// SPDX-License-Identifier: Apache-2.0
// The daily check at the real daemon: reference cards are read back in their slots, told apart, and never
// made.
#include "daemon/daemon_test.h"
#include "db/records.h"

#include <optional>

namespace bindery::daemon::test
{

using ::testing::HasSubstr;

class DaemonReference : public DaemonTest
{
protected:
    /// So that there are cards of this station, which are in no slot.
    void makeCards(std::initializer_list<int> slots)
    {
        beginOrder();
        for (const int slot : slots) {
            insertReady(slot);
        }
        station().Start(0);
        for (const int slot : slots) {
            client().awaitSlot(slot, "passed");
            takeOut(slot);
        }
    }
    void takeOut(int slot)
    {
        station().Remove(static_cast<std::uint32_t>(slot));
        client().awaitSlot(slot, "empty");
    }
    /// What came of it, for programs.
    std::string check(const std::string& card, std::uint32_t slot)
    {
        const std::string job = station().CheckReference(card, slot);
        EXPECT_EQ(client().awaitJob(job), "done") << client().job(job).Message();
        return client().job(job).Result();
    }
    std::optional<db::ReferenceCheck> lastGood(db::ReferenceCard card)
    {
        return db::Records::openReadOnly(db::StateFolder(state())).lastGoodCheck(card);
    }
};

TEST_F(DaemonReference, TellsTheGoodCardFromTheBad)
{
    makeCards({1, 2});
    station().Insert(1, "finished");
    station().Insert(3, "altered");
    client().awaitSlot(1, "refused");
    client().awaitSlot(3, "refused");
    EXPECT_EQ(check("known good", 3), "not as expected");
    EXPECT_EQ(check("known bad", 1), "not as expected");
    EXPECT_FALSE(lastGood(db::ReferenceCard::KnownGood).has_value());
    EXPECT_EQ(check("known good", 1), "as expected");
    EXPECT_EQ(check("known bad", 3), "as expected");
    const auto good = lastGood(db::ReferenceCard::KnownGood);
    const auto bad = lastGood(db::ReferenceCard::KnownBad);
    ASSERT_TRUE(good && bad);
    EXPECT_EQ(good->slot, "1");
    EXPECT_EQ(good->actor, kDemoOperator);
    EXPECT_EQ(bad->slot, "3");
}

TEST_F(DaemonReference, AreCheckedBeforeAnOrderIsTakenUp)
{
    makeCards({1});
    station().LeaveOrder();
    station().Insert(4, "finished");
    client().await("it is seen", [&] { return client().slot(4).CardPresent(); });
    EXPECT_EQ(check("known good", 4), "as expected");
    expectRefusal("Conflict", "slot 2 is empty", [&] { station().CheckReference("known good", 2); });
    expectRefusal("InvalidArgument", "is no reference card", [&] { station().CheckReference("golden", 4); });
}

/// An order that takes cards of ours would make it like any other.
TEST_F(DaemonReference, IsNotMadeHoweverItComesBack)
{
    makeCards({1});
    station().LeaveOrder();
    const sdbus::ObjectPath order =
        station().New("AGAIN", {{"golden", sdbus::Variant(std::string(kDemoImage))},
                                {"reprovision", sdbus::Variant(true)}});
    client().order(order).Release();
    station().UseOrder("AGAIN", "");
    insertReady(1, "finished");
    const std::string job = station().CheckReference("known good", 1);
    client().awaitSlot(1, "refused");
    EXPECT_THAT(client().slot(1).Reason(), HasSubstr("reference card"));
    expectRefusal("Conflict", "slot 1", [&] { station().Start(1); });
    EXPECT_EQ(client().awaitJob(job), "done");
    EXPECT_EQ(client().slot(1).State(), "refused") << "also when it was read";
    station().LeaveOrder();
    station().UseOrder("AGAIN", "");
    client().await("a line that comes later knows it",
                   [&] { return client().slot(1).Reason().find("reference card") != std::string::npos; });
    takeOut(1);
    station().Insert(3, "finished"); // the records know it, whatever slot and daemon
    client().awaitSlot(3, "refused");
    EXPECT_THAT(client().slot(3).Reason(), HasSubstr("reference card"));
}

TEST_F(DaemonReference, IsNoCardThatIsMade)
{
    beginOrder({"--pace", "20"});
    insertReady(1);
    station().Start(1);
    expectRefusal("Conflict", "slot 1 is at work", [&] { station().CheckReference("known good", 1); });
    station().Cancel(1);
    client().awaitSlot(1, "cancelled");
}

/// A card that is pulled while it is read is not as expected, and the next one is another card.
TEST_F(DaemonReference, ThatIsPulledProvesNothing)
{
    makeCards({1});
    station().Insert(1, "finished");
    client().awaitSlot(1, "refused");
    station().Break(1, "hang");
    const std::string job = station().CheckReference("known good", 1);
    takeOut(1);
    EXPECT_EQ(client().awaitJob(job), "done") << client().job(job).Message();
    EXPECT_EQ(client().job(job).Result(), "not as expected");
    insertReady(1);
    station().Start(1);
    client().awaitSlot(1, "passed");
}

} // namespace bindery::daemon::test
