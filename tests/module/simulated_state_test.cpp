// SPDX-License-Identifier: Apache-2.0
#include "module/identity_key_internal.h"
#include "module/simulated_state_internal.h"
#include "module/simulated_under_test.h"
#include "support/expect_error.h"

#include <algorithm>

using namespace bindery;
using namespace bindery::module;
using namespace bindery::test;

namespace
{

SimulatedState fullState()
{
    SimulatedState state;
    state.number = 0x0102030405060708;
    state.serial = "SIM-1";
    state.model = "simulated-1";
    state.mode = SimulatedMode::Production;
    state.boundTo = piOf();
    state.fingerprint = Sha256::of(asBytes("host"));
    state.challenge = "ABCD-EFGH";
    state.faults.slowMillis = 12;
    state.faults.absentTimes = -1;
    state.faults.timeoutTimes = 9;
    state.faults.breached = true;
    state.faults.wrongSalt = true;
    state.indication = Indication::Failed;
    state.lockKey = SecretBuffer::random(32);
    state.identityKey = makeIdentityKey();
    state.salt = SecretBuffer::random(32);
    return state;
}

void expectSame(const SimulatedState& a, const SimulatedState& b)
{
    EXPECT_EQ(a.number, b.number);
    EXPECT_EQ(a.serial, b.serial);
    EXPECT_EQ(a.model, b.model);
    EXPECT_EQ(a.mode, b.mode);
    EXPECT_EQ(a.boundTo, b.boundTo);
    EXPECT_EQ(a.fingerprint, b.fingerprint);
    EXPECT_EQ(a.challenge, b.challenge);
    EXPECT_EQ(a.faults, b.faults);
    EXPECT_EQ(a.indication, b.indication);
    EXPECT_TRUE(a.lockKey.equals(b.lockKey));
    EXPECT_TRUE(a.identityKey.equals(b.identityKey));
    EXPECT_TRUE(a.salt.equals(b.salt));
}

/// A copy whose JSON had `from` replaced, with a digest that fits.
SecretBuffer altered(const SimulatedState& state, const std::string& from, const std::string& to)
{
    SecretBuffer copy = encodeCopy(state);
    constexpr std::size_t kText = 320;
    std::string text(asText(copy.view().subspan(kText)));
    text.resize(text.find('\0'));
    const std::size_t place = text.find(from);
    EXPECT_NE(place, std::string::npos) << from;
    text.replace(place, from.size(), to);
    std::fill(copy.span().begin() + kText, copy.span().end(), std::byte{});
    std::copy(asBytes(text).begin(), asBytes(text).end(), copy.span().begin() + kText);
    copy.span()[26] = static_cast<std::byte>(text.size() >> 8U);
    copy.span()[27] = static_cast<std::byte>(text.size());
    sealCopy(copy.span());
    return copy;
}

} // namespace

TEST(SimulatedState, IsReadAsItWasWritten)
{
    const SimulatedState state = fullState();
    expectSame(decodeCopy(encodeCopy(state).view()), state);
}

TEST(SimulatedState, IsReadAsItWasWrittenInEachModeAndIndication)
{
    for (const SimulatedMode mode :
         {SimulatedMode::Unbound, SimulatedMode::Development, SimulatedMode::Production}) {
        for (const std::optional<Indication> pattern :
             {std::optional<Indication>(), std::optional(Indication::Working),
              std::optional(Indication::Done), std::optional(Indication::Failed)}) {
            SimulatedState state = fullState();
            state.mode = mode;
            state.indication = pattern;
            if (mode == SimulatedMode::Unbound) {
                state.boundTo = {};
                state.fingerprint = {};
                state.salt = SecretBuffer();
            }
            expectSame(decodeCopy(encodeCopy(state).view()), state);
        }
    }
}

TEST(SimulatedState, HasNoKeysWhenItIsDestroyed)
{
    SimulatedState state = fullState();
    state.faults.destroyed = true;
    state.lockKey = SecretBuffer();
    state.identityKey = SecretBuffer();
    expectSame(decodeCopy(encodeCopy(state).view()), state);
}

TEST(SimulatedState, IsRefusedWhenAnyBitOfItsCopyIsAnother)
{
    const SecretBuffer copy = encodeCopy(fullState());
    for (std::size_t i = 0; i < kCopySize; i += (i < 1024 ? 1 : 61)) {
        SecretBuffer changed = copy.clone();
        changed.span()[i] ^= std::byte{0x40};
        SCOPED_TRACE(i);
        expectError(ErrorCode::Corrupt, "state of a simulated module", [&] { decodeCopy(changed.view()); });
    }
}

TEST(SimulatedState, IsRefusedOfAnotherSize)
{
    const SecretBuffer copy = encodeCopy(fullState());
    for (const std::size_t size : {std::size_t{0}, std::size_t{15}, std::size_t{64}, kCopySize - 1}) {
        expectError(ErrorCode::Corrupt, "not one", [&] { decodeCopy(copy.view().first(size)); });
    }
}

TEST(SimulatedState, IsRefusedWithContentThatCannotBeThoughItsDigestFits)
{
    const auto refused = [](const std::string& from, const std::string& to) {
        SCOPED_TRACE(to);
        const SecretBuffer copy = altered(fullState(), from, to);
        expectError(ErrorCode::Corrupt, "", [&] { decodeCopy(copy.view()); });
    };
    refused("\"mode\":\"production\"", "\"mode\":\"sold\"");
    refused("\"mode\":\"production\"", "\"mode\":7");
    refused("\"mode\":\"production\",", "");
    refused("\"indication\":\"failed\"", "\"indication\":\"blinking\"");
    refused("\"indication\":\"failed\"", "\"indication\":\"failed\",\"more\":1");
    refused("\"serial\":\"SIM-1\"", "\"serial\":null");
    refused("\"breached\":true", "\"breached\":1");
    refused("\"fingerprint\":\"", "\"fingerprint\":\"zz");
    refused("\"fingerprint\":\"", "\"fingerprint\":\"00");
    refused("\"macs\":[", "\"macs\":[1,");
    refused("\"bound_to\":{", "\"bound_to\":{\"x\":1,");
    refused("{", " {");
    refused("{", "[");
}

TEST(SimulatedState, IsRefusedWithNumbersOrAKeyThatCannotBe)
{
    const auto refused = [](std::size_t offset, std::uint8_t value) {
        SCOPED_TRACE(offset);
        SecretBuffer copy = encodeCopy(fullState());
        copy.span()[offset] = static_cast<std::byte>(value);
        sealCopy(copy.span());
        expectError(ErrorCode::Corrupt, "", [&] { decodeCopy(copy.view()); });
    };
    refused(16, 0x80);  // number
    refused(24, 0x80);  // length of the text
    refused(26, 0x00);  // the same, a little shorter
    refused(128, 0xff); // length of the identity key
    refused(129, 0x10); // a cut one
    refused(130, 0x00); // no DER any more
}
