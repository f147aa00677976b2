// SPDX-License-Identifier: Apache-2.0
// The line of the real daemon over its bus: what an operator does, and what the clients see of it.
#include "daemon/daemon_test.h"

#include <algorithm>
#include <future>
#include <set>

namespace bindery::daemon::test
{

using ::testing::AnyOf;
using ::testing::HasSubstr;
using ::testing::UnorderedElementsAre;

class DaemonLine : public DaemonTest
{
};

TEST_F(DaemonLine, MakesTheCardsThatAreStarted)
{
    beginOrder();
    insertReady(1);
    insertReady(3);
    station().Start(0);
    client().awaitSlot(1, "passed");
    client().awaitSlot(3, "passed");
    client().await("both ends are told", [&] { return station().ended().size() == 2; });
    std::set<std::string> serials;
    for (const EndedAttempt& ended : station().ended()) {
        EXPECT_EQ(ended.result, "passed");
        serials.insert(ended.serial);
    }
    EXPECT_THAT(serials, UnorderedElementsAre("DEMO-1-000001", "DEMO-1-000002"));
    client().await("both are counted", [&] { return station().Passed() == 2; });
    EXPECT_EQ(client().slot(1).Serial().substr(0, 7), "DEMO-1-");
    EXPECT_EQ(client().slot(2).State(), "empty");
}

TEST_F(DaemonLine, IsTaughtAPortAndMakesACardThere)
{
    begin();
    station().SignIn(kDemoOperator, "");
    const std::string port = client().slot(4).Port();
    station().ForgetSlot(4);
    station().Insert(4, "blank");
    station().Remove(4);
    station().Learn(9);
    EXPECT_EQ(station().LearningSlot(), 9U);
    station().Insert(4, "blank");
    client().await("the port is taught", [&] { return station().LearningSlot() == 0; });
    EXPECT_EQ(client().slot(9).Port(), port);
    station().UseOrder(kDemoOrder, "");
    client().awaitSlot(9, "ready");
    station().Start(9);
    client().awaitSlot(9, "passed");
}

TEST_F(DaemonLine, SeesACardThatIsPutInAsSoonAsItAsks)
{
    begin();
    station().SignIn(kDemoOperator, "");
    constexpr int kLessons = 20; // each could lose the race
    for (int lesson = 0; lesson < kLessons; ++lesson) {
        station().ForgetSlot(4);
        station().Learn(4);
        station().Insert(4, "blank");
        client().await("the port is taught", [&] { return station().LearningSlot() == 0; });
        station().Remove(4);
    }
}

TEST_F(DaemonLine, GoesOnWhenAnOrderIsTakenUpWhileASlotIsTaught)
{
    begin();
    station().SignIn(kDemoOperator, "");
    station().Learn(1);
    station().UseOrder(kDemoOrder, "");
    client().await("the lesson is over", [&] { return station().LearningSlot() == 0; });
    insertReady(2);
    station().Start(2);
    client().awaitSlot(2, "passed");
}

TEST_F(DaemonLine, RefusesACardThatIsTooSmall)
{
    beginOrder();
    station().Insert(1, "small");
    client().awaitSlot(1, "refused");
    EXPECT_NE(client().slot(1).Reason(), "");
    EXPECT_NE(client().slot(1).Cure(), "");
    expectRefusal("Conflict", "slot 1", [&] { station().Start(1); });
    EXPECT_EQ(client().slot(1).State(), "refused");
}

TEST_F(DaemonLine, AsksBeforeDataIsDestroyed)
{
    beginOrder();
    station().Insert(1, "data");
    client().awaitSlot(1, "refused");
    expectRefusal("Conflict", "slot 1", [&] { station().Start(1); });
    station().AllowData(1);
    client().awaitSlot(1, "ready");
}

TEST_F(DaemonLine, ShowsAFaultUntilItIsAcknowledged)
{
    beginOrder({"--pace", "40"});
    insertReady(2);
    station().Start(2);
    client().awaitSlot(2, "writing");
    station().Break(2, "write");
    client().awaitSlot(2, "failed");
    EXPECT_TRUE(client().slot(2).NeedsAcknowledgement());
    EXPECT_NE(client().slot(2).Reason(), "");
    expectRefusal("Conflict", "slot 2", [&] { station().LeaveOrder(); });
    station().Remove(2);
    client().await("the card is out", [&] { return !client().slot(2).CardPresent(); });
    EXPECT_EQ(client().slot(2).State(), "failed") << "a fault does not go with its card";
    station().Acknowledge(2);
    client().awaitSlot(2, "empty");
    expectRefusal("Conflict", "it holds no fault", [&] { station().Acknowledge(2); });
}

TEST_F(DaemonLine, StartsNothingWhilePaused)
{
    beginOrder();
    station().Pause("lunch");
    EXPECT_EQ(station().State(), "paused");
    EXPECT_EQ(station().Reason(), "lunch");
    station().Insert(1, "blank");
    client().awaitSlot(1, "ready");
    expectRefusal("Conflict", "paused", [&] { station().Start(1); });
    station().Resume();
    station().Start(1);
    client().awaitSlot(1, "passed");
}

TEST_F(DaemonLine, ShowsWhatAVerbMadeOfItBeforeTheVerbIsAnswered)
{
    begin({"--pace", "20"});
    station().SignIn(kDemoOperator, "");
    for (int round = 0; round < 5; ++round) {
        station().UseOrder(kDemoOrder, "");
        EXPECT_EQ(station().State(), "ready");
        station().Pause("");
        EXPECT_EQ(station().State(), "paused");
        station().Resume();
        EXPECT_EQ(station().State(), "ready");
        station().LeaveOrder();
        EXPECT_EQ(station().State(), "no order");
    }
    station().UseOrder(kDemoOrder, "");
    insertReady(1);
    station().Start(1);
    EXPECT_EQ(station().State(), "running");
    EXPECT_EQ(station().Running(), 1);
    EXPECT_THAT(client().slot(1).State(), AnyOf("preparing", "writing"));
    station().Cancel(1);
    EXPECT_THAT(client().slot(1).State(), AnyOf("cancelling", "cancelled"));
}

TEST_F(DaemonLine, LeavesAnOrderAndTakesUpAnother)
{
    beginOrder();
    insertReady(1);
    station().LeaveOrder();
    EXPECT_EQ(station().OrderNumber(), "");
    EXPECT_EQ(client().order("/org/bindery/orders/DEMO_2d1").State(), "paused");
    expectRefusal("Conflict", "choose one first", [&] { station().Start(1); });
    station().UseOrder(kDemoFirstArticleOrder, "");
    EXPECT_EQ(station().OrderNumber(), kDemoFirstArticleOrder);
    client().awaitSlot(1, "ready");
    station().Start(1);
    client().awaitSlot(1, "passed");
    expectRefusal("NotFound", "there is no order ghost", [&] { station().UseOrder("ghost", ""); });
    EXPECT_EQ(station().OrderNumber(), kDemoFirstArticleOrder)
        << "an order that is not there changes nothing";
}

TEST_F(DaemonLine, IsNotLeftWhileACardRuns)
{
    beginOrder({"--pace", "20"});
    insertReady(1);
    station().Start(1);
    client().awaitSlot(1, "writing");
    expectRefusal("Conflict", "cards are being written", [&] { station().LeaveOrder(); });
    expectRefusal("Conflict", "cards are being written",
                  [&] { station().UseOrder(kDemoFirstArticleOrder, ""); });
    station().Cancel(1);
    client().awaitSlot(1, "cancelled");
}

/// The line obeys a start after the loop has taken the next call.
TEST_F(DaemonLine, AnswersAStartThatIsOvertakenByALeave)
{
    beginOrder({"--pace", "20"});
    for (int round = 0; round < 10; ++round) {
        insertReady(1);
        auto start = client().callLater("org.bindery.Line1", "Start", std::uint32_t{1});
        auto leave = client().callLater("org.bindery.Line1", "LeaveOrder");
        const std::string started = refusalOf([&] { start.get(); });
        const std::string left = refusalOf([&] { leave.get(); });
        EXPECT_TRUE(started.empty() || started == "Conflict" || started == "Cancelled") << started;
        EXPECT_TRUE(left == "Conflict" || started != "")
            << "a card that was started is not broken off by a leave";
        if (left.empty()) {
            station().UseOrder(kDemoOrder, "");
        } else {
            station().Cancel(0);
            client().awaitSlot(1, "cancelled");
        }
        station().Remove(1);
        client().awaitSlot(1, "empty");
    }
    expectAlive();
}

TEST_F(DaemonLine, TellsEveryClientTheSame)
{
    beginOrder();
    BusClient other(address());
    insertReady(1);
    insertReady(2);
    const std::string first = refusalOf([&] { station().Start(1); });
    const std::string second = refusalOf([&] { other.station().Start(1); });
    EXPECT_THAT((std::vector<std::string>{first, second}), UnorderedElementsAre("", "Conflict"));
    other.station().Start(2);
    for (BusClient* each : {&client(), &other}) {
        each->await("both ends are told", [&] { return each->station().ended().size() == 2; });
        std::set<std::string> attempts;
        for (const EndedAttempt& ended : each->station().ended()) {
            attempts.insert(ended.attempt);
        }
        EXPECT_EQ(attempts.size(), 2U) << "each attempt ends once";
    }
}

TEST_F(DaemonLine, IsOfWhoeverSignedInLast)
{
    beginOrder();
    BusClient other(address());
    other.station().SignIn(kEngineer, "");
    client().await("the change is seen", [&] { return station().Person() == kEngineer; });
    other.station().SignOut();
    client().await("nobody is signed in", [&] { return station().State() == "signed out"; });
    insertReady(1);
    expectRefusal("NeedsRoot", "nobody is signed in", [&] { station().Start(1); });
}

TEST_F(DaemonLine, MakesADraftedOrderOfItsOwn)
{
    begin();
    station().SignIn(kEngineer, "");
    const sdbus::ObjectPath path = station().New("4711", {{"golden", sdbus::Variant(std::string(kDemoImage))},
                                                          {"target", sdbus::Variant(std::int64_t{1})},
                                                          {"start_on_insertion", sdbus::Variant(true)}});
    EXPECT_EQ(client().order(path).State(), "draft");
    expectRefusal("Conflict", "4711", [&] { station().UseOrder("4711", ""); });
    client().order(path).Release();
    station().UseOrder("4711", "");
    station().Insert(1, "blank");
    client().awaitSlot(1, "passed");
    client().await("the target is reached", [&] { return station().State() == "full"; });
    station().Remove(1);
    client().awaitSlot(1, "empty");
    station().LeaveOrder();
    client().order(path).Open();
    const std::map<std::string, std::int64_t> counts = client().order(path).Close("");
    EXPECT_EQ(counts.at("passed"), 1);
    client().await("the order is closed", [&] { return client().order(path).State() == "closed"; });
}

} // namespace bindery::daemon::test
