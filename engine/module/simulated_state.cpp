// SPDX-License-Identifier: Apache-2.0
#include "module/host_facts_internal.h"
#include "module/identity_key_internal.h"
#include "module/json_fields_internal.h"
#include "module/simulated_state_internal.h"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

namespace bindery::module
{

namespace
{

constexpr std::string_view kMark = "bindery-module-1";
constexpr std::size_t kNumberOffset = 16;
constexpr std::size_t kLengthOffset = 24;
constexpr std::size_t kDigestOffset = 32;
constexpr std::size_t kSecretsOffset = 64;
constexpr std::size_t kKeySize = 32; // of the lock key and of the salt
constexpr std::size_t kIdentityOffset = kSecretsOffset + 2 * kKeySize;
constexpr std::size_t kTextOffset = 320;
constexpr std::size_t kMaxIdentity = kTextOffset - kIdentityOffset - 2;
constexpr std::size_t kMaxText = kCopySize - kTextOffset;
constexpr const char* kWhat = "state of a simulated module";

constexpr std::array<std::pair<SimulatedMode, std::string_view>, 3> kModes{{
    {SimulatedMode::Unbound, "unbound"},
    {SimulatedMode::Development, "development"},
    {SimulatedMode::Production, "production"},
}};
constexpr std::array<std::pair<Indication, std::string_view>, 3> kIndications{{
    {Indication::Working, "working"},
    {Indication::Done, "done"},
    {Indication::Failed, "failed"},
}};

[[noreturn]] void fail(const std::string& why)
{
    throw Error(ErrorCode::Corrupt, std::string(kWhat) + ": " + why);
}

template <typename Words, typename Value>
std::string_view wordOf(const Words& words, Value value)
{
    return words.at(static_cast<std::size_t>(value)).second; // in the order of the enum
}

template <typename Words>
auto valueOf(const Words& words, std::string_view text, const char* what)
{
    for (const auto& [value, word] : words) {
        if (word == text) {
            return value;
        }
    }
    fail(std::string("an unknown ") + what);
}

void putNumber(ByteSpan out, std::uint64_t value)
{
    for (std::size_t i = out.size(); i > 0; --i) {
        out[i - 1] = static_cast<std::byte>(value);
        value >>= 8U;
    }
}

std::uint64_t getNumber(ByteView bytes)
{
    std::uint64_t value = 0;
    for (const std::byte byte : bytes) {
        value = value << 8U | std::to_integer<std::uint64_t>(byte);
    }
    return value;
}

Digest digestOf(ByteView copy)
{
    constexpr Digest kZeros{};
    Sha256 sha;
    sha.update(copy.first(kDigestOffset));
    sha.update(kZeros);
    sha.update(copy.subspan(kSecretsOffset));
    return sha.finish();
}

std::string textOfState(const SimulatedState& state)
{
    const bool bound = state.mode != SimulatedMode::Unbound;
    const Json json{{"bound_to", bound ? jsonOf(state.boundTo) : Json()},
                    {"challenge", state.challenge},
                    {"faults", jsonOf(state.faults)},
                    {"fingerprint", bound ? toHex(state.fingerprint) : ""},
                    {"indication", state.indication ? Json(std::string(textOf(*state.indication))) : Json()},
                    {"mode", textOf(state.mode)},
                    {"model", state.model},
                    {"serial", state.serial}};
    return canonicalJson(json);
}

Digest parseDigest(const std::string& hex)
{
    Digest digest{};
    std::vector<std::byte> bytes;
    try {
        bytes = fromHex(hex);
    } catch (const Error&) {
        fail("the fingerprint is not in hex");
    }
    if (bytes.size() != digest.size()) {
        fail("the fingerprint has the wrong size");
    }
    std::copy(bytes.begin(), bytes.end(), digest.begin());
    return digest;
}

void readText(std::string_view text, SimulatedState& state)
{
    const Json json = parseJson(text, kWhat);
    requireFields(
        json, kWhat,
        {"bound_to", "challenge", "faults", "fingerprint", "indication", "mode", "model", "serial"});
    state.mode = valueOf(kModes, textField(json, kWhat, "mode"), "mode");
    if (state.mode != SimulatedMode::Unbound) {
        state.boundTo = hostFactsOf(json.at("bound_to"));
        state.fingerprint = parseDigest(textField(json, kWhat, "fingerprint"));
    }
    state.challenge = textField(json, kWhat, "challenge");
    state.faults = faultsFromJson(json.at("faults"));
    if (!json.at("indication").is_null()) {
        state.indication = valueOf(kIndications, textField(json, kWhat, "indication"), "indication");
    }
    state.model = textField(json, kWhat, "model");
    state.serial = textField(json, kWhat, "serial");
    if (textOfState(state) != text) {
        fail("its text is not canonical");
    }
}

void readSecrets(ByteView copy, SimulatedState& state)
{
    const std::size_t length = getNumber(copy.subspan(kIdentityOffset, 2));
    if (length > kMaxIdentity) {
        fail("the identity key is too long");
    }
    if (state.mode != SimulatedMode::Unbound) {
        state.salt = SecretBuffer::copyOf(copy.subspan(kSecretsOffset + kKeySize, kKeySize));
    }
    if (state.faults.destroyed) {
        return;
    }
    state.lockKey = SecretBuffer::copyOf(copy.subspan(kSecretsOffset, kKeySize));
    state.identityKey = SecretBuffer::copyOf(copy.subspan(kIdentityOffset + 2, length));
    publicKeyOf(state.identityKey); // refuses what is no key
}

void putBytes(ByteSpan copy, std::size_t offset, ByteView bytes)
{
    std::copy(bytes.begin(), bytes.end(), copy.begin() + static_cast<std::ptrdiff_t>(offset));
}

} // namespace

std::string_view textOf(SimulatedMode mode)
{
    return wordOf(kModes, mode);
}

std::string_view textOf(Indication pattern)
{
    return wordOf(kIndications, pattern);
}

void requireName(const std::string& text, const char* what)
{
    constexpr std::size_t kLongest = 64;
    const bool printable =
        std::all_of(text.begin(), text.end(), [](unsigned char c) { return c >= 0x20 && c <= 0x7e; });
    if (text.empty() || text.size() > kLongest || !printable) {
        throw Error(ErrorCode::InvalidArgument, std::string("the ") + what +
                                                    " of a simulated module must be 1 to 64 printable ASCII "
                                                    "characters");
    }
}

void sealCopy(ByteSpan copy)
{
    putBytes(copy, kDigestOffset, digestOf(copy));
}

SecretBuffer encodeCopy(const SimulatedState& state)
{
    const std::string text = textOfState(state);
    if (text.size() > kMaxText || state.identityKey.size() > kMaxIdentity) {
        throw Error(ErrorCode::InvalidArgument,
                    "what the simulated module must remember of its host is larger than " +
                        std::to_string(kMaxText) + " bytes; give it shorter facts");
    }
    SecretBuffer copy(kCopySize);
    const ByteSpan bytes = copy.span();
    putBytes(bytes, 0, asBytes(kMark));
    putNumber(bytes.subspan(kNumberOffset, 8), state.number);
    putNumber(bytes.subspan(kLengthOffset, 4), text.size());
    putBytes(bytes, kSecretsOffset, state.lockKey.view());
    putBytes(bytes, kSecretsOffset + kKeySize, state.salt.view());
    putNumber(bytes.subspan(kIdentityOffset, 2), state.identityKey.size());
    putBytes(bytes, kIdentityOffset + 2, state.identityKey.view());
    putBytes(bytes, kTextOffset, asBytes(text));
    sealCopy(bytes);
    return copy;
}

SimulatedState decodeCopy(ByteView bytes)
{
    if (bytes.size() != kCopySize || asText(bytes.first(kMark.size())) != kMark) {
        fail("not one");
    }
    const Digest digest = digestOf(bytes);
    if (!std::equal(digest.begin(), digest.end(), bytes.begin() + kDigestOffset)) {
        fail("its digest does not fit");
    }
    SimulatedState state;
    state.number = getNumber(bytes.subspan(kNumberOffset, 8));
    const std::size_t length = getNumber(bytes.subspan(kLengthOffset, 4));
    if (length > kMaxText || state.number > std::numeric_limits<std::uint64_t>::max() / 2) {
        fail("its numbers are out of range");
    }
    readText(asText(bytes.subspan(kTextOffset, length)), state);
    readSecrets(bytes, state);
    return state;
}

} // namespace bindery::module
