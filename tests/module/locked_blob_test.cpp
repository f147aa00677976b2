// SPDX-License-Identifier: Apache-2.0
#include "module/identity_key_internal.h"
#include "module/locked_blob_internal.h"
#include "module/security_module.h"
#include "support/expect_error.h"

#include <algorithm>
#include <random>

using namespace bindery;
using namespace bindery::module;
using namespace bindery::test;

namespace
{

class LockedBlob : public ::testing::Test
{
protected:
    LockKeys keys(const Digest& host = Sha256::of(asBytes("home"))) const
    {
        return {m_lockKey.view(), m_publicKey, host};
    }

    const SecretBuffer m_lockKey = SecretBuffer::random(32);
    const std::vector<std::byte> m_publicKey = publicKeyOf(makeIdentityKey());
    const SecretBuffer m_key = SecretBuffer::random(64);
};

const Digest kElsewhere = Sha256::of(asBytes("elsewhere"));

} // namespace

TEST_F(LockedBlob, OfDevelopmentOpensOnAnyHostAndInProduction)
{
    const std::vector<std::byte> locked = lockKey(keys(), LockMode::Development, m_key);
    for (const bool production : {false, true}) {
        EXPECT_TRUE(unlockKey(keys(), production, locked).equals(m_key));
        EXPECT_TRUE(unlockKey(keys(kElsewhere), production, locked).equals(m_key));
    }
}

TEST_F(LockedBlob, OfProductionOpensInProductionOnItsHostOnly)
{
    const std::vector<std::byte> locked = lockKey(keys(), LockMode::Production, m_key);
    EXPECT_TRUE(unlockKey(keys(), true, locked).equals(m_key));
    expectError(ErrorCode::ModuleRefused, "locked in production", [&] { unlockKey(keys(), false, locked); });
    expectError(ErrorCode::ModuleRefused, "changed", [&] { unlockKey(keys(kElsewhere), true, locked); });
}

TEST_F(LockedBlob, OfOneModeIsNotTakenForOneOfTheOther)
{
    std::vector<std::byte> locked = lockKey(keys(), LockMode::Production, m_key);
    locked[16] = std::byte{1};
    expectError(ErrorCode::ModuleRefused, "changed", [&] { unlockKey(keys(), true, locked); });
    locked[16] = std::byte{3};
    expectError(ErrorCode::ModuleRefused, "mode", [&] { unlockKey(keys(), true, locked); });
}

TEST_F(LockedBlob, SaysWhoseItIsNot)
{
    const std::vector<std::byte> locked = lockKey(keys(), LockMode::Development, m_key);
    LockKeys other = keys();
    const std::vector<std::byte> publicKey = publicKeyOf(makeIdentityKey());
    other.publicKey = publicKey;
    expectError(ErrorCode::ModuleRefused, "another module", [&] { unlockKey(other, false, locked); });
}

TEST_F(LockedBlob, DoesNotOpenForAModuleThatOnlySaysItIsTheOne)
{
    const std::vector<std::byte> locked = lockKey(keys(), LockMode::Development, m_key);
    const SecretBuffer foreign = SecretBuffer::random(32);
    LockKeys clone = keys();
    clone.lockKey = foreign.view();
    expectError(ErrorCode::ModuleRefused, "changed", [&] { unlockKey(clone, false, locked); });
}

TEST_F(LockedBlob, IsRefusedWhateverItHolds)
{
    const auto seed = std::random_device()();
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 random(seed);
    const std::vector<std::byte> sound = lockKey(keys(), LockMode::Production, m_key);
    for (int i = 0; i < 2000; ++i) {
        std::vector<std::byte> hostile(random() % 700);
        std::generate(hostile.begin(), hostile.end(), [&] { return static_cast<std::byte>(random()); });
        const std::size_t genuine = std::min<std::size_t>(hostile.size(), random() % (sound.size() + 1));
        if (genuine < sound.size()) {
            std::copy_n(sound.begin(), genuine, hostile.begin());
        }
        expectError(ErrorCode::ModuleRefused, "", [&] { unlockKey(keys(), true, hostile); });
    }
}
