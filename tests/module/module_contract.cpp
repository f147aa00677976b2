// SPDX-License-Identifier: Apache-2.0
#include "module/module_contract.h"

#include "support/expect_error.h"

#include <algorithm>
#include <set>
#include <tuple>

using namespace bindery;
using namespace bindery::test;
using namespace bindery::module;
using std::chrono::milliseconds;

namespace
{

// A back end without faults or without a production mode need not be bent to the tests of these.
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(ModuleFaultContract);
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(ModuleProductionContract);

constexpr milliseconds kSoon(300);

SecretBuffer keyOf(std::size_t size)
{
    SecretBuffer key(size);
    for (std::size_t i = 0; i < size; ++i) {
        key.span()[i] = static_cast<std::byte>(i * 7 + size);
    }
    return key;
}

void bindForGood(SecurityModule& module)
{
    module.bindPermanently(module.permanentBindChallenge());
}

void expectNoUseOfKeys(SecurityModule& module, ErrorCode code, ByteView locked)
{
    expectError(code, "", [&] { module.lock(keyOf(64)); });
    expectError(code, "", [&] { module.unlock(locked); });
    expectError(code, "", [&] { module.sign(Digest{}); });
    expectError(code, "", [&] { module.random(32); });
}

} // namespace

TEST_P(ModuleContract, IsReadyAtOnceWhenItIsHealthy)
{
    EXPECT_TRUE(isHealthy(module().waitReady(kSoon)));
    EXPECT_EQ(module().status(), ModuleStatus::BoundDevelopment);
}

TEST_P(ModuleContract, SaysWhatItIs)
{
    const ModuleInfo info = module().info();
    EXPECT_FALSE(info.kind.empty());
    EXPECT_FALSE(info.model.empty());
    EXPECT_FALSE(info.serial.empty());
    EXPECT_FALSE(info.firmware.empty());
    EXPECT_FALSE(info.publicKey.empty());
}

TEST_P(ModuleContract, StaysWhoItIsOverAPowerCycle)
{
    const ModuleInfo before = module().info();
    subject().powerCycle();
    EXPECT_EQ(module().info(), before);
}

TEST_P(ModuleContract, IsNotTheOtherOne)
{
    EXPECT_NE(module().info().serial, other().info().serial);
    EXPECT_NE(module().info().publicKey, other().info().publicKey);
}

TEST_P(ModuleContract, UnlocksWhatItLockedOfEachSize)
{
    for (const std::size_t size : {std::size_t{1}, std::size_t{31}, std::size_t{32}, std::size_t{64},
                                   std::size_t{511}, SecurityModule::kMaxKeySize}) {
        const SecretBuffer key = keyOf(size);
        EXPECT_TRUE(module().unlock(module().lock(key)).equals(key)) << size;
    }
}

TEST_P(ModuleContract, UnlocksAfterAPowerCycleWhatItLockedBefore)
{
    const SecretBuffer key = keyOf(64);
    const std::vector<std::byte> locked = module().lock(key);
    subject().powerCycle();
    EXPECT_TRUE(module().unlock(locked).equals(key));
}

TEST_P(ModuleContract, LocksNoKeyThatIsEmptyOrTooLarge)
{
    expectError(ErrorCode::InvalidArgument, "", [&] { module().lock(SecretBuffer()); });
    expectError(ErrorCode::InvalidArgument, "",
                [&] { module().lock(keyOf(SecurityModule::kMaxKeySize + 1)); });
}

TEST_P(ModuleContract, NeverLocksTheSameKeyToTheSameBytes)
{
    EXPECT_NE(module().lock(keyOf(64)), module().lock(keyOf(64)));
}

TEST_P(ModuleContract, ShowsNothingOfTheKeyInWhatItLocked)
{
    const SecretBuffer key = keyOf(64);
    const std::vector<std::byte> locked = module().lock(key);
    for (std::size_t part = 0; part + 8 <= key.size(); part += 8) {
        const ByteView run = key.view().subspan(part, 8);
        EXPECT_EQ(std::search(locked.begin(), locked.end(), run.begin(), run.end()), locked.end()) << part;
    }
}

TEST_P(ModuleContract, RefusesWhatAnotherModuleLocked)
{
    const std::vector<std::byte> locked = other().lock(keyOf(64));
    expectError(ErrorCode::ModuleRefused, "", [&] { module().unlock(locked); });
}

TEST_P(ModuleContract, RefusesALockedKeyOfWhichAnyByteWasChanged)
{
    const std::vector<std::byte> locked = module().lock(keyOf(64));
    for (std::size_t i = 0; i < locked.size(); ++i) {
        std::vector<std::byte> changed = locked;
        changed[i] ^= std::byte{0x10};
        SCOPED_TRACE(i);
        expectError(ErrorCode::ModuleRefused, "", [&] { module().unlock(changed); });
    }
}

TEST_P(ModuleContract, RefusesALockedKeyThatWasCutOrMadeLonger)
{
    const std::vector<std::byte> locked = module().lock(keyOf(64));
    for (std::size_t size = 0; size < locked.size(); ++size) {
        SCOPED_TRACE(size);
        expectError(ErrorCode::ModuleRefused, "", [&] { module().unlock(ByteView(locked).first(size)); });
    }
    for (const std::size_t more : {std::size_t{1}, std::size_t{16}, std::size_t{100'000}}) {
        std::vector<std::byte> longer = locked;
        longer.resize(locked.size() + more);
        SCOPED_TRACE(more);
        expectError(ErrorCode::ModuleRefused, "", [&] { module().unlock(longer); });
    }
}

TEST_P(ModuleContract, UnlocksStillAfterItRefused)
{
    const SecretBuffer key = keyOf(64);
    const std::vector<std::byte> locked = module().lock(key);
    expectError(ErrorCode::ModuleRefused, "", [&] { module().unlock(asBytes("nothing of a module")); });
    EXPECT_TRUE(module().unlock(locked).equals(key));
}

TEST_P(ModuleContract, SignsSoThatItsPublicKeyVerifies)
{
    const std::vector<std::byte> publicKey = module().info().publicKey;
    for (const char* text : {"", "one", "two"}) {
        const Digest digest = Sha256::of(asBytes(text));
        EXPECT_TRUE(verifySignature(publicKey, digest, module().sign(digest))) << text;
    }
}

TEST_P(ModuleContract, SignsWhatNoOtherDigestOrModuleHas)
{
    const Digest digest = Sha256::of(asBytes("one"));
    const std::vector<std::byte> signature = module().sign(digest);
    EXPECT_FALSE(verifySignature(module().info().publicKey, Sha256::of(asBytes("two")), signature));
    EXPECT_FALSE(verifySignature(other().info().publicKey, digest, signature));
}

TEST_P(ModuleContract, GivesRandomBytesOfTheSizeAsked)
{
    std::set<std::string> seen;
    for (const std::size_t size : {std::size_t{8}, std::size_t{64}, std::size_t{64}, std::size_t{512}}) {
        const SecretBuffer bytes = module().random(size);
        EXPECT_EQ(bytes.size(), size);
        EXPECT_TRUE(seen.insert(toHex(bytes.view())).second) << size;
    }
}

TEST_P(ModuleContract, MakesFreshKeysOf64Bytes)
{
    const SecretBuffer first = freshKey(module());
    EXPECT_EQ(first.size(), 64U);
    EXPECT_FALSE(first.equals(freshKey(module())));
}

TEST_P(ModuleContract, TakesEveryIndication)
{
    for (const Indication pattern : {Indication::Working, Indication::Done, Indication::Failed}) {
        EXPECT_NO_THROW(module().indicate(pattern));
    }
    EXPECT_TRUE(isHealthy(module().status()));
}

TEST_P(ModuleFaultContract, IsAbsentByItsStatusAndAnErrorOfEveryOtherCall)
{
    const std::vector<std::byte> locked = module().lock(keyOf(64));
    subject().inject(ModuleFault::Absent);
    EXPECT_EQ(module().status(), ModuleStatus::Absent);
    expectNoUseOfKeys(module(), ErrorCode::ModuleAbsent, locked);
    expectError(ErrorCode::ModuleAbsent, "", [&] { module().info(); });
}

TEST_P(ModuleFaultContract, WaitsNoLongerForAnAbsentOneThanItMay)
{
    subject().inject(ModuleFault::Absent);
    EXPECT_EQ(module().waitReady(milliseconds(0)), ModuleStatus::Absent);
    EXPECT_EQ(module().waitReady(milliseconds(20)), ModuleStatus::Absent);
}

TEST_P(ModuleFaultContract, IsHealthyAgainWhenItIsBack)
{
    const SecretBuffer key = keyOf(64);
    const std::vector<std::byte> locked = module().lock(key);
    subject().inject(ModuleFault::Absent);
    EXPECT_EQ(module().status(), ModuleStatus::Absent);
    subject().repair();
    EXPECT_TRUE(isHealthy(module().waitReady(kSoon)));
    EXPECT_TRUE(module().unlock(locked).equals(key));
}

TEST_P(ModuleFaultContract, AsksToTryAgainWhenItDoesNotAnswerInTime)
{
    const SecretBuffer key = keyOf(64);
    const std::vector<std::byte> locked = module().lock(key);
    subject().inject(ModuleFault::Timeout);
    expectNoUseOfKeys(module(), ErrorCode::Busy, locked);
    EXPECT_EQ(kindOf(ErrorCode::Busy), FailureKind::TryAgain);
    subject().repair();
    EXPECT_TRUE(module().unlock(locked).equals(key));
}

TEST_P(ModuleFaultContract, RefusesForEverOnceItIsBreached)
{
    const std::vector<std::byte> locked = module().lock(keyOf(64));
    subject().inject(ModuleFault::Breached);
    EXPECT_EQ(module().waitReady(kSoon), ModuleStatus::Breached);
    expectNoUseOfKeys(module(), ErrorCode::ModuleRefused, locked);
    subject().repair();
    subject().powerCycle();
    EXPECT_EQ(module().status(), ModuleStatus::Breached);
    expectNoUseOfKeys(module(), ErrorCode::ModuleRefused, locked);
}

TEST_P(ModuleFaultContract, RefusesForEverOnceItIsDestroyed)
{
    const std::vector<std::byte> locked = module().lock(keyOf(64));
    subject().inject(ModuleFault::Destroyed);
    EXPECT_EQ(module().waitReady(kSoon), ModuleStatus::Destroyed);
    expectNoUseOfKeys(module(), ErrorCode::ModuleRefused, locked);
    subject().repair();
    subject().powerCycle();
    EXPECT_EQ(module().status(), ModuleStatus::Destroyed);
    expectNoUseOfKeys(module(), ErrorCode::ModuleRefused, locked);
}

TEST_P(ModuleProductionContract, IsBoundForGoodByTheValueItGave)
{
    bindForGood(module());
    EXPECT_EQ(module().status(), ModuleStatus::BoundProduction);
    subject().powerCycle();
    EXPECT_EQ(module().waitReady(kSoon), ModuleStatus::BoundProduction);
}

TEST_P(ModuleProductionContract, IsNotBoundByAnotherValueOrNone)
{
    expectError(ErrorCode::InvalidArgument, "", [&] { module().bindPermanently(""); });
    const std::string value = module().permanentBindChallenge();
    expectError(ErrorCode::InvalidArgument, "", [&] { module().bindPermanently(value + "x"); });
    EXPECT_EQ(module().status(), ModuleStatus::BoundDevelopment);
}

TEST_P(ModuleProductionContract, TakesAValueForOneTryOnly)
{
    const std::string value = module().permanentBindChallenge();
    expectError(ErrorCode::InvalidArgument, "", [&] { module().bindPermanently("something else"); });
    expectError(ErrorCode::InvalidArgument, "", [&] { module().bindPermanently(value); });
    EXPECT_EQ(module().status(), ModuleStatus::BoundDevelopment);
}

TEST_P(ModuleProductionContract, TakesTheLastValueItGaveAlsoAfterAPowerCycle)
{
    const std::string first = module().permanentBindChallenge();
    const std::string second = module().permanentBindChallenge();
    EXPECT_NE(first, second);
    subject().powerCycle();
    module().bindPermanently(second);
    EXPECT_EQ(module().status(), ModuleStatus::BoundProduction);
}

TEST_P(ModuleProductionContract, CannotBeBoundForGoodTwice)
{
    bindForGood(module());
    expectError(ErrorCode::Conflict, "permanently", [&] { module().permanentBindChallenge(); });
    expectError(ErrorCode::Conflict, "permanently", [&] { module().bindPermanently("anything"); });
}

TEST_P(ModuleProductionContract, UnlocksWhatItLockedBeforeItWasBoundForGood)
{
    const SecretBuffer key = keyOf(64);
    const std::vector<std::byte> locked = module().lock(key);
    bindForGood(module());
    EXPECT_TRUE(module().unlock(locked).equals(key));
    subject().powerCycle();
    EXPECT_TRUE(module().unlock(locked).equals(key));
}

TEST_P(ModuleProductionContract, RefusesItsKeysOnAnotherHostAndGivesThemAtHomeAgain)
{
    const SecretBuffer key = keyOf(64);
    bindForGood(module());
    const std::vector<std::byte> locked = module().lock(key);
    subject().moveToOtherHost();
    subject().powerCycle();
    EXPECT_EQ(module().waitReady(kSoon), ModuleStatus::BindRefused);
    expectNoUseOfKeys(module(), ErrorCode::ModuleRefused, locked);
    subject().moveHome();
    subject().powerCycle();
    EXPECT_TRUE(module().unlock(locked).equals(key));
}

TEST_P(ModuleProductionContract, GoesToAnotherHostBeforeThat)
{
    const SecretBuffer key = keyOf(64);
    const std::vector<std::byte> locked = module().lock(key);
    subject().moveToOtherHost();
    subject().powerCycle();
    EXPECT_EQ(module().waitReady(kSoon), ModuleStatus::BoundDevelopment);
    EXPECT_TRUE(module().unlock(locked).equals(key));
}
