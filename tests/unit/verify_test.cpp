// SPDX-License-Identifier: Apache-2.0
#include "unit/bind_world.h"

#include <gmock/gmock.h>

using namespace bindery;
using bind::HeaderState;
using bind::Verdict;
using module::ModuleStatus;
using test::BindWorld;
using test::ScriptedStation;
using ::testing::Contains;
using ::testing::HasSubstr;
using unit::VerifyOutcome;
using Strings = std::vector<std::string>;

TEST(Verify, RestartsTheMachineInTheBootThatMadeTheKeyslot)
{
    BindWorld world;
    ASSERT_TRUE(world.unlock());
    world.station.acts.clear();
    EXPECT_EQ(world.verify(), VerifyOutcome::Restarting);
    EXPECT_EQ(world.restarts, 1);
    EXPECT_TRUE(world.station.acts.empty());
    EXPECT_EQ(world.said("restarting to prove that the module opens this card alone"), 1);
    EXPECT_TRUE(world.opensWithTransport());
}

TEST(Verify, TriesTheRestartAgainWhenItFails)
{
    BindWorld world;
    ASSERT_TRUE(world.unlock());
    world.restartTrouble = "systemctl ended with 1";
    const auto mendAtTheThird = [&](const std::string& /*name*/) {
        if (world.restarts == 2) {
            world.restartTrouble.clear();
        }
    };
    EXPECT_EQ(world.verify(unit::BindPoints(mendAtTheThird)), VerifyOutcome::Restarting);
    EXPECT_EQ(world.restarts, 3);
    EXPECT_EQ(world.said("the restart failed: systemctl ended with 1"), 2);
}

TEST(Verify, DestroysTheTransportKeyslotAfterAColdStart)
{
    BindWorld world;
    world.enrol();
    EXPECT_EQ(world.verify(), VerifyOutcome::Bound);
    EXPECT_EQ(world.keyslots(), (std::vector<int>{1}));
    EXPECT_EQ(world.headerState(), HeaderState::ModuleOnly);
    EXPECT_EQ(world.station.acts, (Strings{"verified", "revoked"}));
    EXPECT_EQ(world.station.state, ScriptedStation::State::Bound);
    EXPECT_EQ(world.said("verified"), 1);
    EXPECT_EQ(world.said("this unit is bound"), 1);
    EXPECT_EQ(world.restarts, 0);
}

TEST(Verify, OfABoundUnitTellsTheBenchAgainAndChangesNothing)
{
    BindWorld world;
    world.enrol();
    ASSERT_EQ(world.verify(), VerifyOutcome::Bound);
    const int writes = world.medium.writes;
    world.boot();
    EXPECT_EQ(world.verify(), VerifyOutcome::Bound);
    EXPECT_EQ(world.medium.writes, writes);
    EXPECT_EQ(world.station.acts, (Strings{"verified", "revoked", "revoked"}));
}

TEST(Verify, OfABoundUnitWithoutABenchEndsInTheEnd)
{
    BindWorld world;
    world.enrol();
    ASSERT_EQ(world.verify(), VerifyOutcome::Bound);
    world.station.dead = true;
    EXPECT_EQ(world.verify({}, 3), VerifyOutcome::Unreported);
    EXPECT_EQ(world.pauses.size(), 2U);
    EXPECT_EQ(world.said("this unit is bound"), 1) << "only what the bench has noted is said to be bound";
}

TEST(Verify, KeepsTheTransportKeyslotUntilTheBenchSaysRevoke)
{
    BindWorld world;
    world.enrol();
    world.station.script = {ScriptedStation::breaks(ErrorCode::Busy, "no route to host"),
                            ScriptedStation::says(Verdict::Waiting, "the records are busy"),
                            ScriptedStation::says(Verdict::Refused, "quarantined"),
                            ScriptedStation::says(Verdict::Noted, "")};
    const auto look = [&](const std::string& name) {
        if (name == "verified: answered" && world.station.acts.size() <= 4) {
            EXPECT_TRUE(world.opensWithTransport());
        }
    };
    EXPECT_EQ(world.verify(unit::BindPoints(look)), VerifyOutcome::Bound);
    EXPECT_EQ(world.pauses.size(), 4U);
    EXPECT_EQ(world.said("refused: quarantined"), 1);
}

TEST(Verify, DoesNotDestroyAKeyslotWhenTheModuleNoLongerOpensTheOther)
{
    BindWorld world;
    world.enrol();
    const auto spoil = [&](const std::string& name) {
        if (name == "verified: answered") {
            world.module.givesBackAnother = true;
        }
    };
    EXPECT_EQ(world.verify(unit::BindPoints(spoil)), VerifyOutcome::Refused);
    EXPECT_TRUE(world.opensWithTransport());
    EXPECT_EQ(world.station.failures.size(), 1U);
}

TEST(Verify, WaitsForTheModule)
{
    BindWorld world;
    world.enrol();
    world.module.statuses = {ModuleStatus::Absent, ModuleStatus::Absent, ModuleStatus::BoundDevelopment};
    world.module.unlockErrors = {ErrorCode::Busy};
    EXPECT_EQ(world.verify(), VerifyOutcome::Bound);
    EXPECT_EQ(world.pauses.size(), 2U);
}

TEST(Verify, RefusesACardThatNoModuleOpened)
{
    BindWorld world;
    EXPECT_EQ(world.verify(), VerifyOutcome::Refused);
    EXPECT_THAT(world.console, Contains(HasSubstr("refused: the card's header is transport only")));
    EXPECT_TRUE(world.station.acts.empty());
}

TEST(Verify, RefusesAHeaderThatIsNotOfOurProfile)
{
    BindWorld world;
    const std::vector<std::byte> zeros(luks::kHeaderSize);
    world.medium.write(0, zeros);
    EXPECT_EQ(world.verify(), VerifyOutcome::Refused);
}
