// SPDX-License-Identifier: Apache-2.0
// What a simulated module does with its keys.
#include "module/identity_key_internal.h"
#include "module/simulated_module_internal.h"

#include <openssl/rand.h>

namespace bindery::module
{

namespace
{

constexpr std::size_t kMaxRandomSize = std::size_t{64} * 1024;

} // namespace

ModuleInfo SimulatedModuleOfFile::info()
{
    return call(Need::Looks, [](const SimulatedFile&, const SimulatedState& state) {
        return ModuleInfo{kSimulatedKind, state.model, state.serial, kSimulatedFirmware,
                          publicKeyOf(state.identityKey)};
    });
}

SecretBuffer SimulatedModuleOfFile::random(std::size_t size)
{
    if (size == 0 || size > kMaxRandomSize) {
        throw Error(ErrorCode::InvalidArgument, "a module gives 1 to " + std::to_string(kMaxRandomSize) +
                                                    " random bytes at once, not " + std::to_string(size));
    }
    return call(Need::Keys, [&](const SimulatedFile&, const SimulatedState&) {
        SecretBuffer bytes(size);
        if (::RAND_priv_bytes(reinterpret_cast<unsigned char*>(bytes.span().data()),
                              static_cast<int>(size)) != 1) {
            throw Error(ErrorCode::Internal, "OpenSSL: making random bytes failed");
        }
        return bytes;
    });
}

std::vector<std::byte> SimulatedModuleOfFile::lock(const SecretBuffer& key)
{
    if (key.empty() || key.size() > kMaxKeySize) {
        throw Error(ErrorCode::InvalidArgument, "a module locks 1 to " + std::to_string(kMaxKeySize) +
                                                    " bytes, not " + std::to_string(key.size()));
    }
    return call(Need::Keys, [&](const SimulatedFile&, const SimulatedState& state) {
        const bool production = state.mode == SimulatedMode::Production;
        return lockKey(lockKeysOf(state, publicKeyOf(state.identityKey)),
                       production ? LockMode::Production : LockMode::Development, key);
    });
}

SecretBuffer SimulatedModuleOfFile::unlock(ByteView locked)
{
    return call(Need::Keys, [&](const SimulatedFile&, const SimulatedState& state) {
        return unlockKey(lockKeysOf(state, publicKeyOf(state.identityKey)),
                         state.mode == SimulatedMode::Production, locked);
    });
}

std::vector<std::byte> SimulatedModuleOfFile::sign(const Digest& digest)
{
    return call(Need::Keys, [&](const SimulatedFile&, const SimulatedState& state) {
        return signDigest(state.identityKey, digest);
    });
}

void SimulatedModuleOfFile::indicate(Indication pattern)
{
    call(Need::Looks, [&](const SimulatedFile& file, SimulatedState& state) {
        if (state.indication != pattern) {
            state.indication = pattern;
            file.write(state);
        }
    });
}

} // namespace bindery::module
