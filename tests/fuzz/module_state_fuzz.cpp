// SPDX-License-Identifier: Apache-2.0
// What a simulated module reads of others. The first byte chooses: 0 a copy of its state, of which the bytes
// are laid over a sound one and the digest is made to fit; 1 a locked key; 2 the same, laid over a sound one;
// 3 faults as JSON text. State: Corrupt, or written back as the same. Locked keys: ModuleRefused, but for the
// sound one. Faults: Corrupt, or faults that can be set.
#include "base/error.h"
#include "module/identity_key_internal.h"
#include "module/locked_blob_internal.h"
#include "module/simulated_state_internal.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <vector>

namespace
{

using namespace bindery;
using namespace bindery::module;

void require(bool holds)
{
    if (!holds) {
        std::abort();
    }
}

SimulatedState soundState()
{
    SimulatedState state;
    state.number = 7;
    state.serial = "SIM-1";
    state.model = "simulated-1";
    state.mode = SimulatedMode::Production;
    state.boundTo = {
        "10000000deadbeef", "c03115", "Raspberry Pi 4 Model B Rev 1.5", "cid", {"dc:a6:32:00:00:01"}};
    state.indication = Indication::Done;
    state.lockKey = SecretBuffer::copyOf(std::vector<std::byte>(32, std::byte{1}));
    state.salt = SecretBuffer::copyOf(std::vector<std::byte>(32, std::byte{2}));
    state.identityKey = makeIdentityKey();
    return state;
}

void readState(ByteView bytes)
{
    static const SecretBuffer sound = encodeCopy(soundState());
    SecretBuffer copy = sound.clone();
    std::copy_n(bytes.begin(), std::min(bytes.size(), kCopySize), copy.span().begin());
    sealCopy(copy.span());
    try {
        const SimulatedState state = decodeCopy(copy.view());
        requireSound(state.faults);
        const SecretBuffer written = encodeCopy(state);
        require(encodeCopy(decodeCopy(written.view())).equals(written));
    } catch (const Error& error) {
        require(error.code() == ErrorCode::Corrupt);
    }
}

void unlock(ByteView bytes, bool overlay)
{
    static const SimulatedState state = soundState();
    static const std::vector<std::byte> publicKey = publicKeyOf(state.identityKey);
    static const LockKeys keys{state.lockKey.view(), publicKey, Digest{}};
    static const SecretBuffer key(64);
    static const std::vector<std::byte> sound = lockKey(keys, LockMode::Production, key);
    std::vector<std::byte> locked(bytes.begin(), bytes.end());
    if (overlay) {
        locked = sound;
        locked.resize(std::max(locked.size(), bytes.size()));
        std::copy(bytes.begin(), bytes.end(), locked.begin());
    }
    try {
        require(unlockKey(keys, true, locked).equals(key));
        require(locked == sound);
    } catch (const Error& error) {
        require(error.code() == ErrorCode::ModuleRefused && locked != sound);
    }
}

void readFaults(ByteView bytes)
{
    try {
        requireSound(faultsFromJson(parseJson(asText(bytes), "fuzzed")));
    } catch (const Error& error) {
        require(error.code() == ErrorCode::Corrupt);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size == 0) {
        return 0;
    }
    const ByteView bytes(reinterpret_cast<const std::byte*>(data) + 1, size - 1);
    switch (data[0] % 4) {
    case 0:
        readState(bytes);
        break;
    case 3:
        readFaults(bytes);
        break;
    default:
        unlock(bytes, data[0] % 4 == 2);
        break;
    }
    return 0;
}
