// SPDX-License-Identifier: Apache-2.0
#include "bind/site.h"
#include "daemon/demo_change.h"
#include "daemon/demo_image.h"
#include "db/database_check.h"
#include "demo_line.h"
#include "support/expect_error.h"

#include <gmock/gmock.h>

using namespace bindery;
using namespace bindery::daemon;
using bindery::test::expectError;

namespace
{

using FurnishedStation = daemon::test::DemoLine;

} // namespace

TEST_F(FurnishedStation, KnowsItsPeople)
{
    EXPECT_EQ(m_station->records().actor(kDemoOperator).role, "operator");
    EXPECT_EQ(m_station->records().actor(kDemoSupervisor).role, "supervisor");
    EXPECT_EQ(m_station->records().actor(kDemoApprover).role, "supervisor");
    EXPECT_EQ(m_station->records().actor("OPERATOR-DE").role, "operator");
    EXPECT_EQ(m_station->records().actor("OPERATOR-ES").role, "operator");
}

TEST_F(FurnishedStation, HasAnApprovedDemoImageWhoseUnitsBind)
{
    const golden::Manifest image = m_station->store().find(kDemoImage);
    EXPECT_TRUE(image.demo);
    ASSERT_TRUE(image.binds);
    EXPECT_EQ(image.binds->module, "simulated");
    ASSERT_TRUE(image.approval);
    EXPECT_EQ(image.approval->actor, kDemoApprover);
    EXPECT_EQ(m_station->records().findGolden(image.id)->state, db::GoldenState::Approved);
    EXPECT_EQ(image.patchPoints.size(), 1U);
    EXPECT_NO_THROW(m_station->store().verify(image));
}

TEST_F(FurnishedStation, HasASiteWhoseKeysTheImageTrusts)
{
    const bind::SitePins pins = bind::readPins(m_folder / "state/keys/site");
    EXPECT_EQ(m_station->store().find(kDemoImage).binds->pinsDigest,
              Sha256::hexOf(asBytes(bind::pinsText(pins))));
}

TEST_F(FurnishedStation, HasTwoReleasedOrders)
{
    const auto order = m_station->records().findOrder(kDemoOrder);
    ASSERT_TRUE(order);
    EXPECT_EQ(order->order.state, db::OrderState::Released);
    EXPECT_EQ(order->order.target, 8);
    EXPECT_EQ(order->order.goldenId, m_station->store().find(kDemoImage).id);
    const auto article = m_station->records().findOrder(kDemoFirstArticleOrder);
    ASSERT_TRUE(article);
    EXPECT_EQ(article->order.state, db::OrderState::Released);
    EXPECT_EQ(article->order.firstArticle, db::FirstArticle::Wanted);
}

TEST_F(FurnishedStation, StaysAsItIsWhenItIsFurnishedAgain)
{
    const std::int64_t events = m_station->records().eventCount();
    furnish(*m_station);
    EXPECT_EQ(m_station->records().eventCount(), events);
    EXPECT_TRUE(db::checkDatabase(m_station->state(), db::CheckDepth::Full).good());
}

TEST_F(FurnishedStation, GetsAnImageBackThatIsNotInTheStoreAnyMore)
{
    const std::string id = m_station->store().find(kDemoImage).id;
    m_station->store().remove(m_station->store().find(kDemoImage));
    furnish(*m_station);
    EXPECT_EQ(m_station->store().find(kDemoImage).id, id) << "of the same site it is the same, byte for byte";
}

TEST(Furnishing, LeavesARealStationAlone)
{
    const bindery::test::TempFolder folder;
    const SystemClock clock;
    line::Station station(folder / "state", clock);
    station.records().ensureActor({"badge-1", std::nullopt, "supervisor"});
    expectError(ErrorCode::Conflict, "is no demo", [&] { furnish(station); });
    EXPECT_TRUE(station.store().list().empty());
    EXPECT_FALSE(station.records().findOrder(kDemoOrder));
}

TEST(Furnishing, PutsNothingIntoTheImageOfARealUnit)
{
    golden::Recipe recipe = demoRecipe();
    recipe.demo = false;
    expectError(ErrorCode::InvalidArgument, "is for real units", [&] { DemoChange(recipe, "pins"); });
    recipe.demo = true;
    recipe.unit.reset();
    expectError(ErrorCode::InvalidArgument, "is for real units", [&] { DemoChange(recipe, "pins"); });
}
