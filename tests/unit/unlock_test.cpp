// SPDX-License-Identifier: Apache-2.0
#include "bind/module_token.h"
#include "luks/header_surgery.h"
#include "support/expect_error.h"
#include "unit/bind_world.h"

#include <gmock/gmock.h>

using namespace bindery;
using bind::HeaderState;
using bind::Verdict;
using module::ModuleStatus;
using test::BindWorld;
using test::ScriptedStation;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using Strings = std::vector<std::string>;

TEST(Unlock, OfAFreshCardEnrolsItAndGivesTheTransportSecret)
{
    BindWorld world;
    const auto secret = world.unlock();
    ASSERT_TRUE(secret);
    EXPECT_TRUE(secret->equals(world.transport));
    EXPECT_EQ(world.headerState(), HeaderState::Enrolled);
    EXPECT_EQ(world.station.state, ScriptedStation::State::Locked);
    EXPECT_EQ(world.station.acts, (Strings{"authorise", "locked"}));
    EXPECT_EQ(world.said("locked by module M-1"), 1);
    EXPECT_EQ(world.module.shown, module::Indication::Done);
    EXPECT_EQ(world.module.locks, 1);
}

TEST(Unlock, OfAnEnrolledCardGivesTheModulesKeyWithoutTheBench)
{
    BindWorld world;
    world.enrol();
    world.networkRuns.clear();
    const auto secret = world.unlock();
    ASSERT_TRUE(secret);
    EXPECT_TRUE(world.header().testKeyslot(bind::kModuleSlot, *secret));
    EXPECT_TRUE(world.station.acts.empty());
    EXPECT_TRUE(world.networkRuns.empty());
    EXPECT_EQ(world.said("opened by the module alone"), 1);
}

TEST(Unlock, TellsTheBenchWhoItIsAndWhatItsHeaderHolds)
{
    BindWorld world;
    world.unlock();
    ASSERT_TRUE(world.station.lastHello);
    EXPECT_EQ(world.station.lastHello->luksUuid, world.header().uuid());
    EXPECT_EQ(world.station.lastHello->host.cpuSerial, "10000000abcdef01");
    EXPECT_EQ(world.station.lastHello->module.serial, "M-1");
    EXPECT_EQ(world.station.lastHello->moduleStatus, ModuleStatus::BoundDevelopment);
    EXPECT_EQ(world.station.lastReport.keyslots, (std::vector<int>{0, 1}));
    EXPECT_EQ(world.station.lastReport.profileDigest, bind::profileDigestOf(world.header()));
    EXPECT_EQ(world.station.lastReport.tokenDigest,
              bind::tokenDigestOf(bind::moduleTokenOf(world.header()).value()));
}

TEST(Unlock, BringsTheNetworkUpForTheBenchAndTakesItDownAtTheEnd)
{
    BindWorld world;
    world.unlock();
    EXPECT_EQ(world.networkRuns, (Strings{"net-up", "net-down"}));
}

TEST(Unlock, BringsTheNetworkUpAgainAfterABenchThatCouldNotBeReached)
{
    BindWorld world;
    world.station.script = {ScriptedStation::breaks(ErrorCode::Busy, "no route to host"),
                            ScriptedStation::breaks(ErrorCode::Conflict, "a key that is not the site's")};
    ASSERT_TRUE(world.unlock());
    EXPECT_EQ(world.networkRuns, (Strings{"net-up", "net-up", "net-up", "net-down"}));
    EXPECT_EQ(world.pauses.size(), 2U);
    EXPECT_EQ(world.said("waiting for the bench: no route to host"), 1);
    EXPECT_EQ(world.said("waiting for the bench: a key that is not the site's"), 1);
}

TEST(Unlock, NamesTheNetworkWhenThatIsWhyTheBenchIsOutOfReach)
{
    BindWorld world;
    world.networkStatus = 3;
    world.station.script = {ScriptedStation::breaks(ErrorCode::Busy, "no route to host")};
    ASSERT_TRUE(world.unlock());
    EXPECT_EQ(world.said("waiting for the bench: net-up ended with 3: no link"), 1);
}

TEST(Unlock, WaitsForABenchThatIsNotArmed)
{
    BindWorld world;
    for (int i = 0; i < 25; ++i) {
        world.station.script.push_back(ScriptedStation::says(Verdict::Waiting, "nobody has confirmed"));
    }
    ASSERT_TRUE(world.unlock());
    EXPECT_EQ(world.pauses.size(), 25U);
    EXPECT_EQ(world.said("waiting for the bench: nobody has confirmed"), 3) << "the first and every tenth";
    EXPECT_EQ(world.station.state, ScriptedStation::State::Locked);
}

TEST(Unlock, SaysSoWhenTheBenchRefusesAndAsksAgainAfterHalfAMinute)
{
    BindWorld world;
    world.station.script = {ScriptedStation::says(Verdict::Refused, "this Pi is not of the order")};
    ASSERT_TRUE(world.unlock());
    EXPECT_EQ(world.said("refused: this Pi is not of the order"), 1);
    EXPECT_THAT(world.pauses, ElementsAre(std::chrono::milliseconds(30'000)));
}

TEST(Unlock, TakesNoAuthorisationWithoutASecret)
{
    BindWorld world;
    world.station.script = {ScriptedStation::says(Verdict::Authorised, "")};
    ASSERT_TRUE(world.unlock());
    EXPECT_EQ(world.said("waiting for the bench: the bench says authorised and gives no secret"), 1);
}

TEST(Unlock, ReportsASecretThatDoesNotOpenTheCardAndAsksAgain)
{
    BindWorld world;
    const SecretBuffer wrong = SecretBuffer::random(32);
    world.station.script = {world.station.authorisesWith(wrong)};
    ASSERT_TRUE(world.unlock());
    ASSERT_EQ(world.station.failures.size(), 1U);
    EXPECT_THAT(world.station.failures[0].message, HasSubstr("does not open this card"));
    EXPECT_EQ(world.headerState(), HeaderState::Enrolled);
}

TEST(Unlock, RepeatsTheReportOfLockedUntilItIsNoted)
{
    BindWorld world;
    world.station.script = {world.station.authorisesWith(world.transport),
                            ScriptedStation::breaks(ErrorCode::Busy, "reset by peer"),
                            ScriptedStation::says(Verdict::Waiting, "the records are busy")};
    ASSERT_TRUE(world.unlock());
    EXPECT_EQ(world.station.acts, (Strings{"authorise", "locked", "locked", "locked"}));
}

TEST(Unlock, WaitsForAModuleThatIsAbsentOrDoesNotAnswer)
{
    BindWorld world;
    world.module.statuses = {ModuleStatus::Absent, ModuleStatus::Absent, ModuleStatus::CommFault,
                             ModuleStatus::CommFault};
    ASSERT_TRUE(world.unlock());
    EXPECT_EQ(world.said("waiting for the module: absent"), 1);
    EXPECT_EQ(world.said("waiting for the module: comm fault"), 1);
    EXPECT_EQ(world.pauses.size(), 2U);
}

TEST(Unlock, AsksTheModuleAgainAfterATimeout)
{
    BindWorld world;
    world.enrol();
    world.module.unlockErrors = {ErrorCode::Busy, ErrorCode::ModuleAbsent};
    ASSERT_TRUE(world.unlock());
    EXPECT_EQ(world.said("waiting for the module: the fake module fails"), 1);
    EXPECT_EQ(world.pauses.size(), 2U);
}

TEST(Unlock, RefusesABreachedModuleAndTellsTheBench)
{
    BindWorld world;
    world.enrol();
    world.module.lasting = ModuleStatus::Breached;
    EXPECT_FALSE(world.unlock());
    EXPECT_EQ(world.said("refused: the card's header is enrolled, the module breached"), 1);
    EXPECT_EQ(world.station.failures.size(), 1U);
    EXPECT_EQ(world.module.shown, module::Indication::Failed);
}

TEST(Unlock, NamesTheModuleOfTheCardWhenTheModuleItselfIsSilent)
{
    BindWorld world;
    world.enrol();
    world.module.silent = true;
    EXPECT_FALSE(world.unlock());
    ASSERT_EQ(world.station.failures.size(), 1U);
    EXPECT_EQ(world.station.lastHello->module.serial, "M-1");
    EXPECT_TRUE(world.station.lastHello->module.publicKey.empty());
}

TEST(Unlock, RefusesWhenTheModuleRefusesAndTellsTheBenchOnce)
{
    BindWorld world;
    world.enrol();
    world.station.dead = true;
    world.module.unlockErrors = {ErrorCode::ModuleRefused};
    EXPECT_FALSE(world.unlock());
    EXPECT_EQ(world.said("refused: the fake module fails"), 1);
    EXPECT_EQ(world.station.failures.size(), 1U);
    EXPECT_EQ(world.networkRuns.back(), "net-down");
}

TEST(Unlock, TellsNobodyOfARefusalWhenTheUnitIsBound)
{
    BindWorld world;
    world.enrol();
    ASSERT_EQ(world.verify(), unit::VerifyOutcome::Bound);
    world.boot();
    world.networkRuns.clear();
    world.module.unlockErrors = {ErrorCode::ModuleRefused};
    EXPECT_FALSE(world.unlock());
    EXPECT_TRUE(world.station.failures.empty());
    EXPECT_TRUE(world.networkRuns.empty());
}

TEST(Unlock, RefusesAnotherModuleThanTheCardsAndNamesBoth)
{
    BindWorld world;
    world.enrol();
    test::FakeModule other("M-2");
    EXPECT_FALSE(unit::unlock(world.partsWith(other)));
    EXPECT_EQ(
        world.said("refused: the card belongs to the fake module M-1, this unit has the fake module M-2"), 1);
}

TEST(Unlock, RefusesAModuleThatDoesNotGiveBackWhatItLocked)
{
    BindWorld world;
    world.module.givesBackAnother = true;
    EXPECT_FALSE(world.unlock());
    EXPECT_EQ(world.headerState(), HeaderState::TransportOnly);
    EXPECT_EQ(world.medium.writes, 0);
    ASSERT_EQ(world.station.failures.size(), 1U);
    EXPECT_EQ(world.station.failures[0].code, std::string(traitsOf(ErrorCode::ModuleRefused).name));
}

TEST(Unlock, RefusesAHeaderThatIsNotOfOurProfile)
{
    BindWorld world;
    const std::vector<std::byte> zeros(luks::kHeaderSize);
    world.medium.write(0, zeros);
    EXPECT_FALSE(world.unlock());
    EXPECT_THAT(world.console, Contains(HasSubstr("refused: LUKS2 header")));
    EXPECT_TRUE(world.station.acts.empty());
}

namespace
{

struct Attack {
    const char* name;
    const char* pointer;
    Json value;
};
std::ostream& operator<<(std::ostream& out, const Attack& attack)
{
    return out << attack.name;
}

class UnlockOfAHostileHeader : public ::testing::TestWithParam<Attack>
{
};

} // namespace

TEST_P(UnlockOfAHostileHeader, OpensNothingAndTellsTheBenchOfNothingElse)
{
    BindWorld world;
    world.enrol();
    std::vector<std::byte> image(world.medium.content().begin(), world.medium.content().end());
    Json metadata = test::metadataOf(image);
    metadata[Json::json_pointer(GetParam().pointer)] = GetParam().value;
    test::setMetadataText(image, metadata.dump());
    world.medium.write(0, image);
    EXPECT_FALSE(world.unlock());
    EXPECT_THAT(world.console, Contains(HasSubstr("bindery: refused: ")));
    EXPECT_TRUE(world.station.acts.empty());
    EXPECT_EQ(world.station.failures.size(), 1U);
    EXPECT_EQ(world.verify(), unit::VerifyOutcome::Refused);
}

INSTANTIATE_TEST_SUITE_P(
    Attacks, UnlockOfAHostileHeader,
    ::testing::Values(Attack{"NullCipher", "/segments/0/encryption", "cipher_null-ecb"},
                      Attack{"SecondSegment", "/segments/1",
                             Json{{"type", "linear"}, {"offset", "16777216"}, {"size", "dynamic"}}},
                      Attack{"ForeignKeyslotCipher", "/keyslots/1/area/encryption", "cipher_null-ecb"},
                      Attack{"Reencryption", "/config/requirements",
                             Json{{"mandatory", {"online-reencrypt-v2"}}}},
                      Attack{"SectorsOf1024", "/segments/0/sector_size", 1024},
                      // Of a kind that cards may have, but not this one: the token says so.
                      Attack{"SectorsOf512", "/segments/0/sector_size", 512},
                      Attack{"EndlessIterations", "/keyslots/1/kdf/iterations", 2147483647},
                      Attack{"ForeignKdf", "/keyslots/1/kdf",
                             Json{{"type", "argon2id"},
                                  {"time", 4},
                                  {"memory", 1048576},
                                  {"cpus", 4},
                                  {"salt", std::string(44, 'A')}}}),
    [](const auto& attack) { return attack.param.name; });

TEST(Unlock, RefusesAHeaderWithForeignKeyslots)
{
    BindWorld world;
    luks::Header header = world.header();
    header.unlock(0, world.transport);
    header.addKeyslot(5, SecretBuffer::random(32));
    world.medium.write(0, header.view());
    EXPECT_FALSE(world.unlock());
    EXPECT_THAT(world.console, Contains(HasSubstr("refused: the card's header is foreign")));
    EXPECT_TRUE(world.station.acts.empty());
    EXPECT_EQ(world.station.failures.size(), 1U);
}

TEST(Unlock, DestroysAKeyslotThatNoTokenBelongsTo)
{
    BindWorld world;
    const SecretBuffer stray = SecretBuffer::random(64);
    luks::Header header = world.header();
    header.unlock(0, world.transport);
    header.addKeyslot(1, stray);
    world.medium.write(0, header.view());
    ASSERT_TRUE(world.unlock());
    EXPECT_EQ(world.headerState(), HeaderState::Enrolled);
    EXPECT_FALSE(world.header().testKeyslot(1, stray));
}

namespace
{

/// A card on which enrolling stopped after the named point, started again in a later boot.
struct Stopped {
};
void stopAt(BindWorld& world, const std::string& point)
{
    try {
        world.unlock(unit::BindPoints([&](const std::string& name) {
            if (name == point) {
                throw Stopped();
            }
        }));
        FAIL() << "no point " << point;
    } catch (const Stopped&) {
        world.boot();
    }
}

void replaceToken(BindWorld& world, const std::function<void(bind::ModuleToken&)>& change)
{
    luks::Header header = world.header();
    const luks::Token found = header.tokenOfType(bind::kModuleToken).value();
    bind::ModuleToken token = bind::moduleTokenFromJson(found.content);
    change(token);
    header.setToken(found.number, bind::toJson(token));
    world.medium.write(0, header.view());
}

} // namespace

TEST(Unlock, FinishesATokenThatAnEarlierBootLeftWithItsKeyAndTheBootOfNow)
{
    BindWorld world;
    stopAt(world, "token: first copy flushed");
    ASSERT_EQ(world.headerState(), HeaderState::TokenWithoutSlot);
    ASSERT_TRUE(world.unlock());
    EXPECT_EQ(world.headerState(), HeaderState::Enrolled);
    EXPECT_EQ(world.module.locks, 1) << "the key of the token is kept";
    EXPECT_EQ(bind::moduleTokenOf(world.header()).value().bootId, "boot-2");
    EXPECT_EQ(world.verify(), unit::VerifyOutcome::Restarting);
}

TEST(Unlock, JoinsTokenAndKeyslotThatAnEarlierBootLeftAndStillWantsAColdStart)
{
    BindWorld world;
    stopAt(world, "keyslot 1: first copy flushed");
    ASSERT_EQ(world.headerState(), HeaderState::TokenUnassigned);
    const auto secret = world.unlock();
    ASSERT_TRUE(secret);
    EXPECT_TRUE(secret->equals(world.transport));
    EXPECT_EQ(bind::moduleTokenOf(world.header()).value().bootId, "boot-2");
    EXPECT_EQ(world.verify(), unit::VerifyOutcome::Restarting);
}

TEST(Unlock, DropsATokenThatThisModuleDidNotMake)
{
    BindWorld world;
    stopAt(world, "token: first copy flushed");
    replaceToken(world, [](bind::ModuleToken& token) { token.moduleSerial = "M-9"; });
    ASSERT_TRUE(world.unlock());
    EXPECT_EQ(world.module.locks, 2);
    EXPECT_EQ(bind::moduleTokenOf(world.header()).value().moduleSerial, "M-1");
}

TEST(Unlock, DropsTokenAndKeyslotThatDoNotFit)
{
    BindWorld world;
    stopAt(world, "keyslot 1: first copy flushed");
    const std::vector<std::byte> other = world.module.lock(SecretBuffer::random(64));
    replaceToken(world, [&](bind::ModuleToken& token) { token.lockedKey = other; });
    ASSERT_TRUE(world.unlock());
    EXPECT_EQ(world.headerState(), HeaderState::Enrolled);
    world.boot();
    const auto secret = world.unlock();
    ASSERT_TRUE(secret);
    EXPECT_TRUE(world.header().testKeyslot(1, *secret));
}

TEST(Unlock, DoesNotGoRoundForEverWithAModuleThatRefusesWhatItLockedAMomentAgo)
{
    for (const char* const point : {"token: first copy flushed", "keyslot 1: first copy flushed"}) {
        BindWorld world;
        const auto refuseAt = [&](const std::string& name) {
            if (name == point) {
                world.module.unlockErrors = {ErrorCode::ModuleRefused};
            }
        };
        EXPECT_FALSE(world.unlock(unit::BindPoints(refuseAt)));
        EXPECT_EQ(world.module.locks, 1);
        EXPECT_EQ(world.station.failures.size(), 1U);
        EXPECT_TRUE(world.opensWithTransport());
    }
}

TEST(Unlock, GoesOnFromAHeaderThatSomebodyElseChangedMeanwhile)
{
    BindWorld world;
    bool changed = false;
    const auto changeOnce = [&](const std::string& name) {
        if (name == "module key compared" && !changed) {
            changed = true;
            luks::Header header = world.header();
            header.addToken({{"type", "bindery-passport"}});
            header.removeToken(1);
            world.medium.write(0, header.view());
        }
    };
    ASSERT_TRUE(world.unlock(unit::BindPoints(changeOnce)));
    EXPECT_TRUE(changed);
    EXPECT_EQ(world.headerState(), HeaderState::Enrolled);
    EXPECT_EQ(world.module.locks, 2);
}

TEST(Unlock, LeavesThePassportAlone)
{
    BindWorld world;
    const Json passport = world.header().tokenOfType("bindery-passport").value().content;
    world.enrol();
    ASSERT_EQ(world.verify(), unit::VerifyOutcome::Bound);
    EXPECT_EQ(world.header().tokenOfType("bindery-passport").value().content, passport);
}
