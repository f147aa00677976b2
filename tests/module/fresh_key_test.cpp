// SPDX-License-Identifier: Apache-2.0
#include "module/security_module.h"
#include "support/expect_error.h"

#include <algorithm>
#include <functional>
#include <set>

using namespace bindery;
using namespace bindery::module;
using namespace bindery::test;

namespace
{

/// A module that has nothing but a generator, and perhaps a bad one.
class OnlyRandom : public SecurityModule
{
public:
    explicit OnlyRandom(std::function<SecretBuffer(std::size_t)> give) : m_give(std::move(give)) {}

    ModuleStatus status() override { return ModuleStatus::Unknown; }
    ModuleStatus waitReady(std::chrono::milliseconds) override { return ModuleStatus::Unknown; }
    ModuleInfo info() override { return {}; }
    SecretBuffer random(std::size_t size) override { return m_give(size); }
    std::vector<std::byte> lock(const SecretBuffer&) override { return {}; }
    SecretBuffer unlock(ByteView) override { return {}; }
    std::vector<std::byte> sign(const Digest&) override { return {}; }
    std::optional<HostFacts> fingerprint() override { return std::nullopt; }
    void indicate(Indication) override {}
    std::string permanentBindChallenge() override { return {}; }
    void bindPermanently(std::string_view) override {}

private:
    std::function<SecretBuffer(std::size_t)> m_give;
};

} // namespace

TEST(FreshKey, Has64BytesThatAreNotTheModules)
{
    SecretBuffer given(64);
    OnlyRandom module([&](std::size_t size) {
        EXPECT_EQ(size, 64U);
        given = SecretBuffer::random(size);
        return given.clone();
    });
    const SecretBuffer key = freshKey(module);
    ASSERT_EQ(key.size(), 64U);
    EXPECT_FALSE(key.equals(given));
}

TEST(FreshKey, IsAnotherOneEachTimeThoughTheModulesGeneratorStandsStill)
{
    OnlyRandom module([](std::size_t size) { return SecretBuffer(size); });
    std::set<std::string> keys;
    for (int i = 0; i < 20; ++i) {
        const SecretBuffer key = freshKey(module);
        EXPECT_TRUE(
            std::any_of(key.view().begin(), key.view().end(), [](std::byte b) { return b != std::byte{}; }));
        EXPECT_TRUE(keys.insert(toHex(key.view())).second);
    }
}

TEST(FreshKey, IsNotMadeOfFewerBytesThanWereAskedFor)
{
    OnlyRandom module([](std::size_t size) { return SecretBuffer(size - 1); });
    expectError(ErrorCode::Busy, "63 random bytes instead of 64", [&] { freshKey(module); });
}

TEST(FreshKey, IsNotMadeWhenTheModuleFails)
{
    OnlyRandom module([](std::size_t) -> SecretBuffer { throw Error(ErrorCode::ModuleRefused, "no"); });
    expectError(ErrorCode::ModuleRefused, "no", [&] { freshKey(module); });
}
